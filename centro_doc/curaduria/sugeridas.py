"""Las sugerencias de una ficha, cada una con el control donde va y cómo se escribe en él."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.fechas import escribir_fecha, leer_fecha
from centro_doc.catalogo.modelos import Documento, Precision, TextoGuardado, Version
from centro_doc.catalogo.modelos_sugerencias import EstadoSugerencia, Sugerencia
from centro_doc.catalogo.nombres import titulo_de_nombre, titulo_propuesto
from centro_doc.catalogo.tipos import IDIOMAS, JURISDICCIONES, Tipo, nombre_de_tipo, tipo, tipos
from centro_doc.comun.fechas import fecha_con_precision
from centro_doc.cuentas.modelos import Usuario
from centro_doc.curaduria.escrita import FilaFecha, igualar
from centro_doc.directorio.modelos import Institucion
from centro_doc.directorio.nombres import casar
from indexador.juridico.metadatos import DUDOSA

FECHA = "fecha:"
_PIDE_MIRARLA = re.compile(r"\bcomp(?:ár|rueb|ruéb)|\bmal leíd", re.IGNORECASE)
"""Lo que dice una nota cuando lo propuesto hay que verlo en la página, valga lo que valga su confianza."""
_PROPIOS = {"asunto": "asunto", "tramite": "tramite", "comision": "comisiones"}
"""Las que van a un campo propio del tipo, si el tipo lo tiene."""
ETIQUETAS = {
    **{"tipo": "Tipo", "numero": "Número", "titulo": "Título", "emisor": "Órgano emisor"},
    **{"asunto": "Asunto", "tramite": "Trámite", "comision": "Comisión", "autores": "Autores"},
    **{"ponentes": "Ponentes", "idioma": "Idioma", "jurisdiccion": "Jurisdicción"},
}


@dataclass(frozen=True, slots=True)
class Sugerida:
    """Una sugerencia en la pantalla. `control` vacío: el tipo elegido no lleva ese dato.

    `escrito` es su valor como se escribe en el control y `legible`, como se le dice a una persona; `fila`, el
    renglón de una fecha; `numero`, el de la pantalla, o 0 si no está en ella.
    """

    id: int
    campo: str
    control: str
    escrito: str
    legible: str
    fila: FilaFecha | None
    estado: str
    pagina: int
    inicio: int
    fin: int
    literal: str
    confianza: float
    nota: str
    final: str
    previo: str
    quien: str
    cuando: datetime | None
    numero: int = 0

    @property
    def pendiente(self) -> bool:
        """¿Espera una decisión?"""
        return self.estado == EstadoSugerencia.PENDIENTE

    @property
    def dudosa(self) -> bool:
        """¿Su regla no está segura, o lo que dice de ella pide comprobarla?"""
        return self.confianza < DUDOSA or _PIDE_MIRARLA.search(self.nota) is not None

    @property
    def porciento(self) -> int:
        """La confianza en números redondos."""
        return round(100 * self.confianza)

    @property
    def etiqueta(self) -> str:
        """El nombre del dato: «Número», «Fecha: Emisión»."""
        clase = self.campo.removeprefix(FECHA)
        if clase == self.campo:
            return ETIQUETAS.get(clase, clase.capitalize())
        return f"Fecha: {tipos().fechas.get(clase, clase)}"


@dataclass(frozen=True, slots=True)
class Propuesto:
    """Lo que la base sabe de las sugerencias de un documento, antes de ponerlas en la pantalla."""

    filas: Sequence[tuple[Sugerencia, str | None]]
    instituciones: Sequence[Institucion]
    titulos: frozenset[str]
    """Los títulos que el programa pudo ponerle: el nombre del archivo o lo que el archivo dice de sí."""

    @property
    def tipo(self) -> str:
        """El tipo que se propone y nadie ha decidido."""
        halladas = (s.valor for s, _ in self.filas if s.campo == "tipo" and s.estado == _PENDIENTE)
        return next(halladas, "")

    def es_automatico(self, control: str, valor: str) -> bool:
        """¿Ese valor no lo puso nadie?"""
        if control == "titulo":
            return not valor.strip() or valor in self.titulos
        return not valor.strip() or (control == "idioma" and valor == "es")


_PENDIENTE = EstadoSugerencia.PENDIENTE


def propuesto(
    sesion: Session,
    documento: Documento,
    instituciones: Sequence[Institucion] | None = None,
    titulos: frozenset[str] | None = None,
) -> Propuesto:
    """Las sugerencias de un documento. Una consulta, y las de lo que no se dé ya leído."""
    filas = sesion.execute(
        select(Sugerencia, Usuario.nombre)
        .join(Usuario, Usuario.id == Sugerencia.decidida_por_id, isouter=True)
        .where(Sugerencia.documento_id == documento.id)
        .order_by(Sugerencia.id)
    ).all()
    pares = [(fila[0], fila[1]) for fila in filas]
    if not pares:
        return Propuesto((), (), frozenset())
    if instituciones is None:
        instituciones = sesion.scalars(select(Institucion)).all()
    if titulos is None:
        titulos = _titulos_de(sesion, documento)
    return Propuesto(pares, instituciones, titulos)


def titulos_automaticos(versiones: Sequence[Version], propios: Iterable[str | None]) -> frozenset[str]:
    """Los títulos que el programa pudo poner: por los nombres de los archivos, o por lo que dicen de sí."""
    nombres = {archivo.nombre for version in versiones for archivo in version.archivos}
    return frozenset(
        {titulo_de_nombre(nombre) for nombre in nombres}
        | {titulo_propuesto(nombre, propio) for nombre in nombres for propio in propios}
    )


def sugeridas(hay: Propuesto, clave: str) -> tuple[Sugerida, ...]:
    """Las sugerencias, con los controles de la ficha de un tipo; también las superadas."""
    clase = tipo(clave)
    return tuple(_vista(fila, quien, clase, hay.instituciones) for fila, quien in hay.filas)


def legible(control: str, escrito: str, instituciones: Iterable[Institucion]) -> str:
    """Lo escrito en un control, como se le dice a una persona (el emisor, por su nombre)."""
    if control == "emisor":
        return next((i.nombre for i in instituciones if str(i.id) == escrito), escrito)
    return igualar(escrito)


def en_iso(fila: FilaFecha, clase: str) -> str:
    """La fecha de un renglón como se guarda: «2011-04-05», «2011-04»; con su clase delante si es otra."""
    precision = Precision(fila.precision)
    valor, error = leer_fecha(fila.valor, precision)
    if error or valor is None:
        return "" if fila.valor.strip() else "desconocida" * (precision == Precision.DESCONOCIDA)
    iso = valor.isoformat()[: {Precision.MES: 7, Precision.ANIO: 4}.get(precision, 10)]
    return iso if fila.clase == clase else f"{fila.clase}:{iso}"


def _vista(
    una: Sugerencia, quien: str | None, clase: Tipo | None, instituciones: Sequence[Institucion]
) -> Sugerida:
    control, escrito, dicho = _en_su_control(una, clase, instituciones)
    return Sugerida(
        una.id,
        una.campo,
        control,
        escrito,
        dicho,
        _fila(una),
        una.estado,
        una.pagina,
        una.inicio,
        una.fin,
        una.literal,
        una.confianza,
        una.nota,
        una.valor_final or "",
        una.valor_previo or "",
        quien or "",
        una.decidida_el,
    )


def _en_su_control(
    una: Sugerencia, clase: Tipo | None, instituciones: Sequence[Institucion]
) -> tuple[str, str, str]:
    """El control, lo que se escribe en él y cómo se le dice a una persona."""
    if una.campo.startswith(FECHA):
        fila = _fila(una)
        valor = leer_fecha(una.valor, Precision(una.precision))[0]
        return "fechas" if fila else "", una.valor, fecha_con_precision(valor, una.precision)
    if una.campo == "emisor":
        institucion = casar(una.valor, instituciones)
        if institucion is not None:
            return "emisor", str(institucion.id), institucion.nombre
        return "emisor_nombre", una.valor, una.valor
    if una.campo in _PROPIOS:
        propio = _PROPIOS[una.campo]
        lleva = clase is not None and any(campo.clave == propio for campo in clase.campos)
        return f"m-{propio}" if lleva else "", una.valor, una.valor
    nombres: Mapping[str, Mapping[str, str]] = {"idioma": IDIOMAS, "jurisdiccion": JURISDICCIONES}
    if una.campo == "tipo":
        return "tipo", una.valor, nombre_de_tipo(una.valor)
    if una.campo not in ETIQUETAS:
        return "", una.valor, una.valor
    return una.campo, una.valor, nombres.get(una.campo, {}).get(una.valor, una.valor)


def _fila(una: Sugerencia) -> FilaFecha | None:
    clase = una.campo.removeprefix(FECHA)
    if clase == una.campo or clase not in tipos().fechas:
        return None
    valor, _ = leer_fecha(una.valor, Precision(una.precision))
    return FilaFecha(clase, escribir_fecha(valor, una.precision), una.precision, "", una.id)


def _titulos_de(sesion: Session, documento: Documento) -> frozenset[str]:
    propiedades = sesion.scalars(
        select(TextoGuardado.propiedades).where(
            TextoGuardado.version_id.in_([version.id for version in documento.versiones])
        )
    )
    return titulos_automaticos(documento.versiones, {datos.get("titulo") for datos in propiedades})
