"""La tabla de la cobertura: trimestres según el hecho y según el ingreso, filtros y respeto del acceso."""

from datetime import date

import pytest
from conftest import contando
from fabrica import sembrar_documento, sembrar_vinculo

from centro_doc.catalogo.hechos import fechar
from centro_doc.catalogo.modelos import FechaDocumento
from centro_doc.cobertura.formularios import filtros
from centro_doc.cobertura.hojas import de_tipos, de_trimestres
from centro_doc.cobertura.tabla import FilaActividad, TablaDeCobertura, tabla_de_cobertura
from centro_doc.cobertura.trimestres import Trimestre
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.errores import NoEncontrado

HOY = date(2011, 8, 17)
PUBLICO = frozenset({"publico"})


def _tabla(bd: BaseDeDatos, hoy: date = HOY, **pedidos: str) -> TablaDeCobertura:
    with lectura(bd) as sesion:
        return tabla_de_cobertura(sesion, PUBLICO, filtros(pedidos), hoy=hoy)


def _fila(tabla: TablaDeCobertura, codigo: str) -> FilaActividad:
    return next(
        fila
        for bloque in tabla.bloques
        for accion in bloque.acciones
        for fila in accion.filas
        if fila.actividad.codigo == codigo
    )


def _codigos(tabla: TablaDeCobertura) -> list[str]:
    return [f.actividad.codigo for b in tabla.bloques for a in b.acciones for f in a.filas]


def test_muestra_las_51_actividades_y_la_accion_que_no_tiene(de_fabrica: BaseDeDatos) -> None:
    tabla = _tabla(de_fabrica)
    assert len(_codigos(tabla)) == tabla.cobertura.total == tabla.sin_evidencia == 51
    acciones = [a.accion.codigo for b in tabla.bloques for a in b.acciones]
    assert len(acciones) == 15
    assert "OO3.A1" in acciones
    assert [(m.valor, m.codigo) for b in tabla.bloques for m in b.objetivo.metas] == [
        (5, "OO2.M1"),
        (6, "OO3.M1"),
        (5, "OO3.M2"),
    ]


def test_los_trimestres_van_de_la_version_del_plan_a_su_fin(de_fabrica: BaseDeDatos) -> None:
    tabla = _tabla(de_fabrica)
    dias = tabla.calendario
    assert (str(dias.trimestres[0]), str(dias.trimestres[-1])) == ("T2 2009", "T4 2012")
    assert dias.anios == ((2009, 3), (2010, 4), (2011, 4), (2012, 4))


def test_cada_documento_cae_en_el_trimestre_de_su_hecho(de_fabrica: BaseDeDatos) -> None:
    with transaccion(de_fabrica) as sesion:
        for numero, emitido in enumerate((date(2010, 3, 31), date(2010, 4, 1), date(2011, 7, 1)), 1):
            documento = sembrar_documento(sesion, numero, f"Documento {numero}", emitido=emitido)
            sembrar_vinculo(sesion, documento, "OO3.A2.1")
    fila = _fila(_tabla(de_fabrica), "OO3.A2.1").reparto
    assert fila.lectura == "T1 2010: 1. T2 2010: 1. T3 2011: 1."
    assert fila.ultimo == Trimestre(2011, 3)
    assert {b.momento for b in fila.barras if b.trimestre == Trimestre(2011, 3)} == {"actual"}
    assert fila.barras[-1].momento == "futuro"


def test_lo_fechado_fuera_del_plan_o_solo_con_el_anio_se_cuenta_y_se_dice(de_fabrica: BaseDeDatos) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_vinculo(sesion, sembrar_documento(sesion, 1, "Ley", emitido=date(1998, 11, 26)), "OO3.A2.1")
        con_anio = sembrar_documento(sesion, 2, "Estudio", emitido=None)
        con_anio.fechas = [FechaDocumento(clase="publicacion", valor=date(2010, 1, 1), precision="anio")]
        fechar(con_anio)
        sembrar_vinculo(sesion, con_anio, "OO3.A2.1")
        sembrar_vinculo(sesion, sembrar_documento(sesion, 3, "Carta", emitido=None), "OO3.A2.1")
    fila = _fila(_tabla(de_fabrica), "OO3.A2.1")
    assert fila.actividad.documentos == fila.reparto.fuera == 3
    assert fila.reparto.ultimo == Trimestre(1998, 4)
    assert fila.reparto.lectura == "En otra fecha o sin trimestre: 3."


