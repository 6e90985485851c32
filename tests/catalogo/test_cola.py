"""La cola reparte el trabajo: lo que nadie tiene, lo que alguien revisa y lo que ya se puede publicar."""

import re
from datetime import date, timedelta
from itertools import product

import pytest
from archivos import pdf_con_clave
from conftest import ficha_csrf
from fabrica import sembrar_documento, sembrar_version
from sqlalchemy import select

from centro_doc.catalogo.completas import completa
from centro_doc.catalogo.ingreso import DatosLote, recibir_lote
from centro_doc.catalogo.lectura import Lectura
from centro_doc.catalogo.modelos import Acceso, Documento, FechaDocumento
from centro_doc.catalogo.modelos_acceso import DocumentoPersona
from centro_doc.catalogo.modelos_recibos import Recibo
from centro_doc.catalogo.modelos_sugerencias import Sugerencia
from centro_doc.catalogo.procedencia import Procedencia
from centro_doc.catalogo.reglas import faltantes
from centro_doc.catalogo.tipos import tipos
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.cuentas.modelos import Usuario
from centro_doc.tareas.casos import tomar

ANA = "ana@congreso.gob.gt"
HOY = date(2011, 8, 17)


@pytest.fixture
def cliente(ana, entrar):
    return entrar(ANA)


@pytest.fixture
def recibir(bd, ana, llegar, reloj):
    def _recibir(*archivos, lote=None):
        with transaccion(bd) as sesion:
            llegadas = [llegar(nombre, datos) for nombre, datos in archivos]
            return recibir_lote(sesion, ana, lote or DatosLote(), llegadas, reloj=reloj)

    return _recibir


def sembrar(sesion, numero, **campos):
    """Un documento por catalogar con la ficha completa, salvo lo que se diga."""
    valores = {
        "estado": "por_catalogar",
        "tipo": "minuta",
        "acceso": "publica",
        "sin_vinculos_motivo": "Archivo",
    }
    documento = sembrar_documento(
        sesion, numero, f"Minuta {numero}", marcas=("personal",), **(valores | campos)
    )
    documento.fechas = [FechaDocumento(clase="sesion", valor=date(2011, 8, 5), precision="dia")]
    return documento


def proponer(sesion, documento, *estados, campo="numero"):
    version = sembrar_version(sesion, documento, ["Minuta 7"]).version_id
    for estado in estados:
        sugerencia = Sugerencia(
            documento_id=documento.id,
            version_id=version,
            campo=campo,
            valor=estado,
            precision="dia",
            pagina=1,
            inicio=7,
            fin=8,
            literal="7",
            confianza=0.9,
            estado=estado,
            creada=documento.creado,
        )
        sesion.add(sugerencia)


def cuentas(pagina):
    pestanas = re.search(r'aria-label="Estados">(.*?)</nav>', pagina, re.S)[1]
    return {nombre.strip(): int(n) for nombre, n in re.findall(r">([^<]+) <span class=\"n\">(\d+)", pestanas)}


def registros(pagina):
    return re.findall(r'name="elegidos" value="(CD-\d+)"', pagina)


def test_cada_documento_leido_esta_en_una_sola_pestana(bd, cliente, ana):
    with transaccion(bd) as sesion:
        sembrar(sesion, 1)
        sembrar(sesion, 2, tipo=None)
        sembrar(sesion, 3, tipo=None, asignado_a=ana.usuario_id)
        sembrar(sesion, 4, asignado_a=ana.usuario_id)
        sembrar(sesion, 5, sin_vinculos_motivo="")
        proponer(sesion, sembrar(sesion, 6), "pendiente", "pendiente", "aceptada")
        proponer(sesion, sembrar(sesion, 7), "rechazada", "superada")
        sembrar(sesion, 8, estado="con_falla", falla_motivo="Se cortó. Súbalo otra vez.")
    pagina = cliente.get("/ingreso?ver=todos").text
    assert cuentas(pagina) == {
        "Todos": 8,
        "Por catalogar": 3,
        "En revisión": 1,
        "Listos para publicar": 3,
        "Con problema": 1,
        "Asignados a mí": 2,
    }
    listas = {
        clave: registros(cliente.get(f"/ingreso?ver={clave}").text)
        for clave in ("por_catalogar", "en_revision", "listos", "con_falla", "mios")
    }
    assert listas == {
        "por_catalogar": ["CD-00002", "CD-00005", "CD-00006"],
        "en_revision": ["CD-00003"],
        "listos": ["CD-00001", "CD-00004", "CD-00007"],
        "con_falla": ["CD-00008"],
        "mios": ["CD-00003", "CD-00004"],
    }
    assert "<strong>2</strong> por revisar" in pagina and "1 revisada" in pagina
    assert "Lo revisa Ana" in pagina and "Listo para publicar" in pagina
    assert 'class="nav__n">3<' in pagina


