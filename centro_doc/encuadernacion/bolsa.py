"""La bolsa BagIt (RFC 8493) de una obra, en un ZIP: originales, textos, fichas y un índice que busca sin red.

Las fechas y el orden son fijos, y cada archivo pasa de su sitio al ZIP por trozos, sin quedarse en memoria.

Un original va octeto por octeto, con sus datos y lo que lleve sin que se vea: es el mismo que cualquiera baja
de la página del documento, y su SHA-256, el de la ficha. Limpiarlo aquí sería dar dos copias distintas de una
información que no se puede alterar (LAIP, artículos 36, 39 y 45), y romper las firmas electrónicas. Lo que no
deba salir se tapa antes, al publicar: el Centro avisa de lo oculto (comentarios, adjuntos, texto tapado, el
lugar de una foto), no lo publica hasta que alguien lo acepta, y la versión tapada sustituye a la otra. Lo que
no se le entrega a un lector en una página tampoco va aquí.
"""

import hashlib
import json
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path
from typing import BinaryIO

from centro_doc.comun.hojas_de_calculo import UTF_8, linea
from centro_doc.encuadernacion import sin_red
from centro_doc.encuadernacion.obra import Documento, Norma, Obra

_HORA = (1980, 1, 1, 0, 0, 0)
_TROZO = 1 << 20
_COLUMNAS = (
    *("número", "registro", "título", "ficha", "apartado", "versión", "por qué está", "páginas citadas"),
    *("archivo", "nombre original", "tipo", "octetos", "sha256", "texto", "falta"),
)
_LEAME = """Para leer este expediente sin red, abra «data/indice.html» en un navegador: busca en los textos.

data/originales   los archivos tal como se bajan de la página de cada documento, octeto por octeto
data/textos       el texto de cada uno, página por página
{de_normas}data/fichas       las fichas y los pasajes, en CSV y en JSON

Es una bolsa BagIt: «bagit.py --validate» comprueba que nada falta ni cambió. El SHA-256 de cada original es
el que dicen su ficha y la página del documento. El PDF del expediente es otra cosa: lleva sólo lo que se ve
en las páginas, sin los datos, los adjuntos ni los guiones que traiga el archivo.
"""
_DE_NORMAS = """data/normas       las normas del núcleo que no están en un apartado: su archivo y su texto
"""
_COLUMNAS_DE_NORMAS = (
    *("norma", "clave", "dirección", "registro", "título"),
    *("versión", "archivo", "sha256", "texto", "falta"),
)
_ROTULOS_DE_NORMAS = tuple(map(sin_red.plegar, _COLUMNAS_DE_NORMAS))


class _Bolsa:
    """El ZIP que se va llenando. Recuerda el resumen de cada cosa para los manifiestos."""

    def __init__(self, archivo: zipfile.ZipFile, raiz: str) -> None:
        self._archivo, self._raiz = archivo, raiz
        self.resumenes: dict[str, str] = {}
        self.octetos = 0

    def texto(self, ruta: str, contenido: str) -> None:
        """Un archivo de texto, comprimido."""
        self._poner(ruta, iter((contenido.encode(),)), len(contenido.encode()), zipfile.ZIP_DEFLATED)

    def copia(self, ruta: str, origen: Path) -> None:
        """Un archivo tal cual: casi todos vienen ya comprimidos."""
        with origen.open("rb") as flujo:
            self._poner(ruta, _trozos(flujo), origen.stat().st_size, zipfile.ZIP_STORED)

    def _poner(self, ruta: str, trozos: Iterator[bytes], tamano: int, como: int) -> None:
        ficha = zipfile.ZipInfo(f"{self._raiz}/{ruta}", _HORA)
        ficha.compress_type, ficha.external_attr, ficha.create_system = como, 0o644 << 16, 3
        ficha.file_size = tamano
        resumen = hashlib.sha256()
        with self._archivo.open(ficha, "w") as destino:
            for trozo in trozos:
                resumen.update(trozo)
                destino.write(trozo)
        self.resumenes[ruta] = resumen.hexdigest()
        if ruta.startswith("data/"):
            self.octetos += tamano


