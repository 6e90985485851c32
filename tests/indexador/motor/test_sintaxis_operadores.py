"""Cercanía, comodines, parecidos, formas exactas, fechas, artículos y los nombres de los campos."""

import pytest
from arbol_de_prueba import avisos, leer

from centro_doc.catalogo.tipos import tipos
from indexador.motor.campos import FECHAS
from indexador.motor.nodos import FECHA_PRINCIPAL
from indexador.motor.valores import MAXIMO_DE_ARTICULOS


@pytest.mark.parametrize(
    ("consulta", "arbol"),
    [
        ("migra*ción", "<migra*cion>"),
        ("c?digo", "<c?digo>"),
        ("*grante", "<*grante>"),
        ("migr**te", "<migr*te>"),
        ("migra*", "migra*"),
        ("socio-econ*ico", "(socio & <econ*ico>)"),
        ("46-20?7", "<46-20?7>"),
        ("46/20*", "46-20*"),
        ("¿qué dice el código?", "codigo"),
        ("¿Hay refugio?, ¿hay asilo??", "(refugio & asilo)"),
        ("?", "todo"),
        ("migrasion~", "migrasion~1"),
        ("migrasion~2", "migrasion~2"),
        ("MIGRASIÓN~1", "migrasion~1"),
        ("=migrantes", "=migrantes"),
        ("=Código", "=codigo"),
        ('="plan nacional"', '"plan nacional"'),
        ("-=migrantes ley", "(-=migrantes & ley)"),
        ('"red consular"~4', '"red consular"~4'),
        ('"consular"~4', '"consular"'),
        ('"red consular" ~ 4', '"red consular"~4'),
        ('"red consular"~ 4 ley', '("red consular"~4 & ley)'),
        ('("red consular" ~4)', '"red consular"~4'),
        ('titulo:"ley de migración"~2', 'titulo:"ley de migracion"~2'),
        ("retorno CERCA/5 laboral", "[retorno 5 laboral]"),
        ("retorno NEAR/5 laboral", "[retorno 5 laboral]"),
        ("retorno cerca/5 laboral", "[retorno 5 laboral]"),
        ("retorno CERCA laboral", "[retorno 10 laboral]"),
        ("a1 CERCA/5 b1 CERCA/5 c1", "[a1 5 b1 5 c1]"),
        ('"plan nacional" CERCA/3 migra*', '["plan nacional" 3 migra*]'),
        ("migrasion~ CERCA/3 *torno", "[migrasion~1 3 <*torno>]"),
        ("ley retorno CERCA/5 laboral CONAMIGUA", "(ley & [retorno 5 laboral] & conamigua)"),
        ("a1 CERCA/5 b1 O c1", "([a1 5 b1] | c1)"),
        ("-retorno CERCA/5 laboral", "-[retorno 5 laboral]"),
        ("(niño O niña) CERCA/4 migrante", "([niño 4 migrante] | [niña 4 migrante])"),
        ("titulo:(ley CERCA/3 migración)", "titulo:[ley 3 migracion]"),
        ("titulo:ley CERCA/3 migración", "titulo:[ley 3 migracion]"),
        ("socio-económico CERCA/3 plan", '["socio economico" 3 plan]'),
        ("plan CERCA/3 socio-económico", '[plan 3 "socio economico"]'),
        ("de CERCA/3 la", "[de 3 la]"),
        ("cerca de la frontera", "(cerca & frontera)"),
        ("LEY MIGRANTES CERCA DE LA FRONTERA", "(ley & migrantes & cerca & frontera)"),
    ],
)
def test_se_entiende(consulta, arbol):
    assert leer(consulta) == arbol
    assert avisos(consulta) == []


