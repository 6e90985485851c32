"""Hace, directamente en la base, documentos y planes pequeños para las pruebas que los leen."""

from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime
from hashlib import sha256

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Tema
from centro_doc.catalogo.hechos import fechar
from centro_doc.catalogo.modelos import (
    Archivo,
    Documento,
    FechaDocumento,
    PaginaGuardada,
    TextoGuardado,
    Version,
)
from centro_doc.catalogo.modelos_acceso import DocumentoMarca
from centro_doc.directorio.modelos import Institucion
from centro_doc.plan.modelos import Nodo, PeriodoPlan
from centro_doc.vinculos.modelos import Evidencia, Vinculo

AHORA = datetime(2011, 8, 17, 16, 0, tzinfo=UTC)
ARBOL = (
    ("OE", None, "objetivo_estrategico", "Promover las funciones de representación"),
    ("OO2", "OE", "objetivo_operativo", "Propiciar iniciativas legislativas"),
    ("OO2.P1", "OO2", "producto", "Agenda legislativa"),
    ("OO2.P1.b", "OO2.P1", "subproducto", "Ley de CONAMIGUA"),
    ("OO3", "OE", "objetivo_operativo", "Ejercer control político"),
    ("OO3.A2", "OO3", "accion", "Control político de CONAMIGUA"),
    ("OO3.A2.1", "OO3.A2", "actividad", "Conocer el informe anual de trabajo de CONAMIGUA"),
    ("OO3.A2.7", "OO3.A2", "actividad", "Participación en la definición de un plan nacional de retorno"),
    ("OO3.A2.7.a", "OO3.A2.7", "subactividad", "Desarrollo de alternativas de reinserción laboral"),
)


def sembrar_periodo(sesion: Session) -> PeriodoPlan:
    """El periodo del plan, aún sin nodos."""
    periodo = PeriodoPlan(
        clave="2009-2012",
        titulo="PLAN ESTRATEGICO 2009-2012",
        estado="borrador",
        fecha_version=date(2009, 5, 12),
        desde=2009,
        hasta=2012,
        activo=True,
        datos={},
        huella="0" * 64,
        cargado=AHORA,
    )
    sesion.add(periodo)
    sesion.flush()
    return periodo


def sembrar_plan(sesion: Session) -> PeriodoPlan:
    """Un plan de nueve nodos con un tema, AG2, que es el subproducto OO2.P1.b; y una institución."""
    periodo = sembrar_periodo(sesion)
    nodos: dict[str, Nodo] = {}
    for orden, (codigo, padre, clase, texto) in enumerate(ARBOL):
        nodos[codigo] = Nodo(
            periodo_id=periodo.id,
            padre_id=nodos[padre].id if padre else None,
            codigo=codigo,
            clase=clase,
            orden=orden,
            texto=texto,
            tema="AG2" if codigo == "OO2.P1.b" else None,
        )
        sesion.add(nodos[codigo])
        sesion.flush()
    sesion.add(
        Tema(
            codigo="AG2",
            nodo_id=nodos["OO2.P1.b"].id,
            nombre="Ley de CONAMIGUA",
            alcance="",
            no_incluye="",
            orden=2,
            datos={},
        )
    )
    sesion.add(
        Institucion(
            clave="CONGRESO",
            sigla="",
            nombre="Congreso de la República de Guatemala",
            tipo="organismo_estado",
            pais="GT",
            variantes=["Organismo Legislativo"],
            nodos_plan=[],
            relaciones=[],
            nota="",
            verificacion="V",
        )
    )
    sesion.flush()
    return periodo


def sembrar_documento(
    sesion: Session,
    numero: int,
    titulo: str,
    paginas: Sequence[str] = (),
    /,
    *,
    marcas: Iterable[str] = ("publico",),
    **campos: object,
) -> Documento:
    """Un documento `CD-0000n`, publicado si no se dice otra cosa, con un fragmento por página."""
    valores: dict[str, object] = {
        "estado": "publicado",
        "acceso": "publica_oficio",
        "tipo": "decreto_congreso",
    }
    emitido = campos.pop("emitido", date(2008, 9, 23))
    documento = Documento(
        id=numero,
        identificador=f"CD-{numero:05}",
        titulo=titulo,
        creado=AHORA,
        publicado=AHORA,
        **(valores | campos),
    )
    documento.marcas = [DocumentoMarca(marca=marca) for marca in marcas]
    documento.fechas = [FechaDocumento(clase="emision", valor=emitido, precision="dia")] if emitido else []
    fechar(documento)
    sesion.add(documento)
    sesion.flush()
    if paginas:
        sembrar_version(sesion, documento, paginas)
    return documento


def sembrar_version(
    sesion: Session, documento: Documento, paginas: Sequence[str], *, numero: int = 1, sha256: str = ""
) -> TextoGuardado:
    """Una versión con su archivo y el texto ya leído."""
    version = Version(documento_id=documento.id, numero=numero, creada=AHORA)
    sesion.add(version)
    sesion.flush()
    archivo = Archivo(
        version_id=version.id,
        papel="principal",
        sha256=sha256 or f"{documento.id:032}{numero:032}",
        nombre="ley.pdf",
        tipo="application/pdf",
        tamano=1000,
    )
    sesion.add(archivo)
    sesion.flush()
    return sembrar_texto(sesion, version, paginas, archivo_id=archivo.id)


def sembrar_texto(
    sesion: Session, version: Version, paginas: Sequence[str], *, archivo_id: int | None = None
) -> TextoGuardado:
    """Un texto más de una versión."""
    texto = TextoGuardado(
        version_id=version.id, archivo_id=archivo_id, clase="extraccion", extractor="prueba", creado=AHORA
    )
    sesion.add(texto)
    sesion.flush()
    for numero, contenido in enumerate(paginas, 1):
        sesion.add(
            PaginaGuardada(
                texto_id=texto.id,
                numero=numero,
                texto=contenido,
                origen="nativo",
                ancho=612.0,
                alto=792.0,
                cajas=b"",
            )
        )
    sesion.flush()
    return texto


def sembrar_vinculo(
    sesion: Session,
    documento: Documento,
    codigo: str,
    *,
    relacion: str = "sustenta",
    estado: str = "confirmado",
    motivo: str = "",
    pasaje: tuple[TextoGuardado, int, str] | None = None,
) -> Vinculo:
    """Un vínculo con un nodo o un tema. `pasaje`: el texto, la página y las palabras que lo prueban."""
    tema = sesion.scalar(select(Tema).where(Tema.codigo == codigo))
    nodo = sesion.scalar(select(Nodo).where(Nodo.codigo == codigo)) if tema is None else None
    vinculo = Vinculo(
        documento_id=documento.id,
        tema_id=tema.id if tema is not None else None,
        nodo_id=nodo.id if nodo is not None else None,
        destino=f"tema:{codigo}" if tema is not None else f"plan:2009-2012:{codigo}",
        relacion=relacion,
        estado=estado,
        motivo=motivo or ("" if pasaje else "Sin texto que citar."),
        creado=AHORA,
        decidido=AHORA,
    )
    if pasaje is not None:
        texto, pagina, literal = pasaje
        vinculo.evidencias.append(
            Evidencia(
                texto_id=texto.id,
                pagina_inicio=pagina,
                inicio=0,
                pagina_fin=pagina,
                fin=len(literal),
                literal=literal,
                huella=sha256(literal.encode()).hexdigest(),
                estado="vigente",
                creada=AHORA,
            )
        )
    sesion.add(vinculo)
    sesion.flush()
    return vinculo
