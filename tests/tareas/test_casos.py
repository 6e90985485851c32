"""La cola: cada tarea la hace uno, y la de un muerto la retoma otro."""

from concurrent.futures import ThreadPoolExecutor

from centro_doc.comun.bd import lectura, transaccion
from centro_doc.tareas import casos, consultas
from centro_doc.tareas.modelos import EstadoTarea, Prioridad, Tarea


def _encolar(bd, reloj, n=1):
    with transaccion(bd) as sesion:
        for i in range(n):
            casos.encolar(sesion, "extraer", f"CD-{i:05}", {"archivo": i}, reloj=reloj)


def _tomar(bd, reloj, titular="w1"):
    with transaccion(bd) as sesion:
        return casos.tomar(sesion, titular, reloj=reloj)


def _estado(bd):
    with lectura(bd) as sesion:
        return consultas.estado_de_la_cola(sesion)


def test_se_toma_la_mas_antigua_y_una_sola_vez(bd, reloj):
    _encolar(bd, reloj, 2)
    primera = _tomar(bd, reloj)
    assert (primera.objeto, primera.carga, primera.intento, primera.ultimo) == (
        "CD-00000",
        {"archivo": 0},
        1,
        False,
    )
    assert _tomar(bd, reloj, "w2").objeto == "CD-00001"
    assert _tomar(bd, reloj, "w3") is None


def test_lo_que_llego_en_masa_no_retiene_lo_que_una_persona_espera(bd, reloj):
    with transaccion(bd) as sesion:
        for i in range(3):
            casos.encolar(sesion, "extraer", f"ZIP-{i}", {}, reloj=reloj, prioridad=Prioridad.MASIVA)
    _encolar(bd, reloj, 2)
    tomadas = [_tomar(bd, reloj, f"w{i}").objeto for i in range(5)]
    assert tomadas == ["CD-00000", "CD-00001", "ZIP-0", "ZIP-1", "ZIP-2"]


def test_muchos_trabajadores_a_la_vez_no_repiten_ninguna(bd, reloj):
    _encolar(bd, reloj, 40)

    def trabajar(titular):
        hechas = []
        while (tarea := _tomar(bd, reloj, titular)) is not None:
            hechas.append(tarea.id)
            with transaccion(bd) as sesion:
                assert casos.terminar(sesion, tarea, reloj=reloj)
        return hechas

    with ThreadPoolExecutor(6) as grupo:
        hechas = [n for parte in grupo.map(trabajar, "abcdef") for n in parte]
    assert sorted(hechas) == list(range(1, 41))
    assert _estado(bd).hechas == 40


def test_la_de_un_trabajador_muerto_la_retoma_otro_y_el_muerto_ya_no_puede(bd, reloj):
    _encolar(bd, reloj)
    muerta = _tomar(bd, reloj)
    assert _tomar(bd, reloj, "w2") is None
    reloj.avanzar(minutes=2)
    retomada = _tomar(bd, reloj, "w2")
    assert (retomada.id, retomada.intento) == (muerta.id, 2)
    with transaccion(bd) as sesion:
        assert not casos.latir(sesion, muerta, reloj=reloj)
        assert not casos.terminar(sesion, muerta, reloj=reloj)
        assert casos.terminar(sesion, retomada, reloj=reloj)


def test_el_mismo_titular_que_la_perdio_tampoco_puede(bd, reloj):
    _encolar(bd, reloj)
    vieja = _tomar(bd, reloj)
    reloj.avanzar(minutes=2)
    nueva = _tomar(bd, reloj)
    with transaccion(bd) as sesion:
        assert not casos.terminar(sesion, vieja, reloj=reloj)
        assert casos.terminar(sesion, nueva, reloj=reloj)


def test_latir_conserva_la_tarea(bd, reloj):
    _encolar(bd, reloj)
    tarea = _tomar(bd, reloj)
    for _ in range(5):
        reloj.avanzar(seconds=50)
        with transaccion(bd) as sesion:
            assert casos.latir(sesion, tarea, reloj=reloj, avance="página 3 de 9")
    assert _tomar(bd, reloj, "w2") is None
    with lectura(bd) as sesion:
        assert sesion.get(Tarea, tarea.id).avance == "página 3 de 9"


def test_un_fallo_se_reintenta_mas_tarde_y_al_tercero_queda_fallida(bd, reloj):
    _encolar(bd, reloj)
    for espera in (casos.ESPERAS[0], casos.ESPERAS[1]):
        tarea = _tomar(bd, reloj)
        with transaccion(bd) as sesion:
            assert casos.fallar(sesion, tarea, "se cayó", reloj=reloj)
        assert _tomar(bd, reloj) is None
        reloj.avanzar(seconds=espera.total_seconds())
    ultima = _tomar(bd, reloj)
    assert ultima.ultimo
    with transaccion(bd) as sesion:
        casos.fallar(sesion, ultima, "se cayó otra vez", reloj=reloj)
    reloj.avanzar(days=1)
    assert _tomar(bd, reloj) is None
    with lectura(bd) as sesion:
        assert [t.error for t in consultas.fallidas(sesion)] == ["se cayó otra vez"]


