"""El orden de lectura de un PDF cuyo dibujo no lo sigue, y el de los que no hay que tocar."""

import pytest
from reportlab.pdfgen.canvas import Canvas

from indexador.extraccion import TipoDeArchivo, extraer
from indexador.extraccion.espaciado import Trozo
from indexador.extraccion.orden import en_orden

PROSA = """El Congreso de la República decreta la presente ley que tiene por objeto regular las medidas de
protección a las personas migrantes y sus familias en el territorio nacional, así como la repatriación digna
de quienes retornan al país. Para ello se crea un consejo nacional de atención que coordina con las
instituciones del Estado y con las organizaciones que trabajan en favor de la niñez no acompañada, con apego
a los convenios internacionales que fueron ratificados. El reglamento se emite dentro de los noventa días
siguientes a la entrada en vigencia de la ley, que será el día de su publicación en el diario oficial."""


def columnas(cuantas, letras):
    """La prosa en renglones de a lo más `letras`, repartidos en columnas iguales."""
    renglones, actual = [], ""
    for palabra in PROSA.split():
        if len(actual) + len(palabra) >= letras:
            renglones.append(actual)
            actual = ""
        actual = f"{actual} {palabra}".strip()
    alto = len(renglones) // cuantas
    return [renglones[n * alto : (n + 1) * alto] for n in range(cuantas)]


def leer(tmp_path, dibujo, girada=0):
    """La página hecha con `dibujo`: lo que va en cada lugar `(x, y)`, en el orden en que se dibuja."""
    lienzo = Canvas(str(tmp_path / "a.pdf"), pagesize=(612, 792))
    lienzo.setFont("Times-Roman", 10)
    if girada:
        lienzo.setPageRotation(girada)
    for x, y, que in dibujo:
        if isinstance(que, str):
            lienzo.drawString(x, y, que)
        else:
            lienzo.line(x, y, *que)
    lienzo.save()
    pagina = extraer(tmp_path / "a.pdf", TipoDeArchivo.PDF).paginas[0]
    assert [pagina.texto[p.inicio : p.fin] for p in pagina.palabras] == pagina.texto.split()
    return pagina


def en(x, renglones, desde=700, paso=12):
    return [(x, desde - paso * n, renglon) for n, renglon in enumerate(renglones)]


def alternar(*listas):
    return [uno for fila in zip(*listas, strict=True) for uno in fila]


TITULO = (72, 740, "DIARIO DE CENTRO AMÉRICA, Guatemala, martes 12 de mayo de 2009, número 45, tomo 287")


@pytest.mark.parametrize("corrida", [0, 4, 5, 8])
def test_dos_columnas_dibujadas_renglon_a_renglon_se_leen_una_tras_otra(tmp_path, corrida):
    una, otra = columnas(2, 44)
    dibujo = alternar(en(72, una), en(320, otra, 700 - corrida))
    pagina = leer(tmp_path, [TITULO, *dibujo, (300, 40, "4")])
    assert pagina.texto.split() == [*TITULO[2].split(), *" ".join(una + otra).split(), "4"]
    assert pagina.palabras[-2].x0 > 0.5


@pytest.mark.parametrize("corrida", [0, 3])
def test_tres_columnas_alternadas_tambien(tmp_path, corrida):
    suyas = columnas(3, 28)
    lugares = [(50, 700), (230, 700 - corrida), (410, 700 - 2 * corrida)]
    dibujo = alternar(*(en(x, suya, y) for (x, y), suya in zip(lugares, suyas, strict=True)))
    esperado = [palabra for suya in suyas for palabra in " ".join(suya).split()]
    assert leer(tmp_path, dibujo).texto.split() == esperado


def test_un_titulo_a_todo_lo_ancho_parte_las_columnas_en_dos_bandas(tmp_path):
    una, otra = columnas(2, 44)
    arriba = alternar(en(72, una), en(320, otra))
    titulo = (72, 540, "ACUERDO GUBERNATIVO NÚMERO DOCE GUION DOS MIL NUEVE, DEL DOCE DE MAYO")
    abajo = alternar(en(72, una, 520), en(320, otra, 520))
    cuerpo = " ".join(una + otra).split()
    assert leer(tmp_path, [*arriba, titulo, *abajo]).texto.split() == cuerpo + titulo[2].split() + cuerpo


