"""Quién integra un grupo, desde cuándo, y qué deja ver eso."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from conftest import RelojFijo
from fabrica import sembrar_documento
from flask.testing import FlaskClient
from indexado import indexar
from sqlalchemy import select

from centro_doc.bitacora.modelos import Asiento
from centro_doc.catalogo.acceso import visible_para
from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoEncontrado, SinPermiso
from centro_doc.cuentas.casos import anadir_membresia
from centro_doc.cuentas.consultas import actor_por_correo
from centro_doc.cuentas.formularios import DatosMembresia
from centro_doc.cuentas.modelos import Membresia, Rol, Usuario
from centro_doc.cuentas.permisos import CONSOLA, Actor, marcas
from centro_doc.grupos import casos
from centro_doc.grupos.consultas import integrantes_de
from centro_doc.grupos.modelos import Divulgacion, Papel
from centro_doc.grupos.vistos import IntegranteVisto
from config import Config
from grupos.conftest import GRUPO, HOY, NADIE, PERSONAL, PUBLICO, Hacer, integrante

ROSA = "rosa@congreso.gob.gt"


@pytest.fixture
def rosa(de_fabrica: BaseDeDatos, crear: Callable[..., Actor]) -> str:
    crear(ROSA, Rol.GRUPO_TECNICO)
    return ROSA


def _ver(bd: BaseDeDatos, suyas: frozenset[str] = PERSONAL, **mas: bool) -> tuple[IntegranteVisto, ...]:
    with lectura(bd) as sesion:
        return integrantes_de(sesion, "AG4", suyas, HOY, **mas)


def _marcas(bd: BaseDeDatos, dia: object = HOY) -> frozenset[str]:
    with lectura(bd) as sesion:
        return marcas(actor_por_correo(sesion, ROSA, hoy=dia))  # type: ignore[arg-type]


def _asientos(bd: BaseDeDatos, clase: str) -> list[str]:
    with lectura(bd) as sesion:
        consulta = select(Asiento.accion).where(Asiento.objeto_clase == clase).order_by(Asiento.id)
        return list(sesion.scalars(consulta))


def test_la_marca_sale_de_la_pertenencia_vigente_y_se_va_con_ella(
    de_fabrica: BaseDeDatos, rosa: str, hacer: Hacer
) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Borrador", acceso="interna", marcas=("grupo:AG4", "personal"))
    hasta = HOY + timedelta(30)
    hacer(casos.anadir, "AG4", integrante("", correo=rosa, hasta=hasta, institucion="CONAMIGUA"))
    (suya,) = _ver(de_fabrica)
    assert (suya.nombre, suya.correo, suya.clave) == ("Rosa", rosa, "CONAMIGUA")
    assert "grupo:AG4" in _marcas(de_fabrica, hasta)
    assert "grupo:AG4" not in _marcas(de_fabrica, hasta + timedelta(1))
    hacer(casos.terminar, "AG4", suya.numero)
    con_ella = _marcas(de_fabrica)
    with lectura(de_fabrica) as sesion:
        assert sesion.scalar(select(Documento.id).where(visible_para(con_ella))) is None
    assert _ver(de_fabrica) == ()
    (termino,) = _ver(de_fabrica, todos=True)
    assert (termino.vigente, termino.hasta) == (False, HOY - timedelta(1))
    assert _asientos(de_fabrica, "usuario")[-2:] == ["membresia_anadida", "membresia_terminada"]
    with pytest.raises(Conflicto):
        hacer(casos.terminar, "AG4", suya.numero)


def test_al_terminar_deja_de_hallarlo_en_la_busqueda_sin_que_el_indice_escriba(
    rosa: str,
    entrar: Callable[..., FlaskClient],
    config: Config,
    reloj: RelojFijo,
    hacer: Hacer,
    de_fabrica: BaseDeDatos,
) -> None:
    campos = {"acceso": "interna", "marcas": ("grupo:AG4", "personal")}
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Borrador quetzal", ("El quetzal vuela",), **campos)
    indexar(de_fabrica, config, reloj)
    hacer(casos.anadir, "AG4", integrante(correo=rosa))
    cliente = entrar(rosa)

    def hallado() -> list[bool]:
        rutas = ("/buscar?q=quetzal", "/documentos/CD-00001")
        return ["Borrador quetzal" in cliente.get(ruta).get_data(as_text=True) for ruta in rutas]

    assert hallado() == [True, True]
    hacer(casos.terminar, "AG4", _ver(de_fabrica)[0].numero)
    assert hallado() == [False, False]


def test_lo_que_ya_estaba_en_las_cuentas_aparece_y_se_completa(
    de_fabrica: BaseDeDatos, rosa: str, hacer: Hacer, reloj: object
) -> None:
    with transaccion(de_fabrica) as sesion:
        cuenta = sesion.scalars(select(Usuario.id).where(Usuario.correo == rosa)).one()
        datos = DatosMembresia("AG4", HOY, None)
        anadir_membresia(sesion, CONSOLA, cuenta, datos, reloj=reloj)  # type: ignore[arg-type]
    (suya,) = _ver(de_fabrica)
    assert (suya.nombre, suya.papel) == ("Rosa", Papel.INTEGRANTE)
    nuevos = integrante("Rosa Quiej", desde=HOY, correo=rosa, papel=Papel.COORDINACION)
    hacer(casos.editar, "AG4", suya.numero, nuevos, edicion=suya.edicion)
    assert [(uno.nombre, uno.funcion) for uno in _ver(de_fabrica)] == [("Rosa Quiej", "Coordina")]
    assert "grupo:AG4" in _marcas(de_fabrica)
    with pytest.raises(Conflicto, match="Otra persona"):
        hacer(casos.editar, "AG4", suya.numero, nuevos, edicion=suya.edicion)


def test_el_publico_no_ve_nombres_sin_razon_ni_nadie_mas_que_el_personal_el_contacto(
    de_fabrica: BaseDeDatos, hacer: Hacer
) -> None:
    pmh = {"institucion": "Mesa Campesina", "contacto": "5555-1234"}
    hacer(casos.anadir, "AG4", integrante("Delia Orozco", **pmh))
    hacer(casos.anadir, "AG4", integrante("Juan Solo"))
    hacer(casos.anadir, "AG4", integrante("Luis Tzoc", divulgacion=Divulgacion.CARGO))
    assert {uno.dicho for uno in _ver(de_fabrica, PUBLICO)} == {
        "Luis Tzoc",
        "Representante de Mesa Campesina",
        "Una persona a título personal",
    }
    assert {uno.contacto for uno in _ver(de_fabrica, GRUPO)} == {""}
    assert {uno.nombre for uno in _ver(de_fabrica, GRUPO)} == {"Delia Orozco", "Juan Solo", "Luis Tzoc"}
    assert "5555-1234" in {uno.contacto for uno in _ver(de_fabrica)}
    with lectura(de_fabrica) as sesion:
        detalles = str(sesion.scalars(select(Asiento.detalle)).all())
        assert "5555-1234" not in detalles and "Delia Orozco" in detalles


def test_lo_anotado_por_error_se_anula_sin_perderse_y_se_recupera(
    de_fabrica: BaseDeDatos, rosa: str, hacer: Hacer
) -> None:
    hacer(casos.anadir, "AG4", integrante(correo=rosa))
    (suya,) = _ver(de_fabrica)
    hacer(casos.anular, "AG4", suya.numero, "Es de otro grupo")
    assert _ver(de_fabrica, todos=True) == () and "grupo:AG4" not in _marcas(de_fabrica)
    hacer(casos.recuperar, "AG4", suya.numero)
    assert "grupo:AG4" in _marcas(de_fabrica)
    hacer(casos.anular, "AG4", suya.numero, "Es de otro grupo")
    hacer(casos.anadir, "AG4", integrante(correo=rosa))
    with pytest.raises(DatosInvalidos) as error:
        hacer(casos.recuperar, "AG4", suya.numero)
    assert "Ya integra el grupo" in error.value.campos["desde"]
    assert _asientos(de_fabrica, "integrante") == [
        "integrante_anadido",
        "integrante_anulado",
        "integrante_recuperado",
        "integrante_anulado",
        "integrante_anadido",
    ]


def test_el_que_no_ha_empezado_se_anula_al_terminarlo(de_fabrica: BaseDeDatos, hacer: Hacer) -> None:
    hacer(casos.anadir, "AG4", integrante(desde=HOY + timedelta(5)))
    (suya,) = _ver(de_fabrica, todos=True)
    hacer(casos.terminar, "AG4", suya.numero)
    with lectura(de_fabrica) as sesion:
        assert sesion.get_one(Membresia, suya.numero).anulada


def test_corregir_sin_cambiar_nada_no_deja_asiento_y_el_contacto_nuevo_si(
    de_fabrica: BaseDeDatos, hacer: Hacer
) -> None:
    hacer(casos.anadir, "AG4", integrante(contacto="a@b.gt"))
    (suya,) = _ver(de_fabrica)
    hacer(casos.editar, "AG4", suya.numero, integrante(contacto="a@b.gt"), edicion=1)
    assert len(_asientos(de_fabrica, "integrante")) == 1
    hacer(casos.editar, "AG4", suya.numero, integrante(contacto="c@d.gt"), edicion=1)
    assert (_ver(de_fabrica)[0].contacto, _ver(de_fabrica)[0].edicion) == ("c@d.gt", 2)


def test_la_cuenta_que_deja_de_ser_suya_pierde_lo_del_grupo(
    de_fabrica: BaseDeDatos, rosa: str, hacer: Hacer
) -> None:
    hacer(casos.anadir, "AG4", integrante(correo=rosa))
    (suya,) = _ver(de_fabrica)
    hacer(casos.editar, "AG4", suya.numero, integrante(), edicion=1)
    assert "grupo:AG4" not in _marcas(de_fabrica) and _ver(de_fabrica)[0].nombre == "Rosa Quiej"
    assert _asientos(de_fabrica, "usuario")[-1] == "membresia_editada"


@pytest.mark.parametrize(
    ("correo", "dice"), [("nadie@x.gt", "No hay una cuenta activa"), ("inv@x.gt", "no tiene el rol")]
)
def test_la_cuenta_tiene_que_poder_leer_lo_de_un_grupo(
    crear: Callable[..., Actor], hacer: Hacer, correo: str, dice: str
) -> None:
    crear("inv@x.gt", Rol.INVESTIGADOR)
    with pytest.raises(DatosInvalidos) as error:
        hacer(casos.anadir, "AG4", integrante(correo=correo))
    assert dice in error.value.campos["correo"]


def test_corregir_a_quien_perdio_el_rol_no_pide_otra_cuenta(
    de_fabrica: BaseDeDatos, rosa: str, hacer: Hacer
) -> None:
    hacer(casos.anadir, "AG4", integrante(correo=rosa))
    with transaccion(de_fabrica) as sesion:
        sesion.scalars(select(Usuario).where(Usuario.correo == rosa)).one().roles = []
    hacer(casos.editar, "AG4", _ver(de_fabrica)[0].numero, integrante("Rosa Q.", correo=rosa), edicion=1)
    assert [(uno.nombre, uno.correo) for uno in _ver(de_fabrica)] == [("Rosa Q.", rosa)]


def test_nadie_integra_dos_veces_el_mismo_grupo_en_los_mismos_dias(
    de_fabrica: BaseDeDatos, rosa: str, hacer: Hacer
) -> None:
    hacer(casos.anadir, "AG4", integrante("Pablo Íxcot", hasta=HOY))
    hacer(casos.anadir, "AG4", integrante(correo=rosa))
    for repetido in (integrante("PABLO IXCOT", desde=HOY), integrante("Otra", correo=rosa, desde=HOY)):
        with pytest.raises(DatosInvalidos):
            hacer(casos.anadir, "AG4", repetido)
    hacer(casos.anadir, "AG4", integrante("Pablo Ixcot", desde=HOY + timedelta(1)))
    hacer(casos.anadir, "AG1", integrante("Pablo Ixcot"))


def test_solo_el_personal_lleva_los_grupos_y_solo_los_que_hay(de_fabrica: BaseDeDatos, hacer: Hacer) -> None:
    hacer(casos.anadir, "AG4", integrante())
    (suya,) = _ver(de_fabrica)
    for caso, mas in (
        (casos.anadir, (integrante("Otra"),)),
        (casos.terminar, (suya.numero,)),
        (casos.anular, (suya.numero, "x")),
        (casos.recuperar, (suya.numero,)),
    ):
        with pytest.raises(SinPermiso):
            hacer(caso, "AG4", *mas, actor=NADIE)
    with pytest.raises(SinPermiso):
        hacer(casos.editar, "AG4", suya.numero, integrante(), edicion=1, actor=NADIE)
    for caso, mas in ((casos.anadir, (integrante("Otra"),)), (casos.terminar, (suya.numero,))):
        with pytest.raises(NoEncontrado):
            hacer(caso, "AG9", *mas)
