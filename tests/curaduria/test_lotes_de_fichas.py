"""Cambiar y retirar varios documentos: se ve antes, se hace todo o nada y se deshace entero."""

import pytest
from fabrica import sembrar_documento
from sqlalchemy import select

from centro_doc.bitacora.modelos import Asiento
from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoEncontrado, SinPermiso
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import marcas
from centro_doc.curaduria import lotes, operaciones
from centro_doc.curaduria.modelos import Operacion
from centro_doc.curaduria.previa import Cambio, previa

MAL, BIEN = "Sub-Secretaría de Política", "Subsecretaría de Política"
SUSTITUIR = Cambio("todos", "Subsecretaría", de="Sub-Secretaría")


@pytest.fixture
def ana(crear):
    return crear("ana@congreso.gob.gt", Rol.PERSONAL)


@pytest.fixture
def cien(bd):
    """Cien fichas con el nombre mal escrito en varios campos, una bien, y una mal que Ana no ve."""
    with transaccion(bd) as sesion:
        for n in range(1, 101):
            sembrar_documento(
                sesion,
                n,
                f"Oficio {n} de la {MAL}",
                autores=[MAL, "Otra"],
                metadatos={"comisiones": [MAL]},
                estado="por_catalogar",
                marcas=("personal",),
            )
        sembrar_documento(sesion, 101, "Oficio ya corregido", autores=[BIEN], numero="1-2009")
        sembrar_documento(sesion, 102, f"Secreto de la {MAL}", marcas=("reservada",), acceso="reservada")


def foto(bd):
    with lectura(bd) as sesion:
        return {
            d.id: (
                d.estado,
                d.titulo,
                d.autores,
                d.metadatos,
                d.tipo,
                d.acceso,
                d.asignado_a,
                d.retiro_motivo,
            )
            for d in sesion.scalars(select(Documento))
        }


def hacer(bd, reloj, actor, cambio, elegidos=(), huellas=None):
    with lectura(bd) as sesion:
        vista = previa(sesion, actor, cambio, elegidos, reloj=reloj)
        vistas = {r.documento.identificador: r.huella for r in vista.renglones}
    with transaccion(bd) as sesion:
        return lotes.editar(sesion, actor, cambio, list(vistas), huellas=huellas or vistas, reloj=reloj).id


def deshacer(bd, reloj, actor, operacion):
    with transaccion(bd) as sesion:
        return operaciones.deshacer(sesion, actor, operacion, reloj=reloj)


@pytest.mark.usefixtures("cien")
def test_sustituir_en_cien_fichas_se_ve_se_hace_y_se_deshace(bd, reloj, ana):
    antes = foto(bd)
    with lectura(bd) as sesion:
        vista = previa(sesion, ana, SUSTITUIR, reloj=reloj)
        assert (len(vista.renglones), vista.problemas) == (100, 0)
        assert vista.renglones[0].dicho[0] == ("Título", f"Oficio 1 de la {MAL}", f"Oficio 1 de la {BIEN}")
        assert [campo for campo, _, _ in vista.renglones[0].dicho] == [
            "Título",
            "Autores",
            "Comisión o comisiones",
        ]
    assert foto(bd) == antes
    operacion = hacer(bd, reloj, ana, SUSTITUIR)
    despues = foto(bd)
    assert despues[7][1:4] == (f"Oficio 7 de la {BIEN}", [BIEN, "Otra"], {"comisiones": [BIEN]})
    assert (despues[101], despues[102]) == (antes[101], antes[102])
    with lectura(bd) as sesion:
        acciones = sesion.scalars(select(Asiento.accion)).all()
        assert (acciones.count("ficha_editada"), acciones.count("operacion_hecha")) == (100, 1)
    assert deshacer(bd, reloj, ana, operacion) == ()
    assert foto(bd) == antes


@pytest.mark.usefixtures("cien")
def test_lo_que_no_se_ve_no_entra_ni_se_cuenta(bd, reloj, ana):
    with lectura(bd) as sesion:
        vista = previa(sesion, ana, SUSTITUIR, reloj=reloj)
        assert "CD-00102" not in {renglon.documento.identificador for renglon in vista.renglones}
        with pytest.raises(NoEncontrado):
            previa(sesion, ana, SUSTITUIR, ["CD-00001", "CD-00102"], reloj=reloj)


@pytest.mark.usefixtures("cien")
def test_si_una_ficha_cambia_tras_la_vista_previa_no_se_hace_nada(bd, reloj, ana):
    antes = foto(bd)
    with pytest.raises(Conflicto, match="vista previa"):
        hacer(bd, reloj, ana, SUSTITUIR, huellas={"CD-00001": "otra"})
    assert foto(bd) == antes


@pytest.mark.usefixtures("cien")
def test_deshacer_deja_lo_que_alguien_cambio_despues_y_lo_dice(bd, reloj, ana, entrar):
    antes = foto(bd)
    operacion = hacer(bd, reloj, ana, SUSTITUIR)
    with transaccion(bd) as sesion:
        sesion.get_one(Documento, 5).titulo = "Escrito a mano"
    assert deshacer(bd, reloj, ana, operacion) == ("CD-00005, Título",)
    despues = foto(bd)
    assert despues[5][1:3] == ("Escrito a mano", antes[5][2])
    assert {n: f for n, f in despues.items() if n != 5} == {n: f for n, f in antes.items() if n != 5}
    pagina = entrar("ana@congreso.gob.gt").get(f"/lotes/{operacion}").text
    assert "Se dejó como está" in pagina and "<li>CD-00005, Título</li>" in pagina