def test_la_columna_derecha_dibujada_primero_se_lee_despues(tmp_path):
    una, otra = columnas(2, 44)
    pagina = leer(tmp_path, [TITULO, *en(320, otra), *en(72, una)])
    assert pagina.texto.split() == [*TITULO[2].split(), *" ".join(una + otra).split()]


def test_la_palabra_que_parte_el_cambio_de_columna_queda_seguida(tmp_path):
    una, otra = columnas(2, 44)
    una[-1], otra[0] = "con derecho a la repa-", "triación digna de todas las personas y"
    texto = leer(tmp_path, alternar(en(72, una), en(320, otra))).texto
    assert "repa-" in texto
    assert texto.split("repa-")[1].split()[0] == "triación"


def test_las_columnas_bien_dibujadas_quedan_como_estan(tmp_path):
    una, otra = columnas(2, 44)
    pagina = leer(tmp_path, [*en(72, una), *en(320, otra)])
    assert pagina.texto.split() == " ".join(una + otra).split()


@pytest.mark.parametrize(
    ("izquierda", "derecha"),
    [
        (["Juan Pérez"] * 8, ["Presidente de la Comisión"] * 8),
        (["Artículo 12 de la ley vigente"] * 8, ["14", "15", "16", "17", "18", "19", "20", "21"]),
        (["Q 1,200.00 Q 14.50 Q 3.00"] * 8, ["Q 15.00 Q 2.00 Q 1,345.00"] * 8),
    ],
    ids=["firmas", "índice", "cifras"],
)
def test_lo_que_no_es_prosa_se_lee_renglon_por_renglon(tmp_path, izquierda, derecha):
    pagina = leer(tmp_path, alternar(en(72, izquierda), en(320, derecha)))
    filas = [f"{a} {b}" for a, b in zip(izquierda, derecha, strict=True)]
    assert pagina.texto.splitlines() == filas


def test_los_parrafos_y_los_numeros_de_lista_dibujados_aparte_van_en_su_lugar(tmp_path):
    """Como los deja un programa de maquetación: el cuerpo, luego las listas y al final los números."""
    dibujo = [
        (72, 700, "Artículo 1. La presente ley tiene por objeto:"),
        (72, 640, "Artículo 2. Esta ley es de orden público."),
        (100, 680, "Garantizar el acceso a la información;"),
        (100, 660, "Proteger los datos de las personas."),
        (80, 680, "1."),
        (80, 660, "2."),
    ]
    renglones = [r for r in leer(tmp_path, [(290, 30, "17"), *dibujo]).texto.splitlines() if r]
    numerados = [" ".join(renglones[n : n + 2]) for n in (1, 3)]
    assert renglones[0].startswith("Artículo 1.")
    assert numerados == [
        "1. Garantizar el acceso a la información;",
        "2. Proteger los datos de las personas.",
    ]
    assert renglones[-2:] == ["Artículo 2. Esta ley es de orden público.", "17"]


X = (72, 190, 340, 500)
CUADRO = (
    (["Artículo"], ["Texto vigente"], ["Texto propuesto"]),
    (
        ["Artículo 12"],
        ["Las personas migrantes", "tienen derecho."],
        ["Las personas", "y sus familias", "tienen."],
    ),
    (["Artículo", "13"], ["El Estado garantiza la", "protección."], ["Se deroga."]),
    (["uno", "dos"], ["tres", "cuatro"], ["cinco", "seis"]),
)


def cuadro(*, unida=()):
    """Las rayas y los renglones del cuadro, dibujado a lo ancho; sin raya bajo lo `unida` (fila, columna)."""
    y = 700
    dibujo = [(X[0], y, (X[-1], y))]
    for numero, fila in enumerate(CUADRO):
        arriba = y
        for renglon in range(max(map(len, fila))):
            y -= 12
            for columna, celda in enumerate(fila):
                dibujo += [(X[columna] + 4, y, texto) for texto in celda[renglon : renglon + 1]]
        y -= 4
        dibujo += [(x, arriba, (x, y)) for x in X]
        for columna in range(3):
            if (numero, columna) not in unida:
                dibujo.append((X[columna], y, (X[columna + 1], y)))
    return dibujo


def test_una_tabla_dibujada_a_lo_ancho_se_lee_celda_por_celda(tmp_path):
    dibujo = [(72, 740, "Cuadro comparativo"), *cuadro(), (72, 500, "Fin del cuadro")]
    celdas = [palabra for fila in CUADRO for celda in fila for palabra in " ".join(celda).split()]
    assert leer(tmp_path, dibujo).texto.split() == ["Cuadro", "comparativo", *celdas, "Fin", "del", "cuadro"]


