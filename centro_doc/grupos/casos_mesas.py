"""Llevar las mesas de trabajo: convocarlas, asentar lo que pasó, corregirlas, anularlas y recuperarlas.

El acta y la convocatoria son documentos del centro: al anotarlas se vinculan con el tema y con la actividad
del plan que prueban. La bitácora nombra la mesa por su fila y nunca sus documentos, que quien la lea puede no
ver.
"""

from collections.abc import Mapping
from datetime import date
from typing import Any

import structlog
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Tema
from centro_doc.bitacora.casos import anotar
from centro_doc.catalogo.acceso import ve
from centro_doc.catalogo.casos import documento_para
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.nombrados import cerrados, nombrados
from centro_doc.catalogo.tipos import nombre_de_tipo, tipo
from centro_doc.catalogo.titulos_dichos import con_su_titulo
from centro_doc.comun.claves_cortas import clave_corta
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoEncontrado
from centro_doc.comun.fechas import fecha_larga
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import PUBLICO, Actor, exigir, marcas
from centro_doc.directorio.modelos import Institucion
from centro_doc.directorio.nombres import casar
from centro_doc.grupos.casos import OTRA_PERSONA, PERMISO, cambios_entre
from centro_doc.grupos.formularios import DatosMesa
from centro_doc.grupos.modelos import EstadoMesa, Mesa
from centro_doc.grupos.pertenencias import tema_para
from centro_doc.plan.modelos import Nodo, PeriodoPlan
from centro_doc.vinculos.casos import vincular
from centro_doc.vinculos.formularios import DatosVinculo
from centro_doc.vinculos.modelos import EstadoVinculo, Relacion, Vinculo

registro = structlog.get_logger(__name__)
OBJETO = "mesa"
ACTIVIDAD = "OO2.A1.1"
"""«Convocatoria, instalación y desarrollo de mesas de trabajo»: lo que prueban el acta y la convocatoria."""
ACTAS = "actas"
_NO_SE_GUARDO = "No se guardó la mesa."
_SIMPLES = ("titulo", "fecha", "hora", "lugar", "orden_del_dia", "convocada", "interna", "fundamento")


def crear(sesion: Session, actor: Actor, codigo: str, datos: DatosMesa, *, reloj: Reloj) -> Mesa:
    """Anota una mesa, con el número que sigue en su tema.

    Levanta `SinPermiso`, `NoEncontrado` si no hay tal tema, y `DatosInvalidos` si el actor no ve un
    documento, el acta es de otro tipo o lo escrito nombra un documento que no ve quien lee la mesa.
    """
    exigir(actor, PERMISO)
    tema = tema_para(sesion, codigo)
    mayor = sesion.scalar(select(func.max(Mesa.numero)).where(Mesa.tema_id == tema.id)) or 0
    claves = set(sesion.scalars(select(Mesa.clave).where(Mesa.tema_id == tema.id)))
    mesa = Mesa(
        tema_id=tema.id,
        numero=mayor + 1,
        clave=clave_corta(claves),
        asistentes=[],
        tuvo_numero=False,
        anulada=False,
        edicion=1,
        creada=reloj.ahora(),
        creada_por=actor.usuario_id,
    )
    _escribir(sesion, actor, tema, mesa, datos, reloj)
    sesion.add(mesa)
    sesion.flush()
    _anotar(sesion, actor, "mesa_anotada", mesa, reloj, ficha(mesa))
    return mesa


def editar(
    sesion: Session,
    actor: Actor,
    codigo: str,
    numero: int,
    datos: DatosMesa,
    *,
    edicion: int,
    reloj: Reloj,
) -> None:
    """Corrige o completa una mesa. Si nada cambia, no anota nada.

    Levanta lo mismo que `crear`, y `Conflicto` si otra persona la guardó después de `edicion`.
    """
    exigir(actor, PERMISO)
    tema, mesa = abrir(sesion, codigo, numero)
    if mesa.edicion != edicion:
        raise Conflicto(OTRA_PERSONA)
    antes, documentos = ficha(mesa), (mesa.acta_id, mesa.convocatoria_id)
    _escribir(sesion, actor, tema, mesa, datos, reloj)
    cambios = cambios_entre(antes, ficha(mesa))
    for nombre, viejo, nuevo in zip(
        ("acta", "convocatoria"), documentos, (mesa.acta_id, mesa.convocatoria_id), strict=True
    ):
        if viejo != nuevo:
            cambios[nombre] = "cambió"
    if cambios:
        mesa.edicion += 1
        _anotar(sesion, actor, "mesa_editada", mesa, reloj, cambios)


