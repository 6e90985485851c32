"""Las migraciones y los modelos dicen lo mismo."""

import pytest
from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from fabrica import AHORA, sembrar_documento, sembrar_plan, sembrar_version, sembrar_vinculo
from sqlalchemy import delete, inspect, select, text, update
from sqlalchemy.exc import IntegrityError

from centro_doc.bitacora.casos import anotar
from centro_doc.bitacora.modelos import Asiento
from centro_doc.busqueda.fichas import leer
from centro_doc.catalogo import advertencias
from centro_doc.catalogo.modelos import Archivo, Documento, PaginaGuardada, TextoGuardado, Version
from centro_doc.catalogo.modelos_recibos import Lote
from centro_doc.catalogo.modelos_relaciones import DocumentoUnido
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.comun.reloj import RelojDelSistema
from centro_doc.cuentas.modelos import Membresia
from centro_doc.cuentas.permisos import SISTEMA
from centro_doc.expedientes.congelados import version
from centro_doc.expedientes.congelar import congelar
from centro_doc.expedientes.guardadas import huella_de, piezas_guardadas
from centro_doc.expedientes.modelos import ExpedienteCongelado
from centro_doc.exportaciones.fuente import fuente
from centro_doc.grupos.modelos import Integrante
from centro_doc.indice.modelos import Ocultamiento
from centro_doc.migraciones import metadatos, migrar, mover
from centro_doc.vinculos.modelos import Evidencia, Vinculo

ANTES_DE_LA_PROCEDENCIA = "0010"
ANTES_DE_LOS_AVISOS_DE_ARCHIVO = "0015"
ANTES_DE_CALLAR_LO_DE_DENTRO = "0038"
ANTES_DE_LAS_CLAVES_DE_TITULO = "0045"
ANTES_DE_CALLAR_LO_CITADO = "0040"
ANTES_DE_LOS_GRUPOS = "0026"
ANTES_DE_CONGELAR_ENTERO = "0024"
ANTES_DE_LO_PRIVADO = "0037"
ANTES_DE_ADVERTIR_EL_CONTACTO = "0044"
_CONGELADO = """
INSERT INTO expediente_congelado (id, clave, nivel, numero, titulo, nota, congelado, huella)
VALUES (1, 'AG2', 'publica', 1, 'Para la mesa', '', '2011-08-17', 'abc')
"""
_PIEZA = """
INSERT INTO expediente_pieza
(expediente_id, orden, seccion, documento_id, identificador, titulo, ficha, version, sha256, frase,
 evidencias)
VALUES (1, 1, 2, 1, 'CD-00001', 'Ley', '', 1, '', 'Sustenta AG2.', '[]')
"""


def test_las_migraciones_dejan_las_tablas_de_los_modelos(bd):
    with bd.motor.connect() as conexion:
        diferencias = compare_metadata(MigrationContext.configure(conexion), metadatos())
    assert diferencias == []


def test_migrar_dos_veces_no_cambia_nada(bd):
    with transaccion(bd) as sesion:
        sembrar_plan(sesion)
        documento = sembrar_documento(sesion, 1, "Ley", ("Se crea el Consejo.",))
        sembrar_vinculo(sesion, documento, "AG2")
    antes = _todo(bd)
    migrar(bd)
    assert _todo(bd) == antes


@pytest.mark.parametrize("sentencia", [update(Asiento).values(accion="otra"), delete(Asiento)])
def test_la_bitacora_no_se_puede_cambiar_ni_borrar(bd, sentencia):
    with transaccion(bd) as sesion:
        anotar(sesion, SISTEMA, "prueba", ("cosa", "1"), reloj=RelojDelSistema())
    with pytest.raises(IntegrityError, match="solo admite anexar"), transaccion(bd) as sesion:
        sesion.execute(sentencia)


