"""Las mesas con su acta y su convocatoria, los acuerdos con su cumplimiento, y qué ve cada quien."""

from datetime import date

import pytest
from conftest import contando
from fabrica import sembrar_documento, sembrar_vinculo
from sqlalchemy import select

from centro_doc.bitacora.modelos import Asiento
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.modelos_acceso import DocumentoMarca
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoEncontrado, SinPermiso
from centro_doc.grupos import casos, casos_acuerdos, casos_mesas, consultas
from centro_doc.grupos.formularios import DatosCumplimiento, Filtros, datos_mesa
from centro_doc.grupos.hoja import en_csv
from centro_doc.grupos.modelos import EstadoMesa
from centro_doc.grupos.por_convocar import MesasDeTema, mesas_por_tema
from centro_doc.grupos.vistos import AcuerdoVisto, MesaVista
from centro_doc.vinculos.modelos import Vinculo
from grupos.conftest import ANA, GRUPO, HOY, NADIE, OTRO, PERSONAL, PUBLICO, Hacer, acuerdo, integrante, mesa

CUMPLE = DatosCumplimiento(date(2011, 8, 15), "CD-00001")


@pytest.fixture
def acta(de_fabrica: BaseDeDatos) -> str:
    with transaccion(de_fabrica) as sesion:
        return sembrar_documento(sesion, 1, "Acta de la mesa", tipo="acta_mesa_trabajo").identificador


def _mesas(bd: BaseDeDatos, suyas: frozenset[str] = PERSONAL, codigo: str = "AG4") -> tuple[MesaVista, ...]:
    with lectura(bd) as sesion:
        return consultas.mesas_de(sesion, codigo, suyas, HOY)


def _acuerdos(
    bd: BaseDeDatos, suyas: frozenset[str] = PERSONAL, **filtros: object
) -> tuple[AcuerdoVisto, ...]:
    with lectura(bd) as sesion:
        return consultas.acuerdos(sesion, Filtros(**filtros), suyas, HOY)  # type: ignore[arg-type]


def _por_tema(bd: BaseDeDatos, suyas: frozenset[str] = PUBLICO) -> dict[str, MesasDeTema]:
    with lectura(bd) as sesion:
        return {uno.tema.codigo: uno for uno in mesas_por_tema(sesion, suyas, HOY)}


def _acciones(bd: BaseDeDatos, clase: str) -> list[str]:
    with lectura(bd) as sesion:
        pedido = select(Asiento.accion).where(Asiento.objeto_clase == clase).order_by(Asiento.id)
        return list(sesion.scalars(pedido))


def test_el_acta_y_la_convocatoria_quedan_vinculadas_con_el_tema_y_la_actividad(
    de_fabrica: BaseDeDatos, hacer: Hacer, acta: str
) -> None:
    with transaccion(de_fabrica) as sesion:
        otra = sembrar_documento(sesion, 2, "Convocatoria", tipo="convocatoria")
        sembrar_vinculo(sesion, otra, "AG4", estado="rechazado")
    hacer(
        casos_mesas.crear,
        "AG4",
        mesa(acta=acta, convocatoria="CD-00002", convocada=date(2011, 7, 20)),
    )
    (una,) = _mesas(de_fabrica, PUBLICO)
    assert una.acta is not None and una.convocatoria is not None
    assert (una.nombre, una.sin_acta) == ("Mesa del 3 de agosto de 2011. Residencias", False)
    with lectura(de_fabrica) as sesion:
        vinculos = sesion.execute(select(Vinculo.documento_id, Vinculo.destino, Vinculo.estado)).all()
    assert set(map(tuple, vinculos)) == {
        (1, "tema:AG4", "confirmado"),
        (1, "plan:2009-2012:OO2.A1.1", "confirmado"),
        (2, "tema:AG4", "rechazado"),
        (2, "plan:2009-2012:OO2.A1.1", "confirmado"),
    }


@pytest.mark.parametrize(
    ("datos", "campo"),
    [
        (mesa(acta="CD-00099"), "acta"),
        (mesa(convocatoria="CD-00099"), "convocatoria"),
        (mesa(acta="CD-00003"), "acta"),
        (mesa(acta="CD-00001", estado=EstadoMesa.PREVISTA), "estado"),
    ],
)
@pytest.mark.usefixtures("acta")
def test_una_mesa_con_un_documento_que_no_sirve_no_se_guarda(
    de_fabrica: BaseDeDatos, hacer: Hacer, datos: object, campo: str
) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 3, "Una ley")
    with pytest.raises(DatosInvalidos) as error:
        hacer(casos_mesas.crear, "AG4", datos)
    assert list(error.value.campos) == [campo] and _mesas(de_fabrica) == ()


