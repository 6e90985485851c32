"""El motor de vínculos con perfiles pequeños: qué casa, dónde, con qué razones, y qué enseña decidir."""

import time
from dataclasses import replace

import pytest

from indexador.ficha import Pagina
from indexador.juridico.citas import Alias, Contexto, Nombres, hallar
from indexador.vinculacion import (
    DE_LOS_DEMAS,
    UMBRAL,
    Ambigua,
    Ambito,
    Clase,
    Ejemplo,
    Institucion,
    Perfil,
    Propuesta,
    Termino,
    por_paginas,
    proponer,
    que_se_ensenan,
    unir,
)
from indexador.vinculacion.expresiones import Arbol, fichas_de
from indexador.vinculacion.pasajes import cortar
from tests.crecimiento import crece_con_la_entrada

AMBITO = Ambito(
    seguras=("migrante", "migración", "migratorio"),
    posibles=("extranjero", "frontera"),
    ambiguas=(
        Ambigua("aves migratorias", "fauna"),
        Ambigua("retorno", "finanzas", ajenas=("capital", "inversión")),
        Ambigua("amnistía", "penal", propias=("migratorio",)),
        Ambigua("pasaporte fitosanitario", "plantas"),
    ),
)
RETORNO = Perfil(
    "tema:T1",
    "T1",
    Clase.TEMA,
    "Plan de retorno de los migrantes con reinserción laboral",
    terminos=(
        Termino("retorno de migrantes", 3),
        Termino("retorno", 2),
        Termino("voto|sufragio & en el exterior|en el extranjero", 3),
        Termino("amnistía", 3),
        Termino("pasaporte", 3),
        Termino("permanencia", 2, pide_contexto=True),
        Termino("IGM", 3),
    ),
    normas_nucleo=frozenset({"DC-44-2016"}),
    normas_conexas=frozenset({"DC-9-2009", "CPRG"}),
    articulos=frozenset({"26"}),
    instituciones=(Institucion("OIM", "Organización Internacional para las Migraciones", ("OIM",)),),
    tipos=frozenset({"informe"}),
)
NOMBRES = Nombres.de([Alias("Código de Migración", "DC-44-2016"), Alias("Constitución Política", "CPRG")])


def propuestas(*textos, perfil=RETORNO, umbral=0.0, **demas):
    """Lo que se propone para unas páginas."""
    paginas = [Pagina(n, texto) for n, texto in enumerate(textos, 1)]
    citas = por_paginas(hallar(unir(paginas), Contexto(), NOMBRES), paginas)
    return proponer(paginas, [perfil], AMBITO, citas=tuple(citas), umbral=umbral, **demas)


def razones(*textos, **demas):
    """Las razones de la única propuesta, por su clase."""
    (una,) = propuestas(*textos, **demas)
    return {razon.clase: razon for razon in una.razones}


@pytest.mark.parametrize(
    "escrito",
    [
        "El retorno de los migrantes es un derecho.",
        "Retornos de migrantes",
        "El RETORNO DE MIGRANTES",
        "el sufragio de quienes residen en el exterior",
        "desde el extranjero ejercerán, en el extranjero, el derecho al voto",
        "amnistía migratoria",
        "La permanencia del migrante en el país",
        "El IGM resolverá.",
    ],
)
def test_casa_por_raices_y_por_cercania(escrito):
    assert propuestas(escrito)


@pytest.mark.parametrize(
    "escrito",
    [
        "",
        "\n\f \n",
        "hola",
        "El retorno. Migrantes aparte, el capital se invierte.",
        "el retorno del capital",
        "las aves migratorias de permanencia anual",
        "la permanencia en el cargo",
        "se decreta amnistía",
        "voto de los extranjeros",
        "el igm de la sangre",
        "EL IGM DE LA SANGRE",
        "Del pasaporte fitosanitario. El pasaporte fitosanitario se exigirá. Ese pasaporte vale un año.",
    ],
)
def test_no_casa_lo_ajeno_lo_tapado_ni_lo_vacio(escrito):
    assert propuestas(escrito) == ()