def test_lo_que_ya_habia_se_indexa_de_nuevo_por_articulos_y_conserva_su_evidencia(bd):
    pasaje = "Artículo 1. Se crea el Consejo."
    with transaccion(bd) as sesion:
        sembrar_plan(sesion)
        documento = sembrar_documento(sesion, 1, "Ley", (pasaje,))
        texto = sesion.scalars(select(TextoGuardado)).one()
        sembrar_vinculo(sesion, documento, "AG2", pasaje=(texto, 1, pasaje))
    mover(bd, command.downgrade, "0001")
    assert "fragmento" in inspect(bd.motor).get_table_names()
    migrar(bd)
    assert "fragmento" not in inspect(bd.motor).get_table_names()
    with lectura(bd) as sesion:
        assert sesion.get_one(Documento, 1).revision == 2
        (prueba,) = sesion.scalars(select(Evidencia))
        assert (prueba.literal, prueba.inicio, prueba.fin, prueba.estado) == (
            pasaje,
            0,
            len(pasaje),
            "vigente",
        )
        (ficha,) = leer(sesion, [1])
        assert [f.etiqueta for f in ficha.fragmentos] == ["Artículo 1"]


def test_lo_que_decia_como_llego_se_separa_de_por_donde_entro(bd):
    antes = {1: "web", 2: "Oficio", 3: "adjunto de un correo", 4: "en una caja, por Juan", 5: "estante"}
    with transaccion(bd) as sesion:
        lote = Lote(creado=AHORA, acceso="publica", origen_entrega="DGM")
        sesion.add(lote)
        sesion.flush()
        for numero, via in antes.items():
            sembrar_documento(sesion, numero, "Ley", origen_via=via, lote_id=lote.id)
    mover(bd, command.downgrade, ANTES_DE_LA_PROCEDENCIA)
    with bd.motor.connect() as conexion:
        assert conexion.scalar(text("SELECT remitente FROM lote")) == "DGM"
    migrar(bd)
    with lectura(bd) as sesion:
        assert sesion.execute(select(Lote.entrada, Lote.origen_entrega)).one() == ("web", "DGM")
        vias = sesion.scalars(select(Documento.origen_via).order_by(Documento.id)).all()
        assert vias == ["", "oficio", "correo", "en una caja, por Juan", ""]
        assert set(sesion.scalars(select(Documento.origen_precision))) == {"dia"}


def test_los_avisos_leidos_antes_de_que_cada_archivo_los_guardara_no_se_pierden(bd):
    oculto, ilegible = (
        "Antes de publicar, revise el archivo: lleva X.",
        "La versión nueva no se pudo leer. Y.",
    )
    with transaccion(bd) as sesion:
        documento = sembrar_documento(sesion, 1, "Ley", ("Se crea el Consejo.",))
        documento.avisos = [oculto, ilegible]
        nueva = Version(documento_id=documento.id, numero=2, creada=AHORA)
        sesion.add(nueva)
        sesion.flush()
        sesion.add(Archivo(version_id=nueva.id, papel="principal", sha256="2", nombre="dos.pdf", tamano=1))
    mover(bd, command.downgrade, ANTES_DE_LOS_AVISOS_DE_ARCHIVO)
    migrar(bd)
    with transaccion(bd) as sesion:
        advertencias.poner_al_dia(sesion, sesion.get_one(Documento, 1))
        assert sesion.get_one(Documento, 1).avisos == [oculto, ilegible]
        dichos = sesion.scalars(select(Archivo.avisos).order_by(Archivo.id)).all()
        assert dichos == [[oculto], [ilegible]]


