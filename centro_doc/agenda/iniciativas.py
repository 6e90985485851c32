"""Registrar y editar iniciativas, y anotar sus etapas: cada una con el documento que la prueba.

Los asientos de la bitácora nombran la iniciativa por su fila, y no por su número ni por su documento: quien
la lea puede no verlos.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace

import structlog
from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from centro_doc.agenda.etapas import ACUMULADA, tabla
from centro_doc.agenda.expediente import numero_de
from centro_doc.agenda.formularios import DatosEtapa, DatosIniciativa
from centro_doc.agenda.modelos import TEMAS_DE_INICIATIVA, EtapaDeIniciativa, Iniciativa, Tema
from centro_doc.agenda.sentido import contradiccion
from centro_doc.agenda.visibles import iniciativa_para
from centro_doc.bitacora.casos import Autor, anotar
from centro_doc.catalogo.casos import documento_para
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.nombrados import cerrados, nombrados
from centro_doc.catalogo.tipos import nombre_de_tipo
from centro_doc.catalogo.titulos_dichos import con_su_titulo, que_no_ven_todos
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoEncontrado
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.permisos import PUBLICO, Actor, exigir, marcas

registro = structlog.get_logger(__name__)
PERMISO = "editar_normas"
"""Seguir una iniciativa es del mismo personal que lleva el catálogo de normas."""
OBJETO = "iniciativa"
_EDITABLES = ("nombre", "asunto", "ponentes", "comisiones", "tramite", "nota")
_NO_SE_ANOTO = "No se anotó la etapa."


def registrar(
    sesion: Session, actor: Actor, datos: DatosIniciativa, *, documento: Documento | None = None, reloj: Reloj
) -> Iniciativa:
    """Añade una iniciativa; `documento`, si sale de su ficha.

    Levanta `SinPermiso`, y `DatosInvalidos` si el número ya está registrado.
    """
    exigir(actor, PERMISO)
    if sesion.scalar(select(Iniciativa.id).where(Iniciativa.numero == datos.numero)) is not None:
        mensaje = "Ese número ya está registrado. Ábralo en la lista; si no aparece, avise a quien revisa."
        raise DatosInvalidos("No se registró la iniciativa.", {"numero": mensaje})
    nueva = Iniciativa(numero=datos.numero, documento_id=documento.id if documento is not None else None)
    _exigir_que_se_vea(sesion, actor, documento, {"nota": datos.nota}, "No se registró la iniciativa.")
    _escribir(nueva, datos)
    sesion.add(nueva)
    sesion.flush()
    poner_temas(sesion, nueva, datos.temas)
    anotar_iniciativa(sesion, actor, "iniciativa_registrada", nueva, reloj, {})
    return nueva


def editar(
    sesion: Session, actor: Actor, numero: int, datos: DatosIniciativa, *, edicion: int, reloj: Reloj
) -> Iniciativa:
    """Cambia lo que se dice de una iniciativa, menos su número. Si nada cambia, no anota nada.

    Levanta `SinPermiso`, `NoEncontrado`, y `Conflicto` si otra persona la guardó después de `edicion`.
    """
    exigir(actor, PERMISO)
    una = iniciativa_para(sesion, marcas(actor), numero)
    if una.edicion != edicion:
        raise Conflicto("Otra persona cambió esta iniciativa. Ábrala otra vez y repita su cambio.")
    suyo = sesion.get(Documento, una.documento_id) if una.documento_id is not None else None
    _exigir_que_se_vea(sesion, actor, suyo, {"nota": datos.nota}, "No se guardó la iniciativa.")
    antes = {nombre: getattr(una, nombre) for nombre in _EDITABLES}
    _escribir(una, datos)
    cambiados = [nombre for nombre, viejo in antes.items() if viejo != getattr(una, nombre)]
    if poner_temas(sesion, una, datos.temas):
        cambiados.append("temas")
    if cambiados:
        una.marcas = {campo: marca for campo, marca in una.marcas.items() if campo not in cambiados}
        una.de_fabrica, una.edicion = False, edicion + 1
        anotar_iniciativa(sesion, actor, "iniciativa_editada", una, reloj, {"cambio": cambiados})
    return una


def avanzar(
    sesion: Session, actor: Actor, numero: int, datos: DatosEtapa, *, reloj: Reloj
) -> EtapaDeIniciativa:
    """Anota una etapa con el documento que la prueba.

    Levanta `SinPermiso`, `NoEncontrado`, y `DatosInvalidos` si el actor no ve el documento, si por su tipo no
    prueba esa etapa, si es de otra iniciativa, si dice lo contrario de la etapa y no se dice por qué se anota
    aun así, o si la etapa ya consta en esa fecha.
    """
    exigir(actor, PERMISO)
    una = iniciativa_para(sesion, marcas(actor), numero)
    documento = _prueba(sesion, actor, una, datos)
    escritos = {"nota": datos.nota, "aun_asi": datos.aun_asi}
    _exigir_que_se_vea(sesion, actor, documento, escritos, _NO_SE_ANOTO)
    datos = _sin_contradecirla(sesion, documento, datos)
    principal = _principal(sesion, actor, una, datos.principal) if datos.estado == ACUMULADA else None
    return poner_etapa(sesion, actor, una, documento, datos, principal=principal, reloj=reloj)


def poner_etapa(
    sesion: Session,
    actor: Actor,
    una: Iniciativa,
    documento: Documento,
    datos: DatosEtapa,
    *,
    principal: Iniciativa | None = None,
    reloj: Reloj,
) -> EtapaDeIniciativa:
    """Guarda la etapa, ya revisada. `DatosInvalidos` si ya consta en esa fecha."""
    repetida = select(EtapaDeIniciativa.id).where(
        EtapaDeIniciativa.iniciativa_id == una.id,
        EtapaDeIniciativa.estado == datos.estado,
        EtapaDeIniciativa.fecha == datos.fecha,
        EtapaDeIniciativa.quitada.is_(False),
    )
    if sesion.scalar(repetida) is not None:
        raise DatosInvalidos(_NO_SE_ANOTO, {"estado": "Esa etapa ya consta en esa fecha."})
    etapa = EtapaDeIniciativa(
        iniciativa_id=una.id,
        estado=datos.estado,
        fecha=datos.fecha,
        precision=datos.precision,
        documento_id=documento.id,
        principal_id=principal.id if principal is not None else None,
        nota=datos.nota,
        anotada=reloj.ahora(),
        anotada_por=actor.usuario_id,
    )
    sesion.add(etapa)
    sesion.flush()
    detalle = {"etapa": etapa.id, "estado": datos.estado}
    anotar_iniciativa(sesion, actor, "etapa_anotada", una, reloj, detalle, motivo=datos.aun_asi or None)
    return etapa


def _exigir_que_se_vea(
    sesion: Session, actor: Actor, documento: Documento | None, textos: Mapping[str, str], que: str
) -> None:
    """Que no nombren lo que no ve quien los lee, que es quien ve el documento o, si no sale de uno, todos."""
    errores = {}
    for campo, texto in textos.items():
        if documento is not None:
            no_ven = que_no_ven_todos(sesion, documento, texto, marcas(actor))
        else:
            dichos = nombrados(texto) | con_su_titulo(sesion, texto, marcas(actor))
            no_ven = sorted(cerrados(sesion, dichos, frozenset({PUBLICO})))
        if no_ven:
            errores[campo] = f"Nombra {', '.join(no_ven)}, que no ve todo el que lo lee."
    if errores:
        raise DatosInvalidos(que, errores)


def quitar_etapa(
    sesion: Session, actor: Actor, numero: int, etapa: int, motivo: str, *, reloj: Reloj
) -> None:
    """Saca una etapa de las páginas, con su motivo.

    Levanta `SinPermiso`, `NoEncontrado` si no es suya, ya se quitó o el actor no ve su documento, y
    `DatosInvalidos` sin motivo.
    """
    exigir(actor, PERMISO)
    una = iniciativa_para(sesion, marcas(actor), numero)
    fila = sesion.get(EtapaDeIniciativa, etapa)
    if fila is None or fila.quitada or fila.iniciativa_id != una.id:
        raise NoEncontrado("Esa etapa ya no está en la iniciativa.")
    documento_para(sesion, actor, sesion.get_one(Documento, fila.documento_id).identificador)
    if not motivo.strip():
        raise DatosInvalidos("No se quitó la etapa.", {f"motivo-{etapa}": "Escriba por qué se quita."})
    fila.quitada = True
    detalle = {"etapa": fila.id, "estado": fila.estado}
    anotar_iniciativa(sesion, actor, "etapa_quitada", una, reloj, detalle, motivo=motivo.strip())


def poner_temas(sesion: Session, una: Iniciativa, codigos: Collection[str]) -> bool:
    """Deja la iniciativa en esos temas y dice si cambió; los códigos que no existen no cuentan."""
    pedidos = set(sesion.scalars(select(Tema.id).where(Tema.codigo.in_(codigos))))
    suyos = TEMAS_DE_INICIATIVA.c.iniciativa_id == una.id
    tenia = set(sesion.scalars(select(TEMAS_DE_INICIATIVA.c.tema_id).where(suyos)))
    if sobran := tenia - pedidos:
        sesion.execute(delete(TEMAS_DE_INICIATIVA).where(suyos, TEMAS_DE_INICIATIVA.c.tema_id.in_(sobran)))
    if nuevos := sorted(pedidos - tenia):
        filas = [{"iniciativa_id": una.id, "tema_id": tema} for tema in nuevos]
        sesion.execute(insert(TEMAS_DE_INICIATIVA), filas)
    return pedidos != tenia


def anotar_iniciativa(
    sesion: Session,
    actor: Autor,
    accion: str,
    una: Iniciativa,
    reloj: Reloj,
    detalle: Mapping[str, object],
    *,
    motivo: str | None = None,
) -> None:
    """El asiento de un cambio en una iniciativa."""
    anotar(sesion, actor, accion, (OBJETO, str(una.id)), reloj=reloj, motivo=motivo, detalle=detalle)
    registro.info(accion, iniciativa=una.id)


def _escribir(una: Iniciativa, datos: DatosIniciativa) -> None:
    for nombre in _EDITABLES:
        valor = getattr(datos, nombre)
        setattr(una, nombre, list(valor) if isinstance(valor, tuple) else valor)


def _prueba(sesion: Session, actor: Actor, una: Iniciativa, datos: DatosEtapa) -> Documento:
    """El documento, si este actor lo ve y puede probar la etapa."""
    etapa = tabla().etapas[datos.estado]
    try:
        documento = documento_para(sesion, actor, datos.documento)
    except NoEncontrado as error:
        mensaje = "No encontramos un documento con ese registro. Escríbalo como CD-00012."
        raise DatosInvalidos(_NO_SE_ANOTO, {"documento": mensaje}) from error
    if documento.tipo not in etapa.prueban:
        pide = ", ".join(nombre_de_tipo(tipo).lower() for tipo in etapa.prueban)
        mensaje = f"Esta etapa la prueba: {pide}. Ese documento es de otro tipo; revise su ficha."
        raise DatosInvalidos(_NO_SE_ANOTO, {"documento": mensaje})
    otra = _otra_iniciativa(sesion, una, documento)
    if otra not in {None, datos.principal}:
        mensaje = f"La ficha de ese documento dice que es de la iniciativa {otra}."
        raise DatosInvalidos(_NO_SE_ANOTO, {"documento": mensaje})
    return documento


def _sin_contradecirla(sesion: Session, documento: Documento, datos: DatosEtapa) -> DatosEtapa:
    """Los mismos datos; si el documento dice lo contrario, con lo que dice y por qué se anota, en su nota."""
    contraria = contradiccion(sesion, documento, datos.estado)
    if contraria is None:
        return replace(datos, aun_asi="")
    if not datos.aun_asi:
        etapa = tabla().etapas[datos.estado].nombre
        mensaje = (
            f"La etapa es «{etapa}», y {documento.identificador} dice lo contrario: {contraria.dicha}. "
            "Revise cuál de los dos es; si la etapa está bien, escriba por qué se anota con ese documento."
        )
        raise DatosInvalidos(_NO_SE_ANOTO, {"aun_asi": mensaje})
    aviso = f"Su documento dice lo contrario ({contraria.dicha}); se anotó porque: {datos.aun_asi}"
    return replace(datos, nota=f"{datos.nota} {aviso}".strip())


def _otra_iniciativa(sesion: Session, una: Iniciativa, documento: Documento) -> int | None:
    """El número que dice la ficha, si no es el de ésta ni el de una con la que se acumula."""
    dicho = numero_de(documento)
    if dicho is None or dicho == una.numero:
        return None
    otra = sesion.scalar(select(Iniciativa.id).where(Iniciativa.numero == dicho))
    acumuladas = select(func.count(EtapaDeIniciativa.id)).where(
        EtapaDeIniciativa.quitada.is_(False),
        ((EtapaDeIniciativa.iniciativa_id == una.id) & (EtapaDeIniciativa.principal_id == otra))
        | ((EtapaDeIniciativa.iniciativa_id == otra) & (EtapaDeIniciativa.principal_id == una.id)),
    )
    return None if otra is not None and sesion.scalar(acumuladas) else dicho


def _principal(sesion: Session, actor: Actor, una: Iniciativa, numero: int | None) -> Iniciativa:
    """La iniciativa a la que se acumula: otra, que el actor ve y que no esté acumulada a una tercera."""
    if numero == una.numero:
        raise DatosInvalidos(_NO_SE_ANOTO, {"principal": "Una iniciativa no se acumula a sí misma."})
    try:
        principal = iniciativa_para(sesion, marcas(actor), numero or 0)
    except NoEncontrado as error:
        mensaje = "Esa iniciativa no está registrada. Regístrela primero."
        raise DatosInvalidos(_NO_SE_ANOTO, {"principal": mensaje}) from error
    suya = select(EtapaDeIniciativa.id).where(
        EtapaDeIniciativa.iniciativa_id == principal.id,
        EtapaDeIniciativa.estado == ACUMULADA,
        EtapaDeIniciativa.quitada.is_(False),
    )
    if sesion.scalar(suya) is not None:
        mensaje = f"La {numero} está acumulada a otra. Escriba el número de esa otra."
        raise DatosInvalidos(_NO_SE_ANOTO, {"principal": mensaje})
    return principal
