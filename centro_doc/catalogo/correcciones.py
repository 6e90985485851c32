"""La corrección del texto de una página por una persona, y qué pasa con ella al releer el archivo.

Cada corrección es un `TextoGuardado` de clase `correccion`, con su autor: el texto entero, con esa página
cambiada. Sólo el vigente lleva todas las páginas; al corregir otra, las que nadie tocó pasan al nuevo y el
viejo se queda con la suya, que es su historia. Así cien correcciones de un libro no lo guardan cien veces.
"""

import hashlib
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, func, insert, literal, select, update
from sqlalchemy.orm import Session

from centro_doc.bitacora.casos import anotar
from centro_doc.catalogo import acceso
from centro_doc.catalogo.casos import documento_para
from centro_doc.catalogo.modelos import Documento, Estado, PaginaGuardada, TextoGuardado
from centro_doc.catalogo.sugerencias import al_cambiar_el_texto
from centro_doc.catalogo.vigente import el_vigente
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoEncontrado
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.modelos import Usuario
from centro_doc.cuentas.permisos import Actor, exigir
from indexador.extraccion.cajas import desempaquetar, empaquetar
from indexador.extraccion.limpieza import limpiar
from indexador.extraccion.realineado import realinear

CORRECCION, EXTRACCION = "correccion", "extraccion"
CORREGIDA = "corregida"
"""El `origen` de una página que escribió una persona."""
LARGO_MAXIMO = 100_000
_COPIADAS = ("numero", "etiqueta", "texto", "origen", "ancho", "alto", "cajas")


class PaginaCambiada(Conflicto):
    """El texto de la página cambió después de que se abrió para corregirlo; no se guardó nada."""


@dataclass(frozen=True, slots=True)
class PaginaPorCorregir:
    """Una página del texto vigente y, si alguien la corrigió, quién, cuándo y qué lee hoy la máquina."""

    numero: int
    etiqueta: str
    texto: str
    huella: str
    corregida_por: str
    corregida: datetime | None
    leido: str
    hay_lectura_nueva: bool
    """Si el archivo se volvió a leer después de corregirla y dio otra cosa que entonces."""


def huella_de(texto: str) -> str:
    """Con qué se reconoce que la página sigue como se abrió."""
    return hashlib.sha256(texto.encode()).hexdigest()[:16]


def por_corregir(sesion: Session, documento: Documento, numero: int) -> PaginaPorCorregir:
    """La página del texto vigente; levanta `NoEncontrado` si no hay."""
    vigente, pagina = _vigente(sesion, documento), None
    if vigente is not None:
        pagina = _pagina(sesion, vigente.id, numero)
    if vigente is None or pagina is None:
        raise NoEncontrado("Este documento no tiene texto en esa página.")
    leida = _leida(sesion, vigente.version_id, numero)
    autor, cuando, sobre = "", None, ""
    if pagina.origen == CORREGIDA:
        autor, cuando, sobre = _quien(sesion, vigente.version_id, numero)
    leido = leida.texto if leida is not None else ""
    return PaginaPorCorregir(
        numero,
        pagina.etiqueta,
        pagina.texto,
        huella_de(pagina.texto),
        autor,
        cuando,
        leido,
        bool(sobre) and sobre != huella_de(leido),
    )


def corregir(
    sesion: Session, actor: Actor, identificador: str, numero: int, escrito: str, *, huella: str, reloj: Reloj
) -> Documento:
    """Guarda lo escrito como el texto de la página; las palabras que siguen conservan su lugar en la imagen.

    Levanta `PaginaCambiada` si la página ya no es la de `huella`, y `DatosInvalidos` si no cambia nada.
    """
    documento, vigente, pagina = _abrir(sesion, actor, identificador, numero, huella)
    texto = limpiar(escrito)
    if len(texto) > LARGO_MAXIMO:
        raise DatosInvalidos("No se guardó.", {"texto": f"Una página lleva hasta {LARGO_MAXIMO:,} signos."})
    if texto == pagina.texto:
        raise DatosInvalidos("No se guardó.", {"texto": "El texto es el mismo que ya estaba."})
    cajas = empaquetar(realinear(pagina.texto, desempaquetar(pagina.cajas), texto))
    nueva = _copia(pagina, texto=texto, origen=CORREGIDA, cajas=cajas)
    _guardar(sesion, actor, documento, vigente, nueva, reloj=reloj)
    return documento