def anular(sesion: Session, actor: Actor, codigo: str, numero: int, motivo: str, *, reloj: Reloj) -> None:
    """Saca de las páginas una mesa anotada por error, con sus acuerdos; se puede recuperar."""
    exigir(actor, PERMISO)
    _, mesa = abrir(sesion, codigo, numero)
    mesa.anulada = True
    _anotar(sesion, actor, "mesa_anulada", mesa, reloj, {}, motivo=motivo)


def recuperar(sesion: Session, actor: Actor, codigo: str, numero: int, *, reloj: Reloj) -> None:
    """Devuelve a las páginas una mesa anulada."""
    exigir(actor, PERMISO)
    _, mesa = abrir(sesion, codigo, numero, anulada=True)
    mesa.anulada = False
    _anotar(sesion, actor, "mesa_recuperada", mesa, reloj, {})


def abrir(sesion: Session, codigo: str, numero: int, *, anulada: bool = False) -> tuple[Tema, Mesa]:
    """La mesa con ese número en su tema; levanta `NoEncontrado`."""
    tema = tema_para(sesion, codigo)
    mesa = sesion.scalar(select(Mesa).where(Mesa.tema_id == tema.id, Mesa.numero == numero))
    if mesa is None or mesa.anulada is not anulada:
        raise NoEncontrado("El tema no tiene una mesa con ese número.")
    return tema, mesa


def documento_escrito(
    sesion: Session, actor: Actor, campo: str, escrito: str, actual: int | None
) -> Documento | None:
    """El documento de un campo, por su registro. Vacío lo quita, salvo que el actual no lo vea el actor.

    Levanta `DatosInvalidos` en ese campo si el actor no ve ninguno con ese registro.
    """
    if not escrito:
        guardado = sesion.get(Documento, actual) if actual is not None else None
        return guardado if guardado is not None and not ve(guardado, marcas(actor)) else None
    try:
        return documento_para(sesion, actor, escrito)
    except NoEncontrado as error:
        mensaje = "No encontramos un documento con ese registro. Escríbalo como CD-00012."
        raise DatosInvalidos("No se guardó. Revise el documento.", {campo: mensaje}) from error


def ficha(mesa: Mesa) -> dict[str, Any]:
    """Lo que la bitácora compara de una mesa; de los asistentes, cuántos."""
    simples = {nombre: _simple(getattr(mesa, nombre)) for nombre in _SIMPLES}
    return {**simples, "estado": str(mesa.estado), "asistentes": len(mesa.asistentes)}


def _escribir(sesion: Session, actor: Actor, tema: Tema, mesa: Mesa, datos: DatosMesa, reloj: Reloj) -> None:
    acta = documento_escrito(sesion, actor, "acta", datos.acta, mesa.acta_id)
    if acta is not None and acta.id != mesa.acta_id:
        _exigir_acta(acta, datos.estado)
    convocatoria = documento_escrito(sesion, actor, "convocatoria", datos.convocatoria, mesa.convocatoria_id)
    textos = {nombre: getattr(datos, nombre) for nombre in ("titulo", "lugar", "orden_del_dia")}
    exigir_que_se_vea(sesion, actor, textos, quienes_la_ven(tema.codigo, datos.interna), _NO_SE_GUARDO)
    for nombre in _SIMPLES:
        setattr(mesa, nombre, getattr(datos, nombre))
    mesa.estado = datos.estado
    mesa.asistentes = _asistentes(sesion, datos)
    for documento, previo, que in (
        (acta, mesa.acta_id, "Acta"),
        (convocatoria, mesa.convocatoria_id, "Convocatoria"),
    ):
        if documento is not None and documento.id != previo:
            _vincular(sesion, actor, tema, documento, f"{que} {nombre_de_mesa(tema, mesa)}.", reloj)
    mesa.acta_id = acta.id if acta is not None else None
    mesa.convocatoria_id = convocatoria.id if convocatoria is not None else None


