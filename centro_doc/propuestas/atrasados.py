"""La rutina que busca los vínculos de los documentos que nadie ha mirado, o que cambiaron.

Espera a que se lean sus citas: una norma citada es de las mejores razones. Se busca fuera de la transacción
que guarda; si entretanto el documento tiene otro texto, no se guarda nada y le toca otra vez.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import or_, select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Documento, Estado, PaginaGuardada
from centro_doc.catalogo.vigente import texto_vigente
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.reloj import Reloj
from centro_doc.grafo.modelos import CitaGuardada, LecturaJuridica, ObjetivoDeCita
from centro_doc.propuestas.de_la_base import ambito_de_la_base
from centro_doc.propuestas.guardado import guardar
from centro_doc.propuestas.modelos import DocumentoMirado
from centro_doc.propuestas.perfiles import epoca, perfiles_afinados
from centro_doc.vinculos.modelos import Relacion, Vinculo
from indexador.juridico.objetivos import TRANSITORIA
from indexador.vinculacion import Ambito, Citada, Pagina, Perfil, Propuesta, proponer

POR_TANDA = 20
"""Documentos que la rutina mira de una vez."""
_SIN_PROPUESTAS = (Estado.RETIRADO, Estado.UNIDO)


@dataclass(frozen=True, slots=True)
class _Mirado:
    """Lo que se lee de un documento para proponer."""

    documento_id: int
    texto_id: int
    titulo: str
    tipo: str
    paginas: tuple[Pagina, ...]
    citas: tuple[Citada, ...]


def proponer_atrasados(bd: BaseDeDatos, *, reloj: Reloj) -> int:
    """Propone los vínculos de los documentos que lo necesitan; devuelve cuántos miró, `POR_TANDA` a lo sumo.

    El que haga fallar al programa queda mirado y sin propuestas: no detiene a los demás.
    """
    with lectura(bd) as sesion:
        sello = epoca(sesion)
        atrasados = _atrasados(sesion, sello)
        perfiles = perfiles_afinados(sesion) if atrasados else ()
        ambito = ambito_de_la_base(sesion)
    for documento_id in atrasados:
        _mirar(bd, documento_id, (perfiles, ambito), sello, reloj=reloj)
    return len(atrasados)


def _atrasados(sesion: Session, sello: str) -> list[int]:
    """Los que nadie ha mirado, los primeros; el plan, que enuncia sus nodos, no se prueba a sí mismo."""
    enuncian = select(Vinculo.documento_id).where(Vinculo.relacion == Relacion.ENUNCIA)
    consulta = (
        select(Documento.id)
        .join(LecturaJuridica, LecturaJuridica.documento_id == Documento.id)
        .join(DocumentoMirado, DocumentoMirado.documento_id == Documento.id, isouter=True)
        .where(
            Documento.estado.not_in(_SIN_PROPUESTAS),
            Documento.id.not_in(enuncian),
            LecturaJuridica.texto_id.is_not(None),
            LecturaJuridica.revision == Documento.revision,
            or_(
                DocumentoMirado.documento_id.is_(None),
                DocumentoMirado.texto_id != LecturaJuridica.texto_id,
                DocumentoMirado.huella != sello,
            ),
        )
        .order_by(DocumentoMirado.documento_id.is_not(None), Documento.id)
        .limit(POR_TANDA)
    )
    return list(sesion.scalars(consulta))


def _mirar(
    bd: BaseDeDatos,
    documento_id: int,
    buscados: tuple[tuple[Perfil, ...], Ambito],
    sello: str,
    *,
    reloj: Reloj,
) -> None:
    with lectura(bd) as sesion:
        mirado = _leer(sesion, documento_id)
    if mirado is None:
        return
    halladas: tuple[Propuesta, ...] = ()
    try:
        halladas = proponer(
            mirado.paginas,
            *buscados,
            citas=mirado.citas,
            titulo=mirado.titulo,
            tipo=mirado.tipo,
        )
    finally:
        with transaccion(bd) as sesion:
            if texto_vigente(sesion, documento_id) == mirado.texto_id:
                guardar(sesion, documento_id, mirado.texto_id, halladas, reloj=reloj)
                _anotar(sesion, mirado, sello)


def _anotar(sesion: Session, mirado: _Mirado, sello: str) -> None:
    anotado = sesion.get(DocumentoMirado, mirado.documento_id)
    if anotado is None:
        anotado = DocumentoMirado(documento_id=mirado.documento_id)
        sesion.add(anotado)
    anotado.texto_id, anotado.huella = mirado.texto_id, sello


def _leer(sesion: Session, documento_id: int) -> _Mirado | None:
    documento, texto = sesion.get_one(Documento, documento_id), texto_vigente(sesion, documento_id)
    if texto is None:
        return None
    filas = sesion.execute(
        select(PaginaGuardada.numero, PaginaGuardada.texto)
        .where(PaginaGuardada.texto_id == texto)
        .order_by(PaginaGuardada.numero)
    )
    paginas = tuple(Pagina(numero, escrito) for numero, escrito in filas)
    return _Mirado(
        documento_id,
        texto,
        documento.titulo,
        documento.tipo or "",
        paginas,
        tuple(_citadas(sesion, texto)),
    )


def _citadas(sesion: Session, texto: int) -> Iterable[Citada]:
    filas = sesion.execute(
        select(CitaGuardada, ObjetivoDeCita)
        .join(ObjetivoDeCita, ObjetivoDeCita.cita_id == CitaGuardada.id)
        .where(CitaGuardada.texto_id == texto, ObjetivoDeCita.vale)
        .order_by(CitaGuardada.id, ObjetivoDeCita.id)
    )
    for cita, objetivo in filas:
        articulo = "" if objetivo.serie == TRANSITORIA else objetivo.articulo
        fin = cita.fin if cita.pagina_final == cita.pagina else cita.inicio + len(cita.literal)
        yield Citada(objetivo.norma_clave, cita.pagina, cita.inicio, fin, cita.literal, articulo)
