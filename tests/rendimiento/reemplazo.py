"""Reemplaza documentos por versiones nuevas en el producto y cuenta cómo quedan sus evidencias.

    PYTHONPATH=.:tests python -m tests.rendimiento.reemplazo CORPUS [--documentos 50] [--pasajes 12]

Cuatro de cada cinco documentos son del corpus, con los errores de reconocimiento que él trae; los demás son
fórmulas: párrafos casi iguales que sólo cambian en una palabra o una cifra. Cada uno se ingresa, se vincula
por su página y recibe por `/catalogar/…/version` otra lectura con otros errores y otros cortes de página; el
trabajador la lee y reubica. El lugar verdadero se sabe alineando letra a letra los dos textos que el producto
guardó; el encabezado que una lectura tiene y la otra no, no está en la nueva. «Callada y mal» es la que se da
por vigente en otro lugar: no debe haber ninguna.
"""

import argparse
import io
import random
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from argon2 import PasswordHasher
from conftest import ficha_csrf
from flask.testing import FlaskClient
from rapidfuzz.distance import Levenshtein
from recorridos.preparacion import CLAVE, preparar
from sqlalchemy import select

from centro_doc import taller
from centro_doc.aplicacion import create_app
from centro_doc.catalogo.modelos import Documento, PaginaGuardada
from centro_doc.catalogo.vigente import texto_vigente
from centro_doc.comun.bd import BaseDeDatos, lectura
from centro_doc.comun.consola import Consola
from centro_doc.comun.reloj import RelojDelSistema
from centro_doc.cuentas.claves import Claves
from centro_doc.vinculos.consultas import evidencias
from centro_doc.vinculos.modelos import EstadoEvidencia, Evidencia
from config import Config
from tests.rendimiento.reanclaje import _llevar, _parejas, _por_palabras

_RUIDO = {"rn": "m", "ó": "6", "l": "1", "e": "c", "á": "a", "ñ": "n", "g": "q", "5": "S", "i": "í"}
_FORMULA = (
    "Artículo {n}. Del plazo. El {quien} resolverá la solicitud de {que} dentro de los {dias} días "
    "siguientes de recibida, y notificará al interesado por cédula en el lugar que haya señalado.\n\n"
)
_QUIENES = ("Director General", "Subdirector General", "Delegado departamental", "Jefe de la sección")
_QUES = ("residencia", "visa", "prórroga", "pasaporte", "permanencia")


def principal() -> None:
    """Mide e imprime la tabla."""
    opciones = argparse.ArgumentParser(description=__doc__)
    opciones.add_argument("corpus", type=Path)
    opciones.add_argument("--documentos", type=int, default=50)
    opciones.add_argument("--pasajes", type=int, default=12)
    dado = opciones.parse_args()
    azar = random.Random(20_110_817)
    with tempfile.TemporaryDirectory() as carpeta:
        config = Config(
            ruta_datos=Path(carpeta), ritmo_ingreso="9999 per minute", ritmo_subida="9999 per minute"
        )
        textos = list(_textos(dado.corpus / "juicios", dado.documentos, azar))
        cuentas = _medir(config, textos, dado.pasajes, azar)
    for clase, cuenta in cuentas.items():
        total = sum(cuenta.values())
        for como, cuantas in cuenta.most_common():
            print(f"{clase:12} {como:28} {cuantas:5}  {100 * cuantas / total:6.2f} %")


def _textos(juicios: Path, cuantos: int, azar: random.Random) -> Iterator[tuple[str, str, str]]:
    """De cada documento, su clase y sus dos lecturas."""
    formulas = cuantos // 5
    for limpio, leido in _parejas(juicios, cuantos - formulas):
        yield "corpus", leido[:40_000], _ruido(limpio[:40_000], azar)
    for _ in range(formulas):
        dichos = [
            _FORMULA.format(
                n=n, quien=azar.choice(_QUIENES), que=azar.choice(_QUES), dias=azar.choice((3, 5, 8))
            )
            for n in range(1, 31)
        ]
        yield "fórmulas", _ruido("".join(dichos), azar), _ruido("".join(dichos), azar)


def _ruido(texto: str, azar: random.Random) -> str:
    """Cambia una de cada veinticinco de las letras que se confunden, y los saltos tras los puntos."""
    letras: list[str] = []
    for letra in texto:
        cambia = azar.random() < 1 / 25
        letras.append(_RUIDO.get(letra, letra) if cambia else letra)
    return "".join(letras).replace(". ", azar.choice((".\n", ". ")))