def test_el_pasaje_es_literal_de_su_pagina_y_las_razones_dicen_donde():
    segunda = "Antes se habló de otra cosa.\n\nEl retorno de migrantes con la OIM se rige así. Nada más."
    (una,) = propuestas("Página primera, sin nada.", segunda)
    assert una.pagina == 2
    assert segunda[una.inicio : una.fin] == una.pasaje
    assert una.pasaje == "El retorno de migrantes con la OIM se rige así."
    dichas = {razon.clase: razon for razon in una.razones}
    assert segunda[dichas["termino"].inicio : dichas["termino"].fin] == "retorno de migrantes"
    assert dichas["institucion"].texto == "nombra a Organización Internacional para las Migraciones"


def test_se_propone_el_pasaje_que_mas_dice():
    (una,) = propuestas("Del retorno.\n\n" + "x " * 200, "El retorno de migrantes y el voto en el exterior.")
    assert una.pagina == 2


def test_una_norma_del_nucleo_basta_y_una_conexa_o_un_articulo_solo_apoyan():
    assert razones("Conforme al artículo 3 del Código de Migración, se resuelve.")["norma"].texto.startswith(
        "cita «artículo 3 del Código de Migración», DC-44-2016"
    )
    assert propuestas("Conforme al Decreto 9-2009 y a los migrantes.") == ()
    apoyado = razones("El retorno de migrantes, según el artículo 26 de la Constitución Política.")
    assert apoyado["articulo"].inicio > 0


def test_el_titulo_y_el_tipo_suben_la_confianza_y_son_razones():
    (sin,) = propuestas("El retorno de migrantes." + " Otra cosa más." * 60)
    (con,) = propuestas(
        "El retorno de migrantes." + " Otra cosa más." * 60,
        titulo="Informe del retorno de migrantes y del voto en el exterior",
        tipo="informe",
    )
    assert con.confianza > sin.confianza
    assert {"titulo", "tipo"} <= {razon.clase for razon in con.razones}
    assert "titulo" not in {razon.clase for razon in sin.razones}


def test_lo_exigido_puede_estar_en_otra_pagina_o_en_el_titulo():
    exigente = replace(RETORNO, exige=(("Comisión de Migrantes",),))
    assert propuestas("El retorno de migrantes.", perfil=exigente) == ()
    assert propuestas("El retorno de migrantes.", "La Comisión de Migrantes.", perfil=exigente)
    assert propuestas("El retorno de migrantes.", perfil=exigente, titulo="Comisión de Migrantes")


def test_copiar_el_texto_del_plan_es_una_razon():
    assert "plan" in razones("Plan de retorno de los migrantes, con reinserción laboral.")


ACTA = "Acta de la mesa sobre albergues y retorno: el albergue de la frontera atiende a cada migrante. "


def test_lo_confirmado_sube_lo_parecido_y_ensena_palabras_y_lo_rechazado_baja():
    texto = ACTA + "Se habló del retorno de migrantes." + " Asuntos varios de la agenda." * 60
    (antes,) = propuestas(texto)
    parecidos = tuple(Ejemplo(f"CD-0000{n}", ACTA * n) for n in (1, 2))
    (sube,) = propuestas(texto, perfil=replace(RETORNO, confirmados=parecidos))
    (baja,) = propuestas(texto, perfil=replace(RETORNO, rechazados=(Ejemplo("CD-00009", texto),)))
    assert baja.confianza < antes.confianza < sube.confianza
    dicho = {razon.clase: razon.texto for razon in sube.razones}["parecido"]
    assert dicho.startswith("se parece a CD-0000")
    assert "ya vinculado" in dicho
    assert any("rechazó" in razon.texto for razon in baja.razones)


@pytest.mark.parametrize("dicho", ["retorno de migrantes", "sufragio emitido en el exterior"])
def test_los_terminos_que_solo_estan_en_lo_rechazado_pesan_menos(dicho):
    rechazados = tuple(Ejemplo(f"R{n}", f"El {dicho} por asuntos varios") for n in range(3))
    texto = f"Del {dicho}." + " Sesión ordinaria de la junta." * 30
    (antes,) = propuestas(texto)
    (despues,) = propuestas(texto, perfil=replace(RETORNO, rechazados=rechazados))
    assert despues.confianza < antes.confianza


def test_es_determinista_y_el_orden_de_los_ejemplos_no_importa():
    ejemplos = tuple(Ejemplo(f"E{n}", ACTA + f"albergue refugio camino {n}") for n in range(4))
    texto = ACTA + "El retorno de migrantes."
    una = propuestas(texto, perfil=replace(RETORNO, confirmados=ejemplos))
    otra = propuestas(texto, perfil=replace(RETORNO, confirmados=ejemplos[::-1]))
    assert [u.confianza for u in una] == [o.confianza for o in otra]


