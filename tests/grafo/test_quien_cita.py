"""Quién cita qué: cada documento visible cuenta una vez, también por un rango, y lo propio no cuenta."""

from datetime import date

from sqlalchemy import select

from centro_doc.catalogo.modelos import Version, Vista
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.grafo.articulos import veces_citados
from centro_doc.grafo.citantes import Articulo, citan_a, citantes, iniciativas
from centro_doc.grafo.consultas import grafo_de_norma
from centro_doc.grafo.pagina_de_articulo import grafo_de_articulo
from centro_doc.grafo.pedidas import en_csv, por_pedir
from centro_doc.grafo.salientes import menciones_de
from centro_doc.normas.modelos import RelacionDeNormas
from centro_doc.normas.otras import Ley
from grafo.conftest import Sembrar

HOY = date(2011, 8, 17)
PUBLICO = frozenset({"publico"})
PERSONAL = PUBLICO | {"personal"}


def _quienes(bd: BaseDeDatos, articulo: Articulo | None = None, clave: str = "CPRG") -> list[tuple[str, int]]:
    with lectura(bd) as sesion:
        hoja = citantes(sesion, citan_a(clave, articulo), PUBLICO)
        return [(uno.documento.identificador, uno.veces) for uno in hoja.elementos]


def test_un_rango_cita_a_cada_articulo_de_dentro_y_el_documento_cuenta_una_vez(
    con_constitucion: BaseDeDatos, sembrar: Sembrar
) -> None:
    sembrar(2, "Los artículos 1 al 3 de la Constitución, y el artículo 2 de la Constitución.")
    transitorio = "el artículo 2 de las disposiciones transitorias de la Constitución"
    sembrar(3, f"El artículo 2 de la Constitución y {transitorio}.")
    sembrar(4, "Los artículos 27 al 45 bis del Decreto 101-97.")
    with lectura(con_constitucion) as sesion:
        cuentas = veces_citados(sesion, "CPRG", (), PUBLICO)
        assert {uno.numero: n for uno, n in cuentas.items() if uno.serie == "ordinaria"} == {
            "1": 1,
            "2": 2,
            "3": 1,
        }
        assert cuentas[Articulo("2", "transitoria")] == 1
        rango = veces_citados(sesion, "DC-101-1997", (), PUBLICO)
        assert len(rango) == 20 and rango[Articulo("45-bis", "ordinaria")] == 1
    assert _quienes(con_constitucion, Articulo("3", "ordinaria")) == [("CD-00002", 1)]
    assert _quienes(con_constitucion, Articulo("2", "ordinaria")) == [("CD-00002", 2), ("CD-00003", 1)]
    assert _quienes(con_constitucion, Articulo("45-ter", "ordinaria"), "DC-101-1997") == []
    assert _quienes(con_constitucion, Articulo("30-bis", "ordinaria"), "DC-101-1997") == [("CD-00004", 1)]


def test_dos_rangos_que_se_pisan_cuentan_una_vez_en_cada_articulo(
    con_constitucion: BaseDeDatos, sembrar: Sembrar
) -> None:
    sembrar(
        2,
        "Los artículos 1 al 3 de la Constitución, los artículos 2 al 4 de la Constitución, los artículos "
        "8 al 9 de la Constitución y el artículo 2 de la Constitución.",
    )
    sembrar(3, "Los artículos 3 al 4 de la Constitución.")
    with lectura(con_constitucion) as sesion:
        cuentas = veces_citados(sesion, "CPRG", (), PUBLICO)
    assert {uno.numero: n for uno, n in cuentas.items()} == {"1": 1, "2": 1, "3": 2, "4": 2, "8": 1, "9": 1}


def test_lo_que_no_se_ve_no_cuenta_ni_se_pide(con_constitucion: BaseDeDatos, sembrar: Sembrar) -> None:
    sembrar(2, "El artículo 3 de la Constitución y el Decreto 71-98.", marcas=("personal",))
    assert _quienes(con_constitucion) == []
    with lectura(con_constitucion) as sesion:
        assert por_pedir(sesion, PUBLICO).total == 0 and "DC-71-1998" not in en_csv(sesion, PUBLICO)
        assert [una.clave for una in por_pedir(sesion, PERSONAL).elementos] == ["DC-71-1998"]
        assert "DC-71-1998,Decreto 71-98 del Congreso de la República,,1,1," in en_csv(sesion, PERSONAL)
        assert grafo_de_norma(sesion, "CPRG", PERSONAL).citantes.total == 1


