"""La orden `importar`: una línea por archivo con su suerte, y un código que dice si hubo fallas."""

import csv
import io
import json
import os
import zipfile
from datetime import date

import pytest
from archivos import docx, pdf, pdf_con_clave
from sqlalchemy import func, select

from almacen import DepositoLocal
from centro_doc.bitacora.modelos import Asiento
from centro_doc.catalogo import procedencia
from centro_doc.catalogo.ingreso import DatosLote
from centro_doc.catalogo.modelos import Archivo, Documento, Estado
from centro_doc.catalogo.modelos_recibos import Lote
from centro_doc.catalogo.procedencia import Procedencia
from centro_doc.cli import analizador
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.comun.consola import Consola, FalloDeOrden
from centro_doc.comun.errores import Conflicto, NoEncontrado
from centro_doc.comun.reloj import RelojDelSistema
from centro_doc.cuentas.permisos import SISTEMA
from centro_doc.curaduria.casos import retirar
from centro_doc.importaciones import casos, marcha, renglones
from centro_doc.importaciones.etapa import EtapaDeImportar
from centro_doc.importaciones.marcha import GRUPO, Taller, recibir_todo
from centro_doc.importaciones.modelos import Importacion, Renglon
from centro_doc.importaciones.renglones import Pedido
from centro_doc.indice.servicio import Indice
from centro_doc.tareas.casos import tomar
from centro_doc.trabajador import Contexto
from indexador.consulta import Consulta


@pytest.fixture
def importar(config, bd):
    """Corre la orden y devuelve su código y lo que dijo."""

    def _importar(*argumentos):
        pedido = analizador().parse_args(["importar", *map(str, argumentos)])
        salida = io.StringIO()
        consola = Consola(config, bd, RelojDelSistema(), salida, io.StringIO())
        return pedido.accion(pedido, consola), salida.getvalue()

    return _importar


@pytest.fixture
def carpeta(tmp_path):
    """Dos que se leen (uno en una subcarpeta), un duplicado, un vacío y uno oculto."""
    carpeta = tmp_path / "entrega"
    (carpeta / "anexos").mkdir(parents=True)
    (carpeta / "ley.pdf").write_bytes(pdf("ley de migracion"))
    (carpeta / "anexos" / "oficio.docx").write_bytes(docx("oficio de la direccion"))
    (carpeta / "copia.pdf").write_bytes(pdf("ley de migracion"))
    (carpeta / "vacio.pdf").write_bytes(b"")
    (carpeta / ".oculto.pdf").write_bytes(pdf("no"))
    return carpeta


def test_con_esperar_cada_archivo_termina_buscable_o_con_su_motivo(importar, config, bd, carpeta):
    (carpeta / "clave.pdf").write_bytes(pdf_con_clave("x"))
    codigo, dicho = importar(carpeta, "--esperar", "--json", "--remitente", "DGM")
    lineas = [json.loads(linea) for linea in dicho.splitlines()]
    estados = {(linea["archivo"].rpartition("/")[2], linea["estado"]) for linea in lineas}
    assert codigo == 1
    assert estados == {
        ("oficio.docx", "recibido"),
        ("clave.pdf", "recibido"),
        ("copia.pdf", "recibido"),
        ("ley.pdf", "duplicado"),
        ("vacio.pdf", "rechazado"),
        ("oficio.docx", "buscable"),
        ("copia.pdf", "buscable"),
        ("clave.pdf", "con_falla"),
    }
    assert all(set(linea) == {"archivo", "estado", "documento", "motivo"} for linea in lineas)
    assert all(linea["motivo"] for linea in lineas if linea["estado"] not in {"recibido", "buscable"})
    with lectura(bd) as sesion:
        consulta = Consulta("ley de migracion", frozenset({"publico", "personal"}))
        assert Indice(config.ruta_indice).buscar(sesion, consulta).total == 1
        assert set(sesion.scalars(select(Lote.origen_entrega))) == {"DGM"}


