"""Lo que el índice recibe de cada documento, y lo que nunca recibe."""

from collections.abc import Iterator
from datetime import date

import pytest
from fabrica import AHORA, sembrar_documento, sembrar_plan, sembrar_texto, sembrar_version
from sqlalchemy import event, select
from sqlalchemy.orm import Session

from centro_doc.agenda.modelos import Tema
from centro_doc.busqueda.fichas import leer
from centro_doc.catalogo.hechos import fecha_principal, primeras_fechas
from centro_doc.catalogo.modelos import Documento, FechaDocumento, Version
from centro_doc.catalogo.vigente import textos_vigentes
from centro_doc.comun.bd import BaseDeDatos
from centro_doc.directorio.modelos import Institucion
from centro_doc.indice.escritor import Borrar
from centro_doc.plan.modelos import Nodo
from centro_doc.vinculos.modelos import Vinculo
from indexador.ficha import Ficha


@pytest.fixture
def sesion(bd: BaseDeDatos) -> Iterator[Session]:
    with bd.sesion() as abierta:
        abierta.connection(execution_options={"escribe": True})
        sembrar_plan(abierta)
        yield abierta


def ficha(sesion: Session, numero: int = 1) -> Ficha:
    sesion.flush()
    (leida,) = leer(sesion, [numero])
    assert isinstance(leida, Ficha)
    return leida


def test_un_documento_va_con_sus_datos_y_sus_fragmentos(sesion: Session) -> None:
    congreso = sesion.scalars(select(Institucion)).one()
    sembrar_documento(
        sesion, 1, "Ley de Acceso", ("Uno", "Dos"), numero="57-2008", emisor_id=congreso.id,
        autores=["Ana Pérez"], resumen="El derecho a saber", metadatos={"nombre_ley": "LAIP", "x": ["y"]},
    )  # fmt: skip
    leida = ficha(sesion)
    assert (leida.titulo, leida.numero, leida.fecha) == ("Ley de Acceso", "57-2008", date(2008, 9, 23))
    assert leida.fechas == {"emision": date(2008, 9, 23)}
    assert (leida.publica, leida.marcas, leida.instituciones) == (True, frozenset({"publico"}), ("CONGRESO",))
    assert [(f.numero, f.pagina, f.texto) for f in leida.fragmentos] == [(1, 1, "Uno"), (2, 2, "Dos")]
    for parte in ("Ana Pérez", "derecho a saber", "LAIP", "Congreso de la República de Guatemala"):
        assert parte in leida.registro


def test_quien_lo_entrego_y_por_que_se_reservo_no_se_busca(sesion: Session) -> None:
    sembrar_documento(sesion, 1, "Ley", origen_entrega="Juan Secreto", fundamento="motivo interno")
    leida = ficha(sesion)
    assert "Secreto" not in leida.registro and "interno" not in leida.registro


def test_los_vinculos_confirmados_llevan_a_sus_ancestros_y_al_subproducto(sesion: Session) -> None:
    sembrar_documento(sesion, 1, "Ley")
    nodo = sesion.scalars(select(Nodo).where(Nodo.codigo == "OO3.A2.7.a")).one()
    tema = sesion.scalars(select(Tema)).one()
    comunes = {"documento_id": 1, "relacion": "sustenta", "creado": AHORA}
    sesion.add(Vinculo(nodo_id=nodo.id, destino="plan:x", estado="confirmado", **comunes))
    sesion.add(Vinculo(tema_id=tema.id, destino="tema:AG2", estado="confirmado", **comunes))
    otro = sesion.scalars(select(Nodo).where(Nodo.codigo == "OO3.A2.1")).one()
    sesion.add(Vinculo(nodo_id=otro.id, destino="plan:y", estado="propuesto", **comunes))
    leida = ficha(sesion)
    assert leida.temas == ("AG2",)
    assert {"OO3.A2.7.a", "OO3.A2.7", "OO3.A2", "OO3", "OO2.P1.b", "OO2.P1"} <= set(leida.actividades)
    assert "OO3.A2.1" not in leida.actividades


