"""La tabla de permisos: cada ruta × cada lector × cada método, con el estado que responde.

Una ruta de la aplicación que falte aquí hace fallar la prueba. Arquitectura §4: lo que un lector no puede
ver responde 404, igual que lo que no existe; lo que su cuenta no puede hacer, 403; y a quien no tiene
cuenta se le lleva a ingresar.
"""

import sqlite3
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

import pytest
from conftest import CLAVES_LIGERAS, RelojFijo
from mundo import LECTORES, VEN, Mundo, hacer_mundo, poblar

from centro_doc.comun.bd import BaseDeDatos
from centro_doc.comun.web import POLITICA_DE_CONTENIDO
from indexador.extraccion.ocr import buscar_ocr

TODOS = frozenset(LECTORES)
CON_CUENTA = TODOS - {"publico"}
PERSONAL = frozenset({"personal", "revisor"})
ADMINISTRACION = frozenset({"administracion"})
BITACORA = frozenset({"administracion", "presidencia", "revisor"})
TESAURO = PERSONAL | ADMINISTRACION
SIN_CUENTA = "/acceso"
"""A donde se lleva a quien necesita ingresar."""


@dataclass(frozen=True)
class Renglon:
    """Una ruta y lo que responde: `ok` a quien puede, y a los demás según si tienen cuenta.

    `documento` es la clave del que nombra la ruta (`{doc}`): quien puede pero no lo ve recibe 404.
    `distintos` son las excepciones, por lector.
    """

    metodo: str
    vista: str
    ruta: str
    pueden: frozenset[str] = TODOS
    ok: int = 200
    documento: str = ""
    datos: Mapping[str, str] = field(default_factory=dict)
    distintos: Mapping[str, int] = field(default_factory=dict)
    sin_ficha: bool = False
    """La atiende sin la ficha contra peticiones ajenas: la llave va en la dirección."""

    def esperado(self, lector: str) -> int:
        if lector in self.distintos:
            return self.distintos[lector]
        if lector not in self.pueden:
            return 403 if lector in CON_CUENTA else 303
        if self.documento and lector not in VEN[self.documento]:
            return 404
        return self.ok


def publica(vista: str, *rutas: str, **mas: object) -> list[Renglon]:
    """Páginas que lee cualquiera."""
    return [Renglon("GET", vista, ruta, **mas) for ruta in rutas]  # type: ignore[arg-type]


def por_documento(
    metodo: str,
    vista: str,
    ruta: str,
    pueden: frozenset[str] = PERSONAL,
    ok: int = 200,
    datos: Mapping[str, str] | None = None,
    **otros: int,
) -> list[Renglon]:
    """Una ruta por cada documento del mundo; `otros` son los que no responden `ok`."""
    return [Renglon(metodo, vista, ruta, pueden, otros.get(clave, ok), clave, datos or {}) for clave in VEN]


