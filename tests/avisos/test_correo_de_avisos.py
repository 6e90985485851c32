"""El correo de los avisos, contra un servidor SMTP de verdad: qué lleva, cuándo sale y que no se repite."""

import os
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from fabrica import sembrar_documento, sembrar_version, sembrar_vinculo
from servidor_smtp import buzon_abierto
from sqlalchemy import select

from centro_doc.agenda.modelos import TEMAS_DE_INICIATIVA, EtapaDeIniciativa, Iniciativa, Tema
from centro_doc.avisos import casos, consultas
from centro_doc.avisos.envios import ESPERAS, mandar_lo_nuevo
from centro_doc.avisos.modelos import Avisado, Envio, Suscripcion
from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.modelos_acceso import DocumentoMarca
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.comun.errores import DatosInvalidos, NecesitaIngreso, NoEncontrado
from centro_doc.cuentas.modelos import Membresia, Rol, Usuario
from centro_doc.cuentas.permisos import ANONIMO
from centro_doc.expedientes.modelos import ExpedienteCongelado
from centro_doc.tareas.casos import arrendar, soltar

RAIZ = Path(__file__).resolve().parents[2]
ZONA = "America/Guatemala"


@pytest.fixture
def buzon():
    with buzon_abierto() as abierto:
        yield abierto


@pytest.fixture
def con_correo(config, buzon):
    return replace(
        config,
        url_publica="https://centro.example/",
        correo_servidor="127.0.0.1",
        correo_puerto=buzon.puerto,
        correo_cifrado="no",
        correo_remitente="avisos@centro.example",
    )


@pytest.fixture
def beto(de_fabrica, crear):
    return crear("beto@congreso.gob.gt", Rol.GRUPO_TECNICO, temas=("AG2",))


def suscribir(bd, reloj, actor, cada="inmediato", tema="AG2"):
    with transaccion(bd) as sesion:
        casos.suscribir(sesion, actor, tema, cada, reloj=reloj, zona=ZONA)


def entra(bd, reloj, numero, titulo, marcas=("publico",), tema="AG2"):
    with transaccion(bd) as sesion:
        documento = sembrar_documento(sesion, numero, titulo, marcas=marcas)
        documento.publicado = reloj.ahora()
        sembrar_vinculo(sesion, documento, tema, motivo="Trata de él")


def mandar(bd, config, reloj, titular="uno"):
    return mandar_lo_nuevo(bd, config, titular, reloj=reloj)


def cuerpo(mensaje):
    return mensaje.get_content().replace("\r\n", "\n")


def test_sin_servidor_no_se_manda_nada(de_fabrica, config, reloj, beto):
    suscribir(de_fabrica, reloj, beto)
    entra(de_fabrica, reloj, 1, "Ley nueva")
    assert mandar(de_fabrica, config, reloj) == 0


