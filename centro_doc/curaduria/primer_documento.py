"""El primer documento del centro: el propio plan, que entra por el camino de todos.

Va por pasos, cada uno en su transacción y con su constancia en la bitácora, que no se puede cambiar: si el
proceso muere entre dos, el siguiente arranque sigue donde quedó, y lo hecho no se repite aunque alguien
retire el documento después.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import Enum

import structlog
from sqlalchemy import select
from sqlalchemy.orm import Session

from almacen import DepositoLocal
from centro_doc.bitacora.casos import anotar
from centro_doc.bitacora.modelos import Asiento
from centro_doc.catalogo import procedencia, versiones
from centro_doc.catalogo.acceso import DatosAcceso
from centro_doc.catalogo.casos import guardar_ficha
from centro_doc.catalogo.ingreso import DatosLote, recibir_lote
from centro_doc.catalogo.modelos import Acceso, Documento, Estado, Papel, Precision
from centro_doc.catalogo.procedencia import Procedencia
from centro_doc.catalogo.puerta import Llegada, admitir
from centro_doc.catalogo.reglas import DatosFicha, FechaDada
from centro_doc.catalogo.vigente import texto_vigente
from centro_doc.comun.errores import ErrorDelCentro, NoDisponible
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import Actor
from centro_doc.curaduria.casos import publicar
from centro_doc.directorio.modelos import Institucion
from centro_doc.plan.impreso import escribir_docx, escribir_pdf
from centro_doc.plan.impreso.contenido import pasaje
from centro_doc.plan.lectura import DatosNodo, DatosPlan, planes_de_fabrica
from centro_doc.plan.modelos import PeriodoPlan
from centro_doc.vinculos import casos as vinculos
from centro_doc.vinculos import pasajes, textos
from centro_doc.vinculos.formularios import Cita, DatosVinculo
from centro_doc.vinculos.modelos import Relacion

RECIBIDO, CATALOGADO = "plan_recibido", "plan_catalogado"
EMISORA = "COM-MIGRANTES"
_LIMITE = 10_000_000
_ESCRIBIR: Mapping[str, Callable[[DatosPlan], bytes]] = {"pdf": escribir_pdf, "docx": escribir_docx}

registro = structlog.get_logger(__name__)


class Paso(Enum):
    """Qué le falta al primer documento."""

    RECIBIR = "recibir"
    ESPERAR = "esperar"
    CATALOGAR = "catalogar"
    NADA = "nada"


@dataclass(frozen=True, slots=True)
class Pendiente:
    """El paso que toca y, si ya entró, el documento."""

    paso: Paso
    documento: str = ""


@dataclass(frozen=True, slots=True)
class Tarea:
    """Un paso por dar con un plan."""

    plan: DatosPlan
    paso: Paso

    @property
    def formato(self) -> str:
        """Lo que se imprime para este paso: entra el PDF y después se le suma el DOCX."""
        return "pdf" if self.paso is Paso.RECIBIR else "docx"


class PasajeAusente(ErrorDelCentro):
    """El texto leído del plan impreso no trae las palabras de un nodo."""

    titulo = "El plan impreso no trae un pasaje"


def pendiente(sesion: Session, clave: str) -> Pendiente:
    """Qué falta por hacer con el plan de esa clave. Si una persona ya lo publicó o lo retiró, nada."""
    hechos = {
        asiento.accion: asiento.detalle
        for asiento in sesion.scalars(
            select(Asiento).where(
                Asiento.objeto_clase == "plan",
                Asiento.objeto_id == clave,
                Asiento.accion.in_((RECIBIDO, CATALOGADO)),
            )
        )
    }
    if CATALOGADO in hechos:
        return Pendiente(Paso.NADA)
    if RECIBIDO not in hechos:
        return Pendiente(Paso.RECIBIR)
    identificador = str(hechos[RECIBIDO]["documento"])
    estado = sesion.scalar(select(Documento.estado).where(Documento.identificador == identificador))
    if estado == Estado.POR_CATALOGAR:
        return Pendiente(Paso.CATALOGAR, identificador)
    espera = estado in {Estado.RECIBIDO, Estado.EN_PROCESO}
    return Pendiente(Paso.ESPERAR if espera else Paso.NADA, identificador)


def por_hacer(sesion: Session) -> Tarea | None:
    """El paso que le toca al plan activo, si el producto trae sus datos; `None` si no toca ninguno."""
    clave = sesion.scalar(select(PeriodoPlan.clave).where(PeriodoPlan.activo))
    if clave is None:
        return None
    paso = pendiente(sesion, clave).paso
    if paso not in {Paso.RECIBIR, Paso.CATALOGAR}:
        return None
    return next((Tarea(plan, paso) for plan in planes_de_fabrica() if plan.clave == clave), None)


def imprimir(deposito: DepositoLocal, tarea: Tarea) -> Llegada:
    """Escribe el plan en el formato que la tarea pide y lo deja a salvo, fuera de toda transacción.

    Levanta `NoDisponible` si no se pudo guardar: el paso queda por dar.
    """
    recepcion = deposito.abrir_recepcion(_LIMITE)
    recepcion.write(_ESCRIBIR[tarea.formato](tarea.plan))
    llegada = admitir(recepcion, f"plan-estrategico-{tarea.plan.clave}.{tarea.formato}", limite=_LIMITE)
    if llegada.guardado is None:
        raise NoDisponible(llegada.motivo)
    return llegada


def hacer(sesion: Session, actor: Actor, tarea: Tarea, llegada: Llegada, *, reloj: Reloj) -> bool:
    """Da el paso de la tarea con lo impreso; falso si mientras tanto dejó de tocar."""
    dar = recibir_plan if tarea.paso is Paso.RECIBIR else catalogar_plan
    return dar(sesion, actor, tarea.plan, llegada, reloj=reloj)


def recibir_plan(sesion: Session, actor: Actor, plan: DatosPlan, pdf: Llegada, *, reloj: Reloj) -> bool:
    """El primer paso: el PDF entra al catálogo y queda en la cola de lectura; falso si ya había entrado."""
    if pendiente(sesion, plan.clave).paso is not Paso.RECIBIR:
        return False
    de_la_comision = Procedencia("Comisión de Migrantes", "propia")
    lote = DatosLote(de_la_comision, Acceso.PUBLICA_OFICIO, "primer arranque")
    (constancia,) = recibir_lote(sesion, actor, lote, [pdf], reloj=reloj)
    detalle = {"documento": constancia.documento, "recibo": constancia.codigo}
    anotar(sesion, actor, RECIBIDO, ("plan", plan.clave), reloj=reloj, detalle=detalle)
    registro.info("plan_recibido", plan=plan.clave, documento=constancia.documento)
    return True


def catalogar_plan(sesion: Session, actor: Actor, plan: DatosPlan, docx: Llegada, *, reloj: Reloj) -> bool:
    """El último paso, todo o nada: ficha, DOCX, un vínculo `enuncia` por nodo con su pasaje, y publicar.

    Falso si no tocaba: aún no se lee, o ya se hizo. Levanta `PasajeAusente` si a lo leído le falta un nodo.
    """
    falta = pendiente(sesion, plan.clave)
    if falta.paso is not Paso.CATALOGAR:
        return False
    documento = sesion.scalars(select(Documento).where(Documento.identificador == falta.documento)).one()
    ficha = _ficha(sesion, plan, documento)
    guardar_ficha(sesion, actor, falta.documento, ficha, edicion=documento.edicion, reloj=reloj)
    versiones.anadir_archivo(sesion, actor, falta.documento, docx, Papel.OTRO_FORMATO, None, reloj=reloj)
    texto = texto_vigente(sesion, documento.id)
    paginas = textos.paginas(sesion, texto) if texto is not None else {}
    for nodo in plan.nodos:
        datos = DatosVinculo(_destino(plan, nodo), Relacion.ENUNCIA, _cita(nodo, paginas))
        vinculos.vincular(sesion, actor, falta.documento, datos, reloj=reloj)
    publicar(sesion, actor, falta.documento, reloj=reloj)
    detalle = {"documento": falta.documento, "vinculos": len(plan.nodos)}
    anotar(sesion, actor, CATALOGADO, ("plan", plan.clave), reloj=reloj, detalle=detalle)
    registro.info("plan_catalogado", plan=plan.clave, documento=falta.documento)
    return True


def _ficha(sesion: Session, plan: DatosPlan, documento: Documento) -> DatosFicha:
    emisora = sesion.scalar(select(Institucion.id).where(Institucion.clave == EMISORA))
    fecha = FechaDada(
        "emision", plan.fecha_version, Precision.DIA, "Fecha de la versión, que es un borrador."
    )
    return DatosFicha(
        titulo=plan.titulo,
        titulo_corto=f"Plan Estratégico {plan.desde}-{plan.hasta} de la Comisión de Migrantes",
        acceso=DatosAcceso(Acceso.PUBLICA_OFICIO, fundamento="LAIP, artículo 10, numeral 5"),
        tipo="plan_estrategico",
        subtipo="Borrador",
        emisor_id=emisora,
        metadatos={"periodo": plan.clave},
        resumen=(
            f"{plan.estado}. Diagnóstico, visión, misión, objetivo estratégico y objetivos operativos de la "
            "Comisión de Migrantes, con sus productos, metas, acciones y actividades."
        ),
        fechas=(fecha,),
        procedencia=procedencia.de(documento),
    )


def _destino(plan: DatosPlan, nodo: DatosNodo) -> str:
    """Un subproducto que es un tema se vincula como tema; el vínculo sube a él en las consultas."""
    return f"tema:{nodo.tema}" if nodo.tema is not None else f"plan:{plan.clave}:{nodo.codigo}"


def _cita(nodo: DatosNodo, paginas: Mapping[int, str]) -> Cita:
    """El pasaje de un nodo: las palabras que siguen a su código, que en el impreso está a su izquierda."""
    palabras = pasaje(nodo)
    fila = pasajes.buscar_en_todo(paginas, f"{nodo.codigo} {palabras}")
    if fila is None:
        raise PasajeAusente(f"El plan impreso no trae el texto de {nodo.codigo}.")
    return Cita(fila.pagina_inicio, palabras, fila.inicio + len(nodo.codigo))
