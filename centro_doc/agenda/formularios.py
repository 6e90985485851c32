"""De lo que llega en una petición a filtros, iniciativas y etapas ya revisados."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from centro_doc.agenda.etapas import ACUMULADA, tabla
from centro_doc.agenda.numeros import leer_numero
from centro_doc.catalogo.fechas import leer_fecha_libre
from centro_doc.catalogo.modelos import Precision
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.normas.vigencia import fin_del_periodo

LARGO = 500
"""Letras que admite un nombre o una nota."""
_Campos = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Filtros:
    """Lo que se pidió ver de la lista; vacío, todo. `anio`: `leida.Leida.anio`."""

    palabras: str = ""
    tema: str = ""
    estado: str = ""
    anio: int | None = None


@dataclass(frozen=True, slots=True)
class DatosIniciativa:
    """Lo que una persona escribe de una iniciativa; `temas`, por su código."""

    numero: int
    nombre: str
    asunto: str = ""
    ponentes: tuple[str, ...] = ()
    comisiones: tuple[str, ...] = ()
    tramite: str = ""
    nota: str = ""
    temas: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class DatosEtapa:
    """La etapa que se anota y el documento que la prueba. `principal`: a cuál se acumula, si es eso.

    `aun_asi`: por qué se anota, si el documento dice lo contrario.
    """

    estado: str
    fecha: date
    precision: str
    documento: str
    nota: str = ""
    principal: int | None = None
    aun_asi: str = ""


@dataclass(frozen=True, slots=True)
class ALaFecha:
    """El día a que se pide el estado. `falta`: qué escribir, si no se entendió; entonces `dia` es hoy.

    `hasta_el_fin`: se escribió un mes o un año, y es su último día.
    """

    dia: date
    falta: str = ""
    hasta_el_fin: bool = False


def a_la_fecha(consulta: _Campos, hoy: date) -> ALaFecha:
    """El día de `?a=`; sin él, hoy. La agenda de un mes trae lo que entró en él: del que corre, hasta hoy."""
    valor, precision, falta = leer_fecha_libre((consulta.get("a", "") or consulta.get("fecha", ""))[:40])
    if valor is None:
        return ALaFecha(hoy, falta)
    ultimo = fin_del_periodo(valor, precision)
    if precision == Precision.DIA or valor > hoy:
        return ALaFecha(valor)
    return ALaFecha(min(ultimo, hoy), hasta_el_fin=True)


def filtros(consulta: _Campos) -> Filtros:
    """Lee `q`, `tema`, `estado` y `anio` de la dirección; lo que no existe no filtra."""
    estado, anio = consulta.get("estado", ""), consulta.get("anio", "")
    return Filtros(
        palabras=" ".join(consulta.get("q", "")[:200].split()),
        tema=consulta.get("tema", "")[:20],
        estado=estado if estado in tabla().etapas else "",
        anio=int(anio) if len(anio) == 4 and anio.isascii() and anio.isdigit() else None,
    )


def datos_iniciativa(
    campos: _Campos, *, temas: tuple[str, ...], numero: int | None = None
) -> DatosIniciativa:
    """Revisa el formulario de una iniciativa; con `numero`, el de una que ya está, que no cambia."""
    errores: dict[str, str] = {}
    leido = numero or leer_numero(campos.get("numero", ""))
    if leido is None:
        errores["numero"] = "Escriba el número de registro: «4126»."
    datos = DatosIniciativa(
        numero=leido or 0,
        nombre=_texto(campos, "nombre", errores),
        asunto=_texto(campos, "asunto", errores, largo=8 * LARGO),
        ponentes=_lista(campos, "ponentes", errores),
        comisiones=_lista(campos, "comisiones", errores),
        tramite=_texto(campos, "tramite", errores),
        nota=_texto(campos, "nota", errores, largo=4 * LARGO),
        temas=temas,
    )
    if errores:
        raise DatosInvalidos("No se guardó la iniciativa. Revise los datos señalados.", errores)
    return datos


def datos_etapa(campos: _Campos, *, hoy: date) -> DatosEtapa:
    """Revisa el formulario de una etapa; la fecha no puede ser posterior a `hoy`."""
    errores: dict[str, str] = {}
    etapa = tabla().etapas.get(campos.get("estado", ""))
    if etapa is None or not etapa.elegible:
        errores["estado"] = "Elija la etapa."
    valor, precision, falta = leer_fecha_libre(campos.get("fecha", ""))
    if falta or valor is None:
        errores["fecha"] = falta or "Escriba cuándo fue: un día, un mes o un año."
    elif valor > hoy:
        errores["fecha"] = "Esa fecha todavía no llega. Revise el año."
    documento = campos.get("documento", "").strip().upper()[:12]
    if not documento:
        errores["documento"] = "Una etapa cambia sólo con el documento que la prueba. Escriba su registro."
    principal = None
    if etapa is not None and etapa.clave == ACUMULADA:
        principal = leer_numero(campos.get("principal", ""))
        if principal is None:
            errores["principal"] = "Escriba el número de la iniciativa a la que se acumula."
    nota, aun_asi = _texto(campos, "nota", errores), _texto(campos, "aun_asi", errores)
    if errores or etapa is None or valor is None:
        raise DatosInvalidos("No se anotó la etapa. Revise los datos señalados.", errores)
    return DatosEtapa(etapa.clave, valor, str(precision), documento, nota, principal, aun_asi)


def edicion(campos: _Campos) -> int:
    """La edición sobre la que se escribió; 0, que no es ninguna, si no viene."""
    escrita = campos.get("edicion", "")
    return int(escrita) if escrita.isascii() and escrita.isdigit() and len(escrita) < 10 else 0


def _texto(campos: _Campos, nombre: str, errores: dict[str, str], *, largo: int = LARGO) -> str:
    escrito = " ".join(campos.get(nombre, "").split())
    if len(escrito) > largo or not escrito.isprintable():
        errores[nombre] = f"Escríbalo en {largo} letras como máximo."
    return escrito


def _lista(campos: _Campos, nombre: str, errores: dict[str, str]) -> tuple[str, ...]:
    """Uno por renglón."""
    renglones = [" ".join(uno.split()) for uno in campos.get(nombre, "").splitlines()]
    escritos = tuple(uno for uno in renglones if uno)
    if any(len(uno) > LARGO or not uno.isprintable() for uno in escritos) or len(escritos) > 200:
        errores[nombre] = f"Uno por renglón, de {LARGO} letras como máximo."
    return escritos