def escribir(obra: Obra, destino: Path, *, al_avanzar: Callable[[int], None] = lambda _turno: None) -> None:
    """Escribe el ZIP; `al_avanzar` recibe el turno del documento por el que va, o 0 al cerrar."""
    with zipfile.ZipFile(destino, "w") as archivo:
        bolsa, lugares = _Bolsa(archivo, obra.nombre_de_archivo), Lugares(obra)
        indice = sin_red.Indice(obra)
        for uno in obra.de_la_bolsa:
            al_avanzar(uno.numero)
            paginas = _paginas(uno)
            indice.anadir(uno, paginas)
            if uno.archivo is not None:
                bolsa.copia(f"data/{lugares.original(uno)}", Path(uno.archivo.ruta))
            if paginas:
                bolsa.texto(f"data/{lugares.texto(uno)}", "\f\n".join(paginas))
                bolsa.texto(f"data/{sin_red.guion_de(uno)}", sin_red.texto_en_js(uno, paginas))
        al_avanzar(0)
        for ruta, contenido in _fichas(obra, lugares):
            bolsa.texto(f"data/fichas/{ruta}", contenido)
        for ruta, contenido in indice.paginas(lugares.original, lugares.texto):
            bolsa.texto(f"data/{ruta}", contenido)
        _cerrar(bolsa, obra)


class Lugares:
    """Dónde queda cada cosa en la bolsa, bajo `data/`."""

    def __init__(self, obra: Obra) -> None:
        sueltas = ((una.documento, una.clave) for una in obra.normas if una.suelto)
        self._claves = {uno.numero: clave for uno, clave in sueltas if uno is not None}

    def original(self, uno: Documento) -> str:
        """El archivo de un documento: con su registro y su versión, y la extensión que traía."""
        nombre = uno.archivo.nombre if uno.archivo is not None else ""
        extension = Path(nombre).suffix.lower()[1:9]
        llana = f".{extension}" if extension.isascii() and extension.isalnum() else ""
        return self._con_nombre("originales", uno) + llana

    def texto(self, uno: Documento) -> str:
        """Su texto; entre página y página, un salto de página. Nunca se llama como su archivo."""
        propia = "_texto" if uno.numero in self._claves else ""
        return f"{self._con_nombre('textos', uno)}{propia}.txt"

    def _con_nombre(self, carpeta: str, uno: Documento) -> str:
        clave = self._claves.get(uno.numero)
        nombre = f"{uno.identificador}_v{uno.version}"
        return f"normas/{clave}_{nombre}" if clave is not None else f"{carpeta}/{nombre}"


def _paginas(uno: Documento) -> list[str]:
    if uno.archivo is None or not uno.archivo.texto:
        return []
    leidas = json.loads(Path(uno.archivo.texto).read_text(encoding="utf-8"))
    return [str(pagina) for pagina in leidas]


def _trozos(flujo: BinaryIO) -> Iterator[bytes]:
    while trozo := flujo.read(_TROZO):
        yield trozo


def _fichas(obra: Obra, lugares: Lugares) -> Iterator[tuple[str, str]]:
    apartados = {uno.numero: parte for parte in obra.apartados for uno in (*parte.documentos, *parte.sueltos)}
    renglones = [
        (
            *(str(uno.numero), uno.identificador, uno.titulo, uno.ficha),
            f"{apartados[uno.numero].rotulo}. {apartados[uno.numero].titulo}",
            *(str(uno.version), uno.frase, "; ".join(map(str, uno.citadas))),
            *_del_archivo(uno, lugares),
        )
        for uno in obra.de_la_bolsa
    ]
    yield "fichas.csv", UTF_8 + "".join(linea(fila) for fila in (_COLUMNAS, *renglones))
    pasajes = [
        (uno.identificador, str(pasaje.pagina), pasaje.literal, pasaje.confirmo, pasaje.aviso)
        for uno in obra.documentos
        for pasaje in uno.pasajes
    ]
    cabeza = ("registro", "página", "pasaje", "confirmó", "aviso")
    yield "pasajes.csv", UTF_8 + "".join(linea(fila) for fila in (cabeza, *pasajes))
    yield "fichas.json", _json([_en_json(uno, lugares) for uno in obra.de_la_bolsa])
    yield "expediente.json", _json(_expediente(obra))
    if obra.normas:
        yield from _normas(obra, lugares)


def _normas(obra: Obra, lugares: Lugares) -> Iterator[tuple[str, str]]:
    """Las normas del núcleo y dónde está su texto en la bolsa, vaya suelto o en un apartado."""
    filas = [(una.nombre, una.clave, una.direccion, *_del_texto(una, lugares)) for una in obra.normas]
    yield "normas.csv", UTF_8 + "".join(linea(fila) for fila in (_COLUMNAS_DE_NORMAS, *filas))
    yield "normas.json", _json([dict(zip(_ROTULOS_DE_NORMAS, fila, strict=True)) for fila in filas])


