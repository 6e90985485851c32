"""Leer las citas de un texto por páginas: cada una con su lugar, y sin dar por cierto lo dudoso."""

from centro_doc.grafo.lectura import CitaEnPagina, Leido, leer
from indexador.juridico.citas import Alias, Contexto, Nombres

NOMBRES = Nombres.de([Alias("Ley de Migración", "DC-95-1998"), Alias("Constitución", "CPRG")])


def _leer(*paginas: str, documento: str | None = None) -> Leido:
    return leer(paginas, Contexto(documento), NOMBRES)


def _objetivos(una: CitaEnPagina) -> list[str]:
    return [str(objetivo) for objetivo in una.cita.objetivos]


def test_una_cita_cortada_por_el_encabezado_de_la_pagina_es_una_sola() -> None:
    renglon = "DECRETO NÚMERO 46-2007 DEL CONGRESO\n"
    paginas = [
        f"{renglon}Artículo 1. Objeto. El Consejo actúa conforme al artículo",
        f"{renglon}117 de la Ley de Migración y sirve a los migrantes.",
        f"{renglon}Artículo 2. Naturaleza. Lo dispone el artículo 24 de la Constitución.",
    ]
    primera, segunda = _leer(*paginas).citas
    assert (_objetivos(primera), primera.lugar, primera.ancla) == (["DC-95-1998#117"], "Artículo 1", "art-1")
    assert (primera.pagina, primera.pagina_final) == (1, 2)
    assert paginas[0][primera.inicio :] == "artículo"
    assert paginas[1][len(renglon) : primera.fin] == "117 de la Ley de Migración"
    assert (segunda.pagina, _objetivos(segunda)) == (3, ["CPRG#24"])
    assert paginas[2][segunda.inicio : segunda.fin] == segunda.cita.literal


def test_el_articulo_anterior_se_resuelve_con_la_estructura() -> None:
    texto = (
        "Artículo 1. Objeto. Se crea el Consejo.\n"
        "Artículo 2. Fines. Los fines del artículo anterior son públicos.\n"
        "Artículo 3. Plazo. Rige en ocho días."
    )
    (cita,) = _leer(texto, documento="DC-46-2007").citas
    assert _objetivos(cita) == ["DC-46-2007#1"]
    (sin_norma,) = _leer(texto).citas
    assert _objetivos(sin_norma) == ["REL-1"]


def test_lo_que_se_cita_entre_comillas_no_remite_a_la_ley_que_reforma() -> None:
    texto = (
        "Artículo 1. Se reforma el artículo 8 de la Ley de Migración, el cual queda así:\n"
        '"Artículo 8. Informe. El informe del artículo 5 es anual, como el del artículo anterior."\n'
        "Artículo 2. Vigencia. El presente decreto rige en ocho días."
    )
    reforma, ajena, relativa = _leer(texto, documento="DC-1-2011").citas[:3]
    assert (_objetivos(reforma), reforma.cita.relacion) == (["DC-95-1998#8"], "reforma")
    assert _objetivos(ajena) == ["DC-95-1998#5"]
    assert (relativa.cita.literal, _objetivos(relativa)) == ("artículo anterior", ["REL-1"])
    assert relativa.cita.confianza < 0.5


def test_lo_que_ordena_otro_texto_reproducido_no_lo_ordena_este() -> None:
    texto = (
        "CONSIDERANDO:\nQue el Decreto 10-2015 dispone: «Se reforma el artículo 108 del Decreto 95-98».\n"
        "DECRETA:\nArtículo 1. Se reforma el artículo 3 del Decreto 46-2007, el cual queda así:\n"
        '"Artículo 3. Se deroga el artículo 117 del Decreto 95-98."\n'
        "Artículo 2. Se deroga el artículo 12 del Decreto 95-98."
    )
    leidas = _leer(texto, documento="DC-9-2020").citas
    assert {objetivo: una.cita.relacion for una in leidas for objetivo in _objetivos(una)} == {
        "DC-10-2015": "",
        "DC-95-1998#108": "",
        "DC-46-2007#3": "reforma",
        "DC-95-1998#117": "",
        "DC-95-1998#12": "deroga",
    }


def test_el_articulo_que_perdio_su_encabezado_sigue_mandando_sobre_la_misma_norma() -> None:
    texto = (
        "Artículo 1. Se reforma el artículo 3 del Decreto 101-97, el cual queda así:\n"
        '"Artículo 3. Nuevo texto.\nSe reforma el artículo 27 del Decreto 101-97, el cual queda así:\n'
        '"Artículo 27. Otro texto."\nArtículo 2. Rige en ocho días.'
    )
    leidas = _leer(texto, documento="DC-13-2013").citas
    dicho = {objetivo: una.cita.relacion for una in leidas for objetivo in _objetivos(una)}
    assert dicho["DC-101-1997#27"] == "reforma"


def test_los_dos_articulos_anteriores_se_resuelven_con_la_estructura() -> None:
    texto = (
        "Artículo 1. Objeto. Se crea el Consejo.\nArtículo 2. Fines. Son públicos.\n"
        "Artículo 3. Alcance. Los dos artículos anteriores rigen para todos."
    )
    (cita,) = _leer(texto, documento="DC-46-2007").citas
    assert _objetivos(cita) == ["DC-46-2007#1", "DC-46-2007#2"]