def test_guardar_no_borra_el_acta_que_quien_guarda_no_ve(
    de_fabrica: BaseDeDatos, hacer: Hacer, acta: str
) -> None:
    hacer(casos_mesas.crear, "AG4", mesa(acta=acta))
    with transaccion(de_fabrica) as sesion:
        sesion.get_one(Documento, 1).marcas = [DocumentoMarca(marca="reservada")]
    hacer(casos_mesas.editar, "AG4", 1, mesa(lugar="Salón 3"), edicion=1)
    (una,) = _mesas(de_fabrica, frozenset({"reservada"}))
    assert una.acta is not None and una.lugar == "Salón 3"
    (oculta,) = _mesas(de_fabrica)
    assert oculta.acta is None and oculta.sin_acta
    hacer(casos_mesas.editar, "AG4", 1, mesa(lugar="Salón 3"), edicion=2)
    with pytest.raises(Conflicto):
        hacer(casos_mesas.editar, "AG4", 1, mesa(), edicion=1)
    assert _acciones(de_fabrica, "mesa") == ["mesa_anotada", "mesa_editada"]


def test_quitar_el_acta_a_la_vista_se_anota_sin_nombrarla(
    de_fabrica: BaseDeDatos, hacer: Hacer, acta: str
) -> None:
    hacer(casos_mesas.crear, "AG4", mesa(acta=acta))
    hacer(casos_mesas.editar, "AG4", 1, mesa(), edicion=1)
    with lectura(de_fabrica) as sesion:
        ultimo = sesion.scalars(select(Asiento).order_by(Asiento.id.desc())).first()
        assert ultimo is not None and ultimo.detalle == {"acta": "cambió"}


def test_la_mesa_interna_la_ven_su_grupo_y_el_personal(de_fabrica: BaseDeDatos, hacer: Hacer) -> None:
    hacer(casos_mesas.crear, "AG4", mesa(interna=True, fundamento="Deliberación en curso"))
    hacer(casos_acuerdos.anadir, "AG4", 1, acuerdo())
    assert [len(_mesas(de_fabrica, suyas)) for suyas in (PUBLICO, OTRO, GRUPO, PERSONAL)] == [0, 0, 1, 1]
    assert [len(_acuerdos(de_fabrica, suyas)) for suyas in (PUBLICO, OTRO, GRUPO, PERSONAL)] == [0, 0, 1, 1]
    with lectura(de_fabrica) as sesion, pytest.raises(NoEncontrado):
        consultas.mesa(sesion, "AG4", 1, OTRO, HOY)


def test_la_asistencia_es_para_el_publico_una_cuenta_por_institucion(
    de_fabrica: BaseDeDatos, hacer: Hacer
) -> None:
    fueron = (("Rosa Quiej", "conamigua"), ("Luis Tzoc", "CONAMIGUA"), ("Juan Solo", ""), ("Eva", "Otra"))
    hacer(casos_mesas.crear, "AG4", mesa(asistentes=fueron))
    publica, del_grupo = (_mesas(de_fabrica, suyas)[0].asistencia for suyas in (PUBLICO, GRUPO))
    nombre = "Consejo Nacional de Atención al Migrante de Guatemala"
    assert (publica.total, publica.instituciones) == (4, ((nombre, 2), ("Otra", 1)))
    assert publica.nombres == () and del_grupo.nombres[0].clave == "CONAMIGUA"


def test_un_acuerdo_vence_se_cumple_con_su_documento_y_se_reabre_sin_perder(
    de_fabrica: BaseDeDatos, hacer: Hacer, acta: str
) -> None:
    hacer(casos_mesas.crear, "AG4", mesa())
    hacer(casos_acuerdos.anadir, "AG4", 1, acuerdo(persona="Mario Xicará"))
    hacer(casos_acuerdos.anadir, "AG4", 1, acuerdo(vence=HOY, institucion="", persona="Eva"))
    uno, otro = _acuerdos(de_fabrica)
    assert (uno.codigo, uno.vencido, uno.dias, otro.vencido) == ("AG4-1.1", True, -1, False)
    assert uno.responsable == "Mario Xicará, Dirección General de Migración"
    assert [a.responsable for a in _acuerdos(de_fabrica, PUBLICO)] == [
        "Dirección General de Migración",
        "Una persona del grupo",
    ]
    hacer(casos_acuerdos.cumplir, "AG4", 1, 1, CUMPLE)
    (cumplido,) = _acuerdos(de_fabrica, estado="cumplidos")
    assert cumplido.prueba is not None and cumplido.cumplido == date(2011, 8, 15)
    assert not cumplido.vencido and cumplido.dado is not None
    with pytest.raises(Conflicto):
        hacer(casos_acuerdos.cumplir, "AG4", 1, 1, CUMPLE)
    hacer(casos_acuerdos.reabrir, "AG4", 1, 1, "El archivo estaba incompleto")
    assert len(_acuerdos(de_fabrica)) == 2
    with pytest.raises(Conflicto):
        hacer(casos_acuerdos.reabrir, "AG4", 1, 1, "Otra vez")
    assert _acciones(de_fabrica, "acuerdo")[-2:] == ["acuerdo_cumplido", "acuerdo_reabierto"]


