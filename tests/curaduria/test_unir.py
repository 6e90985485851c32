"""Unir dos fichas: nada se pierde, la dirección vieja lleva a la nueva y todo vuelve al deshacer."""

from datetime import date

import pytest
from fabrica import AHORA, sembrar_documento, sembrar_plan, sembrar_version, sembrar_vinculo
from sqlalchemy import select

from centro_doc.agenda.modelos import EtapaDeIniciativa, Iniciativa, Tema
from centro_doc.bitacora.modelos import Asiento
from centro_doc.catalogo import relaciones
from centro_doc.catalogo.consultas import version_por_reintentar
from centro_doc.catalogo.modelos import Archivo, Documento, FechaDocumento, Version
from centro_doc.catalogo.modelos_recibos import Lote, Recibo
from centro_doc.catalogo.modelos_relaciones import ClaseRelacion
from centro_doc.catalogo.vigente import texto_vigente
from centro_doc.comun.bd import Base, lectura, transaccion
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoEncontrado, SinPermiso
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import PUBLICO, marcas
from centro_doc.curaduria import retencion
from centro_doc.curaduria.modelos import Operacion
from centro_doc.curaduria.mudanza import MUDAN, SE_QUEDAN
from centro_doc.curaduria.operaciones import deshacer
from centro_doc.curaduria.union import Orden, planear
from centro_doc.curaduria.unir import unir
from centro_doc.expedientes.modelos import Apunte
from centro_doc.grupos.modelos import Acuerdo, Mesa
from centro_doc.vinculos.modelos import Evidencia, Vinculo
from indexador.extraccion.oculto import atencion

PASAJE = "Se crea el Consejo"


@pytest.fixture
def ana(crear):
    return crear("ana@congreso.gob.gt", Rol.PERSONAL)


@pytest.fixture
def rosa(crear):
    return crear("rosa@congreso.gob.gt", Rol.REVISOR)


@pytest.fixture
def par(bd):
    """CD-1, publicado, con dos versiones; CD-2, por catalogar, con una; comparten un vínculo y CD-3."""
    with transaccion(bd) as sesion:
        sembrar_plan(sesion)
        uno = sembrar_documento(
            sesion, 1, "Ley", (PASAJE,), numero="46-2007", sin_vinculos_motivo="Prueba", resumen=""
        )
        segunda = sembrar_version(sesion, uno, (f"{PASAJE} nacional.",), numero=2)
        dos = sembrar_documento(
            sesion,
            2,
            "Ley de CONAMIGUA",
            (f"{PASAJE} bis",),
            marcas=("personal",),
            estado="por_catalogar",
            acceso="publica",
            resumen="Crea el Consejo.",
            numero="46-07",
            metadatos={"comisiones": ["Migrantes"]},
        )
        dos.fechas.append(FechaDocumento(clase="publicacion", valor=date(2007, 10, 1), precision="mes"))
        tres = sembrar_documento(sesion, 3, "Oficio")
        texto = dos.versiones[0].textos[0]
        sembrar_vinculo(sesion, uno, "AG2", pasaje=(segunda, 1, PASAJE))
        sembrar_vinculo(sesion, dos, "AG2", pasaje=(texto, 1, PASAJE), motivo="Lo dice el título")
        sembrar_vinculo(sesion, dos, "OO3.A2", pasaje=(texto, 1, PASAJE))
        lote = Lote(creado=AHORA, acceso="publica")
        sesion.add(lote)
        sesion.flush()
        sesion.add(
            Recibo(
                codigo="R-1",
                lote_id=lote.id,
                documento_id=2,
                estado="recibido",
                nombre="ley.pdf",
                creado=AHORA,
            )
        )
        _ = tres


def relacionar(bd, reloj, actor, uno, clase, otro):
    with transaccion(bd) as sesion:
        relaciones.relacionar(sesion, actor, uno, clase, otro, reloj=reloj)


def hacer(bd, reloj, actor, **opciones):
    with transaccion(bd) as sesion:
        return unir(sesion, actor, "CD-00001", "CD-00002", ediciones=(1, 1), reloj=reloj, **opciones).id