def quienes_la_ven(codigo: str, interna: bool) -> frozenset[str]:
    """Las marcas con que se lee una mesa de ese tema, y lo que se escribe de ella."""
    return frozenset({PUBLICO, f"grupo:{codigo}"} if interna else {PUBLICO})


def exigir_que_se_vea(
    sesion: Session, actor: Actor, textos: Mapping[str, str], marcas_de_quien_lee: frozenset[str], que: str
) -> None:
    """Que lo escrito no nombre un documento que no ve quien lo lee; levanta `DatosInvalidos` en su campo."""
    dichos = {
        campo: nombrados(texto) | con_su_titulo(sesion, texto, marcas(actor))
        for campo, texto in textos.items()
    }
    no_ve = cerrados(sesion, frozenset().union(*dichos.values()), marcas_de_quien_lee)
    errores = {
        campo: f"Nombra {', '.join(sorted(suyos & no_ve))}, que no ve todo el que lo lee."
        for campo, suyos in dichos.items()
        if suyos & no_ve
    }
    if errores:
        raise DatosInvalidos(que, errores)


def nombre_de_mesa(tema: Tema, mesa: Mesa) -> str:
    """«de la mesa de AG4 del 3 de agosto de 2011»: sin número, que lo lee cualquiera (`vistos.llamada`)."""
    return f"de la mesa de {tema.codigo} del {fecha_larga(mesa.fecha)}"


def _exigir_acta(documento: Documento, estado: EstadoMesa) -> None:
    del_tipo = tipo(documento.tipo)
    if del_tipo is not None and del_tipo.etiqueta != ACTAS:
        mensaje = f"Ese documento es «{nombre_de_tipo(documento.tipo)}», no un acta. Revise su ficha."
        raise DatosInvalidos(_NO_SE_GUARDO, {"acta": mensaje})
    if estado != EstadoMesa.REALIZADA:
        mensaje = "Una mesa con acta ya se realizó: cambie también su estado."
        raise DatosInvalidos(_NO_SE_GUARDO, {"estado": mensaje})


def _asistentes(sesion: Session, datos: DatosMesa) -> list[dict[str, Any]]:
    """Los asistentes con la clave de su institución en el directorio. Una consulta, si hay alguno."""
    if not datos.asistentes:
        return []
    instituciones = sesion.scalars(select(Institucion)).all()
    hechos = []
    for nombre, escrita in datos.asistentes:
        una = casar(escrita, instituciones) if escrita else None
        hechos.append(
            {
                "nombre": nombre,
                "institucion": una.nombre if una is not None else escrita,
                "clave": una.clave if una is not None else "",
            }
        )
    return hechos


def _vincular(
    sesion: Session, actor: Actor, tema: Tema, documento: Documento, motivo: str, reloj: Reloj
) -> None:
    """Vincula con el tema y con la actividad, si nadie decidió ya sobre ello."""
    activa = select(Nodo.id).join(PeriodoPlan).where(PeriodoPlan.activo, Nodo.codigo == ACTIVIDAD)
    destinos = [tema.codigo, *([ACTIVIDAD] if sesion.scalar(activa) is not None else [])]
    decididos = {
        destino.rpartition(":")[2]
        for destino in sesion.scalars(
            select(Vinculo.destino).where(
                Vinculo.documento_id == documento.id, Vinculo.estado != EstadoVinculo.PROPUESTO
            )
        )
    }
    for destino in destinos:
        if destino not in decididos:
            datos = DatosVinculo(destino, Relacion.SUSTENTA, motivo=motivo)
            vincular(sesion, actor, documento.identificador, datos, reloj=reloj)


def _simple(valor: object) -> object:
    return valor.isoformat() if isinstance(valor, date) else valor


def _anotar(
    sesion: Session,
    actor: Actor,
    accion: str,
    mesa: Mesa,
    reloj: Reloj,
    detalle: Mapping[str, Any],
    *,
    motivo: str = "",
) -> None:
    objeto = (OBJETO, str(mesa.id))
    anotar(sesion, actor, accion, objeto, reloj=reloj, motivo=motivo or None, detalle=detalle)
    registro.info(accion, mesa=mesa.id)