def test_sin_documento_hace_falta_el_motivo_y_no_se_publica(de_fabrica: BaseDeDatos, hacer: Hacer) -> None:
    hacer(casos_mesas.crear, "AG4", mesa())
    hacer(casos_acuerdos.anadir, "AG4", 1, acuerdo())
    hacer(casos_acuerdos.cumplir, "AG4", 1, 1, DatosCumplimiento(HOY, motivo="Lo dijo de palabra"))
    assert [_acuerdos(de_fabrica, s, estado="todos")[0].motivo for s in (PUBLICO, GRUPO)] == [
        "",
        "Lo dijo de palabra",
    ]


@pytest.mark.parametrize(
    ("datos", "campo"),
    [
        (DatosCumplimiento(date(2011, 8, 2), "CD-00001"), "cumplido"),
        (DatosCumplimiento(HOY, "CD-9"), "documento"),
    ],
)
def test_no_se_da_por_cumplido_antes_de_la_mesa_ni_con_lo_que_no_esta(
    hacer: Hacer, acta: str, datos: DatosCumplimiento, campo: str
) -> None:
    hacer(casos_mesas.crear, "AG4", mesa())
    hacer(casos_acuerdos.anadir, "AG4", 1, acuerdo())
    with pytest.raises(DatosInvalidos) as error:
        hacer(casos_acuerdos.cumplir, "AG4", 1, 1, datos)
    assert list(error.value.campos) == [campo]


def test_un_acuerdo_se_corrige_se_anula_y_se_recupera(de_fabrica: BaseDeDatos, hacer: Hacer) -> None:
    hacer(casos_mesas.crear, "AG4", mesa())
    hacer(casos_acuerdos.anadir, "AG4", 1, acuerdo())
    hacer(casos_acuerdos.editar, "AG4", 1, 1, acuerdo(), edicion=1)
    hacer(casos_acuerdos.editar, "AG4", 1, 1, acuerdo(institucion="Una de fuera", vence=None), edicion=1)
    with pytest.raises(Conflicto):
        hacer(casos_acuerdos.editar, "AG4", 1, 1, acuerdo(), edicion=1)
    with pytest.raises(DatosInvalidos):
        hacer(casos_acuerdos.editar, "AG4", 1, 1, acuerdo(vence=date(2011, 8, 1)), edicion=2)
    hacer(casos_acuerdos.anular, "AG4", 1, 1, "Repetido")
    assert _acuerdos(de_fabrica) == ()
    with pytest.raises(NoEncontrado):
        hacer(casos_acuerdos.anular, "AG4", 1, 1, "Repetido")
    hacer(casos_acuerdos.recuperar, "AG4", 1, 1)
    assert [(a.institucion, a.vence) for a in _acuerdos(de_fabrica)] == [("Una de fuera", None)]


def test_anular_la_mesa_se_lleva_sus_acuerdos_y_el_numero_no_se_repite(
    de_fabrica: BaseDeDatos, hacer: Hacer
) -> None:
    hacer(casos_mesas.crear, "AG4", mesa())
    hacer(casos_acuerdos.anadir, "AG4", 1, acuerdo())
    hacer(casos_mesas.anular, "AG4", 1, "Era de AG1")
    assert _mesas(de_fabrica) == () and _acuerdos(de_fabrica) == ()
    hacer(casos_mesas.crear, "AG4", mesa())
    assert [una.numero for una in _mesas(de_fabrica)] == [2]
    hacer(casos_mesas.recuperar, "AG4", 1)
    assert len(_mesas(de_fabrica)) == 2 and len(_acuerdos(de_fabrica)) == 1


