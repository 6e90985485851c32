"""Una sigla halla también lo que abrevia, según lo que dicen los documentos públicos."""

from motor_de_prueba import ANONIMO, PERSONAL, buscar, ficha, hallados

from indexador.lengua import raiz
from indexador.motor import MotorWhoosh

DEFINE = ficha(1, "Convenio marco", "El Instituto Guatemalteco de Migración (IGM) y otros. El IGM firma.")
DESARROLLA = ficha(2, "Estructura del Instituto Guatemalteco de Migración", "Sus unidades.")
AJENO = ficha(3, "Otro asunto", "Nada del instituto.")


def motor_con(ruta, *fichas):
    motor = MotorWhoosh.abrir(ruta)
    motor.escribir(list(fichas))
    return motor


def test_una_sigla_halla_a_quien_solo_la_dice_con_todas_sus_letras(tmp_path):
    motor = motor_con(tmp_path, DEFINE, DESARROLLA, AJENO)
    assert hallados(motor, "IGM") == [2, 1]
    assert hallados(motor, "IGM unidades") == [2]
    assert ("instituto", "guatemalteco", "de", "migracion") in buscar(motor, "IGM").resaltar.frases


def test_un_nombre_halla_a_quien_solo_dice_la_sigla(tmp_path):
    solo = ficha(4, "Visita", "La IGM informa de sus unidades.")
    motor = motor_con(tmp_path, DEFINE, DESARROLLA, AJENO, solo)
    assert set(hallados(motor, "Instituto Guatemalteco de Migración")) == {1, 2, 4}
    assert set(hallados(motor, "unidades del instituto guatemalteco de migración")) == {2, 4}
    assert hallados(motor, "instituto guatemalteco de migración")[-1] == 4
    assert "igm" in buscar(motor, "instituto guatemalteco de migración").resaltar.formas


def test_lo_que_no_es_el_nombre_entero_o_se_pide_tal_cual_no_halla_la_sigla(tmp_path):
    solo = ficha(4, "Visita", "La IGM informa.")
    motor = motor_con(tmp_path, DEFINE, DESARROLLA, AJENO, solo)
    for consulta in (
        "instituto guatemalteco",
        '"instituto guatemalteco de migración"',
        "migración del instituto guatemalteco",
        "titulo:instituto guatemalteco de migración",
    ):
        assert 4 not in hallados(motor, consulta)


def test_la_sigla_que_es_palabra_corriente_no_vale_por_su_nombre(tmp_path):
    comunes = [ficha(n, "", "una vez pagado") for n in range(10, 60)]
    motor = motor_con(tmp_path, ficha(4, "", "Valor Económico Zonal (VEZ)"), AJENO, *comunes)
    assert hallados(motor, "valor económico zonal", por_pagina=100) == [4]


def test_el_nombre_que_solo_abrevia_un_documento_oculto_no_ensenia_la_sigla(tmp_path):
    oculto = ficha(5, "Oculto", "El Fondo de Ayuda Migratoria (FAM) y otros.", marcas=("personal",))
    dice, nombra = ficha(6, "Uno", "El FAM opera."), ficha(7, "Dos", "Fondo de ayuda migratoria.")
    motor = motor_con(tmp_path, oculto, dice, nombra)
    assert hallados(motor, "fondo de ayuda migratoria") == [7]
    assert set(hallados(motor, "fondo de ayuda migratoria", PERSONAL)) == {5, 7}


def test_en_minusculas_vale_si_los_documentos_la_usan_como_sigla(tmp_path):
    comunes = [ficha(n, "", "una vez pagado") for n in range(10, 60)]
    vez = ficha(4, "", "Valor Económico Zonal (VEZ)")
    motor = motor_con(tmp_path, DEFINE, DESARROLLA, AJENO, vez, *comunes, ficha(5, "Valor económico zonal"))
    assert hallados(motor, "igm") == [2, 1]
    assert 5 not in hallados(motor, "vez", por_pagina=100)
    assert 5 in hallados(motor, "VEZ", por_pagina=100)