TERMINO = {"hasta": "2011-08-17", "motivo": "Cambió de oficina"}
GRUPO = {"terminos": "SICA\nSistema centroamericano", "clase": "sigla", "verificacion": "C", "nota": ""}
CUENTAS = [
    Renglon("GET", "cuentas.acceso", "/acceso", distintos=dict.fromkeys(CON_CUENTA, 303)),
    Renglon("POST", "cuentas.ingresar", "/acceso", ok=422, datos={"correo": "nadie@x.gt", "clave": "mala"}),
    Renglon("POST", "cuentas.salir", "/salir", ok=303),
    Renglon("GET", "cuentas.clave", "/acceso/clave", CON_CUENTA),
    Renglon("POST", "cuentas.clave_post", "/acceso/clave", CON_CUENTA, ok=422, datos={"nueva": "corta"}),
]
ADMIN = [
    Renglon("GET", "admin.indice", "/admin", BITACORA | TESAURO, ok=303),
    Renglon("GET", "admin.bitacora", "/admin/bitacora", BITACORA),
    Renglon("GET", "admin.hoja_de_bitacora", "/admin/bitacora.csv", BITACORA),
    Renglon("GET", "admin.estado", "/admin/estado", ADMINISTRACION),
    Renglon("POST", "admin.reintentar", "/admin/tareas/1/reintentar", ADMINISTRACION, ok=409),
    Renglon("GET", "usuarios.lista", "/admin/usuarios", ADMINISTRACION),
    Renglon("GET", "usuarios.nuevo", "/admin/usuarios/nuevo", ADMINISTRACION),
    Renglon(
        "POST",
        "usuarios.crear",
        "/admin/usuarios",
        ADMINISTRACION,
        datos={"correo": "x@congreso.gob.gt", "nombre": "Equis", "rol": "personal"},
    ),
    Renglon("GET", "usuarios.ficha", "/admin/usuarios/1", ADMINISTRACION),
    Renglon(
        "POST",
        "usuarios.editar",
        "/admin/usuarios/1",
        ADMINISTRACION,
        ok=303,
        datos={"correo": "x@congreso.gob.gt", "nombre": "Equis", "rol": "personal"},
    ),
    Renglon("GET", "usuarios.revisar_baja", "/admin/usuarios/1/baja", ADMINISTRACION),
    Renglon(
        "POST",
        "usuarios.baja",
        "/admin/usuarios/1/baja",
        ADMINISTRACION,
        ok=303,
        datos={"motivo": "Rotación"},
    ),
    Renglon("POST", "usuarios.reactivar", "/admin/usuarios/1/reactivar", ADMINISTRACION),
    Renglon("POST", "usuarios.clave", "/admin/usuarios/1/clave", ADMINISTRACION),
    Renglon(
        "POST",
        "usuarios.anadir_membresia",
        "/admin/usuarios/2/membresias",
        ADMINISTRACION,
        ok=303,
        datos={"tema": "AG4", "desde": "2011-08-17", "hasta": ""},
    ),
    Renglon(
        "POST",
        "usuarios.terminar_membresia",
        "/admin/usuarios/2/membresias/1/terminar",
        ADMINISTRACION,
        ok=303,
    ),
    Renglon("GET", "tesauro.lista", "/admin/tesauro", TESAURO),
    Renglon("GET", "tesauro.lista", "/admin/tesauro?palabras=dgm&clase=sigla&verificacion=V", TESAURO),
    Renglon("GET", "terminos.ver", "/agenda/AG2/terminos", TESAURO),
    Renglon("GET", "terminos.ver", "/agenda/AG9/terminos", TESAURO, ok=404),
    Renglon("POST", "terminos.cambiar", "/agenda/AG2/terminos", TESAURO, ok=422, datos={"clase": "terminos"}),
    Renglon("GET", "tesauro.nuevo", "/admin/tesauro/nuevo", TESAURO),
    Renglon("POST", "tesauro.agregar", "/admin/tesauro", TESAURO, ok=303, datos=GRUPO),
    Renglon("POST", "tesauro.agregar", "/admin/tesauro", TESAURO, ok=422, datos={"terminos": "uno"}),
    Renglon("GET", "tesauro.ver", "/admin/tesauro/1", TESAURO),
    Renglon("GET", "tesauro.ver", "/admin/tesauro/99999", TESAURO, ok=404),
    Renglon("POST", "tesauro.cambiar", "/admin/tesauro/1", TESAURO, ok=303, datos={**GRUPO, "edicion": "1"}),
    Renglon("POST", "tesauro.cambiar", "/admin/tesauro/1", TESAURO, ok=409, datos=GRUPO),
    Renglon("POST", "tesauro.quitar", "/admin/tesauro/1/quitar", TESAURO, ok=303, datos={"edicion": "1"}),
    Renglon("POST", "tesauro.quitar", "/admin/tesauro/1/quitar", TESAURO, ok=409),
]
ABIERTAS = [
    *publica("inicio.portada", "/"),
    *publica("salud.ver", "/salud"),
    *publica("ayuda.indice", "/ayuda"),
    *publica("ayuda.pagina", "/ayuda/buscar"),
    *publica("ayuda.pagina", "/ayuda/no-existe", ok=404),
    *publica("static", "/estaticos/icono.svg"),
    *publica("static", "/estaticos/no-existe.svg", ok=404),
    *publica("recursos.estilos", "/estaticos/centro.css"),
    *publica("recursos.fuente", "/estaticos/fuentes/SourceSansPro-Regular.otf"),
    *publica("plan.cobertura", "/plan"),
    *publica("plan.hoja_de_cobertura", "/plan.csv", "/plan.csv?evidencia=con"),
    *publica("plan.matriz", "/plan/matriz", "/plan/matriz?fecha=ingreso"),
    *publica("plan.nodo", "/plan/OO3.A2.1"),
    *publica("plan.hoja_de_nodo", "/plan/OO3.A2.1.csv", "/plan/OO3.A2.csv?cuadro=partes"),
    *publica("plan.hoja_de_nodo", "/plan/OO3.A2.1.csv?cuadro=otro", ok=404),
    Renglon(
        "POST",
        "plan.esperada",
        "/plan/OO3.A2.1/esperada",
        PERSONAL,
        ok=303,
        datos={"tipo": "oficio", "cantidad": "2", "cada": "anio"},
    ),
    Renglon("POST", "plan.esperada", "/plan/OO3.A2.1/esperada", PERSONAL, ok=422, datos={"cantidad": "0"}),
    Renglon("GET", "propuestas.cercanos", "/plan/OO3.A2.1/cercanos", PERSONAL),
    Renglon("GET", "propuestas.cercanos", "/plan/OO9/cercanos", PERSONAL, ok=404),
    *publica("plan.nodo", "/plan/OO9", ok=404),
    Renglon("GET", "plan.sin_vinculos", "/plan/sin-vinculos", PERSONAL),
    *publica("agenda.lista", "/agenda"),
    *publica("agenda.expediente", "/expedientes/T2", ok=301),
    *publica("directorio.lista", "/directorio"),
    *publica("directorio.ver", "/directorio/CONAMIGUA"),
    *publica("directorio.ver", "/directorio/NADIE", ok=404),
]
ALIAS = {"alias": "Ley del migrante", "jurisdiccion": "GT", "marca": "C"}
NORMA = {"nombre": "Ley de prueba", "jurisdiccion": "GT", "marca": "C"}
NORMAS = [
    *publica("normas.lista", "/normas", "/normas?palabras=conamigua&clase=DC&marca=V&a=2009-05-12"),
    *publica("normas.ver", "/normas/DC-95-1998", "/normas/DC-95-1998?a=2009-05-12", "/normas/CPRG?a=mal"),
    *publica(
        "cotejos.texto_de_norma", "/normas/DC-46-2007/texto", "/normas/CPRG/texto?a=2009-05-12&ver=original"
    ),
    *publica("cotejos.texto_de_norma", "/normas/DC-9-1950/texto", ok=404),
    *publica("cotejos.comparar", "/comparar-textos", "/comparar-textos?a=CD-00001"),
    *publica("cotejos.descargar", "/comparar-textos.docx", ok=404),
    *(
        renglon
        for vista, ruta, mismo in (
            ("comparar", "/comparar-textos", 422),
            ("descargar", "/comparar-textos.docx", 303),
        )
        for renglon in (
            *por_documento("GET", f"cotejos.{vista}", ruta + "?a=CD-00001&b={doc}", TODOS, publica=mismo),
            *por_documento("GET", f"cotejos.{vista}", ruta + "?a={doc}&b=CD-99999", TODOS, ok=404),
        )
    ),
    *publica("normas.ver", "/normas/DC-9-1950", "/normas/DC-71-1998?pagina=2", ok=404),
    *publica("grafo.articulo", "/normas/CPRG/art/26?a=2010-01-01", "/normas/DC-46-2007/art/t7?pagina=9"),
    *publica("grafo.articulo", "/normas/CPRG/art/26%20Bis", "/normas/dc-46-07/art/1", ok=301),
    *publica("grafo.articulo", "/normas/CPRG/art/x", "/normas/DC-9-1950/art/1", ok=404),
    *publica("grafo.por_pedir", "/normas/pedir", "/normas/pedir?pagina=3", "/normas/pedir?norma=DC-71-1998"),
    *publica("grafo.bajar_por_pedir", "/normas/pedir.csv"),
    Renglon("GET", "normas_edicion.nueva", "/normas/nueva?clave=DC-71-1998", PERSONAL),
    Renglon("POST", "normas_edicion.crear", "/normas", PERSONAL, 303, datos={**NORMA, "clave": "DC-1-2001"}),
    Renglon("POST", "normas_edicion.crear", "/normas", PERSONAL, 422, datos={**NORMA, "clave": "CPRG"}),
    Renglon("GET", "normas_edicion.editar", "/normas/DC-46-2007/editar", PERSONAL),
    Renglon("GET", "normas_edicion.editar", "/normas/DC-9-1950/editar", PERSONAL, ok=404),
    Renglon("POST", "normas_edicion.guardar", "/normas/CPRG", PERSONAL, 303, datos={**NORMA, "edicion": "1"}),
    Renglon("POST", "normas_edicion.guardar", "/normas/CPRG", PERSONAL, 409, datos=NORMA),
    Renglon("POST", "normas_edicion.anadir", "/normas/CPRG/alias", PERSONAL, 303, datos=ALIAS),
    *(
        Renglon("POST", "normas_edicion.anadir", f"/normas/CPRG/{parte}", PERSONAL, ok=estado)
        for parte, estado in (("alias", 422), ("fecha", 422), ("estado", 422), ("relacion", 422), ("x", 404))
    ),
    Renglon("POST", "normas_edicion.quitar", "/normas/CPRG/alias/1/quitar", PERSONAL, ok=303),
    Renglon("POST", "normas_edicion.quitar", "/normas/CPRG/alias/99999/quitar", PERSONAL, ok=404),
    *(
        Renglon(
            "POST",
            "normas_edicion.decidir_texto",
            "/normas/CPRG/textos",
            PERSONAL,
            documento=clave,
            datos={"documento": "{doc}", "clase": "oficial", "accion": "confirmar"},
            ok=303,
            distintos=dict.fromkeys(PERSONAL - VEN[clave], 422),
        )
        for clave in VEN
    ),
]
INICIATIVA = {"numero": "9999", "nombre": "Iniciativa de prueba"}
INICIATIVAS = [
    *publica(
        "iniciativas.lista", "/iniciativas", "/iniciativas?tema=AG1&estado=vigente&anio=2016&q=x&a=2009"
    ),
    *publica("iniciativas.agenda", "/agenda/legislativa", "/agenda/legislativa?a=30/06/2010"),
    *publica("iniciativas.bajar", "/iniciativas.csv", "/iniciativas.csv?tema=AG1&a=mal"),
    *publica("iniciativas.ver", "/iniciativas/4126", "/iniciativas/5121?a=mal"),
    *publica("iniciativas.ver", "/iniciativas/4,126", "/iniciativas/INI-4126", ok=301),
    *publica("iniciativas.ver", "/iniciativas/9999", "/iniciativas/x", ok=404),
    Renglon("GET", "tramite.nueva", "/iniciativas/nueva", PERSONAL),
    Renglon("POST", "tramite.registrar", "/iniciativas", PERSONAL, 303, datos=INICIATIVA),
    Renglon("POST", "tramite.registrar", "/iniciativas", PERSONAL, 422, datos={"numero": "4126"}),
    Renglon("GET", "tramite.por_confirmar", "/iniciativas/por-confirmar", PERSONAL),
    Renglon("POST", "tramite.decidir_varias", "/iniciativas/por-confirmar", PERSONAL, 303),
    Renglon("GET", "tramite.editar", "/iniciativas/4126/editar", PERSONAL),
    Renglon("GET", "tramite.editar", "/iniciativas/9999/editar", PERSONAL, ok=404),
    Renglon("POST", "tramite.guardar", "/iniciativas/4126", PERSONAL, 303, datos={"edicion": "1"}),
    Renglon("POST", "tramite.guardar", "/iniciativas/4126", PERSONAL, 409),
    Renglon("POST", "tramite.avanzar", "/iniciativas/4126/etapas", PERSONAL, 422),
    Renglon("POST", "tramite.quitar", "/iniciativas/4126/etapas/99999/quitar", PERSONAL, 404),
    *por_documento("GET", "tramite.proponer", "/iniciativas/desde/{doc}"),
    *por_documento("POST", "tramite.confirmar", "/iniciativas/desde/{doc}", ok=409),
    *por_documento(
        "POST", "tramite.confirmar", "/iniciativas/desde/{doc}", ok=303, datos={"accion": "descartar"}
    ),
]
INGRESO = [
    Renglon("GET", "ingreso.lista", "/ingreso", PERSONAL),
    *(
        Renglon(
            "POST", f"importaciones.{accion}", f"/ingreso/importaciones/IMP-9999/{accion}", PERSONAL, ok=404
        )
        for accion in ("pausar", "reanudar", "deshacer")
    ),
    Renglon("GET", "ingreso.avance", "/ingreso/avance", PERSONAL),
    Renglon("GET", "bandeja.bajar_recibos", "/ingreso/lotes/99999/recibos.csv", PERSONAL, ok=404),
    Renglon("POST", "bandeja.atender", "/ingreso/recibos/R-1/atender", PERSONAL, ok=404),
    *por_documento("POST", "apertura.abrir", "/ingreso/{doc}/abrir", ok=409, datos={"clave": "x"}),
    Renglon("POST", "ingreso.recibir", "/ingreso", PERSONAL, ok=422),
    Renglon("POST", "ingreso.registrar", "/ingreso/registro", PERSONAL, ok=303, datos={"titulo": "Un libro"}),
    Renglon(
        "POST",
        "subidas.abrir",
        "/ingreso/subidas",
        PERSONAL,
        ok=201,
        datos={"nombre": "ley.pdf", "tamano": "12"},
    ),
    Renglon("POST", "subidas.abrir", "/ingreso/subidas", PERSONAL, ok=422),
    Renglon("GET", "subidas.posicion", "/ingreso/subidas/abc123", PERSONAL, ok=404),
    Renglon("PATCH", "subidas.anadir", "/ingreso/subidas/abc123", PERSONAL, ok=404),
    Renglon("POST", "subidas.cancelar", "/ingreso/subidas/abc123/cancelar", PERSONAL, ok=404),
    *por_documento("POST", "ingreso.reintentar", "/ingreso/{doc}/reintentar", ok=409, con_falla=303),
    *(
        Renglon(
            "POST",
            "ingreso.cambiar",
            "/ingreso/cambios",
            PERSONAL,
            ok=303,
            documento=clave,
            datos={"accion": "asignar", "elegidos": "{doc}"},
        )
        for clave in VEN
    ),
]
CATALOGAR = [
    *por_documento("GET", "catalogar.ver", "/catalogar/{doc}"),
    *por_documento("POST", "catalogar.guardar", "/catalogar/{doc}", datos={"accion": "tipo"}),
    *por_documento("POST", "catalogar.guardar", "/catalogar/{doc}", ok=422, datos={"accion": "publicar"}),
    *por_documento("POST", "borrador.guardar", "/catalogar/{doc}/borrador", ok=303),
    *por_documento("POST", "catalogar.version", "/catalogar/{doc}/version", ok=422),
    *por_documento("POST", "catalogar.archivo", "/catalogar/{doc}/archivo", ok=422),
    *por_documento("POST", "versiones.publicar", "/catalogar/{doc}/versiones/1/publicar", ok=409),
    *por_documento("POST", "versiones.quitar", "/catalogar/{doc}/versiones/1/quitar", ok=409),
    *por_documento("POST", "versiones.publicar_archivo", "/catalogar/{doc}/archivos/999/publicar", ok=404),
    *por_documento("POST", "versiones.quitar_archivo", "/catalogar/{doc}/archivos/999/quitar", ok=404),
    *por_documento(
        "POST",
        "catalogar.retirar",
        "/catalogar/{doc}/retirar",
        ok=303,
        retirado=409,
        datos={"motivo": "Sobra"},
    ),
    *por_documento("POST", "catalogar.reponer", "/catalogar/{doc}/reponer", ok=409, retirado=303),
    *por_documento(
        "POST", "catalogar.guardar", "/catalogar/{doc}", ok=422, datos={"accion": "aceptar:99999"}
    ),
    Renglon("GET", "decisiones.bajar", "/catalogar/decisiones.csv", PERSONAL),
    Renglon("GET", "catalogar.ver", "/catalogar/CD-99999", PERSONAL, ok=404),
    *por_documento("GET", "texto.ver", "/catalogar/{doc}/paginas/1/texto", con_falla=404),
    *por_documento("POST", "texto.guardar", "/catalogar/{doc}/paginas/1/texto", ok=409, con_falla=404),
    Renglon("GET", "ocr.paginas", "/ingreso/ocr", PERSONAL),
    Renglon("GET", "ocr.paginas", "/ingreso/ocr?de=CD-99999", PERSONAL, ok=404),
    Renglon("POST", "ocr.leer", "/ingreso/ocr", PERSONAL, ok=409 if buscar_ocr() is None else 303),
    *por_documento("POST", "ocr.seguir", "/ingreso/{doc}/seguir", ok=409),
]
LEER = [
    *publica("busqueda.completar", "/buscar/completar?q=mig", "/buscar/completar"),
    *publica("busqueda.resultados", "/buscar", "/buscar?q=migrante&tipo=minuta&desde=1999"),
    *por_documento("GET", "documentos.ver", "/documentos/{doc}", TODOS),
    *por_documento("GET", "documentos.ver", "/documentos/{doc}?q=retorno&p=1&n=1&vista=texto", TODOS),
    *por_documento("GET", "documentos.original", "/documentos/{doc}/original", TODOS),
    *por_documento("GET", "documentos.pagina", "/documentos/{doc}/paginas/1.webp", TODOS, con_falla=404),
    *por_documento("GET", "documentos.pagina", "/documentos/{doc}/paginas/1.webp?ancho=161", TODOS, ok=404),
    *publica("documentos.ver", "/documentos/CD-99999", ok=404),
    *publica("documentos.original", "/documentos/CD-99999/original", ok=404),
    *publica("documentos.pagina", "/documentos/CD-99999/paginas/1.webp", ok=404),
]
CITAS = [
    *por_documento("GET", "citas.lista", "/documentos/{doc}/citas", TODOS),
    *por_documento("GET", "citas.lista", "/documentos/{doc}/citas?ver=dudosas&pagina=2", TODOS),
    *publica("citas.lista", "/documentos/CD-99999/citas", ok=404),
    *(
        renglon
        for accion in ("aceptar", "corregir", "descartar")
        for renglon in por_documento(
            "POST",
            f"citas.{accion}",
            f"/documentos/{{doc}}/citas/99999/{accion}",
            ok=404,
            datos={"objetivo": "DC-95-1998"},
        )
    ),
]
MOTIVO = {"motivo": "Por error", "p": "1", "pasaje": "un pasaje cualquiera del texto"}
VINCULAR = [
    *por_documento("POST", "vinculos.crear", "/documentos/{doc}/vinculos", ok=422),
    *por_documento(
        "POST",
        "vinculos.crear",
        "/documentos/{doc}/vinculos",
        ok=303,
        retirado=422,
        datos={"destino": "AG2", "relacion": "sustenta", "motivo": "Norma principal"},
    ),
    *(
        renglon
        for vista, ruta in (
            ("vinculos.confirmar", "/documentos/{doc}/vinculos/99999/confirmar"),
            ("vinculos.rechazar", "/documentos/{doc}/vinculos/99999/rechazar"),
            ("vinculos.quitar", "/documentos/{doc}/vinculos/99999/quitar"),
            ("vinculos.quitar_evidencia", "/documentos/{doc}/evidencias/99999/quitar"),
            ("vinculos.aceptar_evidencia", "/documentos/{doc}/evidencias/99999/aceptar"),
            ("vinculos.reparar_evidencia", "/documentos/{doc}/evidencias/99999/reparar"),
        )
        for renglon in por_documento("POST", vista, ruta, ok=404, datos=MOTIVO)
    ),
]
EDITAR = {"que": "tipo", "valor_tipo": "oficio", "elegidos": "{doc}"}
VINCULO = {"elegidos": "{doc}", "destino": "ZZ9", "motivo": "Prueba", "accion": "aplicar"}
RELACION = {"clase": "traduce", "otro": "CD-99999"}
PARES = [
    *por_documento("GET", "pares.comparar", "/comparar/{doc}/CD-99999", ok=404),
    *por_documento("GET", "pares.comparar", "/comparar/{doc}/{doc}", ok=404),
    Renglon("GET", "pares.comparar", "/comparar/CD-00002/CD-00006", PERSONAL),
    Renglon("POST", "pares.decidir_par", "/comparar/CD-00001/CD-00002", PERSONAL, ok=422),
    *por_documento(
        "POST", "pares.decidir_par", "/comparar/{doc}/CD-99999", ok=404, datos={"decision": "sin_relacion"}
    ),
    *por_documento("GET", "pares.ver_union", "/unir/{doc}/{doc}"),
    *por_documento("GET", "pares.ver_union", "/unir/{doc}/CD-99999", ok=404),
    *por_documento("POST", "pares.hacer_union", "/unir/{doc}/{doc}"),
    *por_documento("POST", "pares.hacer_union", "/unir/{doc}/{doc}", ok=409, datos={"accion": "unir"}),
    *por_documento("POST", "pares.relacionar", "/catalogar/{doc}/relaciones", ok=303, datos=RELACION),
    *por_documento("POST", "pares.separar", "/catalogar/{doc}/relaciones/9/quitar", ok=404),
    Renglon("POST", "pares.duplicado", "/ingreso/recibos/R-1/duplicado", PERSONAL, ok=422),
    Renglon(
        "POST",
        "pares.duplicado",
        "/ingreso/recibos/R-1/duplicado",
        PERSONAL,
        ok=404,
        datos={"accion": "retirar"},
    ),
]
LOTES = [
    Renglon("GET", "lotes.lista", "/lotes", PERSONAL),
    Renglon("GET", "evidencias.lista", "/evidencias", PERSONAL),
    *publica("expediente_vivo.ver", "/agenda/AG2", "/expedientes/plan/OO3.A2"),
    *publica("expediente_vivo.ver", "/agenda/AG9", ok=404),
    *publica("expediente_vivo.antes", "/agenda/AG2/expediente", ok=301),
    *publica("expediente_vivo.antes", "/agenda/AG9/expediente", ok=404),
    *publica("expediente_vivo.ver", "/expedientes/institucion/PDH", "/expedientes/iniciativa/4126"),
    *publica("expediente_vivo.ver", "/expedientes/seleccion/9", ok=404),
    *publica("expediente_vivo.de_busqueda", "/expedientes/busqueda?q=ley"),
    *publica("expediente_vivo.articulos", "/agenda/AG2/articulos"),
    *publica("expediente_vivo.cuadro", "/agenda/AG2/cuadro"),
    *publica("expediente_vivo.hoja", "/agenda/AG2/cuadro.csv", "/agenda/AG2/cuadro.csv?cuadro=articulos"),
    *publica("expediente_vivo.hoja", "/agenda/AG2/cuadro.csv?cuadro=otro", ok=404),
    *publica("expediente_vivo.siglas", "/agenda/AG2/siglas"),
    *publica("expediente_vivo.cambios", "/agenda/AG2/cambios?desde=2011-01-01"),
    Renglon("GET", "expediente_a_mano.pedir_orden", "/agenda/AG2/ordenar", PERSONAL),
    Renglon(
        "POST",
        "expediente_a_mano.ordenar",
        "/agenda/AG2/ordenar",
        PERSONAL,
        ok=303,
        datos={"orden": "fecha"},
    ),
    Renglon("GET", "expediente_a_mano.pedir_frase", "/agenda/AG2/frases/CD-99999", PERSONAL, ok=404),
    Renglon("POST", "expediente_a_mano.frase", "/agenda/AG2/frases/CD-99999", PERSONAL, ok=404),
    Renglon("GET", "selecciones.lista", "/expedientes/selecciones", CON_CUENTA),
    Renglon("POST", "selecciones.guardar", "/expedientes/selecciones", CON_CUENTA, ok=422),
    *publica("selecciones.pedir_grupos", "/expedientes/selecciones/9/grupos", ok=404),
    Renglon("POST", "selecciones.abrir", "/expedientes/selecciones/9/grupos", CON_CUENTA, ok=404),
    Renglon("GET", "expedientes.pedir", "/agenda/AG2/congelar", PERSONAL),
    Renglon("POST", "expedientes.congelar", "/agenda/AG2/congelar", PERSONAL, ok=422, datos={"titulo": ""}),
    *publica("expedientes.ver", "/agenda/AG2/versiones/publica-9", ok=404),
    *publica("expedientes.diferencias", "/agenda/AG2/versiones/publica-9/diferencias", ok=404),
    *publica("expedientes.ver", "/expedientes/seleccion/9/versiones/publica-1", ok=404),
    Renglon(
        "POST",
        "expedientes.publicidad",
        "/expedientes/seleccion/9/versiones/publica-1/publicidad",
        PERSONAL,
        ok=404,
    ),
    *publica("exportaciones.ver", "/agenda/AG2/versiones/publica-9/exportar", ok=404),
    *publica("exportaciones.bajar", "/agenda/AG2/versiones/publica-9/exportar/pdf", ok=404),
    Renglon("POST", "exportaciones.pedir", "/agenda/AG2/versiones/publica-9/exportar", ok=404),
    Renglon("GET", "propuestas.lista", "/vinculos/propuestos", PERSONAL),
    Renglon("GET", "propuestas.medida", "/admin/propuestas", PERSONAL),
    Renglon("POST", "propuestas.decidir", "/vinculos/propuestos", PERSONAL, ok=303),
    Renglon("GET", "lotes.editar", "/lotes/editar", PERSONAL),
    Renglon("POST", "lotes.aplicar", "/lotes/editar", PERSONAL, ok=422, datos={"que": ""}),
    *por_documento("POST", "lotes.aplicar", "/lotes/editar", datos=EDITAR),
    *por_documento("POST", "lotes.aplicar", "/lotes/editar", ok=409, datos=EDITAR | {"accion": "aplicar"}),
    Renglon("POST", "busqueda.conservar", "/buscar/elegidos", PERSONAL, 303),
    Renglon("GET", "lotes.pedir_vinculo", "/lotes/vincular", PERSONAL),
    Renglon("POST", "lotes.vincular", "/lotes/vincular", PERSONAL),
    *por_documento("POST", "lotes.vincular", "/lotes/vincular", ok=422, datos=VINCULO),
    Renglon("POST", "lotes.desvincular", "/lotes/desvincular", PERSONAL),
    *por_documento("POST", "lotes.desvincular", "/lotes/desvincular", ok=422, datos=VINCULO),
    Renglon("POST", "lotes.retirar", "/lotes/retirar", PERSONAL),
    *(
        Renglon(
            "POST",
            "lotes.retirar",
            "/lotes/retirar",
            PERSONAL,
            303 if clave != "retirado" else 409,
            clave,
            {"elegidos": "{doc}", "motivo": "Sobra", "accion": "aplicar"},
        )
        for clave in VEN
    ),
    Renglon("POST", "lotes.publicar", "/lotes/publicar", PERSONAL, ok=303),
    *por_documento("POST", "lotes.publicar", "/lotes/publicar", ok=303, datos={"elegidos": "{doc}"}),
    Renglon("GET", "lotes.operacion", "/lotes/99", PERSONAL, ok=404),
    Renglon("POST", "lotes.deshacer", "/lotes/99/deshacer", PERSONAL, ok=404),
]
NOTA = {"texto": "Revisar el artículo 3", "alcance": "privada"}
LECTURAS = [
    Renglon("GET", "lecturas.de_tema", "/agenda/AG2/por-leer", CON_CUENTA),
    Renglon("GET", "lecturas.de_tema", "/agenda/AG2/por-leer?estado=todos&pagina=2", CON_CUENTA),
    Renglon("GET", "lecturas.de_tema", "/agenda/AG9/por-leer", CON_CUENTA, ok=404),
    Renglon("POST", "lecturas.marcar", "/lecturas", CON_CUENTA, ok=303),
    Renglon("POST", "lecturas.marcar", "/lecturas", CON_CUENTA, ok=303, datos={"documento": "CD-00001"}),
    Renglon("GET", "notas.lista", "/notas", CON_CUENTA),
    Renglon("GET", "notas.lista", "/notas?de=otros&q=consejo&alcance=grupo&pagina=3", CON_CUENTA),
    Renglon("GET", "notas.exportar", "/notas.csv", CON_CUENTA),
    Renglon("GET", "notas.exportar", "/notas.md?q=consejo", CON_CUENTA),
    *por_documento("POST", "notas.crear", "/documentos/{doc}/notas", CON_CUENTA, 422),
    *por_documento("POST", "notas.crear", "/documentos/{doc}/notas", CON_CUENTA, 303, datos=NOTA),
    Renglon("GET", "notas.editar", "/notas/99999", CON_CUENTA, ok=404),
    Renglon("POST", "notas.guardar", "/notas/99999", CON_CUENTA, ok=404, datos=NOTA),
    *(
        Renglon("POST", f"notas.{accion}", f"/notas/99999/{ruta}", CON_CUENTA, ok=404)
        for accion, ruta in (
            ("borrar", "borrar"),
            ("recuperar", "recuperar"),
            ("aceptar", "aceptar"),
            ("cambiar_pasaje", "pasaje"),
        )
    ),
]
MESA = {"fecha": "2011-08-03", "estado": "realizada"}
ACUERDO = {"texto": "Enviar la estadística", "institucion": "CONAMIGUA"}
_INTEGRANTE = "/agenda/AG4/grupo/integrantes"
_MESA_9 = "/agenda/AG4/mesas/9"
GRUPOS = [
    *publica("grupos.ver", "/agenda/AG2/grupo"),
    *publica("grupos.ver", "/agenda/AG9/grupo", ok=404),
    Renglon("GET", "grupos.nuevo", f"{_INTEGRANTE}/nuevo", PERSONAL),
    Renglon(
        "POST", "grupos.anadir", _INTEGRANTE, PERSONAL, 303, datos={"nombre": "Eva", "desde": "2011-01-01"}
    ),
    Renglon("POST", "grupos.anadir", _INTEGRANTE, PERSONAL, 422, datos={"nombre": "Eva"}),
    Renglon("GET", "grupos.editar", "/agenda/AG2/grupo/integrantes/2", PERSONAL),
    Renglon("GET", "grupos.editar", f"{_INTEGRANTE}/2", PERSONAL, 404),
    Renglon("POST", "grupos.guardar", "/agenda/AG2/grupo/integrantes/2", PERSONAL, 422),
    Renglon("GET", "grupos.pedir_termino", "/agenda/AG2/grupo/integrantes/2/terminar", PERSONAL),
    Renglon("POST", "grupos.terminar", "/agenda/AG2/grupo/integrantes/2/terminar", PERSONAL, 422),
    Renglon(
        "POST", "grupos.terminar", "/agenda/AG2/grupo/integrantes/2/terminar", PERSONAL, 303, datos=TERMINO
    ),
    Renglon("POST", "grupos.anular", "/agenda/AG2/grupo/integrantes/2/anular", PERSONAL, 422),
    Renglon("POST", "grupos.recuperar", "/agenda/AG2/grupo/integrantes/2/recuperar", PERSONAL, 404),
    *publica("mesas.ver", "/agenda/AG4/mesas/2011-08-03-k7qp", "/agenda/AG4/mesas/2011-08-03", ok=404),
    *publica("mesas.de_antes", _MESA_9, ok=404),
    Renglon("GET", "mesas.nueva", "/agenda/AG4/mesas/nueva", PERSONAL),
    Renglon("POST", "mesas.crear", "/agenda/AG4/mesas", PERSONAL, 303, datos=MESA),
    Renglon("POST", "mesas.crear", "/agenda/AG4/mesas", PERSONAL, 422),
    Renglon("GET", "mesas.editar", f"{_MESA_9}/editar", PERSONAL, 404),
    Renglon("POST", "mesas.guardar", _MESA_9, PERSONAL, 404, datos=MESA),
    Renglon("POST", "mesas.anular", f"{_MESA_9}/anular", PERSONAL, 404, datos={"motivo": "x"}),
    Renglon("POST", "mesas.recuperar", f"{_MESA_9}/recuperar", PERSONAL, 404),
    Renglon("POST", "mesas.acordar", f"{_MESA_9}/acuerdos", PERSONAL, 404, datos=ACUERDO),
    Renglon("GET", "acuerdo.llevar", f"{_MESA_9}/acuerdos/1", PERSONAL, 404),
    Renglon("POST", "acuerdo.corregir", f"{_MESA_9}/acuerdos/1", PERSONAL, 404, datos=ACUERDO),
    Renglon(
        "POST",
        "acuerdo.cumplir",
        f"{_MESA_9}/acuerdos/1/cumplir",
        PERSONAL,
        404,
        datos={"cumplido": "2011-08-15", "motivo": "De palabra"},
    ),
    *(
        Renglon(
            "POST", f"acuerdo.{orden}", f"{_MESA_9}/acuerdos/1/{orden}", PERSONAL, 404, datos={"motivo": "x"}
        )
        for orden in ("reabrir", "anular", "recuperar")
    ),
    *publica("acuerdos.lista", "/agenda/acuerdos", "/agenda/acuerdos?tema=AG4&vence=mes&hasta=2011-09-01"),
    *publica("acuerdos.bajar", "/agenda/acuerdos.csv", "/agenda/acuerdos.csv?estado=todos&hasta=mal"),
    *publica("acuerdos.mesas", "/agenda/mesas"),
    Renglon("GET", "novedades.ver", "/agenda/AG2/nuevo", CON_CUENTA),
    Renglon("GET", "novedades.ver", "/agenda/AG9/nuevo", CON_CUENTA, 404),
    Renglon("POST", "novedades.marcar", "/agenda/AG2/nuevo", CON_CUENTA, 303),
    Renglon("POST", "novedades.deshacer", "/agenda/AG2/nuevo/deshacer", CON_CUENTA, 409),
]
AVISOS = [
    *publica("avisos.canal", "/agenda/AG2/atom.xml"),
    *publica("avisos.canal", "/agenda/AG9/atom.xml", ok=404),
    *publica("avisos.canal_propio", "/canales/no-existe/AG2.atom", ok=404),
    Renglon("GET", "avisos.propios", "/avisos", CON_CUENTA),
    Renglon("POST", "avisos.suscribir", "/avisos", CON_CUENTA, 303, datos={"tema": "AG2", "cada": "diario"}),
    Renglon("POST", "avisos.suscribir", "/avisos", CON_CUENTA, 422, datos={"tema": "AG2", "cada": "nunca"}),
    Renglon("POST", "avisos.nueva_clave", "/avisos/clave", CON_CUENTA),
    Renglon("POST", "avisos.revocar", "/avisos/clave/revocar", CON_CUENTA, ok=303),
    *publica("avisos.pedir_baja", "/avisos/baja/no-existe", ok=404),
    Renglon("POST", "avisos.dar_de_baja", "/avisos/baja/no-existe", ok=404, sin_ficha=True),
]
TABLA = [
    *CUENTAS,
    *ADMIN,
    *ABIERTAS,
    *NORMAS,
    *INICIATIVAS,
    *INGRESO,
    *CATALOGAR,
    *LEER,
    *CITAS,
    *VINCULAR,
    *PARES,
    *LOTES,
    *LECTURAS,
    *AVISOS,
    *GRUPOS,
]