def test_los_filtros_de_los_acuerdos_y_su_hoja(de_fabrica: BaseDeDatos, hacer: Hacer) -> None:
    for tema in ("AG1", "AG4"):
        hacer(casos_mesas.crear, tema, mesa())
        hacer(casos_acuerdos.anadir, tema, 1, acuerdo())
        hacer(casos_acuerdos.anadir, tema, 1, acuerdo(institucion="CONAMIGUA", vence=date(2011, 9, 1)))
        hacer(casos_acuerdos.anadir, tema, 1, acuerdo(institucion="OIM", vence=None))
    hallar = lambda **filtros: [a.codigo for a in _acuerdos(de_fabrica, PUBLICO, **filtros)]  # noqa: E731
    assert hallar(tema="AG4") == ["AG4-1.1", "AG4-1.2", "AG4-1.3"]
    assert hallar(vence="vencidos") == ["AG1-1.1", "AG4-1.1"]
    assert hallar(vence="mes", tema="AG1") == ["AG1-1.2"]
    assert hallar(vence="sin_fecha", tema="AG1") == ["AG1-1.3"]
    assert hallar(hasta=date(2011, 8, 31), tema="AG1") == ["AG1-1.1"]
    assert hallar(responsable="atencion al MIGRANTE", tema="AG1") == ["AG1-1.2"]
    renglones = list(en_csv(_acuerdos(de_fabrica, PUBLICO, tema="AG4"), HOY))
    assert len(renglones) == 4 and "vencido,1" in renglones[1] and renglones[3].count("pendiente") == 1


def test_dice_que_temas_faltan_por_convocar(de_fabrica: BaseDeDatos, hacer: Hacer) -> None:
    hacer(casos.anadir, "AG2", integrante())
    hacer(casos_mesas.crear, "AG2", mesa(convocada=date(2011, 7, 20)))
    hacer(casos_mesas.crear, "AG3", mesa(estado=EstadoMesa.PREVISTA, fecha=date(2011, 9, 1)))
    with transaccion(de_fabrica) as sesion:
        aviso = sembrar_documento(
            sesion, 1, "Convocatoria", tipo="convocatoria", metadatos={"convocatoria_a": "mesa"}
        )
        sembrar_vinculo(sesion, aviso, "AG5")
    temas = _por_tema(de_fabrica)
    assert [c for c, t in temas.items() if t.falta_convocatoria] == ["AG1", "AG3", "AG4"]
    assert [c for c, t in temas.items() if t.falta_grupo] == ["AG1", "AG3", "AG4", "AG5"]
    assert not temas["AG2"].falta and [uno[1:] for uno in temas["AG3"].previstas] == [
        ("mesa del 1 de septiembre de 2011", date(2011, 9, 1))
    ]


def test_solo_el_personal_lleva_las_mesas(de_fabrica: BaseDeDatos, hacer: Hacer) -> None:
    hacer(casos_mesas.crear, "AG4", mesa())
    hacer(casos_acuerdos.anadir, "AG4", 1, acuerdo())
    for caso, argumentos in (
        (casos_mesas.crear, (mesa(),)),
        (casos_mesas.anular, (1, "x")),
        (casos_mesas.recuperar, (1,)),
        (casos_acuerdos.anadir, (1, acuerdo())),
        (casos_acuerdos.cumplir, (1, 1, CUMPLE)),
        (casos_acuerdos.reabrir, (1, 1, "x")),
        (casos_acuerdos.anular, (1, 1, "x")),
        (casos_acuerdos.recuperar, (1, 1)),
    ):
        with pytest.raises(SinPermiso):
            hacer(caso, "AG4", *argumentos, actor=NADIE)
    for caso, argumentos in ((casos_mesas.editar, (1, mesa())), (casos_acuerdos.editar, (1, 1, acuerdo()))):
        with pytest.raises(SinPermiso):
            hacer(caso, "AG4", *argumentos, edicion=1, actor=NADIE)
    assert ANA.nombre == "Ana Sical"


def test_las_consultas_no_crecen_con_las_mesas(de_fabrica: BaseDeDatos, hacer: Hacer, acta: str) -> None:
    cuentas = []
    for numero in range(1, 4):
        hacer(casos_mesas.crear, "AG4", mesa(acta=acta))
        hacer(casos_acuerdos.anadir, "AG4", numero, acuerdo())
        hacer(casos_acuerdos.cumplir, "AG4", numero, 1, CUMPLE)
        with contando(de_fabrica) as contador:
            _mesas(de_fabrica)
        cuentas.append(contador.cuantas)
    assert cuentas == [5, 5, 5]


def test_una_mesa_con_dia_de_convocatoria_no_esta_solo_prevista() -> None:
    campos = {"fecha": "2026-12-14", "convocada": "2026-11-30", "estado": "prevista"}
    with pytest.raises(DatosInvalidos) as error:
        datos_mesa(campos, hoy=date(2026, 11, 30))
    assert "elija «Convocada»" in error.value.campos["estado"]
    assert datos_mesa({**campos, "estado": "convocada"}, hoy=date(2026, 11, 30)).convocada == date(
        2026, 11, 30
    )
    assert datos_mesa({**campos, "convocada": ""}, hoy=date(2026, 11, 30)).convocada is None
