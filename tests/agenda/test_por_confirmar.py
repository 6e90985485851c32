"""La lista de iniciativas por confirmar: sólo lo que se puede confirmar, y de lo que no, por qué."""

from collections.abc import Callable

import pytest
from conftest import contando, ficha_csrf
from fabrica import sembrar_documento, sembrar_vinculo
from flask.testing import FlaskClient

from centro_doc.agenda import propuestas
from centro_doc.agenda.por_confirmar import por_confirmar
from centro_doc.catalogo.modelos import Documento, Estado
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.cuentas.permisos import ANONIMO, Actor

LISTA = "/iniciativas/por-confirmar"


@pytest.fixture
def ana(de_fabrica: BaseDeDatos, crear: Callable[..., Actor]) -> Actor:
    return crear("ana@congreso.gob.gt", "personal")


def _html(cliente: FlaskClient, ruta: str) -> str:
    return " ".join(cliente.get(ruta).get_data(as_text=True).split())


def _sembrar(bd: BaseDeDatos, numero: int, escrito: str, **mas: object) -> None:
    with transaccion(bd) as sesion:
        sembrar_documento(sesion, numero, f"Documento {numero}", tipo="iniciativa", numero=escrito, **mas)  # type: ignore[arg-type]


def test_todo_lo_publicado_con_su_numero_se_puede_confirmar(
    de_fabrica: BaseDeDatos, ana: Actor, entrar: Callable[..., FlaskClient]
) -> None:
    _sembrar(de_fabrica, 1, "6503")
    cliente = entrar("ana@congreso.gob.gt")
    datos = {"csrf_token": ficha_csrf(cliente, LISTA), "documentos": "CD-00001", "accion": "confirmar"}
    assert "Confirmadas: 6503." in cliente.post(LISTA, data=datos, follow_redirects=True).get_data(
        as_text=True
    )
    otra = cliente.post(LISTA, data=datos, follow_redirects=True).get_data(as_text=True)
    assert "Confirmadas: ninguna." in otra and "CD-00001 no se confirmó: alguien ya decidió" in otra


def test_no_salen_las_que_no_se_pueden_y_las_que_no_dicen_su_numero_se_dicen_aparte(
    de_fabrica: BaseDeDatos, ana: Actor, entrar: Callable[..., FlaskClient]
) -> None:
    _sembrar(de_fabrica, 1, "6503")
    _sembrar(de_fabrica, 2, "")
    with transaccion(de_fabrica) as sesion:
        una = sembrar_documento(sesion, 3, "Ley Nacional de Migración", tipo="iniciativa", numero="4126")
        una.ponentes = ["Comisión de Migrantes"]
        una.fechas = []
    with lectura(de_fabrica) as sesion:
        quedan = por_confirmar(sesion, ana)
        assert [uno.identificador for uno in quedan.hoja.elementos] == ["CD-00001"]
        assert quedan.sin_numero == (("CD-00002", "Documento 2"),)
        assert por_confirmar(sesion, ANONIMO).hoja.total == 0
    cliente = entrar("ana@congreso.gob.gt")
    lista, aparte = _html(cliente, LISTA).split("No se pueden proponer")
    assert "1 documento" in lista and "Documento 2" in aparte and "Documento 2" not in lista
    assert propuestas.NADA_NUEVO in _html(cliente, "/iniciativas/desde/CD-00003")
    assert propuestas.SIN_NUMERO in _html(cliente, "/iniciativas/desde/CD-00002")


@pytest.mark.parametrize(
    ("cambio", "dicho"),
    [
        ({"tipo": "dictamen"}, "no es de una iniciativa"),
        ({"estado": Estado.RETIRADO}, "nadie ha guardado su ficha"),
        ({"estado": Estado.POR_CATALOGAR}, "nadie ha guardado su ficha"),
        ({"numero": "sin número"}, propuestas.SIN_NUMERO),
    ],
)
def test_cada_ficha_que_no_propone_dice_por_que(
    de_fabrica: BaseDeDatos, ana: Actor, cambio: dict[str, str], dicho: str
) -> None:
    _sembrar(de_fabrica, 1, "6503")
    with transaccion(de_fabrica) as sesion:
        uno = sesion.query(Documento).one()
        for nombre, valor in cambio.items():
            setattr(uno, nombre, valor)
        hallada = propuestas.estudiar(sesion, ana, uno)
        assert isinstance(hallada, str) and dicho in hallada
        assert isinstance(propuestas.estudiar(sesion, ANONIMO, uno), str)


def test_se_proponen_los_temas_ya_confirmados_del_documento(
    de_fabrica: BaseDeDatos, ana: Actor, entrar: Callable[..., FlaskClient]
) -> None:
    with transaccion(de_fabrica) as sesion:
        for numero in (1, 2):
            uno = sembrar_documento(sesion, numero, "Ley", tipo="iniciativa", numero=str(6502 + numero))
            sembrar_vinculo(sesion, uno, "AG2")
            sembrar_vinculo(sesion, uno, "AG5")
            sembrar_vinculo(sesion, uno, "AG1", estado="propuesto")
    cliente = entrar("ana@congreso.gob.gt")
    html = _html(cliente, "/iniciativas/desde/CD-00001")
    assert 'value="AG2" checked' in html and 'value="AG5" checked' in html
    assert 'value="AG1" checked' not in html and "Van marcados los del documento" in html
    datos = {"csrf_token": ficha_csrf(cliente, LISTA), "documentos": "CD-00002", "accion": "confirmar"}
    cliente.post(LISTA, data=datos)
    de_dos = _html(cliente, "/iniciativas?tema=AG5")
    assert "6504" in de_dos and "6504" in _html(cliente, "/iniciativas?tema=AG2")


def test_las_consultas_no_crecen_con_los_documentos(de_fabrica: BaseDeDatos, ana: Actor) -> None:
    cuentas = []
    for desde in (1, 20):
        for numero in range(desde, desde + 10):
            _sembrar(de_fabrica, numero, "4126" if numero % 2 else str(7000 + numero))
        with lectura(de_fabrica) as sesion, contando(de_fabrica) as contador:
            por_confirmar(sesion, ana)
        cuentas.append(contador.cuantas)
    assert cuentas[0] == cuentas[1] <= 9