def test_la_orden_dice_de_donde_vino_y_no_adivina_lo_que_no_entiende(importar, bd, carpeta):
    dichas = ("--remitente", "DGM", "--via", "oficio", "--entregado", "mayo de 2010", "--licencia", "CC BY")
    with pytest.raises(FalloDeOrden, match="--licencia"):
        importar(carpeta, *dichas[:-1], "regalado")
    importar(carpeta, *dichas, "--referencia", "DGM-447", "--derechos", "Citar")
    esperada = Procedencia("DGM", "oficio", date(2010, 5, 1), "mes", "DGM-447", "cc_by", "Citar")
    with lectura(bd) as sesion:
        lote = sesion.scalars(select(Lote)).one()
        assert (procedencia.de(lote), lote.entrada) == (esperada, "importar")
        assert {procedencia.de(uno) for uno in sesion.scalars(select(Documento))} == {esperada}


def test_sin_esperar_solo_encola_y_resume(importar, bd, carpeta):
    (carpeta / "vacio.pdf").unlink()
    codigo, dicho = importar(carpeta, "--interno")
    assert codigo == 0
    assert dicho.splitlines()[-1] == "IMP-0001: 2 recibidos, 1 duplicados, 0 rechazados."
    assert "duplicado" in dicho.splitlines()[0]
    with lectura(bd) as sesion:
        assert set(sesion.scalars(select(Documento.estado))) == {Estado.RECIBIDO}
        assert set(sesion.scalars(select(Documento.acceso))) == {"interna"}


def test_lo_que_falla_se_dice_tambien_en_palabras(importar, tmp_path):
    (tmp_path / "clave.pdf").write_bytes(pdf_con_clave("x"))
    codigo, dicho = importar(tmp_path / "clave.pdf", "--esperar")
    assert codigo == 1
    assert "CD-00001 quedó con falla" in dicho


def test_un_archivo_que_no_se_puede_leer_es_un_rechazo_mas(importar, carpeta):
    # Se abre, pero leer su comienzo da error de entrada y salida, también a root.
    codigo, dicho = importar("/proc/self/mem", carpeta / "ley.pdf", "--json")
    ilegible, leido = (json.loads(linea) for linea in dicho.splitlines())
    assert (codigo, ilegible["estado"], leido["estado"]) == (1, "rechazado", "recibido")
    assert "No se pudo leer" in ilegible["motivo"]


@pytest.mark.parametrize("ruta", ["no-existe", "vacia"])
def test_una_ruta_sin_archivos_se_dice(importar, tmp_path, ruta):
    (tmp_path / "vacia").mkdir()
    with pytest.raises(FalloDeOrden) as error:
        importar(tmp_path / ruta)
    assert error.value.salida == 2


def test_el_ensayo_dice_que_pasaria_con_cada_archivo_y_no_escribe_nada(importar, config, bd, carpeta):
    importar(carpeta / "ley.pdf")
    (carpeta / "nota.docx").write_bytes(docx("otra nota"))
    codigo, dicho = importar(carpeta, "--ensayo", "--json")
    pronosticos = {fila["archivo"].rpartition("/")[2]: fila for fila in map(json.loads, dicho.splitlines())}
    assert codigo == 1
    assert {nombre: fila["estado"] for nombre, fila in pronosticos.items()} == {
        "oficio.docx": "se_recibiria",
        "copia.pdf": "duplicado",
        "ley.pdf": "duplicado",
        "nota.docx": "se_recibiria",
        "vacio.pdf": "se_rechazaria",
    }
    assert "vacío" in pronosticos["vacio.pdf"]["motivo"]
    with lectura(bd) as sesion:
        assert sesion.scalar(select(func.count(Documento.id))) == 1
        assert sesion.scalar(select(func.count(Lote.id))) == 1
    assert (
        importar(carpeta, "--ensayo")[1].splitlines()[-1].startswith("Ensayo: 2 entrarían, 2 duplicados, 1")
    )