def test_lleva_lo_nuevo_una_sola_vez_y_con_la_baja_de_un_clic(de_fabrica, con_correo, reloj, beto, buzon):
    entra(de_fabrica, reloj, 1, "Lo que ya estaba")
    suscribir(de_fabrica, reloj, beto)
    assert mandar(de_fabrica, con_correo, reloj) == 0
    entra(de_fabrica, reloj, 2, "Ley\nnueva de migración")
    assert mandar(de_fabrica, con_correo, reloj) == 1
    (mensaje,) = buzon.mensajes
    assert mensaje["To"] == "Beto <beto@congreso.gob.gt>"
    assert mensaje["Subject"].startswith("AG2 ")
    assert mensaje["Subject"].endswith(": 1 novedad")
    assert mensaje["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    with lectura(de_fabrica) as sesion:
        ficha = sesion.scalars(select(Suscripcion.ficha)).one()
    assert mensaje["List-Unsubscribe"] == f"<https://centro.example/avisos/baja/{ficha}>"
    assert "* Ley nueva de migración\n" in cuerpo(mensaje)
    assert "https://centro.example/documentos/CD-00002\n" in cuerpo(mensaje)
    assert "Lo que ya estaba" not in cuerpo(mensaje)
    reloj.avanzar(hours=1)
    assert mandar(de_fabrica, con_correo, reloj) == 0


def test_lo_que_entra_enseguida_espera_y_va_junto(de_fabrica, con_correo, reloj, beto, buzon):
    suscribir(de_fabrica, reloj, beto)
    entra(de_fabrica, reloj, 1, "Una")
    assert mandar(de_fabrica, con_correo, reloj) == 1
    for numero in range(2, 50):
        entra(de_fabrica, reloj, numero, f"Otra {numero}")
    assert mandar(de_fabrica, con_correo, reloj) == 0
    reloj.avanzar(minutes=11)
    assert mandar(de_fabrica, con_correo, reloj) == 1
    assert buzon.mensajes[1]["Subject"].endswith("48 novedades")
    assert "Y 8 más en el expediente." in cuerpo(buzon.mensajes[1])


def test_el_resumen_sale_a_su_hora(de_fabrica, con_correo, reloj, beto, crear, buzon):
    eva = crear("eva@congreso.gob.gt", Rol.INVESTIGADOR)
    suscribir(de_fabrica, reloj, beto, "diario")
    suscribir(de_fabrica, reloj, eva, "semanal")
    entra(de_fabrica, reloj, 1, "Una")
    mandados = []
    for _ in range(6):
        reloj.avanzar(days=1)
        mandados.append(mandar(de_fabrica, con_correo, reloj))
    # El 17 de agosto de 2011 fue miércoles: el diario sale el jueves y el semanal, el lunes.
    assert mandados == [1, 0, 0, 0, 1, 0]
    assert [m["To"].addresses[0].addr_spec for m in buzon.mensajes] == [
        "beto@congreso.gob.gt",
        "eva@congreso.gob.gt",
    ]


def test_no_lleva_mas_que_lo_que_se_puede_ver_al_enviarse(de_fabrica, con_correo, reloj, beto, buzon):
    suscribir(de_fabrica, reloj, beto)
    entra(de_fabrica, reloj, 1, "Acta del grupo", ("grupo:AG2", "personal"))
    entra(de_fabrica, reloj, 2, "Secreto del personal", ("personal",))
    entra(de_fabrica, reloj, 3, "Ley pública")
    with transaccion(de_fabrica) as sesion:
        sesion.scalars(select(Membresia)).one().hasta = reloj.hoy()
    reloj.avanzar(days=2)
    assert mandar(de_fabrica, con_correo, reloj) == 1
    assert "Ley pública" in cuerpo(buzon.mensajes[0])
    assert "Acta" not in str(buzon.mensajes[0])
    assert "Secreto" not in str(buzon.mensajes[0])
    with transaccion(de_fabrica) as sesion:
        sesion.get_one(Documento, 2).marcas = [DocumentoMarca(marca="publico")]
    reloj.avanzar(days=1)
    assert mandar(de_fabrica, con_correo, reloj) == 1
    assert "Secreto del personal" in cuerpo(buzon.mensajes[1])


def test_lleva_tambien_versiones_etapas_y_expedientes_del_grupo(
    de_fabrica, con_correo, reloj, beto, crear, buzon
):
    eva = crear("eva@congreso.gob.gt", Rol.INVESTIGADOR)
    entra(de_fabrica, reloj, 1, "Ley")
    suscribir(de_fabrica, reloj, beto)
    suscribir(de_fabrica, reloj, eva)
    with transaccion(de_fabrica) as sesion:
        documento = sesion.get_one(Documento, 1)
        tema = sesion.scalars(select(Tema).where(Tema.codigo == "AG2")).one()
        for numero in (1, 2):
            sembrar_version(sesion, documento, ("Texto",), numero=numero)
        iniciativa = Iniciativa(numero=9999, nombre="Reforma")
        sesion.add(iniciativa)
        sesion.flush()
        sesion.execute(TEMAS_DE_INICIATIVA.insert().values(iniciativa_id=iniciativa.id, tema_id=tema.id))
        sesion.add(
            EtapaDeIniciativa(
                iniciativa_id=iniciativa.id,
                estado="presentada",
                fecha=reloj.hoy(),
                precision="dia",
                documento_id=1,
                anotada=reloj.ahora(),
            )
        )
        for nivel in ("publica", "trabajo"):
            sesion.add(
                ExpedienteCongelado(
                    clave="AG2",
                    nivel=nivel,
                    numero=1,
                    titulo=f"Para la reunión {nivel}",
                    congelado=reloj.ahora(),
                    huella="0" * 64,
                )
            )
    assert mandar(de_fabrica, con_correo, reloj) == 2
    del_grupo, de_fuera = (cuerpo(mensaje) for mensaje in buzon.mensajes)
    for dicho in ("Versión 2 de Ley", "Iniciativa 9999: ", "Versión congelada 1: Para la reunión publica"):
        assert dicho in del_grupo
        assert dicho in de_fuera
    assert "reunión trabajo" in del_grupo
    assert "reunión trabajo" not in de_fuera


@pytest.mark.parametrize("donde", ["MAIL", "RCPT", "DATA", "."])
def test_lo_que_el_servidor_no_toma_se_repite_mas_tarde(de_fabrica, con_correo, reloj, beto, buzon, donde):
    suscribir(de_fabrica, reloj, beto)
    entra(de_fabrica, reloj, 1, "Una")
    buzon.respuestas[donde] = "451 ahora no"
    assert mandar(de_fabrica, con_correo, reloj) == 0
    with lectura(de_fabrica) as sesion:
        assert sesion.scalars(select(Envio)).all() == []
        assert sesion.scalars(select(Avisado)).all() == []
        (vista,) = (una for una in consultas.suscripciones(sesion, beto) if una.cada)
    assert "451" in vista.error
    assert "beto" not in vista.error
    buzon.respuestas.clear()
    buzon.mensajes.clear()
    assert mandar(de_fabrica, con_correo, reloj) == 0
    reloj.avanzar(seconds=ESPERAS[0].total_seconds())
    assert mandar(de_fabrica, con_correo, reloj) == 1
    assert len(buzon.mensajes) == 1


def test_sin_servidor_que_conteste_se_espera_cada_vez_mas(de_fabrica, con_correo, reloj, beto):
    suscribir(de_fabrica, reloj, beto)
    entra(de_fabrica, reloj, 1, "Una")
    cerrado = replace(con_correo, correo_puerto=1)
    for espera in (*ESPERAS, ESPERAS[-1]):
        assert mandar(de_fabrica, cerrado, reloj) == 0
        with lectura(de_fabrica) as sesion:
            assert sesion.scalars(select(Suscripcion.proximo)).one() == reloj.ahora() + espera
        reloj.avanzar(seconds=espera.total_seconds())
    assert mandar(de_fabrica, con_correo, reloj) == 1


def test_lo_que_se_corta_a_media_entrega_no_se_repite_y_se_dice(de_fabrica, con_correo, reloj, beto, buzon):
    suscribir(de_fabrica, reloj, beto)
    entra(de_fabrica, reloj, 1, "Una")
    buzon.cortar_al_recibir = True
    assert mandar(de_fabrica, con_correo, reloj) == 0
    buzon.cortar_al_recibir = False
    reloj.avanzar(days=1)
    assert mandar(de_fabrica, con_correo, reloj) == 0
    assert len(buzon.mensajes) == 1
    with lectura(de_fabrica) as sesion:
        (vista,) = (una for una in consultas.suscripciones(sesion, beto) if una.cada)
    assert vista.estado == "dudoso"


def test_un_proceso_muerto_al_entregar_no_lo_repite_ni_detiene_a_los_demas(
    de_fabrica, con_correo, reloj, beto, crear, buzon
):
    """Se le quita la vida con SIGKILL entre que el servidor toma el mensaje y lo contesta."""
    eva = crear("eva@congreso.gob.gt", Rol.INVESTIGADOR)
    suscribir(de_fabrica, reloj, beto)
    suscribir(de_fabrica, reloj, eva)
    entra(de_fabrica, reloj, 1, "Una")
    guion = (
        "import sys; from pathlib import Path\n"
        "from centro_doc.avisos.envios import mandar_lo_nuevo\n"
        "from centro_doc.comun.bd import BaseDeDatos\n"
        "from centro_doc.comun.reloj import RelojDelSistema\n"
        "from config import Config\n"
        "config = Config(ruta_datos=Path(sys.argv[1]), url_publica='https://x.example',\n"
        "    correo_cifrado='no', correo_servidor='127.0.0.1', correo_puerto=int(sys.argv[2]),\n"
        "    correo_remitente='a@x.example')\n"
        "mandar_lo_nuevo(BaseDeDatos(config.url_bd), config, 'otro', reloj=RelojDelSistema())\n"
    )
    buzon.detenido.clear()
    proceso = subprocess.Popen(
        [sys.executable, "-c", guion, str(con_correo.ruta_datos), str(buzon.puerto)],
        env={**os.environ, "PYTHONPATH": str(RAIZ)},
    )
    assert buzon.recibido.wait(30)
    proceso.send_signal(signal.SIGKILL)
    proceso.wait()
    buzon.detenido.set()
    with lectura(de_fabrica) as sesion:
        assert [e.estado for e in sesion.scalars(select(Envio))] == ["entregando"]
    with transaccion(de_fabrica) as sesion:
        # El turno del muerto vence según el reloj de verdad; aquí manda el de la prueba.
        soltar(sesion, "avisos", "otro")
    assert mandar(de_fabrica, con_correo, reloj) == 1
    reloj.avanzar(days=1)
    assert mandar(de_fabrica, con_correo, reloj) == 0
    destinos = [m["To"].addresses[0].addr_spec for m in buzon.mensajes]
    assert sorted(destinos) == ["beto@congreso.gob.gt", "eva@congreso.gob.gt"]


def test_sólo_uno_manda_a_la_vez(de_fabrica, con_correo, reloj, beto):
    suscribir(de_fabrica, reloj, beto)
    entra(de_fabrica, reloj, 1, "Una")
    with transaccion(de_fabrica) as sesion:
        arrendar(sesion, "avisos", "otro", reloj=reloj)
    assert mandar(de_fabrica, con_correo, reloj) == 0
    reloj.avanzar(minutes=2)
    assert mandar(de_fabrica, con_correo, reloj) == 1


def test_ni_la_cuenta_de_baja_ni_quien_se_dio_de_baja_reciben_nada(
    de_fabrica, con_correo, reloj, beto, crear, buzon
):
    eva = crear("eva@congreso.gob.gt", Rol.INVESTIGADOR)
    suscribir(de_fabrica, reloj, beto)
    suscribir(de_fabrica, reloj, eva)
    entra(de_fabrica, reloj, 1, "Una")
    with transaccion(de_fabrica) as sesion:
        sesion.get_one(Usuario, beto.usuario_id).activo = False
        de_eva = Suscripcion.usuario_id == eva.usuario_id
        ficha = sesion.scalars(select(Suscripcion.ficha).where(de_eva)).one()
        assert casos.dar_de_baja(sesion, ficha) == "AG2"
    assert mandar(de_fabrica, con_correo, reloj) == 0
    with pytest.raises(NoEncontrado), transaccion(de_fabrica) as sesion:
        casos.dar_de_baja(sesion, ficha)


def test_suscribirse_dice_lo_que_falta(de_fabrica, reloj, beto):
    with pytest.raises(DatosInvalidos) as error:
        suscribir(de_fabrica, reloj, beto, "cada hora")
    assert list(error.value.campos) == ["AG2"]
    with pytest.raises(NoEncontrado):
        suscribir(de_fabrica, reloj, beto, tema="AG9")
    with pytest.raises(NecesitaIngreso):
        suscribir(de_fabrica, reloj, ANONIMO)
    suscribir(de_fabrica, reloj, beto, "")
    suscribir(de_fabrica, reloj, beto, "diario")
    suscribir(de_fabrica, reloj, beto, "semanal")
    suscribir(de_fabrica, reloj, beto, "")
    with lectura(de_fabrica) as sesion:
        assert sesion.scalars(select(Suscripcion)).all() == []
