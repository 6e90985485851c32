"""Dos textos comparados artículo por artículo."""

import random

from leyes_de_prueba import ley

from indexador.juridico.comparacion import Suerte, contar, cotejar
from indexador.juridico.estructura import estructurar
from indexador.juridico.unidades import Unidad, unidades

VIEJA = (
    "Objeto. Esta ley crea el consejo de los migrantes y sus fines son públicos.",
    "Sede. La sede del consejo está en la ciudad de Guatemala y tendrá oficinas.",
    "Fondos. El Estado dará al consejo cinco millones cada año para su trabajo.",
    "Vigencia. El decreto entra en vigencia a los ocho días de su publicación.",
)


def _de(*articulos: str) -> tuple[Unidad, ...]:
    paginas = ley(*articulos)
    return tuple(una for una in unidades(paginas, estructurar(paginas)) if una.articulo)


def _dicho(cotejo) -> list[tuple[str, str, str, bool]]:
    etiqueta = lambda una: una.etiqueta.removeprefix("Artículo ") if una else "-"  # noqa: E731
    return [(etiqueta(p.uno), etiqueta(p.otro), p.suerte.value, p.movido) for p in cotejo.pares]


def test_dice_qué_palabras_cambian_y_qué_se_añade_o_se_quita():
    nueva = (VIEJA[0], VIEJA[1].replace("Guatemala", "Xela"), VIEJA[3])
    cotejo = cotejar(_de(*VIEJA), _de(*nueva))
    assert _dicho(cotejo) == [
        ("1", "1", "igual", False),
        ("2", "2", "cambiado", False),
        ("3", "-", "suprimido", False),
        ("4", "3", "igual", True),
    ]
    tramos = [
        (t.clase.value, t.texto.strip()) for t in cotejo.pares[1].diferencia.tramos if t.clase != "igual"
    ]
    assert tramos == [("quitado", "Guatemala"), ("puesto", "Xela")]


def test_un_artículo_intercalado_no_desempareja_los_que_siguen():
    cotejo = cotejar(_de(*VIEJA), _de(VIEJA[0], "Definiciones. Migrante es quien deja su país.", *VIEJA[1:]))
    assert [(uno, otro) for uno, otro, *_ in _dicho(cotejo)] == [
        ("1", "1"),
        ("-", "2"),
        ("2", "3"),
        ("3", "4"),
        ("4", "5"),
    ]


def test_el_rótulo_escrito_de_otro_modo_no_es_un_cambio():
    otra = [ley(*VIEJA)[0].replace("ARTÍCULO 1. ", "Artículo 1º.- ")]
    suyas = [una for una in unidades(otra, estructurar(otra)) if una.articulo]
    assert cotejar(_de(*VIEJA), suyas).pares[0].suerte == Suerte.IGUAL


def test_dos_leyes_ajenas_no_se_emparejan_por_el_número():
    cotejo = cotejar(
        _de(*VIEJA[:2]), _de("Aduanas. Pagará arancel quien importe.", "Multas. Cien quetzales.")
    )
    assert {par.suerte for par in cotejo.pares} == {Suerte.NUEVO, Suerte.SUPRIMIDO}


def test_lo_que_parece_un_error_de_lectura_se_cuenta_aparte():
    una = Unidad("1", "", "la distribución de 200 bienes a ~ los recurso~ de todos", 1)
    otra = Unidad("1", "", "la distribucion de 300 bienes a los recursos de otros", 1)
    recuento = contar(cotejar([una], [otra]).pares[0].diferencia)
    assert (recuento.cambios, recuento.de_lectura) == (5, 3)


def test_sin_artículos_se_comparan_las_páginas():
    paginas = ["El informe dice una cosa.", "Y después otra."]
    assert [una.etiqueta for una in unidades(paginas, estructurar(paginas))] == ["Página 1", "Página 2"]


def test_dos_textos_hostiles_no_pasan_del_plazo():
    dado = random.Random(1)
    textos = [
        [
            Unidad(str(n), "", " ".join(dado.choices([f"p{m}" for m in range(90)], k=3_000)), 1)
            for n in range(9)
        ]
        for _ in range(2)
    ]
    pasos = iter(range(1_000_000))
    cotejo = cotejar(*textos, segundos=60, cronometro=lambda: float(next(pasos)))
    assert not cotejo.entero and next(pasos) < 500


def test_lo_que_está_fuera_de_los_artículos_también_se_compara():
    def dictamen(sentido: str, firma: str) -> tuple[Unidad, ...]:
        articulos = "Artículo 1. Objeto. Uno.\n\nArtículo 2. Vigencia. Rige hoy."
        paginas = [
            f"HONORABLE PLENO\n\nEsta comisión emite dictamen {sentido} a la iniciativa 4126.",
            f"CAPÍTULO I\nDISPOSICIONES\n\n{articulos}\n\nDADO EN EL PALACIO LEGISLATIVO, {firma}.",
        ]
        return unidades(paginas, estructurar(paginas))

    cotejo = cotejar(dictamen("FAVORABLE", "EL UNO"), dictamen("FAVORABLE CON MODIFICACIONES", "EL DOS"))
    cambian = [par for par in cotejo.pares if par.suerte == Suerte.CAMBIADO]
    assert [par.otro.etiqueta for par in cambian] == ["Antes del primer artículo", "Fórmula final"]
    assert any("CON MODIFICACIONES" in tramo.texto for tramo in cambian[0].diferencia.tramos)
    assert "CAPÍTULO" not in cambian[0].otro.cuerpo and cambian[0].otro.articulo is None