@pytest.fixture
def hoja(carpeta):
    """Una hoja con columnas de quien la hizo: una fila con archivo, una que no se entiende y un libro."""
    (carpeta / "vacio.pdf").unlink()
    (carpeta / "copia.pdf").unlink()
    ruta = carpeta.parent / "inventario.csv"
    ruta.write_text(
        "Documento;Cómo se llama;Emitido;Clase;Páginas\n"
        "entrega/ley.pdf;Ley de Migración;05/04/2011;Decreto del Congreso;3\n"
        "entrega/anexos/oficio.docx;Oficio 447;ayer;Pergamino;1\n"
        ";Migración y remesas, tomo I;2009;;200\n",
        encoding="cp1252",
    )
    return ruta


COLUMNAS = "Documento=archivo,Cómo se llama=titulo,Emitido=fecha:emision,Clase=tipo"


def test_un_manifiesto_con_cualquier_columna_y_un_mapeo_con_nombre(importar, bd, hoja):
    ensayo, dicho = importar("--manifiesto", hoja, "--columnas", COLUMNAS, "--ensayo")
    assert ensayo == 0
    assert "No se reconoció «Pergamino» como tipo." in dicho and "fecha «ayer»" in dicho
    guardado = ("--columnas", COLUMNAS, "--guardar-mapeo", "biblioteca")
    assert importar("--manifiesto", hoja, *guardado)[0] == 0
    with lectura(bd) as sesion:
        filas = {d.titulo: d for d in sesion.scalars(select(Documento))}
        assert set(filas) == {"Ley de Migración", "Oficio 447", "Migración y remesas, tomo I"}
        ley, libro = filas["Ley de Migración"], filas["Migración y remesas, tomo I"]
        assert ley.tipo == "decreto_congreso"
        assert [(str(f.valor), f.precision) for f in ley.fechas] == [("2011-04-05", "dia")]
        assert [(str(f.valor), f.precision) for f in libro.fechas] == [("2009-01-01", "anio")]
        assert (libro.estado, libro.versiones) == (Estado.POR_CATALOGAR, [])
        assert "Pergamino" in sesion.scalars(select(Renglon.motivo).where(Renglon.numero == 2)).one()
    _, otra_vez = importar("--manifiesto", hoja, "--mapeo", "biblioteca")
    assert otra_vez.splitlines()[-1] == "IMP-0002: 0 recibidos, 3 duplicados, 0 rechazados."


def test_el_ensayo_de_un_manifiesto_dice_las_fichas_que_ya_estan(importar, tmp_path):
    hoja = tmp_path / "libros.csv"
    hoja.write_text("titulo,numero\nLibro uno,1\nLibro uno,2\nLibro dos,3\n")

    def suertes(*mas):
        _, dicho = importar("--manifiesto", hoja, "--json", *mas)
        return [json.loads(linea)["estado"] for linea in dicho.splitlines()]

    assert suertes("--ensayo") == ["se_recibiria", "duplicado", "se_recibiria"]
    assert suertes() == ["recibido", "duplicado", "recibido"]
    assert suertes("--ensayo") == suertes() == ["duplicado"] * 3


def test_lo_importado_nace_con_el_acceso_de_su_tipo(importar, bd, tmp_path):
    hoja = tmp_path / "cajas.csv"
    hoja.write_text(
        "titulo,tipo,emisor,jurisdiccion\n"
        "Asistentes,Listado de asistencia,Casa del Migrante de Tecún Umán,México\n"
        "Ley,Decreto del Congreso,dgm,GT\n"
        "Aspirante,Expediente de candidato,,Marte\n"
    )
    assert importar("--manifiesto", hoja)[0] == 0
    with lectura(bd) as sesion:
        filas = {d.titulo: d for d in sesion.scalars(select(Documento))}
        listado, ley, aspirante = filas["Asistentes"], filas["Ley"], filas["Aspirante"]
        assert (listado.tipo, listado.acceso) == ("listado_asistencia", "interna")
        assert "Datos personales" in listado.fundamento
        assert (listado.emisor_nombre, listado.jurisdiccion) == ("Casa del Migrante de Tecún Umán", "MX")
        assert (ley.tipo, ley.acceso, ley.jurisdiccion) == ("decreto_congreso", "publica_oficio", "GT")
        assert (aspirante.tipo, aspirante.acceso) == (None, "publica")
        motivo = sesion.scalars(select(Renglon.motivo).where(Renglon.numero == 3)).one()
        assert "nace confidencial" in motivo and "«Marte»" in motivo


