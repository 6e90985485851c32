"""La ficha, el acceso, las versiones y lo que pasa solo con el tiempo."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from archivos import pdf
from sqlalchemy import select

from centro_doc.bitacora.modelos import Asiento
from centro_doc.catalogo import acceso, casos, versiones
from centro_doc.catalogo.acceso import DatosAcceso
from centro_doc.catalogo.casos import EdicionVieja
from centro_doc.catalogo.consultas import suerte_de, vecinos
from centro_doc.catalogo.ingreso import DatosLote, recibir_lote
from centro_doc.catalogo.modelos import Acceso, Documento, Estado, Papel, Precision
from centro_doc.catalogo.reglas import DatosFicha, FechaDada, convertir, faltantes
from centro_doc.catalogo.tipos import Campo
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoEncontrado, SinPermiso
from centro_doc.cuentas.permisos import marcas
from centro_doc.indice.modelos import EstadoGeneracion, Generacion, Indexado, Ocultamiento
from centro_doc.tareas.modelos import Tarea

PUBLICA = DatosAcceso(Acceso.PUBLICA)
FICHA = DatosFicha(
    titulo="Dictamen favorable a la iniciativa 4126",
    acceso=DatosAcceso(Acceso.PUBLICA_OFICIO),
    tipo="dictamen",
    autores=("Ana",),
    metadatos={"comisiones": ["Comisión de Migrantes"], "sentido_dictamen": "favorable"},
    fechas=(FechaDada("dictamen", date(2010, 9, 1), Precision.MES),),
)


@pytest.fixture
def documento(bd, reloj, ana, llegar):
    """CD-00001, ya leído y por catalogar."""
    with transaccion(bd) as sesion:
        recibir_lote(sesion, ana, DatosLote(), [llegar("dictamen.pdf", pdf("hola"))], reloj=reloj)
        sesion.scalars(select(Documento)).one().estado = Estado.POR_CATALOGAR
    return "CD-00001"


def guardar(bd, reloj, actor, identificador, datos=FICHA, edicion=1):
    with transaccion(bd) as sesion:
        return casos.guardar_ficha(sesion, actor, identificador, datos, edicion=edicion, reloj=reloj).edicion


def leido(bd, identificador="CD-00001"):
    with lectura(bd) as sesion:
        documento = sesion.scalars(select(Documento).where(Documento.identificador == identificador)).one()
        _ = documento.fechas, documento.marcas, documento.grupos, documento.personas, documento.versiones
        return documento


def test_guardar_la_ficha_la_deja_entera_y_sube_la_revision(bd, reloj, ana, documento):
    antes = leido(bd).revision
    assert guardar(bd, reloj, ana, documento) == 2
    guardado = leido(bd)
    assert guardado.titulo == FICHA.titulo
    assert guardado.metadatos["comisiones"] == ["Comisión de Migrantes"]
    assert [(f.clase, f.precision) for f in guardado.fechas] == [("dictamen", "mes")]
    assert guardado.revision > antes
    assert faltantes(guardado, hoy=reloj.hoy()) == {}
    with lectura(bd) as sesion:
        acciones = sesion.scalars(select(Asiento.accion).where(Asiento.objeto_id == documento)).all()
    assert acciones == ["documento_recibido", "acceso_cambiado", "ficha_guardada"]


def test_volver_a_guardar_las_mismas_fechas_no_choca(bd, reloj, ana, documento):
    guardar(bd, reloj, ana, documento)
    assert guardar(bd, reloj, ana, documento, edicion=2) == 3
    assert len(leido(bd).fechas) == 1


def test_quien_guarda_sobre_una_edicion_vieja_no_pisa_y_sabe_quien_fue(bd, reloj, ana, rosa, documento):
    guardar(bd, reloj, rosa, documento)
    with pytest.raises(EdicionVieja) as error:
        guardar(bd, reloj, ana, documento, replace(FICHA, titulo="Otro"), edicion=1)
    assert (error.value.quien, error.value.cuando) == ("Rosa", reloj.ahora())
    assert error.value.hizo == "guardó otra versión"
    assert leido(bd).titulo == FICHA.titulo


def test_una_edicion_vieja_sin_rastro_tambien_se_detecta(bd, reloj, ana, documento):
    with pytest.raises(EdicionVieja) as error:
        guardar(bd, reloj, ana, documento, edicion=7)
    assert error.value.cuando is None


def test_un_publicado_no_puede_quedar_incompleto(bd, reloj, ana, documento):
    guardar(bd, reloj, ana, documento)
    with transaccion(bd) as sesion:
        sesion.scalars(select(Documento)).one().estado = Estado.PUBLICADO
    with pytest.raises(DatosInvalidos) as error:
        guardar(bd, reloj, ana, documento, replace(FICHA, metadatos={}, fechas=()), edicion=2)
    assert set(error.value.campos) == {"m-comisiones", "m-sentido_dictamen", "fechas"}
    assert leido(bd).fechas


def test_lo_que_no_se_ve_no_existe(bd, reloj, ana, rosa, documento):
    clase = DatosAcceso(Acceso.CONFIDENCIAL, "art. 22", personas=(rosa.usuario_id,))
    guardar(bd, reloj, rosa, documento, replace(FICHA, acceso=clase))
    for identificador in (documento, "CD-09999"):
        with pytest.raises(NoEncontrado) as error:
            guardar(bd, reloj, ana, identificador, edicion=2)
        assert error.value.mensaje == "No encontramos ese documento."


@pytest.mark.parametrize("clase", [Acceso.RESERVADA, Acceso.CONFIDENCIAL])
def test_solo_quien_revisa_clasifica_y_nadie_mas_desclasifica(bd, reloj, ana, rosa, documento, clase):
    cerrado = DatosAcceso(clase, "art. 23", "5-2011", date(2014, 1, 1), personas=(ana.usuario_id,))
    datos = replace(FICHA, acceso=cerrado)
    with pytest.raises(SinPermiso):
        guardar(bd, reloj, ana, documento, datos)
    guardar(bd, reloj, rosa, documento, datos)
    assert guardar(bd, reloj, ana, documento, replace(datos, titulo="Sólo el título"), edicion=2) == 3
    with pytest.raises(SinPermiso):
        guardar(bd, reloj, ana, documento, FICHA, edicion=3)


def test_reservar_sin_resolucion_o_confiar_sin_nombrar_a_nadie_no_se_puede(bd, reloj, rosa, documento):
    for clase, campos in (
        (DatosAcceso(Acceso.RESERVADA, "art. 23"), {"resolucion", "reserva_vence"}),
        (DatosAcceso(Acceso.CONFIDENCIAL, "art. 22"), {"personas"}),
        (DatosAcceso(Acceso.CONFIDENCIAL, personas=(rosa.usuario_id,)), {"fundamento"}),
    ):
        with pytest.raises(DatosInvalidos) as error:
            guardar(bd, reloj, rosa, documento, replace(FICHA, acceso=clase))
        assert set(error.value.campos) == campos


def test_estrechar_el_acceso_de_un_publicado_lo_oculta_desde_ya(bd, reloj, ana, documento):
    guardar(bd, reloj, ana, documento)
    with transaccion(bd) as sesion:
        publicado = sesion.scalars(select(Documento)).one()
        publicado.estado = Estado.PUBLICADO
        acceso.actualizar_marcas(sesion, publicado, reloj=reloj)
    with transaccion(bd) as sesion:
        clase = DatosAcceso(Acceso.INTERNA, "Trabajo en curso", grupos=("AG2",))
        assert casos.cambiar_acceso(sesion, ana, [documento], clase, reloj=reloj) == 1
    guardado = leido(bd)
    assert {m.marca for m in guardado.marcas} == {"personal", "grupo:AG2"}
    with lectura(bd) as sesion:
        (oculto,) = sesion.scalars(select(Ocultamiento))
        assert oculto.revision == guardado.revision


def test_cambiar_el_acceso_de_varios_es_todo_o_nada(bd, reloj, ana, documento):
    with pytest.raises(NoEncontrado), transaccion(bd) as sesion:
        casos.cambiar_acceso(sesion, ana, [documento, "CD-00077"], PUBLICA, reloj=reloj)
    with pytest.raises(DatosInvalidos), transaccion(bd) as sesion:
        casos.cambiar_acceso(sesion, ana, [documento], DatosAcceso(Acceso.INTERNA), reloj=reloj)
    assert leido(bd).edicion == 1


def test_asignar_a_una_cuenta_que_no_existe_no_se_puede(bd, reloj, ana, documento):
    with pytest.raises(NoEncontrado), transaccion(bd) as sesion:
        casos.asignar(sesion, ana, [documento], 999, reloj=reloj)


def test_una_reserva_vencida_se_abre_sola_y_queda_anotada(bd, reloj, rosa, documento):
    clase = DatosAcceso(Acceso.RESERVADA, "art. 23", "5-2011", reloj.hoy() + timedelta(days=1))
    guardar(bd, reloj, rosa, documento, replace(FICHA, acceso=clase))
    with transaccion(bd) as sesion:
        sesion.scalars(select(Documento)).one().estado = Estado.PUBLICADO
    for dias, abiertos in ((1, 0), (1, 1), (1, 0)):
        reloj.avanzar(days=dias)
        with transaccion(bd) as sesion:
            assert casos.vencer_reservas(sesion, reloj=reloj) == abiertos
    guardado = leido(bd)
    assert (guardado.acceso, guardado.resolucion) == (Acceso.PUBLICA, "5-2011")
    assert {m.marca for m in guardado.marcas} == {"publico"}
    with lectura(bd) as sesion:
        asiento = sesion.scalars(select(Asiento).where(Asiento.accion == "reserva_vencida")).one()
        assert asiento.actor == "sistema"


def test_el_barrido_solo_quita_lo_viejo_que_nadie_nombra(bd, reloj, documento, deposito, llegar):
    huerfano = llegar("x.pdf", pdf("nadie me nombra")).guardado
    with lectura(bd) as sesion:
        assert casos.barrer_huerfanos(sesion, deposito, reloj=reloj) == 0
        reloj.avanzar(days=365 * 30)
        assert casos.barrer_huerfanos(sesion, deposito, reloj=reloj) == 1
    assert not deposito.existe(huerfano.sha256)
    assert len(list(deposito.listar())) == 1


def test_una_version_nueva_conserva_la_anterior_y_se_lee(bd, reloj, ana, documento, llegar):
    with transaccion(bd) as sesion:
        versiones.nueva_version(
            sesion, ana, documento, llegar("v2.pdf", pdf("dos")), " Con  reformas ", reloj=reloj
        )
    guardado = leido(bd)
    assert [(v.numero, v.nota) for v in guardado.versiones] == [(1, ""), (2, "Con reformas")]
    assert guardado.estado == Estado.RECIBIDO
    with lectura(bd) as sesion:
        cargas = [t.carga["version"] for t in sesion.scalars(select(Tarea).order_by(Tarea.id))]
        assert cargas == [v.id for v in guardado.versiones]


def test_una_version_nueva_de_un_publicado_no_lo_quita_de_la_vista(bd, reloj, ana, documento, llegar):
    with transaccion(bd) as sesion:
        sesion.scalars(select(Documento)).one().estado = Estado.PUBLICADO
    with transaccion(bd) as sesion:
        versiones.nueva_version(sesion, ana, documento, llegar("v2.pdf", pdf("dos")), "", reloj=reloj)
    assert leido(bd).estado == Estado.PUBLICADO


def test_subir_como_version_un_archivo_que_ya_esta_dice_donde(bd, reloj, ana, rosa, documento, llegar):
    with transaccion(bd) as sesion:
        datos = DatosLote(acceso=Acceso.CONFIDENCIAL)
        recibir_lote(sesion, rosa, datos, [llegar("s.pdf", pdf("secreto"))], reloj=reloj)
        recibir_lote(sesion, ana, DatosLote(), [llegar("o.pdf", pdf("otro"))], reloj=reloj)
    for contenido, dice in (
        ("hola", "CD-00001 ya tiene"),
        ("otro", "ya está en CD-00003"),
        ("secreto", "ya está en el centro. Consulte"),
    ):
        with pytest.raises(Conflicto) as error, transaccion(bd) as sesion:
            versiones.nueva_version(sesion, ana, documento, llegar("x.pdf", pdf(contenido)), "", reloj=reloj)
        assert dice in error.value.mensaje
    with pytest.raises(DatosInvalidos), transaccion(bd) as sesion:
        versiones.nueva_version(sesion, ana, documento, llegar("x.pdf", b""), "", reloj=reloj)


def test_otro_formato_y_extracto_van_en_la_ultima_version_con_su_acceso(bd, reloj, ana, documento, llegar):
    with transaccion(bd) as sesion:
        llegada = llegar("extracto.txt", b"lo publico")
        versiones.anadir_archivo(
            sesion, ana, documento, llegada, Papel.EXTRACTO_PUBLICO, Acceso.PUBLICA, reloj=reloj
        )
    with lectura(bd) as sesion:
        version = sesion.scalars(select(Documento)).one().versiones[-1]
        assert [(a.papel, a.acceso) for a in version.archivos] == [
            ("principal", None),
            ("extracto_publico", "publica"),
        ]
    with pytest.raises(DatosInvalidos), transaccion(bd) as sesion:
        versiones.anadir_archivo(
            sesion, ana, documento, llegar("b.txt", b"b"), Papel.PRINCIPAL, None, reloj=reloj
        )
    with pytest.raises(SinPermiso), transaccion(bd) as sesion:
        versiones.anadir_archivo(
            sesion, ana, documento, llegar("c.txt", b"c"), Papel.OTRO_FORMATO, Acceso.RESERVADA, reloj=reloj
        )


def test_un_registro_sin_archivo_no_tiene_que_reintentar(bd, reloj, ana):
    with transaccion(bd) as sesion:
        casos.crear_sin_archivo(sesion, ana, "Un  libro", reloj=reloj)
        sesion.scalars(select(Documento)).one().estado = Estado.CON_FALLA
    assert leido(bd).titulo == "Un libro"
    with pytest.raises(NoEncontrado), transaccion(bd) as sesion:
        casos.reintentar_lectura(sesion, ana, "CD-00001", reloj=reloj)


def test_faltantes_nombra_cada_cosa_que_falta(bd, reloj, documento):
    vacio = leido(bd)
    vacio.titulo = " "
    assert set(faltantes(vacio, hoy=reloj.hoy())) == {"titulo", "tipo"}
    vacio.tipo = "iniciativa"
    assert set(faltantes(vacio, hoy=reloj.hoy())) == {"titulo", "numero"}


@pytest.mark.parametrize(
    ("clase", "crudo", "valor"),
    [
        ("texto", "  hola ", "hola"),
        ("texto", " ", None),
        ("lista", "uno\n\n  dos  tres\n", ["uno", "dos tres"]),
        ("numero", "1,284", 1284),
        ("numero", "Q 12.50", 12.5),
        ("fecha", "2011-08-17", "2011-08-17"),
        ("opcion", "si", "si"),
    ],
)
def test_los_campos_propios_se_leen_segun_su_clase(clase, crudo, valor):
    opciones = {"si": "Sí"} if clase == "opcion" else {}
    assert convertir(Campo("x", "X", clase, opciones=opciones), crudo) == (valor, "")


@pytest.mark.parametrize(
    ("clase", "crudo"),
    [
        ("numero", "mucho"),
        ("numero", "1900,5"),
        ("numero", "1.900,00"),
        ("numero", "nan"),
        ("numero", "1e300"),
        ("numero", "3"),
        ("numero", "3000"),
        ("fecha", "ayer"),
        ("opcion", "quizas"),
    ],
)
def test_un_campo_propio_mal_escrito_dice_que_escribir(clase, crudo):
    opciones = {"si": "Sí"} if clase == "opcion" else {}
    valor, error = convertir(Campo("x", "X", clase, opciones=opciones, minimo=1821, maximo=2200), crudo)
    assert valor is None
    assert error.endswith(".")


def test_los_vecinos_son_los_que_esperan_y_se_ven(bd, reloj, ana, documento, llegar):
    with transaccion(bd) as sesion:
        llegadas = [llegar(f"{n}.txt", str(n).encode()) for n in range(3)]
        recibir_lote(sesion, ana, DatosLote(), llegadas, reloj=reloj)
        for otro in sesion.scalars(select(Documento)):
            otro.estado = Estado.POR_CATALOGAR
    segundo = leido(bd, "CD-00002")
    with lectura(bd) as sesion:
        lugar = vecinos(sesion, marcas(ana), segundo)
    assert (lugar.puesto, lugar.total, lugar.anterior, lugar.siguiente) == (2, 4, "CD-00001", "CD-00003")


def test_la_suerte_de_lo_importado_se_sabe_cuando_el_indice_lo_refleja(bd, reloj, documento):
    with lectura(bd) as sesion:
        assert suerte_de(sesion, [documento]) == []
    with transaccion(bd) as sesion:
        generacion = Generacion(estado=EstadoGeneracion.ACTIVA, creada=reloj.ahora())
        sesion.add(generacion)
        sesion.flush()
        sesion.add(Indexado(generacion_id=generacion.id, documento_id=1, revision=99, cuando=reloj.ahora()))
    with lectura(bd) as sesion:
        assert [(s.documento, s.estado, s.motivo) for s in suerte_de(sesion, [documento])] == [
            (documento, "", "")
        ]
    with transaccion(bd) as sesion:
        guardado = sesion.scalars(select(Documento)).one()
        guardado.estado, guardado.falla_motivo = Estado.CON_FALLA, "Está dañado."
    with lectura(bd) as sesion:
        assert [(s.estado, s.motivo) for s in suerte_de(sesion, [documento])] == [
            ("con_falla", "Está dañado.")
        ]


def asientos(bd, identificador):
    with lectura(bd) as sesion:
        todos = sesion.scalars(select(Asiento).where(Asiento.objeto_id == identificador).order_by(Asiento.id))
        return [(uno.accion, uno.detalle) for uno in todos][1:]


def test_la_bitacora_dice_que_campos_de_la_ficha_cambiaron_y_calla_lo_que_decian(bd, reloj, ana, documento):
    guardar(bd, reloj, ana, documento)
    guardar(bd, reloj, ana, documento, replace(FICHA, titulo="Otro", resumen="Un resumen"), edicion=2)
    guardar(bd, reloj, ana, documento, replace(FICHA, titulo="Otro", resumen="Un resumen"), edicion=3)
    *_, segundo, tercero = asientos(bd, documento)
    assert segundo == ("ficha_guardada", {"edicion": 3, "campos": ["título", "resumen"]})
    assert tercero == ("ficha_guardada", {"edicion": 4, "campos": []})


def test_abrir_un_documento_desde_su_ficha_queda_dicho_en_la_bitacora(bd, reloj, ana, documento):
    interna = replace(FICHA, acceso=DatosAcceso(Acceso.INTERNA, grupos=("AG1",)))
    guardar(bd, reloj, ana, documento, interna)
    guardar(bd, reloj, ana, documento, FICHA, edicion=2)
    hechos = [detalle for accion, detalle in asientos(bd, documento) if accion == "acceso_cambiado"]
    assert hechos[-1]["antes"] == "interna"
    assert hechos[-1]["despues"] == FICHA.acceso.clase
    assert hechos[-1]["grupos"] == {"antes": ["AG1"], "despues": []}
