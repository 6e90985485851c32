"""Lo que un lector no puede ver no existe para él.

Se fotografían todas las rutas GET (estado, cabeceras y cuerpo) como las ve cada lector: antes de que entre un
documento con una palabra única, después, y otra vez justo al retirarlo o cerrarlo, sin que el índice haya
escrito. Para quien no tiene derecho, las fotografías son idénticas octeto por octeto, salvo el CSRF y los
tiempos medidos.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

import pytest
from archivos import pdf_tachado
from conftest import CLAVES_LIGERAS, RelojFijo
from mundo import (
    LECTORES,
    VEN,
    Mundo,
    clasificar,
    confidencial,
    hacer_mundo,
    indexar,
    meter,
    reserva,
    retirar,
    sumar_extracto,
    sumar_version,
)
from test_permisos import TABLA

from centro_doc.catalogo.acceso import DatosAcceso
from centro_doc.catalogo.modelos import Acceso

pytestmark = pytest.mark.no_cover
"""Pide miles de veces las páginas que otras pruebas ya miden línea por línea."""
PALABRA = "quetzalcoatlense"
TEXTO = (
    f"La red consular {PALABRA} atiende el retorno voluntario de los migrantes,\n"
    "según el artículo 26 de la Constitución y el Decreto 71-98."
)
TITULO = f"Informe {PALABRA} sobre la red consular"
CONSULTAS = (
    "",
    "consular",
    "red consular retorno",
    PALABRA,
    f"título:{PALABRA}",
    f"{PALABRA[:8]}*",
    PALABRA[:-1] + "x",
    f'"consular {PALABRA}"',
    f"NO {PALABRA}",
    f"consular O {PALABRA}",
    "consu*",
    "tema:AG2",
    "actividad:OO3.A2.1",
    "número:46-2007",
    "decreto 46-2007 artículo 1",
    "acceso:reservada",
)
ESCRITO = (PALABRA[:4], PALABRA, f"informe {PALABRA[:6]}", "red con", "consu", "46-", "informe")
ENLACES = (
    "agrupar=tipo",
    "agrupar=anio&literal=1",
    "orden=fecha_desc",
    "orden=titulo",
    "acceso=interna",
    "actividad=OO3.A2.1",
    "desde=2007&hasta=2007",
    "vigente=2010-01-01",
)
_CSRF = re.compile(rb'name="csrf_token" (?:type="hidden" )?value="[^"]*"|content="[\w.-]{60,}"')
_TIEMPO = re.compile(rb"\d+[.,]\d+ ?(?:s|segundos|ms|milisegundos)\b|\"milisegundos\": ?[\d.]+")
_CABECERAS_VIVAS = {"date", "set-cookie", "content-length"}
CIERRES = {
    "interna": lambda _mundo: DatosAcceso(Acceso.INTERNA, "Deliberación en curso", grupos=("AG2",)),
    "reservada": lambda _mundo: reserva(),
    "confidencial": confidencial,
}


@dataclass(frozen=True)
class Foto:
    """Lo que respondió una ruta. El cuerpo va sin CSRF ni tiempos, y por eso sin su largo."""

    estado: int
    cabeceras: tuple[tuple[str, str], ...]
    cuerpo: bytes

    @property
    def texto(self) -> str:
        """El cuerpo, para buscar en él."""
        return self.cuerpo.decode("utf-8", "replace")


Album = Mapping[tuple[str, str], Foto]


@pytest.fixture(scope="module")
def mundo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Mundo]:
    hecho = hacer_mundo(tmp_path_factory.mktemp("oculto"), RelojFijo(), CLAVES_LIGERAS)
    meter(hecho, "publica", "La red consular atiende el retorno voluntario.")
    meter(hecho, "otra", "El consulado móvil visita a los migrantes detenidos.")
    yield hecho
    hecho.cerrar()


def rutas(mundo: Mundo, sumado: str = "") -> list[str]:
    """Toda ruta GET de la tabla de permisos, documentos que hay y que podría haber, y las búsquedas.

    Con `sumado`, también las de la versión y los archivos que podrían habérsele sumado a ese documento.
    """
    de_la_tabla = {renglon.ruta for renglon in TABLA if renglon.metodo == "GET"}
    siguiente = len(mundo.documentos) + 1
    numeros = [f"CD-{n:05}" for n in (1, siguiente - 1, siguiente, siguiente + 1)]
    documentos = {ruta.format(doc=numero) for ruta in de_la_tabla for numero in numeros}
    buscadas = [f"/buscar?q={_escapar(q)}" for q in CONSULTAS]
    enlaces = [f"/buscar?q=consular&{enlace}" for enlace in ENLACES]
    enlaces += [f"/buscar/completar?q={_escapar(escrito)}" for escrito in ESCRITO]
    otras = [
        f"/documentos/{sumado}{parte}"
        for parte in (
            *("?version=2", "/original?version=2", "/paginas/1.webp?version=2"),
            *(f"/original?archivo={n}" for n in range(siguiente, siguiente + 4)),
        )
        if sumado
    ]
    desde_lista = [f"/documentos/CD-00001?q={_escapar(q)}&n=1" for q in ("consular", PALABRA)]
    listas = [f"/directorio?q={PALABRA}", f"/plan?q={PALABRA}", f"/ingreso?q={PALABRA}", "/ingreso?ver=todos"]
    return sorted(documentos) + otras + buscadas + enlaces + desde_lista + listas


class Fotografo:
    """Lleva el último álbum: mientras nadie toque el mundo, sigue diciendo lo que se ve.

    Fotografía sólo a los lectores que se le piden: a quien tiene derecho no hay con qué compararlo.
    """

    def __init__(self, mundo: Mundo) -> None:
        self.mundo = mundo
        self.rutas: list[str] = []
        self.ultimo: Album = {}

    def antes(self, lectores: list[str]) -> Album:
        """Lo que ven ahora, con las rutas del documento que está por entrar."""
        self.rutas = rutas(self.mundo)
        pedidas = [(lector, ruta) for lector in lectores for ruta in self.rutas]
        self.ultimo = {**self.ultimo, **self._tomar(una for una in pedidas if una not in self.ultimo)}
        return self.ultimo

    def olvidar(self) -> None:
        """El mundo cambió y no se miró: el próximo álbum empieza de cero."""
        self.ultimo = {}

    def ahora(self, lectores: list[str]) -> Album:
        """El álbum nuevo, con las mismas rutas de `antes`."""
        self.ultimo = self._tomar((lector, ruta) for lector in lectores for ruta in self.rutas)
        return self.ultimo

    def _tomar(self, pedidas: Iterable[tuple[str, str]]) -> Album:
        return {(lector, ruta): foto(self.mundo, lector, ruta) for lector, ruta in pedidas}


@pytest.fixture(scope="module")
def fotografo(mundo: Mundo) -> Fotografo:
    return Fotografo(mundo)


def diferencias(
    antes: Album, despues: Album, *, salvo: frozenset[tuple[str, str]] = frozenset()
) -> list[str]:
    """Lo que cambió, dicho para encontrarlo."""
    assert despues
    return [
        f"{lector} {ruta}: {_que_cambio(antes[lector, ruta], despues[lector, ruta])}"
        for lector, ruta in despues
        if antes[lector, ruta] != despues[lector, ruta] and (lector, ruta) not in salvo
    ]


def foto(mundo: Mundo, lector: str, ruta: str) -> Foto:
    cliente = mundo.app.test_client()
    galleta = mundo.clientes[lector].get_cookie("centro")
    if galleta is not None:
        cliente.set_cookie("centro", galleta.value)
    respuesta = cliente.get(ruta, buffered=True)
    cabeceras = sorted((n, v) for n, v in respuesta.headers if n.lower() not in _CABECERAS_VIVAS)
    cuerpo = _TIEMPO.sub(b"", _CSRF.sub(b"", respuesta.get_data()))
    return Foto(respuesta.status_code, tuple(cabeceras), cuerpo)


def _que_cambio(antes: Foto, despues: Foto) -> str:
    if antes.estado != despues.estado:
        return f"{antes.estado} → {despues.estado}"
    if antes.cabeceras != despues.cabeceras:
        return f"{set(antes.cabeceras) ^ set(despues.cabeceras)}"
    viejas, nuevas = antes.cuerpo.splitlines(), despues.cuerpo.splitlines()
    distintas = [linea for linea in nuevas if linea not in viejas]
    distintas = distintas or [linea for linea in viejas if linea not in nuevas]
    return b" | ".join(distintas[:3]).decode("utf-8", "replace")[:400]


def _escapar(consulta: str) -> str:
    return consulta.replace('"', "%22").replace(" ", "+").replace("#", "%23")


def sin_derecho(clave: str) -> list[str]:
    """Los lectores que no ven los documentos de una clase."""
    return [lector for lector in LECTORES if lector not in VEN[clave]]


@pytest.mark.parametrize("clase", ["interna", "reservada", "confidencial", "por_catalogar"])
def test_un_documento_que_no_se_ve_no_cambia_ninguna_respuesta(
    mundo: Mundo, fotografo: Fotografo, clase: str
) -> None:
    lectores = sin_derecho(clase)
    antes = fotografo.antes(lectores)
    cierre = CIERRES[clase](mundo) if clase in CIERRES else None
    meter(mundo, clase, f"{TEXTO} {clase}", cierre, titulo=TITULO, publicar=clase != "por_catalogar")
    assert diferencias(antes, fotografo.ahora(lectores)) == []


@pytest.mark.parametrize("salida", ["retirado", "interna", "reservada", "confidencial"])
def test_al_retirar_o_cerrar_un_documento_deja_de_existir_en_el_acto(
    mundo: Mundo, fotografo: Fotografo, salida: str
) -> None:
    lectores = sin_derecho(salida)
    antes = fotografo.antes(lectores)
    clave = f"publica que pasa a {salida}"
    identificador = meter(mundo, clave, f"{TEXTO} {clave}", titulo=TITULO)
    assert PALABRA in foto(mundo, "publico", f"/buscar?q={PALABRA}&orden=titulo").texto
    if salida == "retirado":
        retirar(mundo, clave)
    else:
        clasificar(mundo, identificador, CIERRES[salida](mundo))
    # La administración sí ve, sin nombres, que al índice le falta un documento por escribir.
    operacion = frozenset({("administracion", "/admin/estado")})
    assert diferencias(antes, fotografo.ahora(lectores), salvo=operacion) == []
    indexar(mundo)
    assert diferencias(antes, fotografo.ahora(lectores)) == []


@pytest.mark.parametrize("sumar", [sumar_version, sumar_extracto])
def test_lo_que_se_suma_a_un_publicado_y_lleva_algo_oculto_no_existe_hasta_revisarlo(
    mundo: Mundo, fotografo: Fotografo, sumar: Callable[[Mundo, str, bytes], None]
) -> None:
    fotografo.olvidar()
    numero = meter(mundo, f"base de {sumar.__name__}", f"Informe de la red consular, {sumar.__name__}.")
    suyas = [ruta for ruta in rutas(mundo, numero) if numero in ruta or "q=" in ruta]
    lectores = ["publico", "presidencia"]

    def album() -> Album:
        return {(lector, ruta): foto(mundo, lector, ruta) for lector in lectores for ruta in suyas}

    antes = album()
    sumar(mundo, numero, pdf_tachado(f"Red consular corregida {sumar.__name__}", f"{TEXTO} {numero}"))
    assert diferencias(antes, album()) == []


def test_las_fotografias_muestran_algo(mundo: Mundo, fotografo: Fotografo) -> None:
    fotografo.olvidar()
    meter(mundo, "otra interna", f"{TEXTO} visible", CIERRES["interna"](mundo), titulo=TITULO)
    album = fotografo.antes(["publico", *VEN["interna"]])
    assert all(album["publico", r].estado == 200 for r in fotografo.rutas if r.startswith("/buscar"))
    assert "La red consular atiende" in re.sub(r"</?mark>", "", album["publico", "/buscar?q=consular"].texto)
    assert TITULO.replace(PALABRA, "") not in album["publico", f"/buscar?q={PALABRA}"].texto
    for lector in VEN["interna"]:
        assert TITULO in re.sub(r"</?mark>", "", album[lector, f"/buscar?q={PALABRA}"].texto), lector