@pytest.mark.usefixtures("cien")
@pytest.mark.parametrize(
    ("cambio", "campo", "valor"),
    [
        (Cambio("tipo", "oficio"), 4, "oficio"),
        (Cambio("acceso", "interna", fundamento="Deliberación"), 5, "interna"),
        (Cambio("asignado_a", 1), 6, 1),
    ],
)
def test_cada_campo_del_lote_se_pone_y_se_deshace(bd, reloj, ana, cambio, campo, valor):
    antes = foto(bd)
    operacion = hacer(bd, reloj, ana, cambio, ["CD-00001", "CD-00002"])
    assert [foto(bd)[n][campo] for n in (1, 2)] == [valor, valor]
    deshacer(bd, reloj, ana, operacion)
    assert foto(bd) == antes


@pytest.mark.usefixtures("cien")
def test_una_ficha_publicada_que_quedaria_incompleta_detiene_el_lote(bd, reloj, ana):
    antes = foto(bd)
    dictamen, elegidos = Cambio("tipo", "dictamen"), ["CD-00001", "CD-00101"]
    with lectura(bd) as sesion:
        vista = previa(sesion, ana, dictamen, elegidos, reloj=reloj)
        assert [bool(renglon.problema) for renglon in vista.renglones] == [False, True]
    with pytest.raises(DatosInvalidos):
        hacer(bd, reloj, ana, dictamen, elegidos)
    assert foto(bd) == antes


@pytest.mark.usefixtures("cien")
def test_cambiar_a_un_tipo_interno_cierra_lo_publico_y_se_deshace(bd, reloj, ana):
    antes = foto(bd)
    operacion = hacer(bd, reloj, ana, Cambio("tipo", "listado_asistencia"), ["CD-00001"])
    assert foto(bd)[1][4:6] == ("listado_asistencia", "interna")
    deshacer(bd, reloj, ana, operacion)
    assert foto(bd) == antes


@pytest.mark.usefixtures("cien")
def test_a_un_tipo_que_nace_confidencial_se_cambia_en_su_ficha(bd, reloj, ana):
    cambio = Cambio("tipo", "expediente_candidato")
    with lectura(bd) as sesion:
        (renglon,) = previa(sesion, ana, cambio, ["CD-00001"], reloj=reloj).renglones
        assert "nace confidencial" in renglon.problema


@pytest.mark.usefixtures("cien")
def test_interna_sin_fundamento_no_pasa(bd, reloj, ana):
    with lectura(bd) as sesion:
        (renglon,) = previa(sesion, ana, Cambio("acceso", "interna"), ["CD-00001"], reloj=reloj).renglones
        assert "fundamento" in renglon.problema


@pytest.mark.usefixtures("cien")
def test_retirar_varios_es_todo_o_nada_y_se_deshace_con_su_publicacion(bd, reloj, ana):
    antes = foto(bd)
    with pytest.raises(DatosInvalidos), transaccion(bd) as sesion:
        lotes.retirar(sesion, ana, ["CD-00001", "CD-00101"], " ", reloj=reloj)
    assert foto(bd) == antes
    with transaccion(bd) as sesion:
        operacion = lotes.retirar(sesion, ana, ["CD-00001", "CD-00101"], "Entraron por error", reloj=reloj).id
    with pytest.raises(Conflicto), transaccion(bd) as sesion:
        lotes.retirar(sesion, ana, ["CD-00002", "CD-00001"], "Otra vez", reloj=reloj)
    assert [foto(bd)[n][0] for n in (1, 2, 101)] == ["retirado", "por_catalogar", "retirado"]
    assert deshacer(bd, reloj, ana, operacion) == ()
    assert foto(bd) == antes
    with lectura(bd) as sesion:
        assert [m.marca for m in sesion.get_one(Documento, 101).marcas] == ["publico"]


@pytest.mark.usefixtures("cien")
def test_de_las_operaciones_se_ven_las_de_documentos_que_se_ven(bd, reloj, ana):
    hacer(bd, reloj, ana, Cambio("tipo", "oficio"), ["CD-00001"])
    oculta = hacer(bd, reloj, ana, Cambio("tipo", "oficio"), ["CD-00002", "CD-00003"])
    with transaccion(bd) as sesion:
        for marca in sesion.get_one(Documento, 3).marcas:
            sesion.delete(marca)
    with lectura(bd) as sesion:
        hoja = operaciones.lista(sesion, marcas(ana))
        assert ([vista.documentos for vista in hoja.elementos], hoja.total) == ([1], 1)
        assert "«Oficio» en 1 documento" in hoja.elementos[0].operacion.descripcion
    with pytest.raises(NoEncontrado):
        deshacer(bd, reloj, ana, oculta)


@pytest.mark.usefixtures("cien")
def test_sin_permiso_no_se_cambia_nada(bd, reloj, crear):
    lector = crear("luis@congreso.gob.gt", Rol.INVESTIGADOR)
    with pytest.raises(SinPermiso):
        hacer(bd, reloj, lector, SUSTITUIR, ["CD-00101"])
    with pytest.raises(SinPermiso), transaccion(bd) as sesion:
        lotes.retirar(sesion, lector, ["CD-00101"], "Sobra", reloj=reloj)
    with lectura(bd) as sesion:
        assert sesion.scalars(select(Operacion)).all() == []
