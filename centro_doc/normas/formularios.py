"""De lo que llega en una petición a filtros y partes de una norma ya revisados."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from centro_doc.catalogo.fechas import leer_fecha_libre
from centro_doc.catalogo.modelos import Precision
from centro_doc.catalogo.tipos import JURISDICCIONES
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.escrito import entero
from centro_doc.normas import palabras
from centro_doc.normas.partes import (
    DatosAlias,
    DatosEstado,
    DatosFecha,
    DatosNorma,
    DatosRelacion,
    leer_articulo,
)
from indexador.juridico.claves import leer_clave

LARGO = 500
"""Letras que admite un nombre o una nota."""
_Campos = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Filtros:
    """Lo que se pidió ver de la lista; vacío, todo."""

    palabras: str = ""
    clase: str = ""
    marca: str = ""
    estado: str = ""


def filtros(consulta: _Campos) -> Filtros:
    """Lee `palabras`, `clase`, `marca` y `estado` de la dirección; lo que no existe no filtra."""
    clase, marca, estado = (consulta.get(nombre, "") for nombre in ("clase", "marca", "estado"))
    return Filtros(
        palabras=" ".join(consulta.get("palabras", "")[:200].split()),
        clase=clase if clase in palabras.CLASES else "",
        marca=marca if marca in palabras.VERIFICACIONES else "",
        estado=estado if estado in palabras.VIGENCIAS else "",
    )


def fecha_pedida(consulta: _Campos, hoy: date) -> tuple[date, str]:
    """El día de `?a=`, o de `?fecha=`, y si no se entiende, qué escribir; sin él, hoy.

    De un mes o un año, su primer día.
    """
    escrita = (consulta.get("a", "") or consulta.get("fecha", ""))[:40]
    valor, _, falta = leer_fecha_libre(escrita)
    return valor or hoy, falta


@dataclass(slots=True)
class _Lectura:
    """Lee campos y junta el mensaje de cada uno que está mal."""

    campos: _Campos
    errores: dict[str, str] = field(default_factory=dict)

    def texto(self, nombre: str, *, obligatorio: str = "", largo: int = LARGO) -> str:
        escrito = " ".join(self.campos.get(nombre, "").split())
        if not escrito and obligatorio:
            self.errores[nombre] = obligatorio
        elif len(escrito) > largo or not escrito.isprintable():
            self.errores[nombre] = f"Escríbalo en {largo} letras como máximo."
        return escrito

    def elegido(self, nombre: str, opciones: Iterable[str], mensaje: str) -> str:
        valor = self.campos.get(nombre, "")
        if valor not in opciones:
            self.errores[nombre] = mensaje
        return valor

    def marca(self, nombre: str = "marca") -> str:
        return self.elegido(nombre, palabras.VERIFICACIONES, "Elija si está confirmado.")

    def articulo(self, nombre: str) -> str:
        leido = leer_articulo(self.campos.get(nombre, ""))
        if leido is None:
            self.errores[nombre] = "Escriba sólo el artículo: «12», «107 Bis», o «t7» si es transitorio."
        return leido or ""

    def clave(self, nombre: str, *, opcional: bool = False) -> str:
        escrita = self.campos.get(nombre, "").strip().upper()
        if leer_clave(escrita) is None and not (opcional and not escrita):
            self.errores[nombre] = "Escriba la clave de una norma: «DC-46-2007», «AG-106-2009», «CPRG»."
        return escrita

    def fecha(self, nombre: str, *, obligatoria: str = "") -> tuple[date | None, Precision]:
        valor, precision, falta = leer_fecha_libre(self.campos.get(nombre, ""))
        if falta or (valor is None and obligatoria):
            self.errores[nombre] = falta or obligatoria
        return valor, precision

    def exigir(self, mensaje: str) -> None:
        if self.errores:
            raise DatosInvalidos(mensaje, self.errores)


def datos_norma(campos: _Campos, *, clave: str = "") -> DatosNorma:
    """Revisa el formulario de una norma; con `clave`, el de una que ya está, que no cambia de clave."""
    lectura = _Lectura(campos)
    datos = DatosNorma(
        clave=clave or lectura.clave("clave"),
        nombre=lectura.texto("nombre", obligatorio="Escriba cómo se llama la norma."),
        marca=lectura.marca(),
        organo=lectura.texto("organo"),
        citable=campos.get("citable") == "si",
        sigla=lectura.texto("sigla", largo=40),
        jurisdiccion=lectura.elegido("jurisdiccion", JURISDICCIONES, "Elija un país de la lista."),
        nota=lectura.texto("nota", largo=4 * LARGO),
    )
    lectura.exigir("No se guardó la norma. Revise los datos señalados.")
    return datos


def datos_alias(campos: _Campos) -> DatosAlias:
    """Revisa el formulario de un alias."""
    lectura = _Lectura(campos)
    desde, hasta = lectura.fecha("desde")[0], lectura.fecha("hasta")[0]
    if desde and hasta and hasta < desde:
        lectura.errores["hasta"] = "Termina antes de empezar. Revise las dos fechas."
    datos = DatosAlias(
        alias=lectura.texto("alias", obligatorio="Escriba el otro nombre."),
        jurisdiccion=lectura.elegido("jurisdiccion", JURISDICCIONES, "Elija un país de la lista."),
        desde=desde,
        hasta=hasta,
        marca=lectura.marca(),
    )
    lectura.exigir("No se añadió el alias. Revise los datos señalados.")
    return datos


def datos_fecha(campos: _Campos) -> DatosFecha:
    """Revisa el formulario de una fecha."""
    lectura = _Lectura(campos)
    valor, precision = lectura.fecha("valor", obligatoria="Escriba la fecha: un día, un mes o un año.")
    clase = lectura.elegido("clase", palabras.fechas(), "Elija de qué es la fecha.")
    marca, nota = lectura.marca(), lectura.texto("nota")
    lectura.exigir("No se añadió la fecha. Revise los datos señalados.")
    return DatosFecha(clase, valor or date.min, precision, marca, nota)


def datos_estado(campos: _Campos) -> DatosEstado:
    """Revisa el formulario de un estado; `ya` dice que consta a esa fecha y no desde cuándo."""
    lectura = _Lectura(campos)
    desde, precision = lectura.fecha("desde", obligatoria="Escriba desde cuándo.")
    hasta = lectura.fecha("hasta")[0]
    if desde and hasta and hasta < desde:
        lectura.errores["hasta"] = "Termina antes de empezar. Revise las dos fechas."
    marca = lectura.marca()
    datos = DatosEstado(
        estado=lectura.elegido("estado", palabras.VIGENCIAS, "Elija el estado."),
        desde=desde or date.min,
        precision=Precision.DESCONOCIDA if campos.get("ya") == "si" else precision,
        marca=marca,
        marca_desde=marca,
        articulo=lectura.articulo("articulo"),
        hasta=hasta,
        norma_prueba=lectura.clave("norma_prueba", opcional=True),
        articulo_prueba=lectura.articulo("articulo_prueba"),
        nota=lectura.texto("nota"),
    )
    lectura.exigir("No se añadió el estado. Revise los datos señalados.")
    return datos


def datos_relacion(campos: _Campos, clave: str) -> DatosRelacion:
    """Revisa el formulario de una relación; `sentido` dice si la norma `clave` es la que obra o la otra."""
    lectura = _Lectura(campos)
    otra = lectura.clave("otra")
    obra = lectura.elegido("sentido", ("obra", "recibe"), "Elija cuál de las dos obra.") != "recibe"
    fecha, precision = lectura.fecha("fecha")
    datos = DatosRelacion(
        origen=clave if obra else otra,
        clase=lectura.elegido("clase", palabras.RELACIONES, "Elija qué hace una con la otra."),
        destino=otra if obra else clave,
        marca=lectura.marca(),
        articulo_origen=lectura.articulo("articulo_origen"),
        articulo_destino=lectura.articulo("articulo_destino"),
        parcial=campos.get("parcial") == "si",
        fecha=fecha,
        precision=precision,
        nota=lectura.texto("nota"),
    )
    lectura.exigir("No se añadió la relación. Revise los datos señalados.")
    return datos


def edicion(campos: _Campos) -> int:
    """La edición sobre la que se escribió; 0, que no es ninguna, si no viene."""
    return entero(campos.get("edicion", ""))