def test_lo_leido_de_una_version_retirada_deja_de_existir_en_el_acto(
    con_constitucion: BaseDeDatos, sembrar: Sembrar
) -> None:
    sembrar(2, "El artículo 3 de la Constitución, según Juan Pérez.")
    with transaccion(con_constitucion) as sesion:
        version = sesion.scalars(select(Version).where(Version.documento_id == 2)).one()
        version.vista = Vista.RETIRADA
    assert _quienes(con_constitucion) == []
    with lectura(con_constitucion) as sesion:
        assert veces_citados(sesion, "CPRG", (), PERSONAL) == {}


def test_lo_que_cita_un_documento_retirado_ya_no_se_cuenta(
    con_constitucion: BaseDeDatos, sembrar: Sembrar
) -> None:
    sembrar(
        2, "El artículo 3 de la Constitución y el Decreto 71-98.", marcas=("personal",), estado="retirado"
    )
    with lectura(con_constitucion) as sesion:
        assert grafo_de_norma(sesion, "CPRG", PERSONAL).citantes.total == 0
        assert veces_citados(sesion, "CPRG", (), PERSONAL) == {}
        assert por_pedir(sesion, PERSONAL).total == 0
        assert menciones_de(sesion, 2, PERSONAL).total == 2


def test_primero_las_iniciativas_que_la_cambiarian_y_cada_una_con_su_pasaje(
    con_constitucion: BaseDeDatos, sembrar: Sembrar
) -> None:
    sembrar(2, "El Decreto 95-98. Otra vez el Decreto 95-98. Y el Decreto 95-98, Ley de Migración.")
    sembrar(3, "Artículo 1. Se reforma el artículo 117 del Decreto 95-98.", tipo="iniciativa", numero="4188")
    assert [quien for quien, _ in _quienes(con_constitucion, clave="DC-95-1998")] == ["CD-00003", "CD-00002"]
    with lectura(con_constitucion) as sesion:
        (una,) = iniciativas(sesion, "DC-95-1998", PUBLICO)
    assert (una.relacion, una.articulos) == ("Propone reformar", ("117",))
    assert una.mencion is not None and una.mencion.lugar == "Artículo 1"
    dicho = f"{una.mencion.antes}{una.mencion.literal}{una.mencion.despues}"
    assert dicho == "Artículo 1. Se reforma el artículo 117 del Decreto 95-98."


def test_el_articulo_trae_su_texto_lo_que_cita_y_las_remisiones_de_su_norma(
    con_constitucion: BaseDeDatos,
) -> None:
    with lectura(con_constitucion) as sesion:
        uno = grafo_de_articulo(sesion, "CPRG", "1", PUBLICO, fecha=HOY)
        transitorio = grafo_de_articulo(sesion, "CPRG", "t2", PUBLICO, fecha=HOY)
        ausente = grafo_de_articulo(sesion, "CPRG", "9", PUBLICO, fecha=HOY)
    assert uno.texto is not None and uno.texto.parrafos[0].endswith("El Estado protege a la persona.")
    assert (uno.texto.epigrafe, uno.anterior) == ("Protección a la persona", "")
    assert uno.siguiente == "2"
    assert [una.lugar for una in uno.propias] == ["Artículo 2"] and uno.otra_serie == "t1"
    assert transitorio.texto is not None and "Se convocan" in transitorio.texto.parrafos[0]
    assert (transitorio.otra_serie, transitorio.anterior) == ("2", "t1")
    assert ausente.texto is None and ausente.hay_texto


def test_la_iniciativa_que_ya_es_ley_no_cuenta_como_pendiente_y_dice_que_ley(
    con_constitucion: BaseDeDatos, sembrar: Sembrar
) -> None:
    for orden, numero in ((2, "4188"), (3, "4189"), (4, "4190")):
        sembrar(
            orden,
            "Artículo 1. Se reforma el artículo 117 del Decreto 95-98.",
            tipo="iniciativa",
            numero=numero,
        )
    with transaccion(con_constitucion) as sesion:
        origina = {"clase": "origina", "precision": "dia", "marca": "C"}
        sesion.add(RelacionDeNormas(origen="INI-4188", destino="DC-5-2010", **origina))
        sesion.add(RelacionDeNormas(origen="INI-4190", destino="DC-6-2010", quitada=True, **origina))
    with lectura(con_constitucion) as sesion:
        grafo = grafo_de_norma(sesion, "DC-95-1998", PUBLICO, probadas={"INI-4189": "DC-7-2010"})
    assert [una.documento.identificador for una in grafo.iniciativas] == ["CD-00004"]
    leyes = {una.documento.identificador: (una.relacion, una.leyes) for una in grafo.ya_leyes}
    assert leyes["CD-00002"] == ("Propuso reformar", (Ley("DC-5-2010", "C"),))
    assert leyes["CD-00003"] == ("Propuso reformar", (Ley("DC-7-2010", "V"),))