def test_si_no_se_pide_otra_cosa_calla_lo_que_queda_muy_por_debajo_de_lo_mejor():
    otro = Perfil("tema:T2", "T2", Clase.TEMA, "Fronteras", terminos=(Termino("frontera", 2),))
    texto = "El retorno de migrantes, el voto en el exterior y la amnistía migratoria. " + "Nada. " * 90
    paginas = [Pagina(1, f"{texto} Hay una frontera.")]
    todas = proponer(paginas, [RETORNO, otro], AMBITO, umbral=0.0)
    dichas = proponer(paginas, [RETORNO, otro], AMBITO)
    assert ([p.codigo for p in todas], [p.codigo for p in dichas]) == (["T1", "T2"], ["T1"])


def test_un_documento_sin_texto_con_titulo_no_tiene_pasaje_que_proponer():
    assert propuestas("", titulo="El retorno de migrantes") == ()
    assert proponer([], [RETORNO], AMBITO) == ()


def test_cuesta_lo_que_el_texto_mide():
    pagina = (ACTA + "El retorno de migrantes y el voto en el exterior. Otros asuntos de la sesión. ") * 18
    tiempos = []
    for cuantas in (20, 80):
        antes = time.thread_time()
        propuestas(*[pagina] * cuantas)
        tiempos.append(time.thread_time() - antes)
    assert tiempos[1] < 4 * 2.5 * tiempos[0]


@pytest.mark.parametrize(
    ("escrito", "comienzos"),
    [
        ("x" * 1500, [0, 600, 1200]),
        ("palabra " * 200, [0, 600, 1200]),
        ("a" * 300 + "\n\n" + "b" * 600, [0, 302]),
        ("Artículo 1. " + "a" * 200 + "\nArtículo 2. " + "b" * 100, [0, 213]),
        ("Artículo 1. " + "a" * 200 + "\nArtículo 2. " + "b" * 700, [0, 213, 813]),
    ],
)
def test_una_pagina_se_corta_en_pasajes_del_tamano_de_un_parrafo(escrito, comienzos):
    pasajes = cortar([Pagina(1, escrito)])
    assert [pasaje.inicio for pasaje in pasajes] == comienzos
    assert [pasaje.fin for pasaje in pasajes] == [*comienzos[1:], len(escrito)]


def test_hallar_expresiones_cuesta_en_proporcion_a_la_pagina():
    """Un texto llano es una página sola y larga."""
    arbol = Arbol()
    arbol.numero("migración laboral")

    def hallar(veces):
        assert not list(arbol.hallar("migración", fichas_de("migración") * veces, frozenset()))

    crece_con_la_entrada(hallar, 64_000)


def test_al_mejor_de_cada_clase_se_le_pide_menos_que_a_los_que_van_a_su_lado():
    def una(codigo, clase, confianza):
        return Propuesta(codigo, codigo, clase, confianza, 1, 0, 1, "x")

    justo, segundo = UMBRAL[Clase.NODO], DE_LOS_DEMAS
    nodos = [una("N1", Clase.NODO, justo), una("N2", Clase.NODO, justo)]
    assert [p.codigo for p in que_se_ensenan(nodos)] == ["N1"]
    assert que_se_ensenan([una("N1", Clase.NODO, justo - 0.01)]) == []
    juntos = [
        una("N1", Clase.NODO, segundo),
        una("N2", Clase.NODO, 0.9),
        una("T1", Clase.TEMA, UMBRAL[Clase.TEMA]),
    ]
    assert {p.codigo for p in que_se_ensenan(juntos)} == {"N2", "N1", "T1"}


def test_un_titulo_que_nada_dice_no_calla_el_comienzo_del_texto():
    texto = "El retorno de migrantes. " + "Otros asuntos de la sesión ordinaria. " * 30
    sin_titulo, de_archivo = propuestas(texto)[0], propuestas(texto, titulo="Escaneo 001")[0]
    con_titulo = propuestas(texto, titulo="El voto en el exterior")[0]
    assert de_archivo.confianza == sin_titulo.confianza > con_titulo.confianza
