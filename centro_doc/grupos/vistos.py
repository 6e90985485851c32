"""Los integrantes, las mesas y los acuerdos como los ve un lector; lo que no le toca, como si no existiera.

El público no ve los nombres que nadie autorizó a publicar, el contacto, las listas de asistencia ni quién dio
por cumplido un acuerdo; ve cuántos asistieron y de qué instituciones, y qué institución responde (LAIP,
artículos 9.1, 10.2, 13 y 31).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.titulos_dichos import NADA, Callados
from centro_doc.comun.fechas import fecha_larga
from centro_doc.grupos import direcciones
from centro_doc.grupos.modelos import Acuerdo, Divulgacion, EstadoMesa, Mesa, Papel

PAPELES: Mapping[str, str] = {
    Papel.COORDINACION: "Coordina",
    Papel.SECRETARIA: "Secretaría",
    Papel.INTEGRANTE: "Integrante",
    Papel.ASESORIA: "Asesora",
    Papel.SUPLENTE: "Suplente",
}
DIVULGACIONES: Mapping[str, str] = {
    Divulgacion.NINGUNA: "No: sólo su institución y su papel",
    Divulgacion.CARGO: "Sí, por su cargo público o por asesorar a la Comisión (LAIP, artículos 10.2 y 13.2)",
    Divulgacion.CONSENTIMIENTO: "Sí, lo autorizó por escrito (LAIP, artículo 31)",
}
HECHOS: Mapping[str, str] = {
    "integrante_anadido": "Se sumó",
    "integrante_editado": "Se corrigió",
    "integrante_terminado": "Terminó su período",
    "integrante_anulado": "Se anuló",
    "integrante_recuperado": "Se recuperó",
    "mesa_anotada": "Se anotó la mesa",
    "mesa_editada": "Se corrigió la mesa",
    "mesa_anulada": "Se anuló la mesa",
    "mesa_recuperada": "Se recuperó la mesa",
    "acuerdo_anotado": "Se anotó el acuerdo",
    "acuerdo_editado": "Se corrigió el acuerdo",
    "acuerdo_cumplido": "Se dio por cumplido el acuerdo",
    "acuerdo_reabierto": "Se reabrió el acuerdo",
    "acuerdo_anulado": "Se anuló el acuerdo",
    "acuerdo_recuperado": "Se recuperó el acuerdo",
}
"""Cómo se lee cada acción de la bitácora en la historia de una mesa o de un integrante."""
ESTADOS: Mapping[str, str] = {
    EstadoMesa.PREVISTA: "Prevista",
    EstadoMesa.CONVOCADA: "Convocada",
    EstadoMesa.REALIZADA: "Realizada",
    EstadoMesa.SUSPENDIDA: "Suspendida",
}


def llamada(numero: int, fecha: date, *, del_grupo: bool) -> str:
    """Cómo se llama una mesa: por su número a quien las ve todas, y a los demás por su día.

    Los números que faltan dirían que hay otras.
    """
    return f"mesa {numero}" if del_grupo else f"mesa del {fecha_larga(fecha)}"


SIN_TEXTO = "Su texto no está a la vista."
"""En vez del de un acuerdo que nombra un documento que quien lee no ve."""
REPRESENTA, A_TITULO_PERSONAL = "Representante de ", "Una persona a título personal"
"""Cómo se dice de quien no se ve el nombre."""


@dataclass(frozen=True, slots=True)
class IntegranteVisto:
    """Una persona del grupo. `nombre` va vacío si quien lee no lo ve.

    `contacto` y `correo`, el de su cuenta, llegan sólo al personal.
    """

    numero: int
    nombre: str
    institucion: str
    clave: str
    papel: str
    desde: date
    hasta: date | None
    vigente: bool
    divulgacion: str
    contacto: str = ""
    correo: str = ""
    edicion: int = 1

    @property
    def dicho(self) -> str:
        """Su nombre o, si no se publica, a quién representa."""
        if self.nombre:
            return self.nombre
        return f"{REPRESENTA}{self.institucion}" if self.institucion else A_TITULO_PERSONAL

    @property
    def funcion(self) -> str:
        """«Coordina», «Integrante»."""
        return PAPELES.get(self.papel, self.papel)

    @property
    def se_publica(self) -> bool:
        """¿Ve su nombre cualquiera?"""
        return self.divulgacion != Divulgacion.NINGUNA


@dataclass(frozen=True, slots=True)
class Asistente:
    """Quien estuvo en una mesa; `clave` es la de su institución en el directorio, o vacía."""

    nombre: str
    institucion: str
    clave: str


@dataclass(frozen=True, slots=True)
class Asistencia:
    """Cuántos fueron y de dónde; los nombres, sólo para el grupo y el personal."""

    total: int
    instituciones: tuple[tuple[str, int], ...]
    nombres: tuple[Asistente, ...]


@dataclass(frozen=True, slots=True)
class AcuerdoVisto:
    """Un acuerdo a una fecha. `prueba` es el documento que lo prueba, si quien lee lo ve."""

    id: int
    tema: str
    mesa: int
    fecha_de_la_mesa: date
    clave_de_la_mesa: str
    numero: int
    clave_propia: str
    texto: str
    institucion: str
    clave: str
    persona: str
    vence: date | None
    dias: int | None
    """Los que faltan para el vencimiento; negativos, los que pasaron. Sólo de lo pendiente."""
    cumplido: date | None
    prueba: Documento | None
    motivo: str
    dado_por: str
    dado: datetime | None
    creado: datetime
    edicion: int
    del_grupo: bool

    @property
    def direccion(self) -> str:
        """La de su mesa."""
        return direcciones.de_mesa(self.fecha_de_la_mesa, self.clave_de_la_mesa)

    @property
    def ancla(self) -> str:
        """Su lugar en la página de su mesa."""
        return direcciones.de_acuerdo(self.clave_propia)

    @property
    def de_la_mesa(self) -> str:
        """«mesa 3», o «mesa del 3 de agosto de 2011» (`llamada`)."""
        return llamada(self.mesa, self.fecha_de_la_mesa, del_grupo=self.del_grupo)

    @property
    def rotulo(self) -> str:
        """Su código o, a quien no ve todas las mesas, de cuál es."""
        return self.codigo if self.del_grupo else f"{self.tema}, {self.de_la_mesa}"

    @property
    def vencido(self) -> bool:
        """¿Pasó su vencimiento sin cumplirse? El día en que vence todavía cuenta."""
        return self.dias is not None and self.dias < 0

    @property
    def responsable(self) -> str:
        """Quién responde, como se lee."""
        juntos = [parte for parte in (self.persona, self.institucion) if parte]
        return ", ".join(juntos) or "Una persona del grupo"

    @property
    def codigo(self) -> str:
        """«AG4-3.1»: el tema, la mesa y su número en ella."""
        return f"{self.tema}-{self.mesa}.{self.numero}"


@dataclass(frozen=True, slots=True)
class MesaVista:
    """Una mesa con sus acuerdos; los documentos, si quien lee los ve."""

    id: int
    tema: str
    numero: int
    clave: str
    tuvo_numero: bool
    titulo: str
    estado: str
    fecha: date
    hora: str
    lugar: str
    orden_del_dia: tuple[str, ...]
    convocada: date | None
    convocatoria: Documento | None
    acta: Documento | None
    asistencia: Asistencia
    interna: bool
    fundamento: str
    creada: datetime
    edicion: int
    del_grupo: bool
    acuerdos: tuple[AcuerdoVisto, ...] = ()

    @property
    def direccion(self) -> str:
        """La de su página."""
        return direcciones.de_mesa(self.fecha, self.clave)

    @property
    def rotulo(self) -> str:
        """«Mesa 3», o «Mesa del 3 de agosto de 2011» (`llamada`)."""
        dicha = llamada(self.numero, self.fecha, del_grupo=self.del_grupo)
        return dicha[0].upper() + dicha[1:]

    @property
    def nombre(self) -> str:
        """«Mesa 3», o «Mesa 3. Residencias»."""
        return f"{self.rotulo}. {self.titulo}" if self.titulo else self.rotulo

    @property
    def en_que_esta(self) -> str:
        """«Convocada», «Realizada»."""
        return ESTADOS.get(self.estado, self.estado)

    @property
    def sin_acta(self) -> bool:
        """¿Se realizó y quien lee no tiene su acta?"""
        return self.estado == EstadoMesa.REALIZADA and self.acta is None

    @property
    def pendientes(self) -> tuple[AcuerdoVisto, ...]:
        """Sus acuerdos sin cumplir."""
        return tuple(uno for uno in self.acuerdos if uno.cumplido is None)


def asistencia(mesa: Mesa, *, con_nombres: bool) -> Asistencia:
    """La asistencia de una mesa; quien no lleva institución cuenta en el total y no se nombra."""
    fueron = [
        Asistente(str(uno["nombre"]), str(uno["institucion"]), str(uno["clave"])) for uno in mesa.asistentes
    ]
    cuentas = Counter(uno.institucion for uno in fueron if uno.institucion)
    return Asistencia(len(fueron), tuple(cuentas.items()), tuple(fueron) if con_nombres else ())


def acuerdo_visto(
    acuerdo: Acuerdo,
    mesa: Mesa,
    tema: str,
    institucion: tuple[str, str],
    dado_por: str,
    documentos: Mapping[int, Documento],
    *,
    callan: Callados = NADA,
    del_grupo: bool,
    hoy: date,
) -> AcuerdoVisto:
    """Un acuerdo para quien lee. `institucion`: su nombre y su clave en el directorio, o vacíos.

    `callan`: lo cerrado que quien lee no ve; lo escrito que nombra algo de ello se calla.
    """
    corre = acuerdo.cumplido is None and acuerdo.vence is not None
    return AcuerdoVisto(
        id=acuerdo.id,
        tema=tema,
        mesa=mesa.numero,
        fecha_de_la_mesa=mesa.fecha,
        clave_de_la_mesa=mesa.clave,
        numero=acuerdo.numero,
        clave_propia=acuerdo.clave,
        texto=callan.en_vez(acuerdo.texto, SIN_TEXTO),
        institucion=institucion[0] or callan.en_vez(acuerdo.institucion),
        clave=institucion[1],
        persona=acuerdo.persona if del_grupo else "",
        vence=acuerdo.vence,
        dias=(acuerdo.vence - hoy).days if corre and acuerdo.vence is not None else None,
        cumplido=acuerdo.cumplido,
        prueba=documentos.get(acuerdo.prueba_id or 0),
        motivo=callan.en_vez(acuerdo.prueba_motivo) if del_grupo else "",
        dado_por=dado_por if del_grupo else "",
        dado=acuerdo.dado if del_grupo else None,
        creado=acuerdo.creado,
        edicion=acuerdo.edicion,
        del_grupo=del_grupo,
    )


def mesa_vista(
    mesa: Mesa,
    tema: str,
    documentos: Mapping[int, Documento],
    acuerdos: Sequence[AcuerdoVisto],
    *,
    callan: Callados = NADA,
    del_grupo: bool,
) -> MesaVista:
    """Una mesa para quien lee; `callan`, como en `acuerdo_visto`."""
    puntos = (callan.en_vez(punto) for punto in mesa.orden_del_dia.splitlines())
    return MesaVista(
        id=mesa.id,
        tema=tema,
        numero=mesa.numero,
        clave=mesa.clave,
        tuvo_numero=mesa.tuvo_numero,
        titulo=callan.en_vez(mesa.titulo),
        estado=mesa.estado,
        fecha=mesa.fecha,
        hora=mesa.hora,
        lugar=callan.en_vez(mesa.lugar),
        orden_del_dia=tuple(filter(None, puntos)),
        convocada=mesa.convocada,
        convocatoria=documentos.get(mesa.convocatoria_id or 0),
        acta=documentos.get(mesa.acta_id or 0),
        asistencia=asistencia(mesa, con_nombres=del_grupo),
        interna=mesa.interna,
        fundamento=mesa.fundamento,
        creada=mesa.creada,
        edicion=mesa.edicion,
        del_grupo=del_grupo,
        acuerdos=tuple(acuerdos),
    )
