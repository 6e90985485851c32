"""De lo que llega en una petición a integrantes, mesas, acuerdos y filtros ya revisados."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from centro_doc.catalogo.fechas import leer_fecha_libre
from centro_doc.catalogo.modelos import Precision
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.escrito import entero
from centro_doc.comun.fecha_escrita import PIDE_DIA
from centro_doc.cuentas.formularios import correo_normal
from centro_doc.grupos.modelos import Divulgacion, EstadoMesa, Papel

LARGO = 500
"""Letras que admite un texto corto; uno largo, ocho veces más."""
_HORA = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_Campos = Mapping[str, str]
_Errores = dict[str, str]


@dataclass(frozen=True, slots=True)
class DatosIntegrante:
    """Una persona y su período en el grupo; los dos días cuentan. `correo`: el de su cuenta, si tiene."""

    nombre: str
    desde: date
    hasta: date | None = None
    institucion: str = ""
    papel: Papel = Papel.INTEGRANTE
    divulgacion: Divulgacion = Divulgacion.NINGUNA
    contacto: str = ""
    correo: str = ""


@dataclass(frozen=True, slots=True)
class DatosMesa:
    """Lo que se escribe de una mesa; los documentos, por su registro, y cada asistente con su institución."""

    fecha: date
    estado: EstadoMesa
    titulo: str = ""
    hora: str = ""
    lugar: str = ""
    orden_del_dia: str = ""
    asistentes: tuple[tuple[str, str], ...] = ()
    convocada: date | None = None
    convocatoria: str = ""
    acta: str = ""
    interna: bool = False
    fundamento: str = ""


@dataclass(frozen=True, slots=True)
class DatosAcuerdo:
    """Un acuerdo y quién responde por él: una institución, una persona o las dos."""

    texto: str
    institucion: str = ""
    persona: str = ""
    vence: date | None = None


@dataclass(frozen=True, slots=True)
class DatosCumplimiento:
    """El día en que se cumplió un acuerdo y el documento que lo prueba o, si no hay, el motivo escrito."""

    cumplido: date
    documento: str = ""
    motivo: str = ""


@dataclass(frozen=True, slots=True)
class Filtros:
    """Qué acuerdos se pidió ver. `estado`: pendientes, cumplidos o todos. `vence`: vencidos, mes o sin_fecha.

    `hasta`: los que vencen ese día o antes. `responsable`: palabras de su nombre, sin importar tildes.
    """

    tema: str = ""
    responsable: str = ""
    vence: str = ""
    hasta: date | None = None
    estado: str = "pendientes"


ESTADOS_DE_ACUERDO = {"pendientes": "Sin cumplir", "cumplidos": "Cumplidos", "todos": "Todos"}
VENCIMIENTOS = {
    "vencidos": "Ya vencidos",
    "mes": "En los próximos 30 días",
    "sin_fecha": "Sin vencimiento",
}


def datos_integrante(campos: _Campos) -> DatosIntegrante:
    """Revisa el formulario de un integrante; levanta `DatosInvalidos` por campo."""
    errores: _Errores = {}
    desde = leer_fecha(campos, "desde", errores, obligatoria="Escriba desde qué día integra el grupo.")
    hasta = leer_fecha(campos, "hasta", errores)
    if desde is not None and hasta is not None and hasta < desde:
        errores["hasta"] = "La fecha final es anterior a la inicial."
    nombre = leer_texto(campos, "nombre", errores, largo=200)
    correo = correo_normal(campos.get("correo", ""))[:254]
    if not nombre and not correo and "nombre" not in errores:
        errores["nombre"] = "Escriba el nombre de la persona, o el correo de su cuenta."
    papel, divulgacion = campos.get("papel", Papel.INTEGRANTE), campos.get("divulgacion", "")
    if papel not in set(Papel):
        errores["papel"] = "Elija el papel en la lista."
    if divulgacion not in set(Divulgacion):
        errores["divulgacion"] = "Elija por qué se publica su nombre, o que no se publica."
    textos = {clave: leer_texto(campos, clave, errores) for clave in ("institucion", "contacto")}
    if errores or desde is None:
        raise DatosInvalidos("No se guardó el integrante. Revise los datos señalados.", errores)
    return DatosIntegrante(
        nombre,
        desde,
        hasta,
        papel=Papel(papel),
        divulgacion=Divulgacion(divulgacion),
        correo=correo,
        **textos,
    )


def datos_mesa(campos: _Campos, *, hoy: date) -> DatosMesa:
    """Revisa el formulario de una mesa; levanta `DatosInvalidos` por campo."""
    errores: _Errores = {}
    fecha = leer_fecha(campos, "fecha", errores, obligatoria="Escriba el día de la mesa.")
    convocada = leer_fecha(campos, "convocada", errores)
    estado = campos.get("estado", "")
    if estado not in set(EstadoMesa):
        errores["estado"] = "Elija en qué está la mesa."
    elif fecha is not None:
        _revisar_estado(EstadoMesa(estado), fecha, convocada, errores, hoy)
    hora = campos.get("hora", "").strip()
    if hora and not _HORA.fullmatch(hora):
        errores["hora"] = "Escriba la hora con dos puntos: 9:30 o 14:00."
    interna, fundamento = campos.get("interna") == "si", leer_texto(campos, "fundamento", errores)
    if interna and not fundamento:
        errores["fundamento"] = (
            "Escriba por qué no se publica: el orden del día y las actas son públicos de oficio (LAIP, 13)."
        )
    elif fundamento and not interna:
        errores["fundamento"] = "Marque la mesa como interna o borre el fundamento: sin marcarla se publica."
    datos = {
        "titulo": leer_texto(campos, "titulo", errores),
        "lugar": leer_texto(campos, "lugar", errores),
        "orden_del_dia": _parrafos(campos, "orden_del_dia", errores),
        "convocatoria": _registro(campos, "convocatoria"),
        "acta": _registro(campos, "acta"),
    }
    asistentes = _asistentes(campos, errores)
    if errores or fecha is None:
        raise DatosInvalidos("No se guardó la mesa. Revise los datos señalados.", errores)
    return DatosMesa(
        fecha,
        EstadoMesa(estado),
        hora=hora,
        asistentes=asistentes,
        convocada=convocada,
        interna=interna,
        fundamento=fundamento,
        **datos,
    )


def datos_acuerdo(campos: _Campos) -> DatosAcuerdo:
    """Revisa el formulario de un acuerdo; levanta `DatosInvalidos` por campo."""
    errores: _Errores = {}
    texto = _parrafos(campos, "texto", errores)
    if not texto and "texto" not in errores:
        errores["texto"] = "Escriba qué se acordó."
    institucion = leer_texto(campos, "institucion", errores)
    persona = leer_texto(campos, "persona", errores, largo=200)
    if not institucion and not persona and not errores.keys() & {"institucion", "persona"}:
        errores["institucion"] = "Escriba quién responde: una institución, una persona o las dos."
    vence = leer_fecha(campos, "vence", errores)
    if errores:
        raise DatosInvalidos("No se guardó el acuerdo. Revise los datos señalados.", errores)
    return DatosAcuerdo(texto, institucion, persona, vence)


def datos_cumplimiento(campos: _Campos, *, hoy: date) -> DatosCumplimiento:
    """Revisa el formulario que da por cumplido un acuerdo; levanta `DatosInvalidos` por campo."""
    errores: _Errores = {}
    cumplido = leer_fecha(campos, "cumplido", errores, obligatoria="Escriba el día en que se cumplió.")
    if cumplido is not None and cumplido > hoy:
        errores["cumplido"] = "Ese día todavía no llega."
    documento, motivo = _registro(campos, "documento"), leer_texto(campos, "motivo", errores)
    if not documento and not motivo and "motivo" not in errores:
        errores["documento"] = (
            "Escriba el registro del documento que lo prueba o, si no lo hay, explique abajo cómo consta."
        )
    if errores or cumplido is None:
        raise DatosInvalidos("No se dio por cumplido. Revise los datos señalados.", errores)
    return DatosCumplimiento(cumplido, documento, motivo)


def datos_motivo(campos: _Campos) -> str:
    """El motivo escrito de quitar o reabrir; levanta `DatosInvalidos` si falta."""
    errores: _Errores = {}
    motivo = leer_texto(campos, "motivo", errores)
    if not motivo and not errores:
        errores["motivo"] = "Escriba por qué: queda en la bitácora."
    if errores:
        raise DatosInvalidos("No se cambió nada.", errores)
    return motivo


def filtros(consulta: _Campos) -> Filtros:
    """Lee `tema`, `responsable`, `vence`, `hasta` y `estado` de la dirección; lo que no existe no filtra."""
    estado, vence = consulta.get("estado", ""), consulta.get("vence", "")
    return Filtros(
        tema=consulta.get("tema", "")[:20],
        responsable=" ".join(consulta.get("responsable", "")[:200].split()),
        vence=vence if vence in VENCIMIENTOS else "",
        hasta=leer_fecha(consulta, "hasta", {}),
        estado=estado if estado in ESTADOS_DE_ACUERDO else "pendientes",
    )


def edicion(campos: _Campos) -> int:
    """La edición sobre la que se escribió; 0, que no es ninguna, si no viene."""
    return entero(campos.get("edicion", ""))


def _revisar_estado(
    estado: EstadoMesa, fecha: date, convocada: date | None, errores: _Errores, hoy: date
) -> None:
    if estado == EstadoMesa.REALIZADA and fecha > hoy:
        errores["fecha"] = "Ese día todavía no llega: una mesa realizada tiene fecha pasada."
    if convocada is not None and convocada > fecha:
        errores["convocada"] = "La convocatoria es posterior a la mesa. Revise las dos fechas."
    elif convocada is not None and convocada > hoy:
        errores["convocada"] = "Ese día todavía no llega."
    if estado == EstadoMesa.PREVISTA and convocada is not None and "convocada" not in errores:
        errores["estado"] = "Escribió qué día se convocó: elija «Convocada», o borre ese día."
    if estado == EstadoMesa.CONVOCADA and convocada is None and "convocada" not in errores:
        errores["convocada"] = "Escriba qué día se convocó."


def leer_fecha(campos: _Campos, nombre: str, errores: _Errores, *, obligatoria: str = "") -> date | None:
    """Un día, escrito como lo da el navegador o como se escribe a mano."""
    valor, precision, falta = leer_fecha_libre(campos.get(nombre, "")[:40])
    if falta or (valor is not None and precision != Precision.DIA):
        errores[nombre] = PIDE_DIA
        return None
    if valor is None and obligatoria:
        errores[nombre] = obligatoria
    return valor


def leer_texto(campos: _Campos, nombre: str, errores: _Errores, *, largo: int = LARGO) -> str:
    escrito = " ".join(campos.get(nombre, "").split())
    if len(escrito) > largo or not escrito.isprintable():
        errores[nombre] = f"Escríbalo en {largo} letras como máximo."
    return escrito


def _parrafos(campos: _Campos, nombre: str, errores: _Errores) -> str:
    """Un texto de varios renglones; los vacíos se quitan."""
    renglones = [" ".join(uno.split()) for uno in campos.get(nombre, "").splitlines()]
    escrito = "\n".join(uno for uno in renglones if uno)
    if len(escrito) > 8 * LARGO or not escrito.replace("\n", "").isprintable():
        errores[nombre] = f"Escríbalo en {8 * LARGO:,} letras como máximo."
    return escrito


def _registro(campos: _Campos, nombre: str) -> str:
    return campos.get(nombre, "").strip().upper()[:12]


def _asistentes(campos: _Campos, errores: _Errores) -> tuple[tuple[str, str], ...]:
    """Uno por renglón: «Nombre, institución»."""
    escrito = _parrafos(campos, "asistentes", errores)
    partes = [renglon.partition(",") for renglon in escrito.split("\n") if renglon]
    return tuple(dict.fromkeys((nombre.strip(), institucion.strip()) for nombre, _, institucion in partes))