def test_lo_retirado_y_lo_que_nadie_ve_se_borra_del_indice(sesion: Session) -> None:
    sembrar_documento(sesion, 1, "Retirado", estado="retirado", marcas=("personal",))
    sembrar_documento(sesion, 2, "De nadie", marcas=())
    sesion.flush()
    assert leer(sesion, [1, 2]) == [Borrar(1, 1), Borrar(2, 1)]


def test_de_lo_confidencial_no_va_ni_el_titulo_ni_el_texto(sesion: Session) -> None:
    sembrar_documento(
        sesion, 1, "Expediente de persona", ("Nombre y dirección",), acceso="confidencial",
        marcas=("persona:7",), autores=["Autora Oculta"], numero="9-2011",
    )  # fmt: skip
    leida = ficha(sesion)
    assert (leida.titulo, leida.registro, leida.numero, leida.fragmentos) == ("", "", "", ())
    assert (leida.publica, leida.marcas) == (False, frozenset({"persona:7"}))


def test_vale_el_ultimo_texto_de_la_version_leida_mas_nueva(sesion: Session) -> None:
    documento = sembrar_documento(sesion, 1, "Ley", ("Primera",))
    segundo = sembrar_version(sesion, documento, ("Segunda",), numero=2)
    sesion.add(Version(documento_id=1, numero=3, creada=AHORA))
    version = sesion.get_one(Version, segundo.version_id)
    corregido = sembrar_texto(sesion, version, ("Segunda corregida",))
    assert textos_vigentes(sesion, [1]) == {1: corregido.id}
    assert [f.texto for f in ficha(sesion).fragmentos] == ["Segunda corregida"]


def test_el_numero_de_consultas_no_crece_con_los_documentos(sesion: Session, bd: BaseDeDatos) -> None:
    for numero in range(1, 9):
        sembrar_documento(sesion, numero, f"Ley {numero}", ("Texto",))
    sesion.flush()
    sesion.expire_all()
    cuenta = []
    for numeros in ([1], list(range(1, 9))):
        sesion.expunge_all()
        vistas: list[str] = []
        escucha = lambda *datos, vistas=vistas: vistas.append(datos[2])  # noqa: E731
        event.listen(bd.motor, "before_cursor_execute", escucha)
        leer(sesion, numeros)
        event.remove(bd.motor, "before_cursor_execute", escucha)
        cuenta.append(len(vistas))
    assert cuenta[0] == cuenta[1] <= 8


@pytest.mark.parametrize(
    ("tipo", "clases", "esperada"),
    [
        ("decreto_congreso", ("publicacion", "emision"), "emision"),
        ("decreto_congreso", ("recepcion", "publicacion"), "publicacion"),
        ("decreto_congreso", ("recepcion",), "recepcion"),
        (None, ("sesion",), "sesion"),
        (None, (), None),
    ],
)
def test_la_fecha_principal_es_la_que_le_toca_al_tipo(
    tipo: str | None, clases: tuple[str, ...], esperada: str | None
) -> None:
    fechas = [
        FechaDocumento(clase=c, valor=date(2009, 1, n), precision="dia") for n, c in enumerate(clases, 1)
    ]
    principal = fecha_principal(
        tipo, [*fechas, FechaDocumento(clase="emision", valor=None, precision="desconocida")]
    )
    assert (principal.clase if principal else None) == esperada


def test_de_cada_clase_de_fecha_va_la_primera_conocida() -> None:
    fechas = [
        FechaDocumento(clase="sesion", valor=date(2009, 5, 1), precision="mes"),
        FechaDocumento(clase="sesion", valor=date(2008, 1, 1), precision="anio"),
        FechaDocumento(clase="publicacion", valor=date(2010, 2, 3), precision="dia"),
        FechaDocumento(clase="emision", valor=None, precision="desconocida"),
    ]
    assert primeras_fechas(fechas) == {"sesion": date(2008, 1, 1), "publicacion": date(2010, 2, 3)}


def test_sin_fecha_ni_tipo_tambien_se_indexa(sesion: Session) -> None:
    sembrar_documento(
        sesion, 1, "Escaneo", tipo=None, emitido=None, estado="por_catalogar", marcas=("personal",)
    )
    leida = ficha(sesion)
    assert (leida.tipo, leida.fecha, leida.publica) == ("", None, False)
    assert sesion.get_one(Documento, 1).revision == leida.revision
