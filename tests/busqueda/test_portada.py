"""La portada cuenta lo publicado y visible para quien lee, y se ve bien vacía."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from fabrica import AHORA, sembrar_periodo
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event

from centro_doc.agenda.modelos import Tema
from centro_doc.busqueda.portada import Portada, comienzo, portada
from centro_doc.catalogo.modelos import Acceso, Documento, Estado, PaginaGuardada, TextoGuardado, Version
from centro_doc.catalogo.modelos_acceso import DocumentoMarca
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import Actor
from centro_doc.plan.modelos import ClaseNodo, Nodo
from centro_doc.vinculos.modelos import EstadoVinculo, Relacion, Vinculo

PUBLICO = frozenset({"publico"})


def leer(bd: BaseDeDatos, *marcas: str) -> Portada:
    with lectura(bd) as sesion:
        return portada(sesion, frozenset(marcas) or PUBLICO)


@pytest.fixture
def agenda(bd: BaseDeDatos) -> None:
    """Un tema, AG2, y el subproducto del plan que es el mismo tema."""
    with transaccion(bd) as sesion:
        periodo = sembrar_periodo(sesion)
        nodo = Nodo(periodo_id=periodo.id, codigo="OO2.P1.b", clase=ClaseNodo.SUBPRODUCTO, orden=1, texto="x")
        sesion.add(nodo)
        sesion.flush()
        sesion.add(
            Tema(
                codigo="AG2",
                nodo_id=nodo.id,
                nombre="Ley de CONAMIGUA",
                alcance="La ley\ny su reglamento.",
                no_incluye="",
                orden=1,
                datos={},
            )
        )


@pytest.fixture
def documento(bd: BaseDeDatos) -> Callable[..., int]:
    """Crea un documento con sus páginas y, si se pide, un vínculo confirmado con `tema` o `nodo`."""

    def _crear(
        numero: int,
        *,
        tipo: str = "dictamen",
        estado: str = Estado.PUBLICADO,
        marca: str = "publico",
        dias: int = 0,
        textos: tuple[str, ...] = ("texto",),
        a_tema: bool = False,
        a_nodo: bool = False,
        relacion: str = Relacion.SUSTENTA,
    ) -> int:
        with transaccion(bd) as sesion:
            fila = Documento(
                identificador=f"CD-{numero:05}",
                estado=estado,
                tipo=tipo,
                titulo=f"Documento {numero}",
                acceso=Acceso.PUBLICA,
                creado=AHORA,
                publicado=AHORA - timedelta(days=dias),
                versiones=[Version(numero=1, creada=AHORA)],
                marcas=[DocumentoMarca(marca=marca)],
            )
            sesion.add(fila)
            sesion.flush()
            guardado = TextoGuardado(
                version_id=fila.versiones[0].id, clase="extraccion", extractor="x", creado=AHORA
            )
            guardado.paginas = [
                PaginaGuardada(numero=n, texto=t, origen="nativo", ancho=1, alto=1, cajas=b"")
                for n, t in enumerate(textos, start=1)
            ]
            sesion.add(guardado)
            tema = sesion.query(Tema).one() if a_tema or a_nodo else None
            if tema is not None:
                if a_tema:
                    sesion.add(_vinculo(fila.id, "tema:AG2", relacion, tema_id=tema.id))
                if a_nodo:
                    sesion.add(_vinculo(fila.id, "plan:OO2.P1.b", relacion, nodo_id=tema.nodo_id))
            return fila.id

    return _crear


def _vinculo(
    documento_id: int, destino: str, relacion: str, *, tema_id: int | None = None, nodo_id: int | None = None
) -> Vinculo:
    return Vinculo(
        documento_id=documento_id,
        tema_id=tema_id,
        nodo_id=nodo_id,
        destino=destino,
        relacion=relacion,
        estado=EstadoVinculo.CONFIRMADO,
        creado=AHORA,
    )


def test_cuenta_documentos_paginas_con_texto_y_clases(bd: BaseDeDatos, documento: Callable[..., int]) -> None:
    documento(1, textos=("uno", "", "tres"))
    documento(2, tipo="decreto_congreso")
    documento(3, tipo="tipo_que_ya_no_existe")
    dada = leer(bd)
    assert (dada.documentos, dada.paginas) == (3, 4)
    assert [(c.nombre, c.documentos) for c in dada.clases] == [
        ("Leyes y decretos", 1),
        ("Dictámenes", 1),
        ("Otros documentos", 1),
    ]
    assert dada.clases[-1].tipos == ()


def test_lo_que_no_se_puede_ver_no_cambia_ninguna_cifra(
    bd: BaseDeDatos, agenda: None, documento: Callable[..., int]
) -> None:
    documento(1, a_tema=True)
    antes = leer(bd)
    documento(2, marca="personal", a_tema=True)
    documento(3, estado=Estado.POR_CATALOGAR, marca="personal")
    documento(4, estado=Estado.RETIRADO, marca="publico")
    assert leer(bd) == antes
    assert leer(bd, "publico", "personal").documentos == 2


def test_las_paginas_son_las_del_texto_vigente(bd: BaseDeDatos, documento: Callable[..., int]) -> None:
    registro = documento(1, textos=("uno", "dos"))
    with transaccion(bd) as sesion:
        version = Version(documento_id=registro, numero=2, creada=AHORA)
        sesion.add(version)
        sesion.flush()
        nuevo = TextoGuardado(version_id=version.id, clase="extraccion", extractor="x", creado=AHORA)
        nuevo.paginas = [PaginaGuardada(numero=1, texto="sola", origen="nativo", ancho=1, alto=1, cajas=b"")]
        sesion.add(nuevo)
    assert leer(bd).paginas == 1


def test_un_tema_cuenta_los_documentos_vinculados_con_el_y_dice_el_ultimo(
    bd: BaseDeDatos, agenda: None, documento: Callable[..., int]
) -> None:
    documento(1, a_tema=True, a_nodo=True, dias=3)
    documento(2, a_tema=True)
    documento(3, a_nodo=True)
    (tema,) = leer(bd).temas
    assert (tema.codigo, tema.documentos, tema.ultimo) == ("AG2", 2, AHORA)
    assert tema.alcance == "La ley y su reglamento."


def test_las_novedades_van_de_lo_ultimo_a_lo_primero_con_sus_codigos(
    bd: BaseDeDatos, agenda: None, documento: Callable[..., int]
) -> None:
    for numero in range(1, 8):
        documento(numero, dias=numero, a_tema=numero == 1, a_nodo=numero == 1)
    dadas = leer(bd).novedades
    assert [n.identificador for n in dadas] == [f"CD-{n:05}" for n in range(1, 6)]
    assert dadas[0].codigos == ("AG2", "OO2.P1.b")
    assert (dadas[0].paginas, dadas[0].tipo, dadas[0].emisor) == (1, "Dictamen", "")


def test_una_novedad_no_muestra_lo_que_el_plan_enuncia_de_si_mismo(
    bd: BaseDeDatos, agenda: None, documento: Callable[..., int]
) -> None:
    documento(1, a_nodo=True, relacion=Relacion.ENUNCIA)
    assert leer(bd).novedades[0].codigos == ()


def test_la_portada_no_hace_mas_consultas_por_tener_mas_documentos(
    bd: BaseDeDatos, agenda: None, documento: Callable[..., int]
) -> None:
    def consultas() -> int:
        hechas: list[str] = []

        def anotar(_conexion: object, _cursor: object, orden: str, *_resto: object) -> None:
            hechas.append(orden)

        event.listen(bd.motor, "before_cursor_execute", anotar)
        leer(bd)
        event.remove(bd.motor, "before_cursor_execute", anotar)
        return len(hechas)

    documento(1, a_tema=True)
    antes = consultas()
    for numero in range(2, 20):
        documento(numero, a_tema=True)
    assert consultas() == antes <= 16


@pytest.mark.parametrize(
    ("alcance", "frase"),
    [
        (
            "Una ley\nque sustituya o reforme la anterior: ingreso.",
            "Una ley que sustituya o reforme la anterior.",
        ),
        (
            "Cajón abierto: iniciativas que no caben en los otros. Hay más.",
            "Cajón abierto: iniciativas que no caben en los otros.",
        ),
        ("Corto", "Corto"),
    ],
)
def test_de_un_alcance_largo_se_muestra_la_primera_frase(alcance: str, frase: str) -> None:
    assert comienzo(alcance) == frase


def test_un_centro_vacio_tiene_portada(app: Flask) -> None:
    respuesta = app.test_client().get("/")
    assert respuesta.status_code == 200
    assert "Todavía no hay documentos publicados." in respuesta.get_data(as_text=True)


def test_solo_a_quien_ingresa_documentos_se_le_ofrece_hacerlo(
    app: Flask, crear: Callable[..., Actor], entrar: Callable[..., FlaskClient]
) -> None:
    crear("ana@ejemplo.gt", Rol.PERSONAL)
    assert "Ingresar documentos" not in app.test_client().get("/").get_data(as_text=True)
    assert "Ingresar documentos" in entrar("ana@ejemplo.gt").get("/").get_data(as_text=True)


@pytest.mark.parametrize("clave", ["buscar", "acceso", "ingresar", "catalogar", "teclado"])
def test_cada_pagina_de_ayuda_existe_y_el_indice_la_enlaza(app: Flask, clave: str) -> None:
    cliente = app.test_client()
    assert cliente.get(f"/ayuda/{clave}").status_code == 200
    assert f'href="/ayuda/{clave}"' in cliente.get("/ayuda").get_data(as_text=True)


def test_una_pagina_de_ayuda_que_no_existe_es_404(app: Flask) -> None:
    assert app.test_client().get("/ayuda/otra").status_code == 404