def test_publicar_desde_la_bandeja_solo_se_ofrece_en_los_listos(bd, cliente):
    with transaccion(bd) as sesion:
        sembrar(sesion, 1)
    assert "Publicar los elegidos" in cliente.get("/ingreso?ver=listos").text
    assert "Publicar los elegidos" not in cliente.get("/ingreso?ver=todos").text


def test_una_falla_trae_su_salida_en_la_misma_fila_y_se_vuelve_a_ella(bd, cliente, recibir, contexto, reloj):
    recibir(("cerrado.pdf", pdf_con_clave("Bajo llave")))
    with transaccion(bd) as sesion:
        sembrar(sesion, 9, estado="con_falla", falla_motivo="Se cortó. Súbalo otra vez.")
        tarea = tomar(sesion, "prueba", reloj=reloj)
    guardar = Lectura().preparar(contexto, tarea)
    with transaccion(bd) as sesion:
        guardar(sesion)
    pagina = cliente.get("/ingreso?ver=con_falla").text
    cola = pagina[pagina.index('id="t-cola"') :]
    assert "Se cortó. Súbalo otra vez." in cola and "Reintentar<" in cola
    abrir = re.search(r'<form id="f-CD-00001" method="post" action="([^"]+)"', cola)[1].replace("&amp;", "&")
    datos = {"csrf_token": ficha_csrf(cliente, "/ingreso"), "clave": "secreta"}
    respuesta = cliente.post(abrir, data=datos)
    assert respuesta.location == "/ingreso?ver=con_falla#t-cola"
    assert registros(cliente.get(respuesta.location).text) == ["CD-00009"]


def test_la_cola_se_filtra_por_lote_y_por_origen(cliente, recibir):
    recibir(("a.txt", b"uno"), lote=DatosLote(Procedencia("Pastoral de Movilidad Humana")))
    recibir(("b.txt", b"dos"), lote=DatosLote(Procedencia("DGM")))
    assert registros(cliente.get("/ingreso?ver=todos&de=1").text) == ["CD-00001"]
    assert registros(cliente.get("/ingreso?ver=todos&q=pastoral").text) == ["CD-00001"]
    assert registros(cliente.get("/ingreso?ver=todos&de=1&q=dgm").text) == []
    assert registros(cliente.get("/ingreso?ver=todos&de=x").text) == ["CD-00001", "CD-00002"]
    assert 'name="de" value="1"' in cliente.get("/ingreso?ver=todos&de=1").text


def test_mientras_nadie_revisa_el_titulo_se_ve_el_propuesto_y_se_halla_por_el(bd, cliente):
    with transaccion(bd) as sesion:
        proponer(sesion, sembrar(sesion, 1, tipo=None), "pendiente", campo="titulo")
        proponer(sesion, sembrar(sesion, 2, tipo=None, edicion=2), "pendiente", campo="titulo")
        proponer(sesion, sembrar(sesion, 3, tipo=None), "rechazada", campo="titulo")
    pagina = cliente.get("/ingreso").text
    assert pagina.count("Título propuesto.") == 1
    assert re.search(r"pendiente</span></a>.*Título propuesto. Llegó como <span[^>]*>Minuta 1<", pagina, re.S)
    assert registros(cliente.get("/ingreso?q=PENDIENTE").text) == ["CD-00001", "CD-00002"]
    with lectura(bd) as sesion:
        assert sesion.get_one(Documento, 1).titulo == "Minuta 1"


def test_lo_que_tenia_quien_se_fue_se_halla_por_su_nombre_y_pasa_a_otra_persona(bd, cliente, ana, rosa):
    with transaccion(bd) as sesion:
        sesion.get_one(Usuario, rosa.usuario_id).activo = False
        sembrar(sesion, 1, tipo=None, asignado_a=rosa.usuario_id)
        sembrar(sesion, 2, tipo=None, asignado_a=ana.usuario_id)
    pagina = cliente.get("/ingreso?ver=en_revision&q=rosa").text
    assert "CD-00001" in pagina and "CD-00002" not in pagina
    datos = {"csrf_token": ficha_csrf(cliente, "/ingreso"), "elegidos": "CD-00001", "accion": "asignar"}
    assert cliente.post("/ingreso/cambios", data=datos).status_code == 303
    with lectura(bd) as sesion:
        assert sesion.get_one(Documento, 1).asignado_a == ana.usuario_id


def test_el_lote_dice_de_donde_vino_y_los_demas_del_dia_siguen_a_la_mano(cliente, recibir):
    recibir(("a.txt", b"uno"), lote=DatosLote(Procedencia("DGM", "oficio", date(2010, 5, 1), "mes", "Of. 9")))
    recibir(("vacio.pdf", b""))
    pagina = cliente.get("/ingreso").text
    assert "vacio.pdf" in pagina and "a.txt" not in pagina
    assert 'href="/ingreso?lote=1#lote"' in pagina
    primero = cliente.get("/ingreso?lote=1").text
    assert "a.txt" in primero and "DGM · Oficio o nota · mayo de 2010 · Of. 9" in primero
    assert "1 requiere atención" in primero
    assert cliente.get("/ingreso?lote=99").text.count("vacio.pdf") == pagina.count("vacio.pdf")