def test_el_texto_ya_guardado_calla_los_nombres_de_lo_que_venia_dentro(bd):
    lista = ("Archivos que trae:\nrenuncia.txt", "acta.txt")
    correo = "De: a\nAdjuntos: renuncia.pdf, acta.pdf\n\nVa.\nAdjuntos: los de ley"
    with transaccion(bd) as sesion:
        for n, (extractor, paginas) in enumerate(
            (("zip 1", lista), ("eml 1", (correo,)), ("eml 1", ("De: a\n\nAdjuntos: x",)), ("txt 1", lista)),
            1,
        ):
            sembrar_documento(sesion, n, "Ley", paginas)
            sesion.flush()
            sesion.scalars(
                select(TextoGuardado).order_by(TextoGuardado.id.desc())
            ).first().extractor = extractor
    mover(bd, command.downgrade, ANTES_DE_CALLAR_LO_DE_DENTRO)
    migrar(bd)
    with lectura(bd) as sesion:
        quedan = [
            [pagina.texto for pagina in texto.paginas]
            for texto in sesion.scalars(select(TextoGuardado).order_by(TextoGuardado.id))
        ]
        assert quedan[0] == ["Archivo comprimido (ZIP)."]
        assert quedan[1] == ["De: a\n" + " " * 32 + "\n\nVa.\nAdjuntos: los de ley"]
        assert len(quedan[1][0]) == len(correo)
        assert quedan[2:] == [["De: a\n\nAdjuntos: x"], list(lista)]
        assert sesion.scalars(select(Documento.revision).order_by(Documento.id)).all() == [2, 2, 1, 1]
        assert [(uno.documento_id, uno.revision) for uno in sesion.scalars(select(Ocultamiento))] == [
            (1, 2),
            (2, 2),
        ]


def test_lo_citado_que_nombraba_lo_de_dentro_se_calla_en_vivo_y_en_lo_congelado(bd, reloj):
    correo = "De: a\nAdjuntos: renuncia.pdf\n\nVa lo pedido."
    with transaccion(bd) as sesion:
        sembrar_plan(sesion)
        for n, (extractor, dicho, pasajes) in enumerate(
            (
                ("zip 1", "Archivos que trae:\nrenuncia.txt", ("renuncia.txt",)),
                ("eml 1", correo, ("Adjuntos: renuncia.pdf", "Va lo pedido.")),
                ("txt 1", "renuncia.txt", ("renuncia.txt",)),
            ),
            1,
        ):
            documento = sembrar_documento(sesion, n, "Ley")
            texto = sembrar_version(sesion, documento, [dicho])
            texto.extractor = extractor
            vinculo = sembrar_vinculo(sesion, documento, "AG2", pasaje=(texto, 1, pasajes[0]))
            for otro in pasajes[1:]:
                inicio = dicho.index(otro)
                nueva = Evidencia(
                    texto_id=texto.id,
                    pagina_inicio=1,
                    inicio=inicio,
                    pagina_fin=1,
                    fin=inicio + len(otro),
                    literal=otro,
                    huella="0" * 64,
                    estado="vigente",
                    creada=AHORA,
                )
                vinculo.evidencias.append(nueva)
        congelar(sesion, SISTEMA, "AG2", "publica", "Reunión", reloj=reloj)
        antes = sesion.scalars(select(ExpedienteCongelado)).one().huella
    mover(bd, command.downgrade, ANTES_DE_CALLAR_LO_DE_DENTRO)
    migrar(bd)
    with lectura(bd) as sesion:
        quedan = sesion.execute(select(Evidencia.vinculo_id, Evidencia.literal).order_by(Evidencia.id)).all()
        assert quedan == [(2, "Va lo pedido."), (3, "renuncia.txt")]
        motivos = sesion.scalars(select(Vinculo.motivo).order_by(Vinculo.id)).all()
        assert motivos[0].startswith("Su pasaje nombraba") and motivos[1:] == ["", ""]
        una = version(sesion, "AG2", "publica-1", frozenset({"publico"}))
        assert [bool(p.evidencias) for p in una.expediente.piezas] == [False, False, True]
        assert una.datos.huella == antes
        assert huella_de(piezas_guardadas(una.datos.piezas), una.datos.contenido) == antes
        obra = fuente(sesion, una.datos).obra
        assert "renuncia" not in str(obra.documentos[:2]) and "renuncia" in str(obra.documentos[2])


