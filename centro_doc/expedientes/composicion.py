"""Las piezas de un expediente: cada documento en su sección, con una frase que dice por qué está.

Las secciones son las de `composicion_de_un_dossier` de la agenda. Aquí van las que se llenan con documentos.
"""

from collections.abc import Mapping, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Tema
from centro_doc.catalogo.modelos import Archivo, Documento, Papel, Version, Vista
from centro_doc.catalogo.tipos import tipo
from centro_doc.comun.fechas import fecha_corta
from centro_doc.expedientes.consultas import exponer
from centro_doc.expedientes.contenido import Pieza
from centro_doc.vinculos.consultas import DocumentoVinculado, de_tema
from centro_doc.vinculos.formularios import NOMBRES_RELACION
from centro_doc.vinculos.modelos import Relacion
from centro_doc.vinculos.vistos import VinculoVisto

_OTROS = 4
_POR_ETIQUETA: Mapping[str, int] = {
    **dict.fromkeys(("leyes", "acuerdos", "tratados"), 2),
    **dict.fromkeys(("iniciativas", "dictamenes", "proceso", "sentencias"), 3),
    "opiniones": 5,
    **dict.fromkeys(("actas", "participacion"), 6),
}
_LOCALES = frozenset({"", "GT", "INT"})
_PASAJE = 200


def piezas_de_tema(sesion: Session, tema: Tema, marcas: frozenset[str]) -> tuple[Pieza, ...]:
    """Los documentos de un tema que ve el lector, por sección, fecha y registro."""
    vinculados = [
        uno
        for uno in de_tema(sesion, tema, marcas)
        if any(v.relacion != Relacion.ENUNCIA for v in uno.vinculos)
    ]
    archivos = _principales(sesion, [uno.documento.id for uno in vinculados])
    piezas = [
        (_dia(uno.documento), _pieza(uno, ficha, archivos.get(uno.documento.id, (0, ""))))
        for uno, ficha in zip(vinculados, exponer(sesion, vinculados), strict=True)
    ]
    piezas.sort(key=lambda par: (par[1].seccion, par[0], par[1].identificador))
    return tuple(pieza for _, pieza in piezas)


def _pieza(uno: DocumentoVinculado, ficha: str, archivo: tuple[int, str]) -> Pieza:
    documento = uno.documento
    return Pieza(
        seccion=_seccion(documento),
        documento_id=documento.id,
        identificador=documento.identificador,
        titulo=documento.titulo,
        ficha=ficha,
        version=archivo[0],
        sha256=archivo[1],
        frase=" ".join(_frase(vinculo) for vinculo in uno.vinculos),
        evidencias=tuple(
            {"pagina": p.pagina, "literal": p.literal, "confirmo": _quien(vinculo)}
            for vinculo in uno.vinculos
            for p in vinculo.pasajes
            if not p.rota
        ),
    )


def _seccion(documento: Documento) -> int:
    del_tipo = tipo(documento.tipo)
    seccion = _POR_ETIQUETA.get(del_tipo.etiqueta, _OTROS) if del_tipo is not None else _OTROS
    return 7 if seccion == 2 and documento.jurisdiccion not in _LOCALES else seccion


def _frase(vinculo: VinculoVisto) -> str:
    """«Sustenta AG2: «…» (p. 7).», con el motivo escrito si no hay pasaje."""
    dicho = f"{NOMBRES_RELACION[vinculo.relacion]} {vinculo.codigo}"
    vivos = [pasaje for pasaje in vinculo.pasajes if not pasaje.rota]
    if not vivos:
        return f"{dicho}: {vinculo.motivo.rstrip('.') or 'sin pasaje'}."
    literal = " ".join(vivos[0].literal.split())
    corto = literal if len(literal) <= _PASAJE else f"{literal[:_PASAJE].rsplit(' ', 1)[0]}…"
    return f"{dicho}: «{corto}» (p. {vivos[0].pagina})."


def _quien(vinculo: VinculoVisto) -> str:
    cuando = f", {fecha_corta(vinculo.decidido)}" if vinculo.decidido is not None else ""
    return f"{vinculo.decidido_por or 'el sistema'}{cuando}"


def _dia(documento: Documento) -> str:
    conocidas = [fecha.valor.isoformat() for fecha in documento.fechas if fecha.valor is not None]
    return min(conocidas, default="9999")


def _principales(sesion: Session, documentos: Sequence[int]) -> dict[int, tuple[int, str]]:
    """La versión a la vista más nueva de cada documento y la huella de su archivo principal."""
    filas = sesion.execute(
        select(Version.documento_id, Version.numero, Archivo.sha256)
        .join(Archivo, Archivo.version_id == Version.id)
        .where(
            Version.documento_id.in_(documentos),
            Version.vista == Vista.A_LA_VISTA,
            Archivo.papel == Papel.PRINCIPAL,
        )
        .order_by(Version.numero)
    )
    return {documento: (numero, huella) for documento, numero, huella in filas}