def descartar(
    sesion: Session, actor: Actor, identificador: str, numero: int, *, huella: str, reloj: Reloj
) -> Documento:
    """Vuelve la página a lo último que leyó la máquina; la corrección queda en la historia."""
    documento, vigente, pagina = _abrir(sesion, actor, identificador, numero, huella)
    leida = _leida(sesion, vigente.version_id, numero)
    if pagina.origen != CORREGIDA or leida is None:
        raise Conflicto("Esta página no tiene una corrección que quitar.")
    _guardar(sesion, actor, documento, vigente, _copia(leida), reloj=reloj)
    return documento


def conservar(sesion: Session, lectura: TextoGuardado, *, reloj: Reloj) -> None:
    """Tras guardar una `lectura` nueva, pone encima las páginas que una persona había corregido.

    Si la lectura trae otro número de páginas no se sabe dónde van: queda vigente el texto corregido entero.
    """
    previo = sesion.scalar(
        select(TextoGuardado)
        .where(TextoGuardado.version_id == lectura.version_id, TextoGuardado.id < lectura.id)
        .order_by(TextoGuardado.id.desc())
        .limit(1)
    )
    if previo is None or previo.clase != CORRECCION:
        return
    corregidas = list(
        sesion.scalars(
            select(PaginaGuardada.numero).where(
                PaginaGuardada.texto_id == previo.id, PaginaGuardada.origen == CORREGIDA
            )
        )
    )
    if not corregidas:
        return
    encima = _texto(sesion, lectura, lectura.propiedades, None, reloj)
    if _cuantas(sesion, previo.id) == _cuantas(sesion, lectura.id):
        _copiar(sesion, previo.id, encima.id, PaginaGuardada.numero.in_(corregidas))
        _copiar(sesion, lectura.id, encima.id, PaginaGuardada.numero.not_in(corregidas))
    else:
        _copiar(sesion, previo.id, encima.id)


def _abrir(
    sesion: Session, actor: Actor, identificador: str, numero: int, huella: str
) -> tuple[Documento, TextoGuardado, PaginaGuardada]:
    exigir(actor, "catalogar")
    documento = documento_para(sesion, actor, identificador)
    if documento.estado == Estado.RETIRADO:
        raise Conflicto("Este documento está retirado: no se corrige su texto.")
    vigente = _vigente(sesion, documento)
    pagina = _pagina(sesion, vigente.id, numero) if vigente is not None else None
    if vigente is None or pagina is None:
        raise NoEncontrado("Este documento no tiene texto en esa página.")
    if huella_de(pagina.texto) != huella:
        raise PaginaCambiada(
            "No se guardó: el texto de esta página cambió mientras usted la tenía abierta. Lo que escribió "
            "sigue abajo; compárelo con lo guardado y guarde otra vez si hace falta."
        )
    return documento, vigente, pagina


