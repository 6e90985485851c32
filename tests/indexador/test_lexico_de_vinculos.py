"""Lo que suelen decir los documentos que prueban un destino sube o baja la confianza, y no propone nada."""

from indexador.ficha import Pagina
from indexador.vinculacion import Ambito, Clase, Perfil, Termino, proponer

TERMINOS = (Termino("asilo", 2.0),)
LEXICO = (
    "frontera:600 solicitud:500 refugio:500 persecucion:600 entrevista:400 amparo:300 "
    "anciano:-600 hospicio:-600 caridad:-500 huerfano:-500 limosna:-400 monja:-400"
)
SUYO = "Pide asilo en la frontera: la solicitud de refugio y amparo por persecución lleva una entrevista. "
AJENO = "El asilo es un hospicio de caridad: el anciano y el huérfano viven de la limosna y de la monja. "


def confianza(texto: str, lexico: str) -> float:
    """La de un tema con un término, en un texto que lo dice."""
    perfil = Perfil("tema:T", "T", Clase.TEMA, "Tema", terminos=TERMINOS, lexico=lexico)
    (propuesta,) = proponer([Pagina(1, texto)], [perfil], Ambito(), umbral=0)
    return propuesta.confianza


def test_sube_lo_que_se_dice_como_quien_lo_prueba_y_baja_lo_que_no():
    sin_lexico = confianza(SUYO, "")
    assert sin_lexico == confianza(AJENO, "")
    assert confianza(AJENO, LEXICO) < sin_lexico < confianza(SUYO, LEXICO)


def test_pocas_palabras_dicen_poco():
    assert confianza("El asilo y el anciano.", LEXICO) > confianza(AJENO, LEXICO)


def test_por_si_solo_no_propone_un_tema():
    perfil = Perfil("tema:T", "T", Clase.TEMA, "Tema", terminos=TERMINOS, lexico=LEXICO)
    assert not proponer([Pagina(1, SUYO.replace("asilo", "ayuda"))], [perfil], Ambito(), umbral=0)


def test_de_un_documento_largo_se_mira_lo_que_rodea_al_pasaje():
    relleno = "El presupuesto municipal se publica cada trimestre con sus anexos y cuadros de gasto. " * 90
    assert confianza(relleno + SUYO + relleno, LEXICO) > confianza(relleno + AJENO + relleno, LEXICO)


def test_las_mismas_palabras_halladas_por_dos_terminos_cuentan_una_vez():
    uno = Perfil("tema:T", "T", Clase.TEMA, "Tema", terminos=(Termino("cónsul", 2.0),))
    dos = Perfil(
        "tema:T", "T", Clase.TEMA, "Tema", terminos=(Termino("cónsul", 2.0), Termino("consulado|cónsul", 1.5))
    )
    paginas = [Pagina(1, "Los cónsules vinieron ayer.")]
    (con_uno,), (con_dos,) = (proponer(paginas, [perfil], Ambito(), umbral=0) for perfil in (uno, dos))
    assert con_uno.confianza == con_dos.confianza


DICHO = "Piden cuna, mesa, silla, cama, lámpara, olla, plato, vaso, cuchara, toalla, sábana y manta."
DEL_NODO = (
    "cuna:200 mesa:90 silla:90 cama:100 lámpara:300 olla:90 plato:90 vaso:90 cuchara:90 toalla:250 "
    "sábana:90 manta:280"
)


def papel(texto: str, exige: tuple[tuple[str, ...], ...] = ()):
    """Lo que se propone de un nodo que no dice ninguno de sus términos."""
    ambito = Ambito(casa=("Comisión de Migrantes",), a_secas="Comisión")
    terminos = (Termino("plan operativo", 3, en_papel=True),)
    perfil = Perfil("plan:N", "N", Clase.NODO, "Nodo", terminos=terminos, lexico=DEL_NODO, exige=exige)
    return proponer([Pagina(1, texto)], [perfil], ambito)


def test_en_un_papel_de_la_casa_propone_el_nodo_de_que_habla_y_dice_por_que():
    (propuesta,) = papel(f"Comisión de Migrantes. {DICHO}")
    (razon,) = propuesta.razones
    assert razon.clase == "lexico"
    assert razon.texto == "habla como los que lo prueban: «cuna», «lámpara», «toalla», «manta»"
    assert f"Comisión de Migrantes. {DICHO}"[razon.inicio : razon.fin].startswith("cuna, mesa")
    assert DICHO in propuesta.pasaje


def test_no_en_el_de_otro_ni_donde_falta_lo_que_exige():
    assert not papel(f"Comisión de Turismo. {DICHO}")
    assert not papel(f"Comisión de Migrantes. {DICHO}", exige=(("COPAREM",),))


def test_unas_pocas_palabras_no_bastan():
    assert not papel("Comisión de Migrantes. Piden lámpara, toalla y manta.")
