"""Al comparar, un documento se nombra por su registro, su norma, su iniciativa o su título."""

import pytest
from fabrica import sembrar_documento

from centro_doc.comun.bd import transaccion
from centro_doc.grafo.atrasadas import leer_atrasados

LEY = "Artículo 26. Libertad. Toda persona puede entrar.\nArtículo 27. Asilo. Se reconoce."


@pytest.fixture
def cliente(de_fabrica, app):
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Constitución Política", (LEY,), tipo="constitucion")
        sembrar_documento(sesion, 2, "Ley Nacional de Migración", (LEY,), tipo="iniciativa", numero="4126")
        sembrar_documento(sesion, 3, "Código de Migración", (LEY,), numero="44-2016")
        sembrar_documento(sesion, 4, "Código de Migración", (LEY,), numero="46-2007", marcas=("personal",))
        sembrar_documento(sesion, 5, "Estudio de la niñez", (LEY,), tipo="estudio")
    while leer_atrasados(de_fabrica):
        pass
    return app.test_client()


@pytest.mark.parametrize(
    ("uno", "otro", "lleva"),
    [
        ("iniciativa 4126", "44-2016", "a=CD-00002&b=CD-00003"),
        ("INI-4126", "Decreto 44-2016 del Congreso de la República", "a=CD-00002&b=CD-00003"),
        ("DC-44-2016", "nacional migracion", "a=CD-00003&b=CD-00002"),
        ("codigo de migracion", "niñez", "a=CD-00003&b=CD-00005"),
        ("artículo 26 de la Constitución", "CD-00002", "a=CD-00001&b=CD-00002&articulo=26"),
        ("CD-00002", "artículo 27 de la Constitución", "a=CD-00002&b=CD-00001&con=27"),
    ],
)
def test_el_nombre_de_un_solo_documento_lleva_a_la_comparación(cliente, uno, otro, lleva):
    respuesta = cliente.get("/comparar-textos", query_string={"a": uno, "b": otro})
    assert (respuesta.status_code, respuesta.location) == (302, f"/comparar-textos?{lleva}")


def test_si_puede_ser_más_de_uno_se_pregunta_y_lo_oculto_no_se_ofrece(cliente):
    varios = cliente.get("/comparar-textos?a=migracion&b=CD-00001")
    assert varios.status_code == 422 and "¿Cuál de éstos?" in varios.text
    assert (
        'href="/comparar-textos?a=CD-00002&amp;b=CD-00001"' in varios.text and "CD-00004" not in varios.text
    )
    for nada in ("46-2007", "ley", "no existe nada así"):
        respuesta = cliente.get("/comparar-textos", query_string={"a": nada, "b": "CD-00001"})
        assert respuesta.status_code == 422 and "No encontramos ese documento." in respuesta.text


def test_se_puede_ver_sólo_lo_que_está_en_los_dos(cliente, de_fabrica):
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(
            sesion, 6, "Otra", (LEY.replace("27", "28") + "\nArtículo 29. Fin. Rige.",), tipo="estudio"
        )
    par = "/comparar-textos?a=CD-00005&b=CD-00006"
    entera = cliente.get(par).text
    assert "Sólo lo que está en los dos" in entera and ">Artículo 29</strong>" in entera
    assert ">Artículo 29</strong>" not in cliente.get(f"{par}&solo=ambos").text
