"""El expediente como está hoy y las otras formas de leerlo: por artículo, comparado, siglas y cambios."""

from urllib.parse import urlencode

from flask import Blueprint, redirect, render_template, request
from werkzeug.wrappers import Response

from centro_doc.agenda.numeros import clave as clave_de_iniciativa
from centro_doc.bitacora.accesos import anotar_acceso
from centro_doc.comun.errores import NoDisponible, NoEncontrado
from centro_doc.comun.fecha_escrita import leer_dia
from centro_doc.comun.hojas_de_calculo import UTF_8, linea
from centro_doc.comun.web import reloj, servicio, sesion_de_lectura
from centro_doc.cuentas.permisos import marcas
from centro_doc.cuentas.ritmo import limitar_busqueda
from centro_doc.cuentas.sesion import actor_actual
from centro_doc.expedientes.armar import leer_materia, normas_del_indice
from centro_doc.expedientes.congelados import cambios_desde
from centro_doc.expedientes.contenido import Tabla
from centro_doc.expedientes.cuadro import por_articulo, por_postura, senas_de, sin_columnas_vacias
from centro_doc.expedientes.fuentes import peticion_guardada
from centro_doc.expedientes.lo_propuesto import lo_propuesto
from centro_doc.expedientes.marco_legal import marco_de
from centro_doc.expedientes.materia import Materia
from centro_doc.expedientes.modelos import Nivel, Seleccion
from centro_doc.expedientes.pagina import pagina_de
from centro_doc.expedientes.por_articulo import articulos_con_dichos, dichos, leer_pedido, normas_con_dichos
from centro_doc.expedientes.rutas import Pedido, direccion, pedido, por_sujeto
from centro_doc.expedientes.selecciones import grupos_de
from centro_doc.expedientes.siglas import tabla_de_siglas
from centro_doc.expedientes.sujetos import ClaseDeSujeto, de_seleccion, niveles_de
from centro_doc.indice.servicio import Indice
from centro_doc.normas import palabras
from config import Config

blueprint = Blueprint("expediente_vivo", __name__)
POSTURAS, ARTICULOS = "posturas", "articulos"
"""Las tablas del cuadro, como las nombra la dirección de su hoja de cálculo."""
CABEN = 150
"""Pasajes que caben en una página del índice por artículo; si son más, se elige el artículo."""


@por_sujeto(blueprint, "")
def ver(clase: str, codigo: str) -> str:
    """El expediente entero, de la carátula a la bitácora; `?nivel=publica` da el que ve cualquiera."""
    return _pagina(pedido(clase, codigo))


@blueprint.get("/agenda/<codigo>/expediente")
def antes(codigo: str) -> Response:
    """La dirección que tuvo el expediente de un tema."""
    suyo = pedido(ClaseDeSujeto.TEMA, codigo)
    return redirect(direccion(suyo.sujeto, **request.args), 301)


@blueprint.get("/expedientes/busqueda")
@limitar_busqueda
def de_busqueda() -> str:
    """El expediente de una búsqueda (`?q=` y sus filtros), sin guardarla."""
    consulta = urlencode([par for par in request.args.items(multi=True) if par[0] not in {"nivel", "pagina"}])
    q = peticion_guardada(consulta).q
    nombre = f"Búsqueda «{q}»" if q else "Búsqueda por filtros"
    actor = actor_actual()
    cosa = Seleccion(
        nombre=nombre,
        registros=[],
        consulta=consulta,
        creada_por=actor.usuario_id,
        grupos=grupos_de(actor),
    )
    sujeto = de_seleccion(cosa, marcas(actor))
    niveles = niveles_de(sujeto, marcas(actor))
    nivel = request.args.get("nivel", "")
    return _pagina(Pedido(sujeto, nivel if nivel in niveles else niveles[0], niveles), guardada=False)


@por_sujeto(blueprint, "/articulos")
def articulos(clase: str, codigo: str) -> str:
    """Qué documentos hablan de cada artículo de una norma (`?norma=`), o de uno (`?articulo=117 Bis`)."""
    sesion, suyo = sesion_de_lectura(), pedido(clase, codigo)
    materia = _materia(suyo)
    normas = normas_con_dichos(sesion, materia)
    propias = normas_del_indice(sesion, materia, marco_de(sesion, materia))
    citadas = [una.clave for una in normas]
    omision = next((una for una in propias if una in citadas), citadas[0] if citadas else "")
    norma, escrito = request.args.get("norma", omision), request.args.get("articulo", "").strip()
    articulo = leer_pedido(escrito)
    entendido = articulo is not None or not escrito
    hay = articulos_con_dichos(sesion, materia, norma)
    caben = bool(escrito) or sum(uno.documentos for uno in hay) <= CABEN
    return render_template(
        "expedientes/articulos.html",
        pedido=suyo,
        normas=normas,
        norma=norma,
        escrito=escrito,
        entendido=entendido,
        dichos=dichos(sesion, materia, [norma], articulo) if norma and entendido and caben else (),
        articulos=hay,
        caben=caben,
    )