@pytest.mark.parametrize(
    "argumentos",
    [
        ("--mapeo", "no-existe"),
        ("--columnas", "Documento"),
        ("--columnas", "Documento=inventado"),
        ("--columnas", "No está=titulo"),
        (),
    ],
)
def test_un_manifiesto_que_no_se_entiende_se_dice(importar, hoja, argumentos):
    with pytest.raises(FalloDeOrden) as error:
        importar("--manifiesto", hoja, *argumentos)
    assert error.value.salida == 2


def test_una_importacion_se_pausa_y_se_reanuda_sin_perder_ni_repetir(importar, bd, carpeta, reloj):
    for n in range(60):
        (carpeta / f"acta {n}.txt").write_text(f"Acta número {n}")
    pedidos = [Pedido(str(ruta)) for ruta in sorted(carpeta.glob("acta*.txt"))]
    with transaccion(bd) as sesion:
        importacion = casos.abrir(
            sesion, SISTEMA, "prueba", DatosLote(entrada="importar"), pedidos, reloj=reloj
        )
    assert importar("--pausar", "IMP-0001")[0] == 0
    with pytest.raises(Conflicto):
        importar("--pausar", "IMP-0001")
    codigo, dicho = importar("--reanudar", importacion.clave, "--json")
    assert codigo == 0 and len(dicho.splitlines()) == 60
    with lectura(bd) as sesion:
        assert sesion.scalar(select(func.count(Documento.id))) == 60
        assert set(sesion.scalars(select(Renglon.estado))) == {"recibido"}
    with pytest.raises(Conflicto):
        importar("--reanudar", "IMP-0001")


def test_si_se_pausa_a_media_marcha_termina_el_grupo_y_para(config, bd, carpeta, reloj):
    for n in range(60):
        (carpeta / f"acta {n}.txt").write_text(f"Acta número {n}")
    pedidos = [Pedido(str(ruta)) for ruta in sorted(carpeta.glob("acta*.txt"))]
    taller = Taller(bd, DepositoLocal(config.ruta_archivos), reloj, config.limite_archivo, "aqui:1:x")
    with transaccion(bd) as sesion:
        casos.abrir(sesion, SISTEMA, "prueba", DatosLote(), pedidos, reloj=reloj)
    hechos = []
    for hecho in recibir_todo(taller, SISTEMA, 1):
        hechos.append(hecho)
        if len(hechos) == 1:
            with transaccion(bd) as sesion:
                casos.pausar(sesion, SISTEMA, "IMP-0001", reloj=reloj)
    assert len(hechos) == GRUPO
    with transaccion(bd) as sesion:
        assert renglones.cuantos_pendientes(sesion, 1) == 60 - GRUPO
        casos.reanudar(sesion, SISTEMA, "IMP-0001", reloj=reloj)
    etapa = EtapaDeImportar("aqui:1:x")
    contexto = Contexto(config, bd, DepositoLocal(config.ruta_archivos), reloj)
    with transaccion(bd) as sesion:
        tarea = next(t for t in iter(lambda: tomar(sesion, "t", reloj=reloj), None) if t.clase == "importar")
    guardar = etapa.preparar(contexto, tarea)
    with transaccion(bd) as sesion:
        guardar(sesion)
    with lectura(bd) as sesion:
        assert sesion.get_one(Importacion, 1).estado == "terminada"
        assert sesion.scalar(select(func.count(Documento.id))) == 60