def test_lo_citado_que_dice_otra_version_del_documento_se_queda(bd, reloj):
    dicho, de_dentro = "El Consejo asesora.", "renuncia.txt"
    with transaccion(bd) as sesion:
        sembrar_plan(sesion)
        for n, (citado, pasaje) in enumerate(((0, dicho), (1, dicho), (1, de_dentro)), 1):
            documento = sembrar_documento(sesion, n, "Oficio")
            textos = [sembrar_version(sesion, documento, [dicho]), None]
            textos[1] = sembrar_version(sesion, documento, [f"Trae:\n{pasaje}"], numero=2)
            textos[1].extractor = "zip 1"
            sembrar_vinculo(sesion, documento, "AG2", pasaje=(textos[citado], 1, pasaje))
        congelar(sesion, SISTEMA, "AG2", "publica", "Reunión", reloj=reloj)
        sesion.execute(
            update(PaginaGuardada)
            .where(PaginaGuardada.texto.startswith("Trae:"))
            .values(texto="Trae: un archivo")
        )
    mover(bd, command.downgrade, ANTES_DE_CALLAR_LO_CITADO)
    migrar(bd)
    with lectura(bd) as sesion:
        piezas = sesion.scalars(select(ExpedienteCongelado)).one().piezas
        calladas = {p.identificador: p.callada for p in piezas}
        assert calladas == {"CD-00001": False, "CD-00002": False, "CD-00003": True}
        assert sesion.scalars(select(Evidencia.vinculo_id).order_by(Evidencia.id)).all() == [1, 2]


LARGO = "El Consejo asesora al Congreso. Los migrantes piden retorno seguro y ordenado a su comunidad."
CORTADO, DE_DENTRO = f"…{LARGO[3:]} …", "Trae la renuncia.txt del director"
SALTA = "El Consejo asesora al Congreso. piden retorno seguro y ordenado a su comunidad."


def _citar(sesion, numero, literal, *, otro="", acceso=None, vista="a_la_vista"):
    """Un correo cuya pieza cita eso, que además dice otro archivo suyo."""
    documento = sembrar_documento(sesion, numero, "Oficio")
    if otro:
        sembrar_version(sesion, documento, [otro])
        archivo = sesion.scalars(select(Archivo).order_by(Archivo.id.desc())).first()
        archivo.acceso, archivo.vista = acceso, vista
    texto = sembrar_version(sesion, documento, [LARGO], numero=2)
    texto.extractor = "eml 1"
    vinculo = sembrar_vinculo(sesion, documento, "AG2", pasaje=(texto, 1, LARGO))
    vinculo.evidencias[0].literal = literal
    return documento


def test_lo_citado_se_mira_sin_sus_cortes_y_con_lo_que_esta_a_la_vista(bd, reloj):
    with transaccion(bd) as sesion:
        sembrar_plan(sesion)
        _citar(sesion, 1, CORTADO)
        _citar(sesion, 2, SALTA)
        _citar(sesion, 3, DE_DENTRO, otro=DE_DENTRO)
        _citar(sesion, 4, DE_DENTRO, otro=DE_DENTRO, acceso="interna")
        _citar(sesion, 5, DE_DENTRO, otro=DE_DENTRO, vista="retirada")
        _citar(sesion, 6, f"{LARGO[:31]} {DE_DENTRO}")
        congelar(sesion, SISTEMA, "AG2", "publica", "Reunión", reloj=reloj)
    mover(bd, command.downgrade, ANTES_DE_CALLAR_LO_CITADO)
    migrar(bd)
    with lectura(bd) as sesion:
        piezas = sesion.scalars(select(ExpedienteCongelado)).one().piezas
        assert [p.documento_id for p in piezas if p.callada] == [4, 5, 6]