def _guardar(
    sesion: Session,
    actor: Actor,
    documento: Documento,
    vigente: TextoGuardado,
    pagina: PaginaGuardada,
    *,
    reloj: Reloj,
) -> None:
    leida = _leida(sesion, vigente.version_id, pagina.numero)
    sobre = huella_de(leida.texto) if leida is not None else ""
    suyas = {"pagina": str(pagina.numero), "sobre": sobre}
    nuevo = _texto(sesion, vigente, vigente.propiedades | suyas, actor.usuario_id, reloj)
    if vigente.clase == EXTRACCION:
        _copiar(sesion, vigente.id, nuevo.id, PaginaGuardada.numero != pagina.numero)
    else:
        propia = int(vigente.propiedades.get("pagina", "0"))
        quedan = {propia, pagina.numero}
        _copiar(sesion, vigente.id, nuevo.id, PaginaGuardada.numero.in_({propia} - {pagina.numero}))
        sesion.execute(
            update(PaginaGuardada)
            .where(PaginaGuardada.texto_id == vigente.id, PaginaGuardada.numero.not_in(quedan))
            .values(texto_id=nuevo.id)
            .execution_options(synchronize_session=False)
        )
    pagina.texto_id = nuevo.id
    sesion.add(pagina)
    acceso.tocar(documento)
    sesion.flush()
    sesion.expire_all()
    al_cambiar_el_texto(sesion, documento.id, reloj=reloj)
    accion = "texto_corregido" if pagina.origen == CORREGIDA else "correccion_quitada"
    objeto = ("documento", documento.identificador)
    detalle = {"version": nuevo.version_id, "pagina": pagina.numero}
    anotar(sesion, actor, accion, objeto, reloj=reloj, detalle=detalle)


def _texto(
    sesion: Session, de: TextoGuardado, propiedades: dict[str, str], autor: int | None, reloj: Reloj
) -> TextoGuardado:
    nuevo = TextoGuardado(
        version_id=de.version_id,
        archivo_id=de.archivo_id,
        clase=CORRECCION,
        extractor=de.extractor,
        propiedades=dict(propiedades),
        creado=reloj.ahora(),
        creado_por=autor,
    )
    sesion.add(nuevo)
    sesion.flush()
    return nuevo


def _copiar(sesion: Session, de: int, a: int, *condiciones: ColumnElement[bool]) -> None:
    columnas = [getattr(PaginaGuardada, nombre) for nombre in _COPIADAS]
    filas = select(literal(a), *columnas).where(PaginaGuardada.texto_id == de, *condiciones)
    sesion.execute(insert(PaginaGuardada).from_select(["texto_id", *_COPIADAS], filas))


def _copia(pagina: PaginaGuardada, **cambios: object) -> PaginaGuardada:
    datos = {nombre: getattr(pagina, nombre) for nombre in _COPIADAS}
    return PaginaGuardada(**(datos | cambios))


def _vigente(sesion: Session, documento: Documento) -> TextoGuardado | None:
    return sesion.scalar(
        select(TextoGuardado).where(TextoGuardado.id == el_vigente(documento.id).scalar_subquery())
    )


def _pagina(sesion: Session, texto_id: int, numero: int) -> PaginaGuardada | None:
    return sesion.scalar(
        select(PaginaGuardada).where(PaginaGuardada.texto_id == texto_id, PaginaGuardada.numero == numero)
    )


def _leida(sesion: Session, version_id: int, numero: int) -> PaginaGuardada | None:
    """La página como la leyó la máquina la última vez."""
    ultima = (
        select(func.max(TextoGuardado.id))
        .where(TextoGuardado.version_id == version_id, TextoGuardado.clase == EXTRACCION)
        .scalar_subquery()
    )
    return sesion.scalar(
        select(PaginaGuardada).where(PaginaGuardada.texto_id == ultima, PaginaGuardada.numero == numero)
    )


def _quien(sesion: Session, version_id: int, numero: int) -> tuple[str, datetime | None, str]:
    """Quién corrigió una página, cuándo, y la huella de lo que la máquina leía entonces."""
    filas = sesion.execute(
        select(TextoGuardado, Usuario.nombre)
        .join(Usuario, Usuario.id == TextoGuardado.creado_por, isouter=True)
        .where(TextoGuardado.version_id == version_id, TextoGuardado.clase == CORRECCION)
        .order_by(TextoGuardado.id.desc())
    )
    for texto, nombre in filas:
        if texto.creado_por is not None and texto.propiedades.get("pagina") == str(numero):
            return nombre or "", texto.creado, texto.propiedades.get("sobre", "")
    return "", None, ""


def _cuantas(sesion: Session, texto_id: int) -> int:
    return (
        sesion.scalar(select(func.count(PaginaGuardada.id)).where(PaginaGuardada.texto_id == texto_id)) or 0
    )
