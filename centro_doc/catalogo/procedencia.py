"""De dónde vino un documento: quién lo entregó, cómo, cuándo y en qué condiciones se puede usar.

Es el `origen` que lleva todo documento (dominio, «Metadatos comunes»). Lo dice el lote al llegar, y después
cada ficha. Las claves de las listas son las que se guardan.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from centro_doc.catalogo.fechas import escribir_fecha, leer_fecha_libre
from centro_doc.catalogo.modelos import Documento, Precision
from centro_doc.catalogo.modelos_recibos import Lote
from centro_doc.comun.fechas import fecha_con_precision

VIAS: Mapping[str, str] = {
    "oficio": "Oficio o nota",
    "correo": "Correo electrónico",
    "mano": "En mano",
    "postal": "Correo postal o mensajería",
    "transferencia": "Transferencia de otro archivo",
    "convenio": "Convenio",
    "donacion": "Donación o canje",
    "descarga": "Descarga de un sitio",
    "escaner": "Escaneo en el Centro",
    "propia": "Producción de la Comisión",
}
"""Cómo llegó: clave → nombre."""
LICENCIAS: Mapping[str, str] = {
    "oficial": "Documento oficial, de libre reproducción",
    "cita": "Reproducción libre citando la fuente",
    "autorizada": "Reproducción autorizada por su titular",
    "cc0": "Creative Commons CC0",
    "cc_by": "Creative Commons BY",
    "cc_by_sa": "Creative Commons BY-SA",
    "cc_by_nc": "Creative Commons BY-NC",
    "cc_by_nc_sa": "Creative Commons BY-NC-SA",
    "cc_by_nd": "Creative Commons BY-ND",
    "cc_by_nc_nd": "Creative Commons BY-NC-ND",
    "reservados": "Todos los derechos reservados",
}
"""Bajo qué derechos: clave → nombre."""
_SINONIMOS: Mapping[str, str] = {
    **{"nota": "oficio", "oficio": "oficio", "email": "correo", "e mail": "correo", "correo": "correo"},
    **{"en mano": "mano", "personalmente": "mano", "mensajeria": "postal", "correo postal": "postal"},
    **{"donacion": "donacion", "canje": "donacion", "sitio web": "descarga", "web": "descarga"},
    **{"escaneo": "escaner", "escaneado": "escaner", "transferencia": "transferencia"},
    **{"dominio publico": "cc0", "derechos reservados": "reservados", "copyright": "reservados"},
}
"""Otras maneras de decirlo, ya plegadas."""
_CONTROLES: Mapping[str, str] = {
    **{"remitente": "origen_entrega", "via": "origen_via", "entregado": "origen_fecha"},
    **{"referencia": "origen_referencia", "licencia": "licencia", "derechos": "derechos"},
}
"""Campo de `leer` → control de la ficha."""
CAMPOS = tuple(_CONTROLES)
"""Los campos que lee `leer`: los mismos en el formulario, en las órdenes y en los manifiestos."""
LARGO_ENTREGA = 300
LARGO_TEXTO = 2_000


@dataclass(frozen=True, slots=True)
class Procedencia:
    """Lo que se sabe de la entrega. `fecha` es el primer día del período que diga `precision`.

    `via` y `licencia` son claves de `VIAS` y `LICENCIAS`, o vacías; `via` puede ser un texto anterior.
    """

    entrega: str = ""
    via: str = ""
    fecha: date | None = None
    precision: str = Precision.DIA
    referencia: str = ""
    licencia: str = ""
    derechos: str = ""

    @property
    def dicha(self) -> str:
        """«Dirección General de Migración · Oficio o nota · 2 de marzo de 2010»; vacía si no se sabe nada."""
        cuando = fecha_con_precision(self.fecha, self.precision) if self.fecha is not None else ""
        return " · ".join(parte for parte in (self.entrega, nombre_de_via(self.via), cuando) if parte)

    @property
    def condiciones(self) -> str:
        """Los derechos y las condiciones, en una frase; vacía si nadie las ha dicho."""
        return ". ".join(parte for parte in (LICENCIAS.get(self.licencia, ""), self.derechos) if parte)

    def completada(self, otra: "Procedencia") -> "Procedencia":
        """Ésta, con lo de `otra` donde no dice nada."""
        cuando = self if self.fecha is not None else otra
        return replace(
            self,
            entrega=self.entrega or otra.entrega,
            via=self.via or otra.via,
            fecha=cuando.fecha,
            precision=cuando.precision,
            referencia=self.referencia or otra.referencia,
            licencia=self.licencia or otra.licencia,
            derechos=self.derechos or otra.derechos,
        )


def de(origen: Documento | Lote) -> Procedencia:
    """La que tiene un documento o un lote."""
    return Procedencia(
        origen.origen_entrega,
        origen.origen_via,
        origen.origen_fecha,
        origen.origen_precision,
        origen.origen_referencia,
        origen.licencia,
        origen.derechos,
    )


def poner(destino: Documento | Lote, procedencia: Procedencia) -> None:
    """La escribe entera en un documento o en un lote."""
    destino.origen_entrega, destino.origen_via = procedencia.entrega, procedencia.via
    destino.origen_fecha, destino.origen_precision = procedencia.fecha, procedencia.precision
    destino.origen_referencia = procedencia.referencia
    destino.licencia, destino.derechos = procedencia.licencia, procedencia.derechos


def leer(dicho: Mapping[str, str]) -> tuple[Procedencia, dict[str, str]]:
    """La que se escribió en un formulario o en una orden, y qué corregir, por campo.

    Los campos son los de `CAMPOS`; `via` y `licencia` valen por su clave o por su nombre.
    """
    errores: dict[str, str] = {}
    via, licencia = dicho.get("via", ""), dicho.get("licencia", "")
    fecha, precision, error = leer_fecha_libre(dicho.get("entregado", ""))
    if error:
        errores["entregado"] = error
    if (clave_via := clave_de(VIAS, via)) is None:
        errores["via"] = "Elija cómo llegó de la lista."
    if (clave_licencia := clave_de(LICENCIAS, licencia)) is None:
        errores["licencia"] = "Elija los derechos de la lista."
    return Procedencia(
        _renglon(dicho.get("remitente", ""))[:LARGO_ENTREGA],
        clave_via or "",
        fecha,
        precision,
        _renglon(dicho.get("referencia", ""))[:LARGO_TEXTO],
        clave_licencia or "",
        _renglon(dicho.get("derechos", ""))[:LARGO_TEXTO],
    ), errores


def leer_de_ficha(textos: Mapping[str, str]) -> tuple[Procedencia, dict[str, str]]:
    """La que se escribió en la ficha, y qué corregir, por control. Respeta una vía de antes de la lista."""
    procedencia, errores = leer({campo: textos.get(control, "") for campo, control in _CONTROLES.items()})
    if errores.pop("via", ""):
        procedencia = replace(procedencia, via=_renglon(textos["origen_via"])[:40])
    return procedencia, {_CONTROLES[campo]: error for campo, error in errores.items()}


def a_ficha(procedencia: Procedencia) -> dict[str, str]:
    """Como se edita en la ficha, por control."""
    return {
        "origen_entrega": procedencia.entrega,
        "origen_via": procedencia.via,
        "origen_fecha": escribir_fecha(procedencia.fecha, procedencia.precision),
        "origen_referencia": procedencia.referencia,
        "licencia": procedencia.licencia,
        "derechos": procedencia.derechos,
    }


def clave_de(lista: Mapping[str, str], escrito: str) -> str | None:
    """La clave de lo escrito, por ella misma, por su nombre o por un sinónimo; vacía si no dice nada."""
    plano = _plano(escrito)
    if not plano:
        return ""
    por_nombre = {_plano(nombre): clave for clave, nombre in lista.items()} | {_plano(c): c for c in lista}
    clave = por_nombre.get(plano) or por_nombre.get(_plano(_SINONIMOS.get(plano, "")))
    if clave is None and plano.startswith("cc "):
        return por_nombre.get(f"creative commons {plano.removeprefix('cc ')}")
    return clave


def nombre_de_via(via: str) -> str:
    """El nombre de una vía; si no es de la lista, lo que alguien escribió."""
    return VIAS.get(via, via)


def _renglon(texto: str) -> str:
    return " ".join(texto.split())


def _plano(texto: str) -> str:
    sin_tildes = (c for c in unicodedata.normalize("NFD", texto.casefold()) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() else " " for c in sin_tildes).split())