@pytest.mark.parametrize(
    ("consulta", "arbol"),
    [
        ("fecha:2009", "fecha=2009-01-01..2009-12-31"),
        ("fecha:2009-03..2010", "fecha=2009-03-01..2010-12-31"),
        ("fecha:15/03/2009", "fecha=2009-03-15..2009-03-15"),
        ("fecha:marzo 2009", "fecha=2009-03-01..2009-03-31"),
        ("fecha:15 de marzo de 2009 ley", "(fecha=2009-03-15..2009-03-15 & ley)"),
        ('fecha:"marzo de 2009"', "fecha=2009-03-01..2009-03-31"),
        ("publicacion:..2012-05-31", "publicacion=..2012-05-31"),
        ("publicación:2012..", "publicacion=2012-01-01.."),
        ("presentación:2009..2007", "presentacion=2007-01-01..2009-12-31"),
        ("fecha_dictamen:2010", "dictamen=2010-01-01..2010-12-31"),
        ("desde:2009", "fecha=2009-01-01.."),
        ("hasta:2012-02", "fecha=..2012-02-29"),
        ("desde:marzo 2009 hasta:2010", "(fecha=2009-03-01.. & fecha=..2010-12-31)"),
        ("año:2009", "2009-2009"),
        ("year:2009", "2009-2009"),
        ("articulo:12", "art=12"),
        ("Artículo:12", "art=12"),
        ("art:12", "art=12"),
        ("articulo:12 bis", "art=12 bis"),
        ("articulo:12-A", "art=12 a"),
        ("articulo:26 transitorio voto", "(art=26 transitorio & voto)"),
        ("articulo:12 visas", "(art=12 & visas)"),
        ("articulo:1º", "art=1"),
        ("articulo:décimo segundo", "art=12"),
        ("articulo:7,8", "(art=7 | art=8)"),
        ("articulo:(7 O 8)", "(art=7 | art=8)"),
        ("articulo:12..14", "(art=12 | art=13 | art=14)"),
        ("articulo:12-13", "(art=12 | art=13)"),
        ("articulo:13–12,1", "(art=12 | art=13 | art=1)"),
        ("norma:44-2016 articulo:12", "(#44-2016 & art=12)"),
        ("decreto:46-2007 artículo:12", "(decreto#46-2007 & art=12)"),
        ("codigo:44-2016", "codigo#44-2016"),
        ("ley:57-2008", "ley#57-2008"),
        ("acuerdo:106-2009", "acuerdo#106-2009"),
        ("ley:migración", "(titulo:ley & titulo:migracion)"),
        ('ley:"acceso a la información"', '(titulo:ley & titulo:"acceso a la informacion")'),
        ("autor:Pérez", "registro:perez"),
        ("registro:(Pérez O López)", "(registro:perez | registro:lopez)"),
        ("texto:remesas", "texto:remesas"),
        ('texto:"remesas familiares"', 'texto:"remesas familiares"'),
        ("title:migración", "titulo:migracion"),
        ("type:acta topic:AG2", "(tipo=acta & tema=ag2)"),
        ("titulo:(ley O código)", "(titulo:ley | titulo:codigo)"),
        ("titulo:(ley NO (código O reglamento))", "(titulo:ley & -(titulo:codigo | titulo:reglamento))"),
        ("titulo:(ley texto:remesas)", "(titulo:ley & texto:remesas)"),
        ("tipo:(acta O dictamen) ley", "((tipo=acta | tipo=dictamen) & ley)"),
        ("tipo:(acta dictamen) ley", "((tipo=acta | tipo=dictamen) & ley)"),
        ("año:(2009 2011)", "(2009-2009 | 2011-2011)"),
        ("articulo:(7 8)", "(art=7 | art=8)"),
        ("tema:(AG1 AG2)", "(tema=ag1 & tema=ag2)"),
        ("tipo:(NO acta)", "-tipo=acta"),
        ("año:(2009 O 2011)", "(2009-2009 | 2011-2011)"),
        ("tipo:-acta", "-tipo=acta"),
        ("titulo:-ley", "-titulo:ley"),
        ("titulo:NO ley", "-titulo:ley"),
        ("refugio titulo:NOT (ley O acta)", "(refugio & -(titulo:ley | titulo:acta))"),
        ("tipo:NO acta refugio", "(-tipo=acta & refugio)"),
        ("refugio !ley", "(refugio & -ley)"),
        ("refugio !titulo:ley", "(refugio & -titulo:ley)"),
        ("!alto! ley", "(alto & ley)"),
        ("Vigencia: el presente decreto", "(vigencia & presente & decreto)"),
        ("Ley: se decreta", "(ley & decreta)"),
        ("tipo: acta", "tipo=acta"),
        ("http://oj.gob.gt", "oj.gob.gt"),
    ],
)
def test_un_campo_pide_lo_suyo(consulta, arbol):
    assert leer(consulta) == arbol
    assert avisos(consulta) == []


