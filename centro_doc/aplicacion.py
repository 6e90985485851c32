"""La fábrica de la aplicación Flask: junta los servicios del proceso y las vistas de cada tajada."""

from datetime import timedelta
from pathlib import Path

from flask import Blueprint, Flask
from werkzeug.middleware.proxy_fix import ProxyFix

from almacen import DepositoLocal
from centro_doc.admin.vistas import blueprint as admin
from centro_doc.admin.vistas_salud import blueprint as salud
from centro_doc.admin.vistas_usuarios import blueprint as usuarios
from centro_doc.agenda.vistas import blueprint as agenda
from centro_doc.agenda.vistas_iniciativas import blueprint as iniciativas
from centro_doc.agenda.vistas_terminos import blueprint as terminos
from centro_doc.agenda.vistas_tramite import blueprint as tramite
from centro_doc.avisos.vistas import blueprint as avisos
from centro_doc.busqueda.vistas import blueprint as busqueda
from centro_doc.busqueda.vistas_ayuda import blueprint as ayuda
from centro_doc.busqueda.vistas_inicio import blueprint as inicio
from centro_doc.catalogo import subida
from centro_doc.catalogo.vistas import blueprint as ingreso
from centro_doc.catalogo.vistas_bandeja import blueprint as bandeja
from centro_doc.catalogo.vistas_ocr import blueprint as ocr
from centro_doc.catalogo.vistas_subida import blueprint as subidas
from centro_doc.cobertura.vistas import blueprint as plan
from centro_doc.comun import estaticos, plantillas, web
from centro_doc.comun.bd import BaseDeDatos
from centro_doc.comun.reloj import Reloj, RelojDelSistema
from centro_doc.comun.secreto import clave_secreta
from centro_doc.cotejos.vistas import blueprint as cotejos
from centro_doc.cuentas import ritmo
from centro_doc.cuentas import sesion as sesiones
from centro_doc.cuentas.claves import Claves
from centro_doc.cuentas.vistas import blueprint as cuentas
from centro_doc.curaduria.vistas import blueprint as catalogar
from centro_doc.curaduria.vistas_apertura import blueprint as apertura
from centro_doc.curaduria.vistas_borrador import blueprint as borrador
from centro_doc.curaduria.vistas_decisiones import blueprint as decisiones
from centro_doc.curaduria.vistas_lotes import blueprint as lotes
from centro_doc.curaduria.vistas_pares import blueprint as pares
from centro_doc.curaduria.vistas_texto import blueprint as texto
from centro_doc.curaduria.vistas_versiones import blueprint as versiones
from centro_doc.directorio.vistas import blueprint as directorio
from centro_doc.documentos.coincidencias import Memoria
from centro_doc.documentos.imagenes import Dibujos
from centro_doc.documentos.vistas import blueprint as documentos
from centro_doc.documentos.vistas_citas import blueprint as citas
from centro_doc.documentos.vistas_evidencias import blueprint as evidencias
from centro_doc.documentos.vistas_vinculos import blueprint as vinculos
from centro_doc.expedientes.vistas import blueprint as expedientes
from centro_doc.expedientes.vistas_a_mano import blueprint as expediente_a_mano
from centro_doc.expedientes.vistas_selecciones import blueprint as selecciones
from centro_doc.expedientes.vistas_vivas import blueprint as expediente_vivo
from centro_doc.exportaciones.vistas import blueprint as exportaciones
from centro_doc.grafo.vistas import blueprint as grafo
from centro_doc.grupos.vistas import blueprint as grupos
from centro_doc.grupos.vistas_acuerdos import blueprint as acuerdos
from centro_doc.grupos.vistas_de_acuerdo import blueprint as acuerdo
from centro_doc.grupos.vistas_mesas import blueprint as mesas
from centro_doc.grupos.vistas_novedades import blueprint as novedades
from centro_doc.importaciones.vistas import blueprint as importaciones
from centro_doc.indice.servicio import Indice
from centro_doc.lecturas.vistas import blueprint as lecturas
from centro_doc.lecturas.vistas_notas import blueprint as notas
from centro_doc.normas.vistas import blueprint as normas
from centro_doc.normas.vistas_edicion import blueprint as normas_edicion
from centro_doc.propuestas.vistas import blueprint as propuestas
from centro_doc.tesauro.vistas import blueprint as tesauro
from config import Config

RAIZ = Path(__file__).resolve().parent
BLUEPRINTS: tuple[Blueprint, ...] = (
    inicio,
    ayuda,
    busqueda,
    documentos,
    vinculos,
    evidencias,
    propuestas,
    citas,
    cuentas,
    ingreso,
    bandeja,
    apertura,
    importaciones,
    subidas,
    ocr,
    catalogar,
    borrador,
    decisiones,
    pares,
    lotes,
    texto,
    versiones,
    plan,
    agenda,
    grupos,
    mesas,
    acuerdo,
    acuerdos,
    novedades,
    expedientes,
    exportaciones,
    expediente_a_mano,
    expediente_vivo,
    selecciones,
    lecturas,
    notas,
    avisos,
    iniciativas,
    tramite,
    grafo,
    normas,
    normas_edicion,
    cotejos,
    directorio,
    admin,
    usuarios,
    terminos,
    tesauro,
    salud,
)


def create_app(
    config: Config | None = None, *, reloj: Reloj | None = None, claves: Claves | None = None
) -> Flask:
    """Crea la aplicación sobre una base de datos ya migrada.

    `config` por omisión sale del entorno; `reloj` y `claves`, de esta
    máquina.
    """
    config = config or Config.desde_entorno()
    app = Flask(
        "centro_doc",
        root_path=str(RAIZ),
        template_folder=str(RAIZ.parent / "plantillas"),
        static_folder="estaticos",
        static_url_path="/estaticos",
    )
    _configurar(app, config)
    web.registrar_servicio(app, Config, config)
    web.registrar_servicio(app, BaseDeDatos, BaseDeDatos(config.url_bd))
    web.registrar_servicio(app, Reloj, reloj or RelojDelSistema(config.zona_horaria))  # type: ignore[type-abstract]
    web.registrar_servicio(app, Claves, claves or Claves())
    deposito = DepositoLocal(config.ruta_archivos)
    web.registrar_servicio(app, DepositoLocal, deposito)
    web.registrar_servicio(app, Indice, Indice(config.ruta_indice))
    web.registrar_servicio(app, Dibujos, Dibujos(config.ruta_paginas, deposito))
    web.registrar_servicio(app, Memoria, Memoria())
    web.conectar(app)
    subida.conectar(app)
    sesiones.conectar(app)
    ritmo.conectar(app)
    estaticos.conectar(app)
    plantillas.conectar(app)
    for blueprint in BLUEPRINTS:
        app.register_blueprint(blueprint)
    return app


def _configurar(app: Flask, config: Config) -> None:
    segura = config.url_publica.startswith("https://")
    app.config.update(
        SECRET_KEY=clave_secreta(config.ruta_datos),
        MAX_CONTENT_LENGTH=config.limite_peticion,
        SESSION_COOKIE_NAME="centro",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=segura,
        PERMANENT_SESSION_LIFETIME=timedelta(hours=config.sesion_horas),
    )
    app.jinja_env.trim_blocks = True
    app.jinja_env.lstrip_blocks = True
    if config.detras_de_proxy:
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=1, x_proto=1, x_host=1)  # type: ignore[method-assign]