def test_lo_que_no_entro_se_recuerda_los_dias_siguientes_hasta_atenderlo(
    bd, ana, entrar, cliente, recibir, reloj
):
    recibir(("a.txt", b"uno"))
    recibir(("vacio.pdf", b""))
    reloj.avanzar(days=3)
    cliente = entrar(ANA)
    pagina = cliente.get("/ingreso").text
    assert 'href="/ingreso?lote=2#lote"' in pagina and 'href="/ingreso?lote=1#lote"' not in pagina
    assert "Usted no ha subido archivos hoy" in pagina
    assert "vacio.pdf" in cliente.get("/ingreso?lote=2").text
    with lectura(bd) as sesion:
        codigo = sesion.scalars(select(Recibo.codigo).where(Recibo.nombre == "vacio.pdf")).one()
    datos = {"csrf_token": ficha_csrf(cliente, "/ingreso")}
    cliente.post(f"/ingreso/recibos/{codigo}/atender", data=datos)
    assert "Otros lotes suyos" not in cliente.get("/ingreso").text


def test_los_lotes_de_otra_persona_no_se_ven(cliente, recibir, rosa, entrar):
    recibir(("vacio.pdf", b""))
    pagina = entrar("rosa@congreso.gob.gt").get("/ingreso?lote=1").text
    assert "vacio.pdf" not in pagina and "Otros lotes" not in pagina


def test_un_lote_grande_pliega_lo_que_espera_y_nunca_lo_que_pide_atencion(cliente, recibir):
    recibir(*((f"{n}.txt", f"texto {n}".encode()) for n in range(9)), *((f"v{n}.pdf", b"") for n in range(7)))
    pagina = cliente.get("/ingreso").text
    assert "5 archivos esperan su turno" in pagina
    plegado = pagina[pagina.index('data-plegado="esperan"') :]
    assert "v6.pdf" not in plegado and plegado.count("data-recibo=") == 5


def valores_de(clase, entera):
    """Los campos de una ficha de ese tipo: todo lo obligatorio o nada."""
    propios = {campo.clave: ["uno"] if campo.clase == "lista" else "x" for campo in clase.campos if entera}
    return {"numero": "1" if entera else "", "metadatos": propios}


def test_completa_dice_en_sql_lo_mismo_que_las_reglas(bd, ana):
    accesos = [
        {"acceso": Acceso.PUBLICA},
        {"acceso": Acceso.INTERNA},
        {"acceso": Acceso.INTERNA, "fundamento": "En curso"},
        {"acceso": Acceso.RESERVADA, "fundamento": "LAIP", "resolucion": "1", "reserva_vence": HOY},
        {"acceso": Acceso.RESERVADA, "fundamento": "LAIP", "resolucion": "1"},
        {
            "acceso": Acceso.RESERVADA,
            "fundamento": "LAIP",
            "resolucion": "1",
            "reserva_vence": HOY - timedelta(days=1),
        },
        {
            "acceso": Acceso.RESERVADA,
            "fundamento": "LAIP",
            "resolucion": "1",
            "reserva_vence": date(2023, 8, 18),
        },
        {"acceso": Acceso.CONFIDENCIAL, "fundamento": "LAIP 22.5"},
    ]
    with transaccion(bd) as sesion:
        fichas = [
            (clase, entera, accesos[0]) for clase, entera in product(tipos().tipos.values(), (True, False))
        ]
        fichas += [(tipos().tipos["minuta"], True, uno) for uno in accesos[1:]]
        for numero, (clase, entera, acceso) in enumerate(fichas, 1):
            valores = {"tipo": clase.clave, "estado": "por_catalogar", "emitido": None}
            documento = sembrar_documento(
                sesion, numero, "Uno", **valores, **valores_de(clase, entera), **acceso
            )
            fechas = [f.clave for f in clase.fechas] if entera else []
            documento.fechas = [FechaDocumento(clase=f, valor=HOY, precision="dia") for f in fechas]
            if acceso["acceso"] == Acceso.CONFIDENCIAL:
                documento.personas = [DocumentoPersona(usuario_id=ana.usuario_id)]
        listas = sembrar_documento(sesion, numero + 1, "Dos", tipo="convenio", numero="1", emitido=None)
        listas.metadatos = {campo.clave: [] for campo in tipos().tipos["convenio"].campos}
        sembrar_documento(sesion, numero + 2, "Tres", tipo="no_existe")
    with lectura(bd) as sesion:
        todos = sesion.scalars(select(Documento).order_by(Documento.id)).all()
        por_reglas = [d.identificador for d in todos if not faltantes(d, hoy=HOY)]
        en_sql = sesion.scalars(
            select(Documento.identificador).where(completa(HOY)).order_by(Documento.id)
        ).all()
    assert en_sql == por_reglas
    assert len(tipos().tipos) < len(por_reglas) < len(todos)