@pytest.fixture(scope="module")
def mundo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mundo]:
    hecho = hacer_mundo(tmp_path_factory.mktemp("permisos"), RelojFijo(), CLAVES_LIGERAS)
    poblar(hecho)
    yield hecho
    hecho.cerrar()


@pytest.fixture(scope="module")
def copia(mundo: Mundo) -> Iterator[sqlite3.Connection]:
    """El estado del mundo recién hecho, en memoria."""
    with sqlite3.connect(":memory:") as memoria:
        _copiar(mundo, hacia=memoria)
        yield memoria
    memoria.close()


@pytest.fixture(scope="module")
def vigia(mundo: Mundo) -> Iterator[sqlite3.Connection]:
    """Una conexión aparte, que sabe si otra escribió en la base."""
    conexion = sqlite3.connect(mundo.config.ruta_datos / "centro.sqlite3")
    yield conexion
    conexion.close()


@pytest.fixture
def intacto(mundo: Mundo, copia: sqlite3.Connection, vigia: sqlite3.Connection) -> Iterator[Mundo]:
    """El mundo, que al terminar una prueba que escribió vuelve a como estaba."""
    antes = _edicion(vigia)
    yield mundo
    if _edicion(vigia) != antes:
        _copiar(mundo, desde=copia)


def _edicion(vigia: sqlite3.Connection) -> int:
    """Cambia cuando otra conexión escribe (SQLite, «PRAGMA data_version»)."""
    return int(vigia.execute("PRAGMA data_version").fetchone()[0])