def _medir(
    config: Config, textos: list[tuple[str, str, str]], pasajes: int, azar: random.Random
) -> dict[str, Counter[str]]:
    claves = Claves(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    preparado = preparar(config, claves)
    app = create_app(config, claves=claves)
    cliente = app.test_client()
    correo = preparado.cuentas["personal"]
    cliente.post("/acceso", data={"csrf_token": ficha_csrf(cliente), "correo": correo, "clave": CLAVE})
    bd = BaseDeDatos(config.url_bd)
    consola = Consola(config, bd, RelojDelSistema(), io.StringIO(), io.StringIO())
    trabajador = taller.armar(consola)
    cuentas: dict[str, Counter[str]] = {}
    for numero, (clase, primera, segunda) in enumerate(textos):
        _subir(cliente, "/ingreso", "archivos", f"{numero}.txt", primera)
        _agotar(trabajador)
        with lectura(bd) as sesion:
            documento = sesion.scalars(select(Documento).order_by(Documento.id.desc())).first()
            assert documento is not None
            registro, paginas = documento.identificador, _paginas(sesion, documento.id)
        _vincular(cliente, registro, paginas, pasajes, azar)
        _subir(cliente, f"/catalogar/{registro}/version", "archivo", f"{numero}b.txt", segunda)
        _agotar(trabajador)
        with lectura(bd) as sesion:
            nuevas = _paginas(sesion, documento.id)
            suyas = cuentas.setdefault(clase, Counter())
            suyas.update(_juzgar(evidencias(sesion, documento.id), paginas, nuevas))
    bd.cerrar()
    return cuentas


def _agotar(trabajador: object) -> None:
    while trabajador.una_tarea():  # type: ignore[attr-defined]
        pass


def _subir(cliente: FlaskClient, ruta: str, campo: str, nombre: str, texto: str) -> None:
    datos = {
        "csrf_token": ficha_csrf(cliente, "/ingreso"),
        campo: (io.BytesIO(texto.encode()), nombre),
        "sustituye": "1",
    }
    respuesta = cliente.post(ruta, data=datos, content_type="multipart/form-data")
    assert respuesta.status_code in {200, 303}, (ruta, respuesta.status_code)


def _paginas(sesion: object, documento: int) -> dict[int, str]:
    texto = texto_vigente(sesion, documento)  # type: ignore[arg-type]
    filas = sesion.execute(  # type: ignore[attr-defined]
        select(PaginaGuardada.numero, PaginaGuardada.texto)
        .where(PaginaGuardada.texto_id == texto)
        .order_by(PaginaGuardada.numero)
    )
    return dict(filas.all())


def _vincular(
    cliente: FlaskClient, registro: str, paginas: dict[int, str], cuantos: int, azar: random.Random
) -> None:
    ficha = ficha_csrf(cliente, f"/documentos/{registro}")
    for _ in range(cuantos):
        pagina = azar.choice(list(paginas))
        cuerpo = paginas[pagina]
        inicio = azar.randrange(max(1, len(cuerpo) - 60))
        largo = azar.choice((40, 80, 160, 300))
        inicio, fin = _por_palabras(cuerpo, inicio, min(len(cuerpo), inicio + largo))
        datos = {"csrf_token": ficha, "destino": "AG1", "relacion": "sustenta"}
        datos |= {"p": str(pagina), "pasaje": cuerpo[inicio:fin], "inicio": str(inicio)}
        cliente.post(f"/documentos/{registro}/vinculos", data=datos)


def _juzgar(suyas: object, viejas: dict[int, str], nuevas: dict[int, str]) -> Iterator[str]:
    antes, despues = "".join(viejas.values()), "".join(nuevas.values())
    bloques = Levenshtein.opcodes(antes, despues)
    de_antes, de_despues = _comienzos(viejas), _comienzos(nuevas)
    for una in suyas:  # type: ignore[attr-defined]
        inicio = _llevar(bloques, de_antes[una.pagina_inicio] + una.inicio)
        fin = _llevar(bloques, de_antes[una.pagina_fin] + una.fin)
        yield _como_quedo(una, (inicio, fin), de_despues)


def _comienzos(paginas: dict[int, str]) -> dict[int, int]:
    comienzos, total = {}, 0
    for numero, texto in paginas.items():
        comienzos[numero] = total
        total += len(texto)
    return comienzos


def _como_quedo(una: Evidencia, verdad: tuple[int, int], comienzos: dict[int, int]) -> str:
    if verdad[1] - verdad[0] < len(una.literal) / 2:
        callada = una.estado == EstadoEvidencia.VIGENTE
        return "CALLADA Y MAL" if callada else "no está en la nueva: señalada"
    if una.estado == EstadoEvidencia.ROTA or una.actual_pagina_inicio is None:
        return "señalada: rota" if una.estado == EstadoEvidencia.ROTA else "sin mover"
    desde = comienzos[una.actual_pagina_inicio] + (una.actual_inicio or 0)
    hasta = comienzos[una.actual_pagina_fin or 0] + (una.actual_fin or 0)
    junto = max(0, min(hasta, verdad[1]) - max(desde, verdad[0]))
    bien = junto >= 0.9 * (verdad[1] - verdad[0]) and junto >= 0.8 * (hasta - desde)
    if una.estado == EstadoEvidencia.VIGENTE:
        return "vigente, en su lugar" if bien else "CALLADA Y MAL"
    return "reanclada, en su lugar" if bien else "señalada: reanclada en otro"


if __name__ == "__main__":
    principal()