def test_un_fallo_definitivo_no_se_reintenta(bd, reloj):
    _encolar(bd, reloj)
    with transaccion(bd) as sesion:
        casos.fallar(sesion, casos.tomar(sesion, "w", reloj=reloj), "no", reloj=reloj, definitivo=True)
    assert _estado(bd).fallidas == 1


def test_la_que_mata_a_tres_trabajadores_queda_fallida_y_se_puede_reintentar(bd, reloj):
    _encolar(bd, reloj)
    for _ in range(3):
        assert _tomar(bd, reloj) is not None
        reloj.avanzar(minutes=2)
    assert _tomar(bd, reloj) is None
    with transaccion(bd) as sesion:
        assert [t.objeto for t in casos.cerrar_agotadas(sesion, reloj=reloj)] == ["CD-00000"]
        assert casos.cerrar_agotadas(sesion, reloj=reloj) == []
    with transaccion(bd) as sesion:
        (tarea,) = consultas.fallidas(sesion)
        assert tarea.error == casos.MOTIVO_SIN_TITULAR
        casos.reintentar(sesion, tarea, reloj=reloj)
    assert _tomar(bd, reloj).intento == 1


def test_solo_se_reintenta_lo_fallido(bd, reloj):
    _encolar(bd, reloj)
    tomada = _tomar(bd, reloj)
    with transaccion(bd) as sesion:
        tarea = sesion.get(Tarea, tomada.id)
        casos.reintentar(sesion, tarea, reloj=reloj)
        assert tarea.estado == EstadoTarea.TOMADA


def test_la_cola_dice_cuanto_espera_lo_mas_antiguo(bd, reloj):
    with lectura(bd) as sesion:
        assert consultas.estado_de_la_cola(sesion).mas_antigua is None
        assert not consultas.hay_trabajo(sesion)
    _encolar(bd, reloj, 2)
    with lectura(bd) as sesion:
        assert consultas.estado_de_la_cola(sesion).mas_antigua == reloj.ahora()
        assert consultas.hay_trabajo(sesion)


def test_un_permiso_lo_tiene_uno_hasta_que_vence_o_lo_suelta(bd, reloj):
    def arrendar(titular):
        with transaccion(bd) as sesion:
            return casos.arrendar(sesion, "escritor", titular, reloj=reloj)

    assert arrendar("a")
    assert arrendar("a")
    assert not arrendar("b")
    with lectura(bd) as sesion:
        assert consultas.titular_de(sesion, "escritor", reloj=reloj) == "a"
        assert consultas.titular_de(sesion, "otro", reloj=reloj) is None
    reloj.avanzar(minutes=2)
    with lectura(bd) as sesion:
        assert consultas.titular_de(sesion, "escritor", reloj=reloj) is None
    assert arrendar("b")
    with transaccion(bd) as sesion:
        casos.soltar(sesion, "escritor", "a")
    assert not arrendar("a")
    with transaccion(bd) as sesion:
        casos.soltar(sesion, "escritor", "b")
    assert arrendar("a")


def test_lo_de_un_proceso_muerto_queda_libre_desde_ya_y_lo_de_los_vivos_no(bd, reloj):
    _encolar(bd, reloj, 2)
    muerta, viva = _tomar(bd, reloj, "m:1/0"), _tomar(bd, reloj, "m:2/0")
    with transaccion(bd) as sesion:
        assert casos.arrendar(sesion, "escritor", "m:1", reloj=reloj)
        assert casos.arrendar(sesion, "otro", "m:2", reloj=reloj)
    with transaccion(bd) as sesion:
        assert casos.soltar_de_muertos(sesion, lambda titular: titular == "m:1", reloj=reloj) == 2
        assert casos.soltar_de_muertos(sesion, lambda titular: titular == "m:9", reloj=reloj) == 0
    assert _tomar(bd, reloj, "m:3/0").id == muerta.id
    assert _tomar(bd, reloj, "m:3/1") is None
    with transaccion(bd) as sesion:
        assert casos.arrendar(sesion, "escritor", "m:3", reloj=reloj)
        assert not casos.arrendar(sesion, "otro", "m:3", reloj=reloj)
        assert casos.terminar(sesion, viva, reloj=reloj)


def test_morir_con_la_tarea_en_las_manos_no_gasta_los_fallos_de_una_que_aguanta_mas(bd, reloj):
    with transaccion(bd) as sesion:
        casos.encolar(sesion, "extraer", "CD-00001", {}, reloj=reloj, maximo=5)
    for _ in range(4):
        assert _tomar(bd, reloj) is not None
        reloj.avanzar(minutes=2)
        with transaccion(bd) as sesion:
            assert casos.cerrar_agotadas(sesion, reloj=reloj) == []
    assert _tomar(bd, reloj).ultimo


def test_si_el_reloj_retrocede_lo_encolado_no_espera_a_que_vuelva_a_su_hora(bd, reloj):
    _encolar(bd, reloj)
    reloj.avanzar(days=-1)
    assert _tomar(bd, reloj) is not None


def test_lo_aplazado_espera_y_no_gasta_intentos(bd, reloj):
    _encolar(bd, reloj)
    for _ in range(5):
        tarea = _tomar(bd, reloj)
        assert tarea.intento == 1
        with transaccion(bd) as sesion:
            assert casos.aplazar(sesion, tarea, "disco lleno", reloj=reloj)
        assert _tomar(bd, reloj) is None
        reloj.avanzar(minutes=1)