def foto(bd):
    """Lo que una unión puede tocar, sin las revisiones ni la bitácora."""
    with lectura(bd) as sesion:
        documentos = {
            d.identificador: (
                d.estado,
                d.titulo,
                d.numero,
                d.resumen,
                d.acceso,
                d.metadatos,
                sorted((f.clase, f.valor) for f in d.fechas),
                sorted(m.marca for m in d.marcas),
            )
            for d in sesion.scalars(select(Documento))
        }
        return (
            documentos,
            sorted((v.id, v.documento_id, v.numero) for v in sesion.scalars(select(Version))),
            sorted((v.id, v.documento_id, v.estado, v.motivo) for v in sesion.scalars(select(Vinculo))),
            sorted((e.id, e.vinculo_id, e.estado) for e in sesion.scalars(select(Evidencia))),
            [r.documento_id for r in sesion.scalars(select(Recibo))],
            sorted(
                (r.documento_id, r.otro_id, r.clase)
                for r in sesion.scalars(select(relaciones.RelacionDocumental))
            ),
        )


@pytest.mark.usefixtures("par")
def test_la_que_queda_recibe_versiones_vinculos_evidencias_recibos_relaciones_y_datos(bd, reloj, ana):
    relacionar(bd, reloj, ana, "CD-00003", ClaseRelacion.ADJUNTO_DE, "CD-00002")
    hacer(bd, reloj, ana, del_unido={"titulo"})
    with lectura(bd) as sesion:
        queda = sesion.get_one(Documento, 1)
        assert (queda.titulo, queda.numero, queda.resumen) == (
            "Ley de CONAMIGUA",
            "46-2007",
            "Crea el Consejo.",
        )
        assert queda.metadatos == {"comisiones": ["Migrantes"]}
        assert {f.clase for f in queda.fechas} == {"emision", "publicacion"}
        assert [(v.numero, v.textos[0].paginas[0].texto) for v in queda.versiones] == [
            (1, PASAJE),
            (2, f"{PASAJE} nacional."),
            (3, f"{PASAJE} bis"),
        ]
        vinculos = sesion.scalars(select(Vinculo).where(Vinculo.documento_id == 1)).all()
        assert {v.destino: len(v.evidencias) for v in vinculos} == {
            "tema:AG2": 2,
            "plan:2009-2012:OO3.A2": 1,
        }
        assert sesion.scalars(select(Recibo.documento_id)).all() == [1]
        suyas = relaciones.de_documento(sesion, 1, marcas(ana))
        assert [(r.nombre, r.documento.id) for r in suyas] == [("Trae adjunto", 3)]
        acciones = sesion.scalars(select(Asiento.accion).where(Asiento.objeto_id == "CD-00002")).all()
        assert "ficha_unida_a_otra" in acciones


@pytest.mark.usefixtures("par")
@pytest.mark.parametrize("orden", list(Orden))
def test_deshacer_deja_todo_como_estaba(bd, reloj, ana, orden):
    relacionar(bd, reloj, ana, "CD-00003", ClaseRelacion.ADJUNTO_DE, "CD-00002")
    relacionar(bd, reloj, ana, "CD-00002", ClaseRelacion.TRADUCE, "CD-00001")
    antes = foto(bd)
    operacion = hacer(bd, reloj, ana, orden=orden, del_unido={"titulo", "numero", "m-comisiones"})
    assert foto(bd) != antes
    with transaccion(bd) as sesion:
        assert deshacer(sesion, ana, operacion, reloj=reloj) == ()
    assert foto(bd) == antes
    with pytest.raises(Conflicto), transaccion(bd) as sesion:
        deshacer(sesion, ana, operacion, reloj=reloj)