def test_lo_que_cito_una_ficha_que_se_unio_a_otra_tambien_se_mira(bd, reloj):
    """Sus textos son ya de la que quedó; lo que se congeló de ella sigue siendo suyo."""
    with transaccion(bd) as sesion:
        sembrar_plan(sesion)
        for numero, literal in ((1, LARGO), (2, DE_DENTRO)):
            _citar(sesion, numero, literal)
        sembrar_version(sesion, sembrar_documento(sesion, 3, "La que queda"), ["Otra cosa."])
        congelar(sesion, SISTEMA, "AG2", "publica", "Reunión", reloj=reloj)
        for numero in (1, 2):
            sesion.execute(
                update(Version)
                .where(Version.documento_id == numero)
                .values(documento_id=3, numero=numero + 1)
            )
            sesion.add(DocumentoUnido(documento_id=numero, queda_id=3, versiones={"1": numero + 1}))
    mover(bd, command.downgrade, ANTES_DE_CALLAR_LO_CITADO)
    migrar(bd)
    with lectura(bd) as sesion:
        piezas = sesion.scalars(select(ExpedienteCongelado)).one().piezas
        assert {p.identificador: p.callada for p in piezas} == {"CD-00001": False, "CD-00002": True}


def test_el_titulo_que_ya_estaba_se_halla_por_su_comienzo(bd):
    with transaccion(bd) as sesion:
        sembrar_documento(sesion, 1, "Opinión reservada de la caravana", titulo_corto="Nota")
        sesion.execute(update(Documento).values(clave_titulo="opinion reservada de", clave_corto="nota"))
    mover(bd, command.downgrade, ANTES_DE_LAS_CLAVES_DE_TITULO)
    migrar(bd)
    with lectura(bd) as sesion:
        uno = sesion.get_one(Documento, 1)
        assert (uno.clave_titulo, uno.clave_corto) == ("opinion reservada caravana", "")


def test_lo_que_apunta_a_una_tabla_no_impide_cambiarla(bd):
    with transaccion(bd) as sesion:
        sembrar_plan(sesion)
        documento = sembrar_documento(sesion, 1, "Ley", ("Se crea el Consejo.",))
        sembrar_vinculo(sesion, documento, "AG2")
    antes = _todo(bd)[1]
    mover(bd, command.downgrade, ANTES_DE_CONGELAR_ENTERO)
    with bd.motor.begin() as conexion:
        conexion.execute(text(_CONGELADO))
        conexion.execute(text(_PIEZA))
    migrar(bd)
    with lectura(bd) as sesion:
        (congelado,) = sesion.scalars(select(ExpedienteCongelado))
        assert [pieza.frase for pieza in congelado.piezas] == ["Sustenta AG2."]
    despues = _todo(bd)[1]
    # La semilla de los canales se sortea al crear su tabla, y lo abierto se llena con lo que ya se ve.
    ajenas = ("expediente_", "canal_semilla", "documento_abierto")
    assert {t: filas for t, filas in despues.items() if not t.startswith(ajenas)} == {
        t: filas for t, filas in antes.items() if not t.startswith(ajenas)
    }


def test_al_migrar_se_vuelven_a_vigilar_las_referencias(bd):
    migrar(bd)
    with pytest.raises(IntegrityError, match="FOREIGN KEY"), bd.motor.begin() as conexion:
        conexion.execute(text(_PIEZA))


def test_una_migracion_que_deja_filas_sueltas_no_se_hace(bd):
    mover(bd, command.downgrade, ANTES_DE_CONGELAR_ENTERO)
    with bd.motor.connect() as conexion:
        conexion.connection.dbapi_connection.execute("PRAGMA foreign_keys=OFF")
        conexion.execute(text(_PIEZA))
        conexion.commit()
        conexion.connection.dbapi_connection.execute("PRAGMA foreign_keys=ON")
    with pytest.raises(IntegrityError, match="expediente_pieza"):
        migrar(bd)
    with bd.motor.connect() as conexion:
        assert conexion.scalar(text("SELECT version_num FROM alembic_version")) == ANTES_DE_CONGELAR_ENTERO


def _todo(bd):
    """El esquema y las filas de cada tabla, también las de Alembic."""
    with bd.motor.connect() as conexion:
        consulta = text("SELECT type, name, sql FROM sqlite_schema ORDER BY type, name")
        esquema = conexion.execute(consulta).all()
        tablas = [fila.name for fila in esquema if fila.type == "table"]
        return esquema, {tabla: conexion.execute(text(f'SELECT * FROM "{tabla}"')).all() for tabla in tablas}


