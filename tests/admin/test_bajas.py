"""La baja de quien se va: enseña lo que deja, pide a quién se pasa, y lo hace todo junto."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from conftest import ficha_csrf
from fabrica import sembrar_documento
from flask.testing import FlaskClient
from sqlalchemy import select

from centro_doc.admin.bajas import IGUAL, NADIE, DatosBaja, dar_de_baja
from centro_doc.bitacora.modelos import Asiento
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.modelos_acceso import DocumentoMarca
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.errores import DatosInvalidos, NoEncontrado, SinPermiso
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.consultas import usuario
from centro_doc.cuentas.modelos import Membresia, Rol
from centro_doc.cuentas.permisos import CONSOLA, Actor
from centro_doc.grupos import casos_acuerdos, casos_mesas
from centro_doc.grupos.formularios import DatosAcuerdo, DatosMesa
from centro_doc.grupos.modelos import Acuerdo, EstadoMesa, Integrante

BERTA, ALDO, PERLA = "berta@ejemplo.gt", "aldo@ejemplo.gt", "perla@ejemplo.gt"
MOTIVO = "Dejó la Comisión"


@pytest.fixture
def aldo(de_fabrica: BaseDeDatos, crear: Callable[..., Actor], reloj: Reloj) -> Actor:
    """Integra AG4, tiene dos documentos y responde de un acuerdo; Berta puede recibirlos."""
    berta = crear(BERTA, Rol.PERSONAL, Rol.ADMINISTRACION)
    suyo = crear(ALDO, Rol.PERSONAL, Rol.GRUPO_TECNICO, temas=("AG4",))
    with transaccion(de_fabrica) as sesion:
        for numero in (1, 2):
            uno = sembrar_documento(sesion, numero, f"Documento {numero}", marcas=("personal",))
            uno.asignado_a = uno.creado_por = suyo.usuario_id
        mesa = DatosMesa(fecha=date(2011, 8, 3), estado=EstadoMesa.REALIZADA, titulo="Residencias")
        casos_mesas.crear(sesion, berta, "AG4", mesa, reloj=reloj)
        for texto, persona in (("Enviar la estadística", "Aldo"), ("Pedir la lista", "Otra persona")):
            datos = DatosAcuerdo(texto=texto, institucion="", persona=persona, vence=None)
            casos_acuerdos.anadir(sesion, berta, "AG4", 1, datos, reloj=reloj)
    return suyo


def _hacer(bd: BaseDeDatos, quien: Actor, reloj: Reloj, actor: Actor = CONSOLA, **mas: str) -> None:
    datos = DatosBaja(**{"motivo": MOTIVO, "documentos": NADIE, "acuerdos": NADIE, **mas})
    with transaccion(bd) as sesion:
        assert quien.usuario_id is not None
        dar_de_baja(sesion, actor, quien.usuario_id, datos, reloj=reloj)


def test_todo_se_pasa_en_una_vez_y_la_autoria_no_cambia(
    de_fabrica: BaseDeDatos, aldo: Actor, reloj: Reloj
) -> None:
    _hacer(de_fabrica, aldo, reloj, documentos="1", acuerdos="1")
    with lectura(de_fabrica) as sesion:
        cuenta = usuario(sesion, aldo.usuario_id or 0)
        assert not cuenta.activo and [m.hasta for m in cuenta.membresias] == [reloj.hoy()]
        documentos = sesion.scalars(select(Documento)).all()
        assert {(uno.asignado_a, uno.creado_por) for uno in documentos} == {(1, aldo.usuario_id)}
        assert [uno.persona for uno in sesion.scalars(select(Acuerdo).order_by(Acuerdo.numero))] == [
            "Berta",
            "Otra persona",
        ]
        asientos = {uno.accion: uno for uno in sesion.scalars(select(Asiento).order_by(Asiento.id))}
    assert asientos["documento_asignado"].detalle == {"de": f"u:{aldo.usuario_id}", "a": "u:1"}
    assert asientos["acuerdo_editado"].detalle == {"persona": {"antes": "Aldo", "despues": "Berta"}}
    assert asientos["cuenta_de_baja"].motivo == MOTIVO
    assert asientos["cuenta_de_baja"].detalle["membresias"]["despues"] == ["AG4 2011-08-17/2011-08-17"]


def test_se_puede_dejar_sin_asignar_y_los_acuerdos_a_su_nombre(
    de_fabrica: BaseDeDatos, aldo: Actor, reloj: Reloj
) -> None:
    _hacer(de_fabrica, aldo, reloj, acuerdos=IGUAL)
    with lectura(de_fabrica) as sesion:
        assert {uno.asignado_a for uno in sesion.scalars(select(Documento))} == {None}
        assert sesion.scalars(select(Acuerdo.persona).order_by(Acuerdo.numero)).first() == "Aldo"


@pytest.mark.parametrize(
    ("mas", "campo"),
    [
        ({"motivo": ""}, "motivo"),
        ({"motivo": "x" * 501}, "motivo"),
        ({"documentos": ""}, "documentos_a"),
        ({"documentos": IGUAL}, "documentos_a"),
        ({"documentos": "2"}, "documentos_a"),
        ({"acuerdos": ""}, "acuerdos_a"),
        ({"acuerdos": "99"}, "acuerdos_a"),
    ],
)
def test_sin_motivo_o_sin_decir_a_quien_no_se_hace_nada(
    de_fabrica: BaseDeDatos, aldo: Actor, reloj: Reloj, mas: dict[str, str], campo: str
) -> None:
    with pytest.raises(DatosInvalidos) as error:
        _hacer(de_fabrica, aldo, reloj, **mas)
    assert list(error.value.campos) == [campo]
    with lectura(de_fabrica) as sesion:
        assert usuario(sesion, aldo.usuario_id or 0).activo


def test_solo_la_administracion(de_fabrica: BaseDeDatos, aldo: Actor, reloj: Reloj) -> None:
    with pytest.raises(SinPermiso):
        _hacer(de_fabrica, aldo, reloj, actor=aldo)
    with pytest.raises(NoEncontrado):
        _hacer(de_fabrica, Actor(99), reloj)


def test_la_pertenencia_que_no_empezaba_se_anula_y_la_que_termino_no_cambia(
    de_fabrica: BaseDeDatos, aldo: Actor, reloj: Reloj
) -> None:
    hoy = reloj.hoy()
    with transaccion(de_fabrica) as sesion:
        cuenta = usuario(sesion, aldo.usuario_id or 0)
        cuenta.membresias += [
            Membresia(tema="AG1", desde=hoy + timedelta(9), hasta=None),
            Membresia(tema="AG2", desde=hoy - timedelta(9), hasta=hoy - timedelta(2)),
        ]
    _hacer(de_fabrica, aldo, reloj)
    with lectura(de_fabrica) as sesion:
        suyas = usuario(sesion, aldo.usuario_id or 0).membresias
        assert {una.tema: (una.hasta, una.anulada) for una in suyas} == {
            "AG4": (hoy, False),
            "AG1": (None, True),
            "AG2": (hoy - timedelta(2), False),
        }


def _enviar(cliente: FlaskClient, ruta: str, **datos: str) -> tuple[int, str]:
    respuesta = cliente.post(ruta, data={"csrf_token": ficha_csrf(cliente, ruta), **datos})
    return respuesta.status_code, respuesta.get_data(as_text=True)


def test_la_pagina_ensena_lo_que_deja_antes_de_hacerlo(
    de_fabrica: BaseDeDatos, aldo: Actor, entrar: Callable[..., FlaskClient]
) -> None:
    berta, ruta = entrar(BERTA), f"/admin/usuarios/{aldo.usuario_id}/baja"
    html = berta.get(ruta).get_data(as_text=True)
    for dicho in ("Documento 1", "CD-00002", "Enviar la estadística", "Hoy será su último día", "Berta"):
        assert dicho in html, dicho
    assert "Pedir la lista" not in html
    estado, cuerpo = _enviar(berta, ruta, motivo="", documentos_a="1")
    assert estado == 422 and "Escriba el motivo" in cuerpo and "Elija quién responde" in cuerpo
    assert '<option value="1" selected>Berta' in cuerpo
    assert _enviar(berta, ruta, motivo=MOTIVO, documentos_a="1", acuerdos_a=NADIE)[0] == 303
    ficha = berta.get(f"/admin/usuarios/{aldo.usuario_id}").get_data(as_text=True)
    assert "Documentos que pasaron a Berta: 2." in ficha and "no responde nadie: 1." in ficha
    assert "Hoy es su último día en AG4." in ficha and "Pasar sus pendientes" not in ficha


def test_lo_que_quedo_de_quien_ya_estaba_de_baja_tambien_se_pasa(
    de_fabrica: BaseDeDatos, aldo: Actor, entrar: Callable[..., FlaskClient]
) -> None:
    with transaccion(de_fabrica) as sesion:
        usuario(sesion, aldo.usuario_id or 0).activo = False
    berta, ruta = entrar(BERTA), f"/admin/usuarios/{aldo.usuario_id}/baja"
    assert "Pasar sus pendientes" in berta.get(ruta.removesuffix("/baja")).get_data(as_text=True)
    assert "Pasar los pendientes de Aldo" in berta.get(ruta).get_data(as_text=True)
    assert _enviar(berta, ruta, motivo=MOTIVO, documentos_a="1", acuerdos_a="1")[0] == 303
    with lectura(de_fabrica) as sesion:
        assert sesion.scalars(select(Asiento.id).where(Asiento.accion == "cuenta_de_baja")).all() == []


def test_la_administracion_no_lee_lo_que_no_ve_pero_sabe_cuanto_es(
    de_fabrica: BaseDeDatos, aldo: Actor, crear: Callable[..., Actor], entrar: Callable[..., FlaskClient]
) -> None:
    crear(PERLA, Rol.ADMINISTRACION)
    with transaccion(de_fabrica) as sesion:
        uno = sesion.scalars(select(Documento)).first()
        assert uno is not None
        uno.marcas.append(DocumentoMarca(marca="publico"))
    html = entrar(PERLA).get(f"/admin/usuarios/{aldo.usuario_id}/baja").get_data(as_text=True)
    assert "Documento 1" in html and "Documento 2" not in html and "2 documentos" in html
    assert "1 más, que su cuenta no ve" in html


@pytest.mark.parametrize("es_cuenta", [True, False])
def test_si_otra_persona_se_llama_igual_pasan_solo_los_acuerdos_que_se_marcan(
    es_cuenta: bool,
    de_fabrica: BaseDeDatos,
    aldo: Actor,
    reloj: Reloj,
    crear: Callable[..., Actor],
    entrar: Callable[..., FlaskClient],
) -> None:
    if es_cuenta:
        crear("áldo@otro.gt", Rol.INVESTIGADOR)
    with transaccion(de_fabrica) as sesion:
        if not es_cuenta:
            suya = Membresia(tema="AG4", desde=reloj.hoy(), hasta=None)
            sesion.add(suya)
            sesion.flush()
            sesion.add(Integrante(membresia_id=suya.id, nombre="ALDO"))
        otro = DatosAcuerdo(texto="Visitar el albergue", institucion="", persona="Aldo", vence=None)
        casos_acuerdos.anadir(sesion, aldo, "AG4", 1, otro, reloj=reloj)
    berta, ruta = entrar(BERTA), f"/admin/usuarios/{aldo.usuario_id}/baja"
    html = berta.get(ruta).get_data(as_text=True)
    assert "Otra persona se llama «Aldo»" in html and html.count('name="acuerdo"') == 2
    assert "AG4, mesa del 3 " in html and f'<option value="{IGUAL}" selected>' in html
    for malos in (
        {"acuerdos_a": "1"},
        {"acuerdos_a": IGUAL, "acuerdo": "3"},
        {"acuerdos_a": "1", "acuerdo": "999"},
    ):
        estado, cuerpo = _enviar(berta, ruta, motivo=MOTIVO, documentos_a="1", **malos)
        assert estado == 422 and "Marque los acuerdos que pasan" in cuerpo
    assert _enviar(berta, ruta, motivo=MOTIVO, documentos_a="1", acuerdos_a="1", acuerdo="3")[0] == 303
    with lectura(de_fabrica) as sesion:
        quedan = sesion.scalars(select(Acuerdo.persona).order_by(Acuerdo.numero)).all()
    assert quedan == ["Aldo", "Otra persona", "Berta"]


def test_el_homonimo_de_baja_cuenta_que_lo_suyo_pudo_quedar(
    de_fabrica: BaseDeDatos, aldo: Actor, reloj: Reloj, crear: Callable[..., Actor]
) -> None:
    otro = crear("aldo@otro.gt", Rol.INVESTIGADOR)
    with transaccion(de_fabrica) as sesion:
        usuario(sesion, otro.usuario_id or 0).activo = False
    with pytest.raises(DatosInvalidos) as error:
        _hacer(de_fabrica, aldo, reloj, acuerdos="1")
    assert set(error.value.campos) == {"acuerdos_a"}


def test_el_periodo_anulado_de_quien_se_llama_igual_no_cuenta(
    de_fabrica: BaseDeDatos, aldo: Actor, reloj: Reloj
) -> None:
    with transaccion(de_fabrica) as sesion:
        suya = Membresia(tema="AG4", desde=reloj.hoy(), hasta=None, anulada=True)
        sesion.add(suya)
        sesion.flush()
        sesion.add(Integrante(membresia_id=suya.id, nombre="Aldo"))
    _hacer(de_fabrica, aldo, reloj, acuerdos="1")
    with lectura(de_fabrica) as sesion:
        assert sesion.scalars(select(Acuerdo.persona).order_by(Acuerdo.numero)).first() == "Berta"