def test_la_tabla_sin_rayas_entre_sus_filas_se_lee_fila_a_fila(tmp_path):
    """Con sólo las rayas de las columnas, cada «celda» es una columna entera."""
    filas = [("Guatemala", "Sur", f"{n}.{n}") for n in range(10, 18)]
    y = 700 - 12 * len(filas)
    marco = [(X[0], alto, (X[-1], alto)) for alto in (712, y)] + [(x, 712, (x, y)) for x in X]
    datos = [(X[c] + 4, 700 - 12 * n, celda) for n, fila in enumerate(filas) for c, celda in enumerate(fila)]
    assert leer(tmp_path, [*marco, *datos]).texto.splitlines() == [" ".join(fila) for fila in filas]


def test_la_celda_que_abarca_dos_filas_se_lee_antes_que_la_segunda(tmp_path):
    """La primera columna de las filas segunda y tercera es una sola celda."""
    texto = " ".join(leer(tmp_path, cuadro(unida={(1, 0)})).texto.split())
    assert "Artículo 12 Artículo 13 Las personas migrantes tienen derecho. Las personas y sus" in texto
    assert texto.endswith("El Estado garantiza la protección. Se deroga. uno dos tres cuatro cinco seis")


def marco(izquierda, derecha, arriba, abajo):
    esquinas = [(izquierda, arriba), (derecha, arriba), (derecha, abajo), (izquierda, abajo)]
    return [(*una, otra) for una, otra in zip(esquinas, esquinas[1:] + esquinas[:1], strict=True)]


@pytest.mark.parametrize("encabezada", [False, True])
def test_la_tabla_metida_en_una_celda_se_lee_antes_que_la_celda_de_su_derecha(tmp_path, encabezada):
    """La de adentro empieza más abajo que su vecina, que es de la misma fila de la de afuera."""
    parejas = [(f"{n} interno", "detalle y lo", "que sigue", "del cuadro") for n in ("uno", "dos", "tres")]
    prosa = ["El programa atiende a las", "personas migrantes que", "retornan al país y coordina"]
    prosa += ["con las municipalidades", "los albergues abiertos", "durante todo el año."]
    dibujo = [*marco(72, 300, 720, 600), *marco(300, 540, 720, 600)]
    titulo = [(76, 707, "cuadro de avance")] if encabezada else []
    for numero, pareja in enumerate(parejas):
        arriba = 700 - 30 * numero
        dibujo += [*marco(80, 170, arriba, arriba - 30), *marco(170, 292, arriba, arriba - 30)]
        alturas = (arriba - 11, arriba - 11, arriba - 23, arriba - 23)
        letras = list(zip((84, 174, 84, 174), alturas, pareja, strict=True))
        for renglon, y in ((0, arriba - 11), (1, arriba - 23)):
            dibujo += [*letras[2 * renglon : 2 * renglon + 2], (306, y, prosa[2 * numero + renglon])]
    adentro = [p for una in parejas for c in (una[::2], una[1::2]) for p in " ".join(c).split()]
    esperado = [*(titulo[0][2].split() if titulo else []), *adentro, *" ".join(prosa).split()]
    assert leer(tmp_path, [*titulo, *dibujo]).texto.split() == esperado


def test_un_plano_de_miles_de_letreros_se_deja_como_esta():
    """Comparar cada uno con todos crecería con el cuadrado, y en un plano no hay orden que hallar."""

    def subiendo(cuantos):
        return [
            Trozo("Calle", "\n", 0.1, 1 - n / cuantos, 0.2, 1 - (n - 0.5) / cuantos)
            for n in range(1, cuantos)
        ]

    muchos, pocos = subiendo(2_000), subiendo(50)
    assert en_orden(muchos, 1.3) is muchos
    assert [t.y0 for t in en_orden(pocos, 1.3)] == sorted(t.y0 for t in pocos)


def test_una_hoja_girada_o_un_texto_de_cabeza_no_se_toca(tmp_path):
    una, otra = columnas(2, 44)
    dibujo = alternar(en(72, una), en(320, otra))
    assert leer(tmp_path, dibujo, girada=90).texto.split()[:8] == f"{una[0]} {otra[0]}".split()[:8]