@pytest.mark.usefixtures("par")
def test_del_vinculo_que_tenian_las_dos_quedan_los_dos_motivos_y_vuelve_quien_lo_decidio(bd, reloj, ana):
    with transaccion(bd) as sesion:
        propio, ajeno = sesion.scalars(select(Vinculo).where(Vinculo.destino == "tema:AG2")).all()
        propio.estado, propio.motivo, propio.decidido_por = (
            "rechazado",
            "No habla de la mesa.",
            ana.usuario_id,
        )
        ajeno.decidido = AHORA.replace(year=AHORA.year - 1)
    with lectura(bd) as sesion:
        (dicho,) = planear(sesion, ana, "CD-00001", "CD-00002").vinculos_dichos
    assert dicho == ("Sustenta AG2: rechazado en la que queda y confirmado en la otra; queda confirmado")
    antes = foto(bd)
    operacion = hacer(bd, reloj, ana)
    with lectura(bd) as sesion:
        junto = sesion.get_one(Vinculo, propio.id)
        assert (junto.estado, junto.motivo) == ("confirmado", "No habla de la mesa. Lo dice el título")
        assert (junto.decidido.year, junto.decidido_por) == (AHORA.year - 1, None)
    with transaccion(bd) as sesion:
        deshacer(sesion, ana, operacion, reloj=reloj)
    assert foto(bd) == antes
    with lectura(bd) as sesion:
        junto = sesion.get_one(Vinculo, propio.id)
        assert (junto.decidido, junto.decidido_por) == (AHORA, ana.usuario_id)


@pytest.mark.usefixtures("par")
def test_al_unir_no_quedan_dos_decisiones_del_mismo_par_y_vuelven_al_deshacer(bd, reloj, ana):
    relacionar(bd, reloj, ana, "CD-00001", ClaseRelacion.VERSION_DE, "CD-00003")
    relacionar(bd, reloj, ana, "CD-00003", ClaseRelacion.TRADUCE, "CD-00002")
    antes = foto(bd)
    operacion = hacer(bd, reloj, ana)
    with lectura(bd) as sesion:
        suyas = relaciones.de_documento(sesion, 1, marcas(ana), clases=relaciones.TODAS)
        assert [una.nombre for una in suyas] == ["Versión de"]
    with transaccion(bd) as sesion:
        deshacer(sesion, ana, operacion, reloj=reloj)
    assert foto(bd) == antes


@pytest.mark.usefixtures("par")
def test_deshacer_no_pisa_lo_que_se_hizo_despues(bd, reloj, ana):
    operacion = hacer(bd, reloj, ana, del_unido={"titulo", "numero"})
    with transaccion(bd) as sesion:
        queda = sesion.get_one(Documento, 1)
        queda.titulo = "Título nuevo"
        sembrar_version(sesion, queda, ("Otra más",), numero=4)
    with transaccion(bd) as sesion:
        (dejado,) = deshacer(sesion, ana, operacion, reloj=reloj)
        assert "Título" in dejado
    with lectura(bd) as sesion:
        queda = sesion.get_one(Documento, 1)
        assert (queda.titulo, queda.numero) == ("Título nuevo", "46-2007")
        assert [v.textos[0].paginas[0].texto for v in queda.versiones][2:] == ["Otra más"]
        assert [v.numero for v in queda.versiones] == [1, 2, 3]


@pytest.mark.usefixtures("par")
def test_las_versiones_mas_viejas_entran_delante(bd, reloj, ana):
    hacer(bd, reloj, ana, orden=Orden.ANTES)
    with lectura(bd) as sesion:
        textos = [v.textos[0].paginas[0].texto for v in sesion.get_one(Documento, 1).versiones]
        assert textos == [f"{PASAJE} bis", PASAJE, f"{PASAJE} nacional."]


@pytest.mark.usefixtures("par")
def test_la_direccion_vieja_lleva_a_la_nueva_solo_a_quien_la_ve(bd, reloj, ana):
    hacer(bd, reloj, ana)
    with lectura(bd) as sesion:
        direccion = relaciones.direccion_de(sesion, "CD-00002", frozenset({PUBLICO}))
        assert (direccion.identificador, direccion.version(1), direccion.version(9)) == ("CD-00001", 3, None)
        assert relaciones.direccion_de(sesion, "CD-00002", frozenset({"nadie"})) is None
        assert relaciones.direccion_de(sesion, "CD-00001", frozenset({PUBLICO})) is None
        assert sesion.get_one(Documento, 2).marcas == []


@pytest.mark.usefixtures("par")
def test_una_union_sobre_otra_se_deshace_en_orden_y_su_direccion_se_sigue(bd, reloj, ana):
    primera = hacer(bd, reloj, ana)
    with transaccion(bd) as sesion:
        edicion = sesion.get_one(Documento, 1).edicion
        unir(sesion, ana, "CD-00003", "CD-00001", ediciones=(1, edicion), reloj=reloj)
    with lectura(bd) as sesion:
        assert relaciones.direccion_de(sesion, "CD-00002", marcas(ana)).identificador == "CD-00003"
    with pytest.raises((Conflicto, NoEncontrado)), transaccion(bd) as sesion:
        deshacer(sesion, ana, primera, reloj=reloj)