def test_la_barra_mide_hasta_nueve_y_dice_que_hay_mas(de_fabrica: BaseDeDatos) -> None:
    with transaccion(de_fabrica) as sesion:
        for numero in range(1, 12):
            documento = sembrar_documento(sesion, numero, f"D{numero}", emitido=date(2010, 2, 1))
            sembrar_vinculo(sesion, documento, "OO1.A1.1")
    barra = next(b for b in _fila(_tabla(de_fabrica), "OO1.A1.1").reparto.barras if b.documentos)
    assert (barra.documentos, barra.alto, barra.excede) == (11, 9, True)


def test_un_vinculo_con_la_accion_o_el_producto_cuenta_alli_y_no_en_las_actividades(
    de_fabrica: BaseDeDatos,
) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_vinculo(sesion, sembrar_documento(sesion, 1, "A"), "OO3.A1")
        sembrar_vinculo(sesion, sembrar_documento(sesion, 2, "B"), "AG2", relacion="producto")
    tabla = _tabla(de_fabrica)
    assert tabla.cobertura.con_evidencia == 0
    bloques = {b.objetivo.codigo: b for b in tabla.bloques}
    assert [a.accion.documentos for a in bloques["OO3"].acciones][:2] == [1, 0]
    assert [p.documentos for p in bloques["OO2"].objetivo.productos] == [1]


@pytest.mark.parametrize(
    ("pedidos", "esperados"),
    [
        ({"evidencia": "con"}, ["OO1.A2.1", "OO3.A2.7"]),
        ({"palabras": "REINSERCION laboral"}, ["OO3.A2.7"]),
        ({"palabras": "OO4.A6.4"}, ["OO4.A6.4"]),
        ({"palabras": "nada que se parezca"}, []),
        ({"objetivo": "OO2"}, ["OO2.A1.1", "OO2.A1.2", "OO2.A1.3"]),
        ({"objetivo": "OO9"}, []),
        ({"tipo": "dictamenes", "evidencia": "con"}, ["OO3.A2.7"]),
        ({"evidencia": "lo que sea", "tipo": "lo que sea", "objetivo": "OO2"}, None),
    ],
)
def test_los_filtros_dejan_solo_lo_que_se_pide(
    de_fabrica: BaseDeDatos, pedidos: dict[str, str], esperados: list[str] | None
) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_vinculo(sesion, sembrar_documento(sesion, 1, "Acta"), "OO1.A2.1")
        sembrar_vinculo(sesion, sembrar_documento(sesion, 2, "Dictamen", tipo="dictamen"), "OO3.A2.7.a")
    hallados = _codigos(_tabla(de_fabrica, **pedidos))
    assert hallados == esperados if esperados is not None else len(hallados) == 3


def test_sin_evidencia_y_sin_documentos_este_trimestre_se_filtran_aparte(de_fabrica: BaseDeDatos) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_vinculo(sesion, sembrar_documento(sesion, 1, "A", emitido=date(2011, 7, 2)), "OO1.A1.1")
        sembrar_vinculo(sesion, sembrar_documento(sesion, 2, "B", emitido=date(2010, 7, 2)), "OO1.A1.2")
    assert len(_codigos(_tabla(de_fabrica, evidencia="sin"))) == 49
    tabla = _tabla(de_fabrica, evidencia="sin-trimestre")
    assert len(_codigos(tabla)) == tabla.sin_documentos_ahora == 50
    assert tabla.calendario.en_curso
    assert not _tabla(de_fabrica, hoy=date(2026, 1, 1)).calendario.en_curso