def test_lo_que_se_estaba_copiando_al_deshacer_no_entra(config, bd, carpeta, reloj, monkeypatch):
    pedidos = [Pedido(str(carpeta / "ley.pdf"))]
    taller = Taller(bd, DepositoLocal(config.ruta_archivos), reloj, config.limite_archivo, "aqui:1:x")
    with transaccion(bd) as sesion:
        casos.abrir(sesion, SISTEMA, "prueba", DatosLote(), pedidos, reloj=reloj)
    traer = marcha.traer

    def traer_mientras_se_deshace(*argumentos):
        with transaccion(bd) as sesion:
            casos.pedir_deshacer(sesion, SISTEMA, "IMP-0001", "No era", reloj=reloj, encolada=False)
        marcha.deshacer_todo(taller, SISTEMA, 1)
        return traer(*argumentos)

    monkeypatch.setattr(marcha, "traer", traer_mientras_se_deshace)
    assert list(recibir_todo(taller, SISTEMA, 1)) == []
    with lectura(bd) as sesion:
        assert sesion.get_one(Importacion, 1).estado == "deshecha"
        assert sesion.scalar(select(func.count(Documento.id))) == 0


@pytest.mark.parametrize("clave", ["IMP-0007", "IMP-", "x", "IMP-99999999999999999999"])
def test_una_clave_que_no_es_de_ninguna_importacion_se_dice(importar, clave):
    with pytest.raises(NoEncontrado, match="No hay una importación"):
        importar("--pausar", clave)


def test_una_tuberia_no_detiene_la_importacion(importar, tmp_path):
    os.mkfifo(tmp_path / "tuberia.pdf")
    hoja = tmp_path / "hoja.csv"
    hoja.write_text("archivo\ntuberia.pdf\n")
    for opciones in (["--ensayo"], []):
        codigo, dicho = importar("--manifiesto", hoja, *opciones)
        assert codigo == 1 and "no es un archivo" in dicho


def test_deshacer_retira_lo_que_creo_con_su_motivo_y_nada_mas(importar, bd, carpeta):
    importar(carpeta / "ley.pdf")
    importar(carpeta, "--json")
    with pytest.raises(FalloDeOrden):
        importar("--deshacer", "IMP-0002")
    codigo, dicho = importar("--deshacer", "IMP-0002", "--motivo", "Era la carpeta equivocada")
    assert codigo == 0 and "1 documentos retirados" in dicho
    with lectura(bd) as sesion:
        estados = {d.identificador: d.estado for d in sesion.scalars(select(Documento))}
        assert estados == {"CD-00001": "recibido", "CD-00002": "retirado"}
        retirado = sesion.scalars(select(Documento).where(Documento.estado == "retirado")).one()
        assert retirado.retiro_motivo == "Era la carpeta equivocada (se deshizo IMP-0002)"
        acciones = set(sesion.scalars(select(Asiento.accion).where(Asiento.objeto_id == "IMP-0002")))
        assert {"importacion_abierta", "importacion_deshecha"} <= acciones
    with pytest.raises(Conflicto):
        importar("--deshacer", "IMP-0002", "--motivo", "otra vez")


def test_deshacer_retira_tambien_lo_que_venia_dentro_de_un_zip(importar, bd, tmp_path):
    with zipfile.ZipFile(tmp_path / "entrega.zip", "w") as bolsa:
        bolsa.writestr("acta.txt", "Acta de la mesa de trabajo")
    importar(tmp_path / "entrega.zip", "--esperar")
    importar("--deshacer", "IMP-0001", "--motivo", "No era")
    with lectura(bd) as sesion:
        propios = {
            d.titulo: d.estado for d in sesion.scalars(select(Documento).where(Documento.lote_id == 1))
        }
        assert propios == {"entrega": "retirado", "acta": "retirado"}


def test_los_recibos_se_bajan_en_una_hoja(importar, carpeta):
    (carpeta / "=1+1.txt").write_text("una fórmula en el nombre")
    importar(carpeta)
    codigo, dicho = importar("--recibos", "IMP-0001")
    filas = list(csv.DictReader(io.StringIO(dicho.lstrip("\ufeff"))))
    assert codigo == 0
    assert {(f["archivo"], f["estado"]) for f in filas} == {
        ("'=1+1.txt", "recibido"),
        ("oficio.docx", "recibido"),
        ("copia.pdf", "recibido"),
        ("ley.pdf", "duplicado"),
        ("vacio.pdf", "rechazado"),
    }
    assert all(f["recibo"].startswith("R-") for f in filas)