@pytest.mark.usefixtures("par")
def test_el_plan_dice_lo_que_quedaria_y_no_escribe_nada(bd, ana):
    antes = foto(bd)
    with lectura(bd) as sesion:
        plan = planear(sesion, ana, "CD-00001", "CD-00002", del_unido={"numero"})
        dicho = {r.campo: (r.de_queda, r.de_unido, r.del_unido, r.hay_que_elegir) for r in plan.renglones}
        assert dicho["numero"] == ("46-2007", "46-07", True, True)
        assert dicho["titulo"] == ("Ley", "Ley de CONAMIGUA", False, True)
        assert dicho["resumen"] == ("", "Crea el Consejo.", True, False)
        assert "tipo" not in dicho
        assert plan.fechas_dichas == ("Publicación: octubre de 2007",)
        assert (plan.versiones, plan.vinculos, plan.recibos, plan.relaciones) == (1, 2, 1, 0)
        assert plan.impedimentos == ()
    assert foto(bd) == antes


@pytest.mark.usefixtures("par")
def test_lo_publicado_no_se_une_a_lo_que_no_lo_esta(bd, reloj, ana):
    with pytest.raises(Conflicto, match="dejaría de verlo"), transaccion(bd) as sesion:
        unir(sesion, ana, "CD-00002", "CD-00001", ediciones=(1, 1), reloj=reloj)


@pytest.mark.usefixtures("par")
def test_si_una_ficha_cambio_mientras_se_comparaban_no_se_une(bd, reloj, ana):
    with transaccion(bd) as sesion:
        sesion.get_one(Documento, 2).edicion = 2
    with pytest.raises(Conflicto, match="cambió mientras"):
        hacer(bd, reloj, ana)


@pytest.mark.usefixtures("par")
def test_no_se_une_lo_que_no_se_ve_ni_sin_permiso(bd, reloj, ana, crear):
    with transaccion(bd) as sesion:
        sembrar_documento(sesion, 4, "Oculto", marcas=("reservada",), acceso="reservada")
    with pytest.raises(NoEncontrado), transaccion(bd) as sesion:
        unir(sesion, ana, "CD-00001", "CD-00004", ediciones=(1, 1), reloj=reloj)
    lector = crear("luis@congreso.gob.gt", Rol.INVESTIGADOR)
    with pytest.raises(SinPermiso):
        hacer(bd, reloj, lector)


@pytest.mark.usefixtures("par")
def test_lo_unido_queda_con_el_acceso_mas_cerrado(bd, reloj, ana, rosa):
    with transaccion(bd) as sesion:
        dos = sesion.get_one(Documento, 2)
        dos.acceso, dos.fundamento = "interna", "Deliberación"
    operacion = hacer(bd, reloj, ana)
    with lectura(bd) as sesion:
        queda = sesion.get_one(Documento, 1)
        assert (queda.acceso, queda.fundamento) == ("interna", "Deliberación")
        assert [m.marca for m in queda.marcas] == ["personal"]
    with transaccion(bd) as sesion:
        deshacer(sesion, ana, operacion, reloj=reloj)
        assert sesion.get_one(Documento, 1).acceso == "publica_oficio"


@pytest.mark.usefixtures("par")
def test_dos_accesos_cerrados_distintos_no_se_juntan(bd, reloj, rosa):
    with transaccion(bd) as sesion:
        sesion.get_one(Documento, 1).acceso = "interna"
        sesion.get_one(Documento, 2).acceso = "reservada"
    with pytest.raises(Conflicto, match="accesos cerrados distintos"):
        hacer(bd, reloj, rosa)


@pytest.mark.usefixtures("par")
def test_una_ficha_publicada_no_queda_incompleta_por_unir(bd, reloj, ana):
    with transaccion(bd) as sesion:
        sesion.get_one(Documento, 2).tipo = "dictamen"
    with pytest.raises(DatosInvalidos):
        hacer(bd, reloj, ana, del_unido={"tipo"})
    with lectura(bd) as sesion:
        assert sesion.scalars(select(Operacion)).all() == []


