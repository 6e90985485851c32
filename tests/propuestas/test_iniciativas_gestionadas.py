"""El producto «iniciativas de ley gestionadas» lo prueban las iniciativas y lo que se dice de ellas."""

import pytest

from centro_doc.propuestas.lectura import ambito_de_fabrica, perfiles_de_fabrica
from centro_doc.vinculacion import entrada_de
from indexador.ficha import Pagina, Texto
from indexador.vinculacion import proponer


def propuestas(escrito, **pedido):
    """Lo que se propone, por su código, como lo hace la orden."""
    texto = Texto((Pagina(1, escrito),), "llano")
    entrada = dict(entrada_de(texto)) | pedido
    halladas = proponer(texto.paginas, perfiles_de_fabrica(), ambito_de_fabrica(), **entrada)
    return {propuesta.codigo: propuesta for propuesta in halladas}


@pytest.mark.parametrize(
    ("tema", "producto", "escrito"),
    [
        ("AG1", "OO2.P1.a", "Anteproyecto de Ley de Migración. Del control migratorio y los pasaportes."),
        (
            "AG3",
            "OO2.P1.c",
            "Iniciativa que dispone aprobar Ley del voto de los guatemaltecos en el exterior.",
        ),
        (
            "AG5",
            "OO2.P1.e",
            "Dictamen favorable a la iniciativa de ley de atención a los migrantes retornados y deportados.",
        ),
        (
            "AG1",
            "OO2.P1.a",
            "Observaciones de la federación al anteproyecto de Ley de Migración y su control migratorio.",
        ),
        (
            "AG5",
            "OO2.P1.e",
            "DICTAMEN FAVORABLE. Honorable Pleno: se trasladó a la Comisión de Migrantes la iniciativa que "
            "crea un fondo para traer los restos de los guatemaltecos fallecidos en Estados Unidos.",
        ),
        (
            "AG3",
            "OO2.P1.c",
            "EXPOSICIÓN DE MOTIVOS. Los guatemaltecos en el exterior no tienen voto ni sufragio.",
        ),
        (
            "AG2",
            "OO2.P1.b",
            "Los diputados de la Comisión de Migrantes presentamos, para su registro, el proyecto de "
            "reformas al Decreto 46-2007, Ley de CONAMIGUA.",
        ),
    ],
)
def test_una_iniciativa_y_lo_que_se_dice_de_ella_prueban_el_producto_de_su_tema(tema, producto, escrito):
    halladas = propuestas(escrito)
    suyo, del_tema = halladas[producto], halladas[tema]
    assert (suyo.pasaje, suyo.razones) == (del_tema.pasaje, del_tema.razones)
    assert suyo.confianza == del_tema.confianza
    assert suyo.sube_a == "OO2.P1"


@pytest.mark.parametrize(
    "escrito",
    [
        "Ley de Migración. El control migratorio y los pasaportes corresponden a la Dirección General.",
        "Estudio sobre la ley de migración y el control migratorio en la frontera, con iniciativa propia.",
        "Dictamen de auditoría sobre la compra de pasaportes de la Dirección General de Migración.",
    ],
)
def test_una_ley_vigente_o_un_estudio_no_lo_prueban(escrito):
    assert not {codigo for codigo in propuestas(escrito) if codigo.startswith("OO2.P1.")}


def test_una_iniciativa_de_otro_asunto_no_prueba_nada():
    assert (
        propuestas("Iniciativa que dispone aprobar Ley de Fomento de Inversión de Capital Extranjero.") == {}
    )


def test_el_texto_no_hace_de_titulo_ni_se_dice_dos_veces_lo_mismo():
    escrito = "El control migratorio y los pasaportes de los migrantes retornados, según la ley de migración."
    for titulo in (escrito, escrito[:70], ""):
        for propuesta in propuestas(escrito, titulo=titulo).values():
            dichas = [razon.texto.removeprefix("el título ") for razon in propuesta.razones]
            assert len(dichas) == len(set(dichas))
    assert not any(
        r.clase == "titulo" for p in propuestas(escrito, titulo=escrito).values() for r in p.razones
    )