@pytest.mark.parametrize("opciones", [["--ensayo"], ["--json"], []])
def test_un_nombre_que_no_es_utf8_entra_con_los_demas(importar, tmp_path, bd, opciones):
    carpeta = tmp_path / "vieja"
    carpeta.mkdir()
    (carpeta / "ley.txt").write_text("Ley de Migración")
    (carpeta / os.fsdecode(b"acci\xf3n.txt")).write_text("Acción urgente")
    codigo, dicho = importar(carpeta, *opciones)
    dicho.encode()
    assert codigo == 0
    with lectura(bd) as sesion:
        nombres = sorted(sesion.scalars(select(Archivo.nombre)))
    assert nombres == ([] if "--ensayo" in opciones else ["acción.txt", "ley.txt"])


@pytest.mark.parametrize("accion", ["--vigilar", "--pausar", "--reanudar", "--deshacer"])
def test_un_ensayo_con_otra_accion_no_hace_nada(importar, tmp_path, accion):
    with pytest.raises(FalloDeOrden, match=f"--ensayo no vale con {accion}"):
        importar(accion, tmp_path, "--motivo", "prueba", "--ensayo")


def test_dos_acciones_a_la_vez_no_hacen_ninguna(importar):
    with pytest.raises(FalloDeOrden, match="no van juntas"):
        importar("--pausar", "IMP-0001", "--deshacer", "IMP-0001", "--motivo", "prueba")


@pytest.mark.parametrize("accion", ["--vigilar", "--pausar", "--reanudar", "--deshacer", "--recibos"])
def test_una_accion_con_rutas_de_mas_no_hace_nada(importar, carpeta, accion):
    with pytest.raises(FalloDeOrden, match=f"con {accion} sobra {carpeta}"):
        importar(accion, "IMP-0001", carpeta, "--motivo", "prueba")
    with pytest.raises(FalloDeOrden, match=f"con {accion} sobra hoja.csv"):
        importar(accion, "IMP-0001", "--manifiesto", "hoja.csv")


@pytest.mark.parametrize("opciones", [["--ensayo"], []])
def test_el_renglon_sin_archivo_lo_dice_con_un_nulo(importar, tmp_path, opciones):
    (tmp_path / "ley.txt").write_text("Ley de Migración")
    manifiesto = tmp_path / "m.csv"
    manifiesto.write_text("archivo,titulo\nley.txt,Ley\n,Un libro en papel\n,\n")
    _, dicho = importar("--manifiesto", manifiesto, "--json", *opciones)
    archivos = [json.loads(linea)["archivo"] for linea in dicho.splitlines()]
    assert archivos == [str(tmp_path / "ley.txt"), None, None]


@pytest.mark.parametrize("codificacion", ["latin-1", "utf-8"])
def test_el_manifiesto_casa_con_los_nombres_en_latin_1(importar, tmp_path, codificacion):
    carpeta = tmp_path / os.fsdecode("Año 2009".encode("latin-1"))
    carpeta.mkdir()
    (carpeta / os.fsdecode("acción.txt".encode("latin-1"))).write_text("Acción urgente")
    manifiesto = tmp_path / "m.csv"
    manifiesto.write_bytes("archivo,titulo\nAño 2009/acción.txt,Acción\n".encode(codificacion))
    assert importar("--manifiesto", manifiesto)[0] == 0