def test_lo_que_el_lector_no_ve_no_mueve_ninguna_cifra(de_fabrica: BaseDeDatos) -> None:
    antes = _tabla(de_fabrica)
    with transaccion(de_fabrica) as sesion:
        oculto = sembrar_documento(sesion, 1, "Interno", marcas=("personal",))
        sembrar_vinculo(sesion, oculto, "OO1.A1.1")
    despues = _tabla(de_fabrica)
    assert (despues.cobertura, despues.bloques) == (antes.cobertura, antes.bloques)


def test_un_plan_que_no_esta_no_se_encuentra(bd: BaseDeDatos, de_fabrica: BaseDeDatos) -> None:
    with pytest.raises(NoEncontrado):
        _tabla(de_fabrica, periodo="1990-1994")


def test_las_consultas_no_crecen_con_los_documentos(de_fabrica: BaseDeDatos) -> None:
    cuentas = []
    for hasta in (10, 500):
        with transaccion(de_fabrica) as sesion:
            for numero in range(1 if hasta == 10 else 11, hasta + 1):
                documento = sembrar_documento(sesion, numero, f"D{numero}", tipo="iniciativa")
                sembrar_vinculo(sesion, documento, f"OO1.A1.{numero % 5 + 1}")
        with contando(de_fabrica) as contador:
            tabla = _tabla(de_fabrica)
        assert tabla.distintos == hasta
        cuentas.append(contador.cuantas)
    assert cuentas[0] == cuentas[1] <= 7


def test_la_hoja_dice_lo_que_se_ve_y_las_dos_cuentas(de_fabrica: BaseDeDatos) -> None:
    with transaccion(de_fabrica) as sesion:
        documento = sembrar_documento(sesion, 1, "Acta", emitido=date(2010, 3, 31))
        for codigo in ("OO3.A2.1", "OO3.A2.2"):
            sembrar_vinculo(sesion, documento, codigo)
    tabla = _tabla(de_fabrica, evidencia="con")
    encabezado, *filas, distintos, sumados = de_trimestres(tabla)
    assert [fila[2] for fila in filas] == ["OO3.A2.1", "OO3.A2.2"]
    assert filas[0][encabezado.index("T1 2010")] == "1" and filas[0][4:6] == ("1", "T1 2010")
    assert (distintos[3:], sumados[3:]) == (("documentos distintos", "1"), ("sumados por actividad", "2"))
    assert {len(fila) for fila in filas} == {len(encabezado)}
    assert encabezado[-1].endswith("(fecha del hecho)")


def test_por_ingreso_vale_la_recepcion_que_dice_la_ficha_y_si_no_el_alta(de_fabrica: BaseDeDatos) -> None:
    with transaccion(de_fabrica) as sesion:
        de_papel = sembrar_documento(sesion, 1, "Carta", emitido=date(1998, 1, 2))
        recibida = FechaDocumento(clase="recepcion", valor=date(2009, 5, 20), precision="dia")
        de_papel.fechas = [*de_papel.fechas, recibida]
        fechar(de_papel)
        sembrar_vinculo(sesion, de_papel, "OO3.A2.1")
        sembrar_vinculo(sesion, sembrar_documento(sesion, 2, "Acta"), "OO3.A2.1")
    por_hecho, por_ingreso = _tabla(de_fabrica), _tabla(de_fabrica, fecha="ingreso")
    assert _fila(por_hecho, "OO3.A2.1").reparto.fuera == 2
    assert _fila(por_ingreso, "OO3.A2.1").reparto.lectura == "T2 2009: 1. T3 2011: 1."
    assert _codigos(por_ingreso) == _codigos(por_hecho)


def test_un_trimestre_deja_solo_lo_suyo_y_dice_cuales_son(de_fabrica: BaseDeDatos) -> None:
    with transaccion(de_fabrica) as sesion:
        for numero, emitido in enumerate((date(2009, 4, 1), date(2009, 6, 30), date(2009, 7, 1)), 1):
            documento = sembrar_documento(sesion, numero, f"Acta {numero}", emitido=emitido)
            sembrar_vinculo(sesion, documento, "OO1.A2.1")
        oculto = sembrar_documento(sesion, 4, "Interno", emitido=date(2009, 5, 1), marcas=("personal",))
        sembrar_vinculo(sesion, oculto, "OO1.A2.1")
    tabla = _tabla(de_fabrica, trimestre="20092")
    assert str(tabla.trimestre) == "T2 2009"
    fila = _fila(tabla, "OO1.A2.1")
    assert [uno.identificador for uno in fila.nombrados] == ["CD-00001", "CD-00002"]
    assert (fila.actividad.documentos, tabla.cobertura.con_evidencia) == (2, 1)