@pytest.mark.parametrize(
    ("consulta", "arbol", "dicho"),
    [
        ("m*g", "(m & g)", "«m*g» es muy corto"),
        ("?a*", "a", "es muy corto"),
        ("sol~", "sol", "no se puede buscar por parecido"),
        ("46-2007~", "46-2007", "no se puede buscar por parecido"),
        ("migrasion~3", "migrasion~2", "dos letras distintas"),
        ("leyes~2", "leyes~1", "una letra distinta"),
        ('"plan nacional"~', '"plan nacional"', "Falta cuántas palabras"),
        ('"plan nacional"~900', '"plan nacional"~100', "a lo sumo 100 palabras"),
        ('"plan nacion*"', '"plan nacion"', "no vale el asterisco"),
        ("CERCA ley", "ley", "no tiene qué unir"),
        ("ley CERCA/3", "ley", "no tiene qué unir"),
        ("ley CERCA/3 CERCA/3 retorno", "[ley 3 retorno]", "no tiene qué unir"),
        ("ley CERCA/3 O retorno", "(ley | retorno)", "no tiene qué unir"),
        ("ley CERCA/3 -retorno", "(ley & -retorno)", "no tiene qué unir"),
        ("ley CERCA/3 tipo:acta", "(ley & tipo=acta)", "sin medir la distancia"),
        ("(ley plan) CERCA/3 retorno", "(ley & plan & retorno)", "sin medir la distancia"),
        ("a1 CERCA/5 b1 CERCA/7 c1", "[a1 7 b1 7 c1]", "la mayor: 7"),
        ("a1 CERCA/900 b1", "[a1 100 b1]", "a lo sumo 100 palabras"),
        ("ley fecha:ayer", "ley", "No entendimos la fecha en «fecha:ayer»"),
        ("ley fecha:31/02/2009", "ley", "No entendimos la fecha"),
        ("ley desde:..2009", "ley", "No entendimos la fecha"),
        ("articulo:12xyz", "art=12", "De «articulo:12xyz» sólo se entendió el artículo 12"),
        ("articulo:12..", "art=12", "De «articulo:12..» sólo se entendió el artículo 12"),
        ("ley articulo:mucho", "ley", "No entendimos el artículo en «articulo:mucho»"),
        ("insitucion:pdh", "(insitucion & pdh)", "quizá quiso escribir «institucion:»"),
    ],
)
def test_lo_que_no_se_entiende_se_enmienda_y_se_dice(consulta, arbol, dicho):
    assert leer(consulta) == arbol
    assert any(dicho in aviso for aviso in avisos(consulta)), avisos(consulta)


def test_los_articulos_de_un_intervalo_estan_acotados_y_se_dice():
    assert leer("articulo:9..9999").count("art=") == MAXIMO_DE_ARTICULOS
    assert "se buscaron los artículos 9 a 58" in avisos("articulo:9..9999")[0]


def test_las_alternativas_de_una_cercania_estan_acotadas():
    muchas = "(" + " O ".join(f"a{n}" for n in range(9)) + ")"
    assert any("sin medir la distancia" in aviso for aviso in avisos(f"{muchas} CERCA {muchas}"))


def test_toda_clase_de_fecha_del_catalogo_se_puede_pedir():
    for clase in tipos().fechas:
        assert leer(f"fecha_{clase}:2009") == f"{clase}=2009-01-01..2009-12-31"
    assert set(FECHAS.values()) == {*tipos().fechas, FECHA_PRINCIPAL}