def _copiar(
    mundo: Mundo, *, desde: sqlite3.Connection | None = None, hacia: sqlite3.Connection | None = None
) -> None:
    mundo.bd.motor.dispose()
    mundo.app.extensions["centro_doc"][BaseDeDatos].motor.dispose()
    archivo = sqlite3.connect(mundo.config.ruta_datos / "centro.sqlite3")
    try:
        (desde or archivo).backup(hacia or archivo)
    finally:
        archivo.close()


def pedir(mundo: Mundo, lector: str, renglon: Renglon, metodo: str = "", *, con_ficha: bool = True):
    """Hace la petición con la sesión del lector, que la prueba no cambia."""
    original = mundo.clientes[lector].get_cookie("centro")
    cliente = mundo.app.test_client()
    if original is not None:
        cliente.set_cookie("centro", original.value)
    documento = mundo.documentos.get(renglon.documento, "")
    ruta = renglon.ruta.format(doc=documento)
    datos = None
    if renglon.metodo != "GET":
        datos = {nombre: valor.format(doc=documento) for nombre, valor in renglon.datos.items()}
    if datos is not None and con_ficha:
        datos["csrf_token"] = mundo.fichas[lector]
    return cliente.open(ruta, method=metodo or renglon.metodo, data=datos, buffered=True)