@por_sujeto(blueprint, "/cuadro")
def cuadro(clase: str, codigo: str) -> str:
    """Las opiniones por postura, y artículo por artículo."""
    suyo = pedido(clase, codigo)
    cuadros = _cuadros(suyo)
    return render_template(
        "expedientes/tablas.html",
        pedido=suyo,
        titulo="Cuadro comparado",
        tablas=tuple(cuadros.values()),
        hojas=tuple(cuadros),
    )


@por_sujeto(blueprint, "/cuadro.csv")
def hoja(clase: str, codigo: str) -> Response:
    """Una tabla del cuadro como hoja de cálculo, como la página la muestra: `?cuadro=articulos`.

    De la de trabajo queda constancia de quién la baja.
    """
    suyo, cual = pedido(clase, codigo), request.args.get("cuadro") or POSTURAS
    tabla = _cuadros(suyo).get(cual)
    if tabla is None:
        raise NoEncontrado("No hay un cuadro con ese nombre.")
    renglones = "".join(linea(fila) for fila in (tabla.columnas, *tabla.filas))
    respuesta = Response(UTF_8 + renglones, mimetype="text/csv")
    nombre = f"cuadro-{cual}-{suyo.sujeto.clave.replace(':', '-')}-{suyo.nivel}.csv"
    respuesta.headers["Content-Disposition"] = f'attachment; filename="{nombre}"'
    if suyo.nivel == Nivel.TRABAJO:
        _dejar_constancia(suyo.sujeto.clave, cual)
        respuesta.headers["Cache-Control"] = "private, no-store"
    return respuesta


def _cuadros(suyo: Pedido) -> dict[str, Tabla]:
    """Las tablas del cuadro, sin las columnas que ninguna fila llena."""
    sesion, materia = sesion_de_lectura(), _materia(suyo)
    claves = [clave_de_iniciativa(una.iniciativa.numero) for una in materia.iniciativas]
    normas = (*normas_del_indice(sesion, materia, marco_de(sesion, materia)), *claves)
    return {
        POSTURAS: sin_columnas_vacias(
            por_postura(materia.piezas, senas_de(sesion, materia), lo_propuesto(sesion, materia))
        ),
        ARTICULOS: sin_columnas_vacias(por_articulo(dichos(sesion, materia, normas))),
    }


def _dejar_constancia(clave: str, cual: str) -> None:
    try:
        anotar_acceso(
            servicio(Config).ruta_accesos,
            actor_actual(),
            "cuadro_bajado",
            ("expediente", clave),
            reloj=reloj(),
            detalle={"cuadro": cual},
        )
    except OSError as error:
        raise NoDisponible("No se pudo anotar la descarga, y sin eso la hoja no se entrega.") from error


@por_sujeto(blueprint, "/siglas")
def siglas(clase: str, codigo: str) -> str:
    """Las siglas que aparecen en los documentos del expediente."""
    suyo = pedido(clase, codigo)
    tabla = tabla_de_siglas(sesion_de_lectura(), _materia(suyo))
    return render_template("expedientes/tablas.html", pedido=suyo, titulo="Siglas", tablas=(tabla,), hojas=())


@por_sujeto(blueprint, "/cambios")
def cambios(clase: str, codigo: str) -> str:
    """Qué cambió en el expediente desde un día (`?desde=2011-05-01`) hasta hoy."""
    suyo, escrito = pedido(clase, codigo), request.args.get("desde", "")
    desde = leer_dia(escrito)
    hallados = None
    if desde is not None:
        hallados = cambios_desde(
            sesion_de_lectura(),
            suyo.sujeto,
            suyo.nivel,
            desde,
            marcas(actor_actual()),
            reloj=reloj(),
            indice=servicio(Indice),
        )
    return render_template("expedientes/cambios.html", pedido=suyo, cambios=hallados, escrito=escrito)


def _pagina(suyo: Pedido, *, guardada: bool = True) -> str:
    return render_template(
        "expedientes/expediente.html",
        pedido=suyo,
        pagina=pagina_de(sesion_de_lectura(), _materia(suyo)),
        guardada=guardada,
        verificaciones=palabras.VERIFICACIONES,
        vigencias=palabras.VIGENCIAS,
    )


def _materia(suyo: Pedido) -> Materia:
    return leer_materia(sesion_de_lectura(), suyo.sujeto, suyo.nivel, reloj().hoy(), indice=servicio(Indice))