@pytest.mark.usefixtures("par")
def test_la_iniciativa_y_la_etapa_que_prueba_la_unida_van_y_vuelven(bd, reloj, ana):
    with transaccion(bd) as sesion:
        sesion.add(Iniciativa(id=1, numero=4188, documento_id=2))
        sesion.flush()
        dia = {"fecha": date(2010, 5, 13), "precision": "dia", "anotada": AHORA}
        sesion.add(EtapaDeIniciativa(iniciativa_id=1, estado="presentada", documento_id=2, **dia))

    def de_quien():
        with lectura(bd) as sesion:
            return [sesion.scalars(select(m.documento_id)).one() for m in (Iniciativa, EtapaDeIniciativa)]

    operacion = hacer(bd, reloj, ana)
    assert de_quien() == [1, 1]
    with transaccion(bd) as sesion:
        deshacer(sesion, ana, operacion, reloj=reloj)
    assert de_quien() == [2, 2]


@pytest.mark.usefixtures("par")
def test_el_acta_y_la_prueba_que_es_la_unida_van_y_vuelven(bd, reloj, ana):
    with transaccion(bd) as sesion:
        tema = sesion.scalars(select(Tema.id)).one()
        dia = {"fecha": date(2011, 8, 3), "estado": "realizada", "creada": AHORA}
        sesion.add(Mesa(id=1, tema_id=tema, numero=1, clave="k7qp", acta_id=2, convocatoria_id=1, **dia))
        sesion.flush()
        hecho = {"cumplido": date(2011, 8, 9), "creado": AHORA}
        sesion.add(Acuerdo(id=1, mesa_id=1, numero=1, clave="k7qp", texto="Enviar", prueba_id=2, **hecho))

    def de_quien():
        with lectura(bd) as sesion:
            una = sesion.get_one(Mesa, 1)
            return [una.acta_id, una.convocatoria_id, sesion.get_one(Acuerdo, 1).prueba_id]

    operacion = hacer(bd, reloj, ana)
    assert de_quien() == [1, 1, 1]
    with transaccion(bd) as sesion:
        deshacer(sesion, ana, operacion, reloj=reloj)
    assert de_quien() == [2, 1, 2]


@pytest.mark.usefixtures("par")
def test_la_frase_escrita_a_mano_va_con_el_documento_y_vuelve_al_deshacerlo(bd, reloj, ana):
    with transaccion(bd) as sesion:
        suya = {"escrita": AHORA, "escrita_por": ana.usuario_id}
        sesion.add(Apunte(clave="AG1", documento_id=2, frase="Sólo de la unida", lugar=3, **suya))
        sesion.add(Apunte(clave="AG2", documento_id=2, frase="La de la unida", lugar=4, **suya))
        sesion.add(Apunte(clave="AG2", documento_id=1, frase="", lugar=1))
        sesion.add(Apunte(clave="AG3", documento_id=2, frase="Otra", **suya))
        sesion.add(Apunte(clave="AG3", documento_id=1, frase="La que vale", **suya))

    def dicho():
        with lectura(bd) as sesion:
            filas = sesion.scalars(select(Apunte).order_by(Apunte.clave, Apunte.documento_id))
            return [(a.clave, a.documento_id, a.frase, a.lugar, a.escrita_por is not None) for a in filas]

    antes = dicho()
    operacion = hacer(bd, reloj, ana)
    assert [fila for fila in dicho() if fila[1] == 1] == [
        ("AG1", 1, "Sólo de la unida", 3, True),
        ("AG2", 1, "La de la unida", 1, True),
        ("AG3", 1, "La que vale", None, True),
    ]
    with transaccion(bd) as sesion:
        deshacer(sesion, ana, operacion, reloj=reloj)
    assert dicho() == antes


def test_cada_tabla_que_nombra_documentos_sabe_que_hacer_al_unir():
    nombran = {
        tabla.name
        for tabla in Base.metadata.tables.values()
        for clave in tabla.foreign_keys
        if clave.column.table.name == "documento"
    }
    sin_decidir = nombran - MUDAN - SE_QUEDAN
    assert sin_decidir == set(), "Diga en curaduria/mudanza.py si se mudan o se quedan."