def _nombre(renglon: object) -> str | None:
    return f"{renglon.metodo} {renglon.ruta} {renglon.documento}" if isinstance(renglon, Renglon) else None


MEDIDOS = {"publico", "personal", "revisor", "administracion"}
"""Con estos la cobertura ve todas las ramas; los demás las repiten, y medirlas cuesta lo que probarlas."""


@pytest.mark.parametrize(
    "lector", [uno if uno in MEDIDOS else pytest.param(uno, marks=pytest.mark.no_cover) for uno in LECTORES]
)
@pytest.mark.parametrize("renglon", TABLA, ids=_nombre)
def test_cada_ruta_responde_lo_suyo_a_cada_lector(intacto: Mundo, renglon: Renglon, lector: str) -> None:
    respuesta = pedir(intacto, lector, renglon)
    esperado = renglon.esperado(lector)
    assert respuesta.status_code == esperado
    if lector == "publico" and lector not in renglon.pueden:
        assert respuesta.location.split("?")[0] == SIN_CUENTA
    _revisar_cabeceras(respuesta)
    if renglon.metodo == "GET":
        assert pedir(intacto, lector, renglon, "HEAD").status_code == esperado


def _revisar_cabeceras(respuesta) -> None:
    assert "default-src 'none'" in respuesta.headers["Content-Security-Policy"]
    assert "unsafe-inline" not in POLITICA_DE_CONTENIDO.replace("style-src-attr 'unsafe-inline'", "")
    assert respuesta.headers["X-Content-Type-Options"] == "nosniff"
    assert respuesta.headers["X-Frame-Options"] == "DENY"
    assert respuesta.headers["Referrer-Policy"] == "same-origin"