def test_las_pertenencias_que_habia_se_conservan_y_reciben_el_nombre_de_su_cuenta(bd):
    mover(bd, command.downgrade, ANTES_DE_LOS_GRUPOS)
    with bd.motor.begin() as conexion:
        conexion.execute(
            text(
                "INSERT INTO usuario "
                "(id, correo, nombre, clave, debe_cambiar_clave, activo, fallos, sello, creado) "
                "VALUES (1, 'a@b.gt', 'Rosa Quiej', '', 0, 1, 0, '', '2011-08-17')"
            )
        )
        conexion.execute(
            text("INSERT INTO membresia (id, usuario_id, tema, desde) VALUES (7, 1, 'AG4', '2011-01-01')")
        )
    migrar(bd)
    with lectura(bd) as sesion:
        membresia, integrante = sesion.get_one(Membresia, 7), sesion.get_one(Integrante, 7)
        assert (membresia.usuario_id, membresia.tema, membresia.anulada) == (1, "AG4", False)
        assert (integrante.nombre, integrante.papel, integrante.divulgacion) == (
            "Rosa Quiej",
            "integrante",
            "",
        )


def test_de_lo_congelado_queda_privada_solo_la_seleccion_de_quien_no_es_del_personal(bd):
    mover(bd, command.downgrade, ANTES_DE_LO_PRIVADO)
    claves = {1: ("seleccion:1", 1), 2: ("seleccion:2", 2), 3: ("AG2", 1), 4: ("seleccion:3", None)}
    with bd.motor.begin() as conexion:
        for numero in (1, 2):
            conexion.execute(
                text(
                    "INSERT INTO usuario "
                    "(id, correo, nombre, clave, debe_cambiar_clave, activo, fallos, sello, creado) "
                    f"VALUES ({numero}, '{numero}@b.gt', 'Rosa', '', 0, 1, 0, '', '2011-08-17')"
                )
            )
        conexion.execute(text("INSERT INTO rol_asignado (usuario_id, rol) VALUES (2, 'personal')"))
        for numero, (clave, quien) in claves.items():
            valores = {"id": numero, "clave": clave, "quien": quien}
            conexion.execute(
                text(
                    "INSERT INTO expediente_congelado "
                    "(id, clave, nivel, numero, titulo, nota, congelado, huella, congelado_por) "
                    "VALUES (:id, :clave, 'publica', 1, 'X', '', '2011-08-17', 'abc', :quien)"
                ),
                valores,
            )
    migrar(bd)
    with lectura(bd) as sesion:
        todas = sesion.scalars(select(ExpedienteCongelado).order_by(ExpedienteCongelado.id)).all()
        assert [(una.abierta, una.firmada) for una in todas] == [(False, False), *[(True, True)] * 3]


def test_lo_leido_antes_advierte_el_telefono_y_el_correo_de_una_persona(bd):
    previo = "El texto trae datos de un particular: 1 número de carné (página 1). Lo de entonces."
    with transaccion(bd) as sesion:
        documento = sembrar_documento(sesion, 1, "Opinión")
        sembrar_version(sesion, documento, ("carné 200112345", "Rosa Méndez, tel. 5555-1234, r@ejemplo.gt"))
        archivo = sesion.scalars(select(Archivo)).one()
        archivo.avisos, documento.avisos = [previo, "Otro."], ["Otro.", previo]
    mover(bd, command.downgrade, ANTES_DE_ADVERTIR_EL_CONTACTO)
    migrar(bd)
    with transaccion(bd) as sesion:
        otro, aviso = sesion.get_one(Documento, 1).avisos
        assert otro == "Otro." and sesion.scalars(select(Archivo.avisos)).one() == [otro, aviso]
    assert "1 número de carné, 1 teléfono, 1 correo electrónico (páginas 1 y 2)" in aviso