@pytest.mark.usefixtures("par")
def test_lo_oculto_de_una_ficha_sin_publicar_no_sale_al_publico_por_unirla(bd, reloj, ana):
    with transaccion(bd) as sesion:
        sesion.get_one(Documento, 2).avisos = atencion("texto tapado")
        antes = texto_vigente(sesion, 1)
    numero = hacer(bd, reloj, ana)
    with lectura(bd) as sesion:
        assert texto_vigente(sesion, 1) == antes
        assert [v.vista for v in sesion.get_one(Documento, 1).versiones][-1] == "por_revisar"
    with transaccion(bd) as sesion:
        deshacer(sesion, ana, numero, reloj=reloj)
    with lectura(bd) as sesion:
        assert [v.vista for v in sesion.get_one(Documento, 2).versiones] == ["a_la_vista"]


@pytest.mark.usefixtures("par")
def test_la_version_vieja_con_algo_oculto_se_retiene_aunque_la_ultima_este_limpia(bd, reloj, ana):
    with transaccion(bd) as sesion:
        dos = sesion.get_one(Documento, 2)
        dos.versiones[0].archivos[0].avisos = atencion("texto tapado")
        sembrar_version(sesion, dos, ("Sin los datos.",), numero=2)
    hacer(bd, reloj, ana)
    with lectura(bd) as sesion:
        vistas = [version.vista for version in sesion.get_one(Documento, 1).versiones]
    assert vistas == ["a_la_vista", "a_la_vista", "por_revisar", "a_la_vista"]


@pytest.mark.usefixtures("par")
def test_no_se_deshace_si_lo_publicado_quedaria_sin_ninguna_version_a_la_vista(bd, reloj, ana):
    operacion = hacer(bd, reloj, ana)
    with transaccion(bd) as sesion:
        for version in sesion.get_one(Documento, 1).versiones[:2]:
            version.vista = "retirada"
    with pytest.raises(Conflicto, match="sin ninguna versión"), transaccion(bd) as sesion:
        deshacer(sesion, ana, operacion, reloj=reloj)
    with transaccion(bd) as sesion:
        sesion.get_one(Documento, 1).versiones[1].vista = "a_la_vista"
        deshacer(sesion, ana, operacion, reloj=reloj)


@pytest.mark.usefixtures("par")
@pytest.mark.parametrize("orden", Orden)
def test_la_ficha_con_falla_que_se_une_a_una_publicada_dice_por_que_y_se_puede_reintentar(
    bd, reloj, ana, orden
):
    with transaccion(bd) as sesion:
        dos = sesion.get_one(Documento, 2)
        dos.estado, dos.falla_codigo, dos.falla_motivo = "con_falla", "protegido", "Pide una contraseña."
        texto = dos.versiones[0].textos[0]
        for evidencia in sesion.scalars(select(Evidencia).where(Evidencia.texto_id == texto.id)):
            sesion.delete(evidencia)
        sesion.flush()
        for una in (*texto.paginas, texto):
            sesion.delete(una)
    hacer(bd, reloj, ana, orden=orden)
    with lectura(bd) as sesion:
        queda = sesion.get_one(Documento, 1)
        (version,) = (v for v in queda.versiones if v.vista == "por_revisar")
        assert version.archivos[0].avisos == ["La versión nueva no se pudo leer. Pide una contraseña."]
        assert version_por_reintentar(sesion, queda) is version
    with transaccion(bd) as sesion:
        retencion.publicar_version(sesion, ana, "CD-00001", version.numero, sustituye=False, reloj=reloj)


@pytest.mark.usefixtures("par")
def test_un_extracto_que_espera_no_retiene_a_su_version_limpia(bd, reloj, ana):
    with transaccion(bd) as sesion:
        version = sesion.get_one(Documento, 2).versiones[0]
        extracto = Archivo(papel="extracto_publico", sha256="e" * 64, nombre="e.pdf", tamano=1)
        extracto.vista, extracto.avisos = "por_revisar", atencion("texto bajo rectángulos negros")
        version.archivos.append(extracto)
    hacer(bd, reloj, ana)
    with lectura(bd) as sesion:
        version = sesion.get_one(Documento, 1).versiones[-1]
        assert (version.vista, version.archivos[-1].vista) == ("a_la_vista", "por_revisar")