def test_la_tabla_tiene_todas_las_rutas_de_la_aplicacion_y_ninguna_de_mas(mundo: Mundo) -> None:
    de_la_aplicacion = {
        (metodo, regla.endpoint)
        for regla in mundo.app.url_map.iter_rules()
        for metodo in (regla.methods or set()) - {"HEAD", "OPTIONS"}
    }
    assert {(renglon.metodo, renglon.vista) for renglon in TABLA} == de_la_aplicacion


def test_cada_renglon_llega_a_la_vista_que_dice(mundo: Mundo) -> None:
    enrutador = mundo.app.url_map.bind("localhost")
    for renglon in TABLA:
        ruta = renglon.ruta.format(doc=mundo.documentos.get(renglon.documento, "")).split("?")[0]
        assert enrutador.match(ruta, method=renglon.metodo)[0] == renglon.vista, renglon.ruta


@pytest.mark.parametrize("renglon", [r for r in TABLA if r.metodo != "GET"], ids=_nombre)
def test_nada_se_escribe_sin_la_ficha_contra_peticiones_ajenas(intacto: Mundo, renglon: Renglon) -> None:
    for lector in LECTORES:
        respuesta = pedir(intacto, lector, renglon, con_ficha=False)
        protegida = lector in renglon.pueden and not renglon.sin_ficha
        esperados = {400} if protegida else {400, renglon.esperado(lector)}
        assert respuesta.status_code in esperados, lector


@pytest.mark.parametrize("metodo", ["PUT", "PATCH", "DELETE", "TRACE"])
def test_ninguna_ruta_atiende_otros_metodos(mundo: Mundo, metodo: str) -> None:
    declaradas = {renglon.ruta for renglon in TABLA if renglon.metodo == metodo}
    for renglon in TABLA:
        if renglon.ruta not in declaradas:
            assert pedir(mundo, "revisor", renglon, metodo).status_code in {400, 405}, renglon.ruta


def test_lo_que_no_se_ve_y_lo_que_no_existe_son_la_misma_pagina(mundo: Mundo) -> None:
    cliente = mundo.app.test_client()
    cuerpos = set()
    for ruta in ("/plan/OO9", "/agenda/AG9", "/directorio/NADIE", "/no-existe"):
        respuesta = cliente.get(ruta)
        assert respuesta.status_code == 404
        cuerpos.add(respuesta.headers["Content-Security-Policy"])
    assert len(cuerpos) == 1