def test_lo_que_no_se_entendio_lo_dicen_la_orden_y_el_recibo(importar, tmp_path):
    (tmp_path / "ley.txt").write_text("Ley de Migración")
    manifiesto = tmp_path / "m.csv"
    manifiesto.write_text("archivo,titulo,fecha de emision\nley.txt,Ley,ayer\n,Un libro en papel,2009\n,,\n")
    codigo, dicho = importar("--manifiesto", manifiesto, "--json")
    assert codigo == 1
    motivos = [json.loads(linea)["motivo"] for linea in dicho.splitlines()]
    assert motivos == ["No se entendió la fecha «ayer».", "", "El renglón no trae archivo ni título."]
    recibos = list(csv.DictReader(io.StringIO(importar("--recibos", "IMP-0001")[1].removeprefix("\ufeff"))))
    assert [(r["archivo"], r["estado"], r["motivo"]) for r in recibos] == [
        ("ley.txt", "recibido", motivos[0]),
        ("Un libro en papel", "recibido", ""),
        ("renglón 3", "rechazado", motivos[2]),
    ]


def test_lo_que_se_deshizo_vuelve_al_importarlo_otra_vez(importar, bd, tmp_path):
    (tmp_path / "ley.txt").write_text("Ley de Migración")
    manifiesto = tmp_path / "m.csv"
    manifiesto.write_text("archivo,titulo\nley.txt,Mal puesto\n,Un libro en papel\n")
    importar("--manifiesto", manifiesto)
    importar("--deshacer", "IMP-0001", "--motivo", "Mapeo equivocado")
    manifiesto.write_text("archivo,titulo\nley.txt,Ley de Migración\n,Un libro en papel\n")
    codigo, dicho = importar("--manifiesto", manifiesto, "--ensayo")
    assert codigo == 0 and "Ensayo: 2 entrarían, 0 duplicados" in dicho
    codigo, dicho = importar("--manifiesto", manifiesto)
    assert codigo == 0 and "IMP-0002: 2 recibidos, 0 duplicados" in dicho
    with lectura(bd) as sesion:
        filas = sesion.execute(select(Documento.titulo, Documento.estado).order_by(Documento.id)).all()
    assert [tuple(fila) for fila in filas] == [
        ("Ley de Migración", Estado.POR_CATALOGAR),
        ("Un libro en papel", Estado.POR_CATALOGAR),
    ]
    assert "deshecha: 2 documentos" in importar("--deshacer", "IMP-0002", "--motivo", "Otra vez")[1]


def test_lo_que_una_persona_retiro_no_vuelve_por_importarlo(importar, bd, tmp_path, reloj):
    (tmp_path / "ley.txt").write_text("Ley de Migración")
    importar(tmp_path / "ley.txt")
    with transaccion(bd) as sesion:
        retirar(sesion, SISTEMA, "CD-00001", "Lleva datos de un menor", reloj=reloj)
    importar("--deshacer", "IMP-0001", "--motivo", "No era")
    dicho = importar(tmp_path / "ley.txt")[1]
    assert "CD-00001 está retirado. Repóngalo en su ficha" in dicho and "0 recibidos, 1 duplicados" in dicho


def test_vuelve_tambien_lo_que_venia_dentro_de_un_zip(importar, bd, tmp_path):
    with zipfile.ZipFile(tmp_path / "entrega.zip", "w") as paquete:
        paquete.writestr("ley.txt", "Ley de Migración")
    importar(tmp_path / "entrega.zip", "--esperar")
    importar("--deshacer", "IMP-0001", "--motivo", "No era")
    importar(tmp_path / "entrega.zip")
    with lectura(bd) as sesion:
        estados = set(sesion.scalars(select(Documento.estado)))
    assert Estado.RETIRADO not in estados


def test_se_dice_que_columnas_no_se_usan(config, bd, tmp_path):
    (tmp_path / "m.csv").write_text('Título,Signatura,"Apellido, nombre"\nLey,A-1,"Ajú, Marta"\n')
    columnas = "Título=titulo,Apellido, nombre=autores"
    argumentos = ["importar", "--manifiesto", str(tmp_path / "m.csv"), "--columnas", columnas]
    pedido = analizador().parse_args(argumentos)
    avisos = io.StringIO()
    assert pedido.accion(pedido, Consola(config, bd, RelojDelSistema(), io.StringIO(), avisos)) == 0
    assert "No se usan las columnas: Signatura." in avisos.getvalue()
    with lectura(bd) as sesion:
        assert sesion.scalars(select(Documento.autores)).one() == ["Ajú, Marta"]