def test_entre_comillas_o_en_una_consulta_toda_en_mayusculas_es_una_palabra_mas(tmp_path):
    motor = motor_con(
        tmp_path, ficha(1, "Sobre el sol", "Sistema Ordenado Local (SOL)"), ficha(2, "Sistema ordenado local")
    )
    assert hallados(motor, '"SOL"') == [1]
    otros = [ficha(n, "", "el sol sale") for n in range(10, 40)]
    motor.escribir(otros)
    assert 2 not in hallados(motor, "SOL SALE", por_pagina=50)


def test_las_iniciales_de_un_titulo_lo_nombran(tmp_path):
    ley = ficha(
        1, "Ley 39/2015, de 1 de octubre, del Procedimiento Administrativo Común de los Entes", "nada"
    )
    otra = ficha(2, "Reglamento interno", "Según la LPAC, los plazos.")
    motor = motor_con(tmp_path, ley, otra, AJENO)
    assert hallados(motor, "LPAC")[0] == 1
    assert hallados(motor, "LPAC plazos") == [2]


def test_una_sigla_con_minusculas_nombra_por_sus_mayusculas(tmp_path):
    motor = motor_con(tmp_path, ficha(1, "Ley de Enjuiciamiento Criminal", "nada"), AJENO)
    assert hallados(motor, "LECrim") == [1]


def test_de_varias_expansiones_pesa_mas_la_mas_usada(tmp_path):
    usadas = [ficha(n, "", "Plan Estratégico Nacional (PEN)") for n in range(10, 14)]
    rara = ficha(20, "", "Permiso de Entrada Nocturna (PEN)")
    titulos = [ficha(1, "Plan estratégico nacional"), ficha(2, "Permiso de entrada nocturna")]
    motor = motor_con(tmp_path, *usadas, rara, *titulos)
    orden = hallados(motor, "PEN")
    assert orden.index(1) < orden.index(2)


def test_lo_que_solo_define_un_documento_oculto_no_se_aprende(tmp_path):
    oculto = ficha(1, "Convenio", "El Instituto Guatemalteco de Migración (IGM)", marcas=("personal",))
    visibles = [ficha(2, "", "el Instituto Guatemalteco de Migración"), ficha(4, "", "el IGM")]
    motor, sin_oculto = motor_con(tmp_path, oculto, *visibles), motor_con(tmp_path / "sin", *visibles)
    assert hallados(motor, "IGM", ANONIMO) == [4]
    assert set(hallados(motor, "IGM", PERSONAL)) == {1, 4}
    puntajes = [[acierto.puntaje for acierto in buscar(uno, "IGM").aciertos] for uno in (motor, sin_oculto)]
    assert puntajes[0] == puntajes[1]


def test_una_sigla_no_es_la_palabra_que_comparte_su_raiz(tmp_path):
    motor = motor_con(
        tmp_path, ficha(1, "Venta de ropa", "La ropa usada."), ficha(2, "Padrón", "El ROP abre.")
    )
    assert hallados(motor, "ROP") == [2]
    assert raiz("ropa") not in buscar(motor, "ROP").resaltar.raices


def test_las_letras_de_mas_de_una_sigla_tambien_han_de_estar_en_el_titulo(tmp_path):
    campo = ficha(1, "Ley de Energía para el Campo", "nada")
    motor = motor_con(tmp_path, campo, ficha(2, "Ley de Enjuiciamiento Criminal", "nada"))
    assert hallados(motor, "LECrim") == [2]


def test_una_palabra_con_prefijo_que_nadie_dice_se_busca_sin_el(tmp_path):
    motor = motor_con(
        tmp_path, ficha(1, "Ley del tabaco", "nada"), ficha(2, "Ley del antiguo archivo", "nada")
    )
    assert hallados(motor, "ley antitabaco") == [1]
    assert hallados(motor, "antiguo") == [2]