def _del_texto(una: Norma, lugares: Lugares) -> tuple[str, ...]:
    uno = una.documento
    if uno is None:
        return ("", "", "", "", "", "", una.falta)
    archivo, _nombre, _tipo, _octetos, sha256, texto, falta = _del_archivo(uno, lugares)
    return (uno.identificador, uno.titulo, str(uno.version), archivo, sha256, texto, falta)


def _del_archivo(uno: Documento, lugares: Lugares) -> tuple[str, ...]:
    if uno.archivo is None:
        return ("", "", "", "", uno.sha256, "", uno.falta)
    archivo, texto = uno.archivo, lugares.texto(uno) if uno.archivo.texto else ""
    return (
        lugares.original(uno),
        archivo.nombre,
        archivo.tipo,
        str(archivo.tamano),
        archivo.sha256,
        texto,
        "",
    )


def _en_json(uno: Documento, lugares: Lugares) -> dict[str, object]:
    """La ficha de un documento, con el lugar de su archivo en la bolsa y no en el Centro."""
    archivo, nombre, tipo, octetos, sha256, texto, falta = _del_archivo(uno, lugares)
    return {
        "numero": uno.numero,
        "registro": uno.identificador,
        "titulo": uno.titulo,
        "ficha": uno.ficha,
        "datos": dict(uno.datos),
        "por_que_esta": uno.frase,
        "version": uno.version,
        "pasajes": [asdict(pasaje) for pasaje in uno.pasajes],
        "archivo": {"ruta": archivo, "nombre": nombre, "tipo": tipo, "octetos": int(octetos or 0)},
        "sha256": sha256,
        "texto": texto,
        "falta": falta,
    }


def _expediente(obra: Obra) -> dict[str, object]:
    return {
        "clave": obra.clave,
        "nombre": obra.nombre,
        "nivel": obra.nivel,
        "version": obra.numero,
        "titulo": obra.titulo,
        "nota": obra.nota,
        "congelada": obra.congelada,
        "huella": obra.huella,
        "indice": dict(zip(("generacion", "al_dia"), obra.indice, strict=True)) if obra.indice else None,
        "identificador": obra.identificador,
        "direccion": obra.direccion,
        "caratula": dict(obra.caratula),
        "apartados": [
            {
                "rotulo": parte.rotulo,
                "titulo": parte.titulo,
                "parrafos": parte.parrafos,
                "tablas": [asdict(tabla) for tabla in parte.tablas],
                "documentos": [uno.identificador for uno in parte.documentos],
            }
            for parte in (obra.portada, *obra.apartados)
        ],
    }


def _json(dato: object) -> str:
    return json.dumps(dato, ensure_ascii=False, indent=1) + "\n"


def _cerrar(bolsa: _Bolsa, obra: Obra) -> None:
    """Los archivos de la bolsa misma: qué es, qué trae y las huellas de todo."""
    sueltos = len(obra.de_la_bolsa) > len(obra.documentos)
    carga = {ruta: huella for ruta, huella in bolsa.resumenes.items() if ruta.startswith("data/")}
    bolsa.texto("LEAME.txt", _LEAME.format(de_normas=_DE_NORMAS if sueltos else ""))
    bolsa.texto("bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n")
    datos = {
        "Source-Organization": "Comisión de Migrantes, Congreso de la República de Guatemala",
        "Bagging-Date": obra.congelada[:10],
        "Bag-Software-Agent": "Centro de Documentación",
        "External-Identifier": obra.cita[1],
        "External-Description": f"{obra.dicha}, versión {obra.numero} ({obra.nombre_de_nivel})",
        "Internal-Sender-Identifier": f"SHA-256 {obra.huella}",
        "Payload-Oxum": f"{bolsa.octetos}.{len(carga)}",
    }
    bolsa.texto("bag-info.txt", "".join(f"{clave}: {' '.join(v.split())}\n" for clave, v in datos.items()))
    bolsa.texto("manifest-sha256.txt", _manifiesto(carga))
    propias = {ruta: huella for ruta, huella in bolsa.resumenes.items() if ruta not in carga}
    bolsa.texto("tagmanifest-sha256.txt", _manifiesto(propias))


def _manifiesto(resumenes: dict[str, str]) -> str:
    return "".join(f"{huella}  {ruta}\n" for ruta, huella in sorted(resumenes.items()))