def test_por_ingreso_se_mira_un_trimestre_del_plan_aunque_ya_haya_terminado(de_fabrica: BaseDeDatos) -> None:
    with transaccion(de_fabrica) as sesion:
        opinion = sembrar_documento(sesion, 1, "Opinión", emitido=None)
        opinion.fechas = [FechaDocumento(clase="recepcion", valor=date(2009, 6, 20), precision="dia")]
        fechar(opinion)
        sembrar_vinculo(sesion, opinion, "OO2.A1.2")
        sembrar_vinculo(sesion, sembrar_documento(sesion, 2, "Acta", emitido=date(2009, 5, 2)), "OO1.A2.1")
    tabla = _tabla(de_fabrica, date(2026, 11, 30), fecha="ingreso", trimestre="20092")
    assert tabla.trimestre == Trimestre(2009, 2) in tabla.calendario.trimestres
    assert (tabla.cobertura.con_evidencia, tabla.distintos) == (1, 1)
    assert [una.identificador for una in _fila(tabla, "OO2.A1.2").nombrados] == ["CD-00001"]
    assert [*de_trimestres(tabla)][-1][2:] == ("filtro", "sólo T2 2009, por fecha de ingreso")


def test_se_pueden_pedir_todos_los_trimestres_del_plan_y_los_que_tienen_algo(de_fabrica: BaseDeDatos) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_vinculo(sesion, sembrar_documento(sesion, 1, "Ley", emitido=date(1998, 11, 26)), "OO1.A2.1")
        oculto = sembrar_documento(sesion, 2, "Interno", emitido=date(1990, 5, 1), marcas=("personal",))
        sembrar_vinculo(sesion, oculto, "OO1.A2.1")
    del_plan, otros = _tabla(de_fabrica).elegibles
    assert (len(del_plan), str(del_plan[0]), str(del_plan[-1])) == (16, "T1 2009", "T4 2012")
    assert otros == (Trimestre(1998, 4),)
    for pedido in ("19984", "20091", "20301"):
        tabla = _tabla(de_fabrica, trimestre=pedido)
        assert tabla.trimestre in tabla.calendario.trimestres
        assert tabla.distintos == (pedido == "19984")


def test_cada_documento_esta_una_vez_en_la_cuenta_por_tipo(de_fabrica: BaseDeDatos) -> None:
    with transaccion(de_fabrica) as sesion:
        for numero, tipo in enumerate(("dictamen", "dictamen", None), 1):
            documento = sembrar_documento(sesion, numero, "D", tipo=tipo, emitido=date(2010, 2, 1))
            sembrar_vinculo(sesion, documento, "OO1.A1.1")
            sembrar_vinculo(sesion, documento, "OO1.A1.2")
    tabla = _tabla(de_fabrica)
    _, *filas = de_tipos(tabla.por_tipo, tabla.calendario)
    assert [fila[:3] for fila in filas] == [("Dictámenes", "2", "T1 2010"), ("Sin clase", "1", "T1 2010")]
    assert (tabla.distintos, tabla.sumados, tabla.todos.documentos) == (3, 6, 3)


def test_las_sugerencias_se_filtran_y_no_suman(de_fabrica: BaseDeDatos) -> None:
    with lectura(de_fabrica) as sesion:
        tabla = tabla_de_cobertura(
            sesion,
            PUBLICO,
            filtros({"evidencia": "sugerida"}),
            hoy=HOY,
            sugeridas={"OO3.A2.7.a": 2, "AG1": 5},
        )
    assert _codigos(tabla) == ["OO3.A2.7"]
    assert _fila(tabla, "OO3.A2.7").sugeridos == 2
    assert (tabla.sugeridas, tabla.cobertura.con_evidencia) == (1, 0)
