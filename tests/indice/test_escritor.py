"""El protocolo del escritor sobre un Whoosh y un SQLite de verdad."""

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest
from conftest import RelojFijo
from fabrica import sembrar_documento
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from centro_doc.bitacora.modelos import Asiento
from centro_doc.catalogo.modelos import Documento
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.errores import NoDisponible
from centro_doc.cuentas.permisos import CONSOLA
from centro_doc.indice import casos, consultas
from centro_doc.indice.escritor import Borrar, Escritor
from centro_doc.indice.modelos import EstadoGeneracion, Generacion, Indexado, Ocultamiento
from centro_doc.indice.servicio import Indice
from centro_doc.tareas import casos as tareas
from indexador.consulta import Consulta
from indexador.errores import IndiceDanado, IndiceOcupado
from indexador.ficha import Ficha, Fragmento
from indexador.motor import MotorWhoosh

PUBLICO = frozenset({"publico"})
PERSONAL = frozenset({"publico", "personal"})


def leer(sesion: Session, numeros: Sequence[int]) -> list[Ficha | Borrar]:
    """Un lector mínimo: el título es también el texto de sus fragmentos."""
    documentos = {d.id: d for d in sesion.scalars(select(Documento).where(Documento.id.in_(numeros)))}
    return [ficha(documentos[numero]) for numero in numeros]


def ficha(documento: Documento) -> Ficha | Borrar:
    marcas = frozenset(marca.marca for marca in documento.marcas)
    if documento.estado == "retirado":
        return Borrar(documento.id, documento.revision)
    texto = Fragmento(1, 1, 0, len(documento.titulo), "", documento.titulo)
    return Ficha(
        documento.id,
        documento.identificador,
        documento.revision,
        documento.titulo,
        "ley",
        "publico" in marcas,
        marcas,
        fragmentos=(texto,),
    )


@pytest.fixture
def indice(tmp_path: Path) -> Indice:
    return Indice(tmp_path / "indice")


@pytest.fixture
def nuevo_escritor(bd: BaseDeDatos, indice: Indice, reloj: RelojFijo) -> Callable[..., Escritor]:
    def _nuevo(titular: str = "uno", suyo: Indice | None = None, **mas: object) -> Escritor:
        return Escritor(bd, suyo or indice, mas.pop("lector", leer), reloj, titular, **mas)

    return _nuevo


@pytest.fixture
def escritor(nuevo_escritor: Callable[..., Escritor]) -> Iterator[Escritor]:
    suyo = nuevo_escritor()
    yield suyo
    suyo.cerrar()


def hasta_el_final(escritor: Escritor) -> int:
    vueltas = 0
    while escritor.una_vuelta():
        vueltas += 1
        assert vueltas < 100
    return vueltas


def sembrar(bd: BaseDeDatos, *titulos: str, desde: int = 1, **campos: object) -> None:
    with transaccion(bd) as sesion:
        for numero, titulo in enumerate(titulos, desde):
            sembrar_documento(sesion, numero, titulo, **campos)


def cambiar(bd: BaseDeDatos, numero: int, **campos: object) -> None:
    with transaccion(bd) as sesion:
        valores = {"revision": Documento.revision + 1} | campos
        sesion.execute(update(Documento).where(Documento.id == numero).values(**valores))


def estrechar(bd: BaseDeDatos, numero: int, reloj: RelojFijo) -> None:
    with transaccion(bd) as sesion:
        documento = sesion.get_one(Documento, numero)
        documento.marcas[0].marca = "personal"
        documento.revision += 1
        fila = Ocultamiento(documento_id=numero, revision=documento.revision, cuando=reloj.ahora())
        sesion.merge(fila)


def hallados(bd: BaseDeDatos, indice: Indice, texto: str, marcas: frozenset[str] = PUBLICO) -> list[int]:
    with lectura(bd) as sesion:
        return sorted(a.documento for a in indice.buscar(sesion, Consulta(texto, marcas)).aciertos)


def generaciones(bd: BaseDeDatos) -> list[tuple[int, str]]:
    with lectura(bd) as sesion:
        return [(g.id, g.estado) for g in sesion.scalars(select(Generacion).order_by(Generacion.id))]


def test_sin_indice_la_busqueda_dice_que_se_esta_preparando(bd: BaseDeDatos, indice: Indice) -> None:
    with pytest.raises(NoDisponible, match="se está preparando"):
        hallados(bd, indice, "ley")


def test_el_primer_arranque_construye_el_indice_y_lo_pone_a_buscar(
    bd: BaseDeDatos, indice: Indice, escritor: Escritor
) -> None:
    sembrar(bd, "Ley de Migración", "Código Municipal")
    hasta_el_final(escritor)
    assert hallados(bd, indice, "migración") == [1]
    assert generaciones(bd) == [(1, "activa")]


def test_un_centro_vacio_tambien_se_puede_buscar(bd: BaseDeDatos, indice: Indice, escritor: Escritor) -> None:
    hasta_el_final(escritor)
    assert hallados(bd, indice, "migración") == []


def test_lo_que_cambia_se_indexa_como_esta_ahora_y_el_lector_lo_ve_solo(
    bd: BaseDeDatos, indice: Indice, escritor: Escritor
) -> None:
    sembrar(bd, "Ley de Migración")
    hasta_el_final(escritor)
    cambiar(bd, 1, titulo="Ley intermedia")
    cambiar(bd, 1, titulo="Código de Comercio")
    assert escritor.una_vuelta() == 1
    assert (hallados(bd, indice, "migración"), hallados(bd, indice, "comercio")) == ([], [1])
    assert escritor.una_vuelta() == 0


def test_lo_retirado_sale_del_indice_y_no_se_repite(
    bd: BaseDeDatos, indice: Indice, escritor: Escritor
) -> None:
    sembrar(bd, "Ley de Migración")
    hasta_el_final(escritor)
    cambiar(bd, 1, estado="retirado")
    assert escritor.una_vuelta() == 1
    assert hallados(bd, indice, "migración", PERSONAL) == []
    assert escritor.una_vuelta() == 0


def test_lo_que_se_estrecha_deja_de_verse_antes_de_indexarse(
    bd: BaseDeDatos, indice: Indice, escritor: Escritor, reloj: RelojFijo
) -> None:
    sembrar(bd, "Ley de Migración", "Ley de Migración consolidada")
    hasta_el_final(escritor)
    estrechar(bd, 1, reloj)
    assert hallados(bd, indice, "migración") == [2]
    hasta_el_final(escritor)
    assert hallados(bd, indice, "migración") == [2]
    assert hallados(bd, indice, "migración", PERSONAL) == [1, 2]
    with lectura(bd) as sesion:
        assert consultas.excluidos(sesion) == frozenset()


def test_lo_estrechado_se_indexa_primero(
    bd: BaseDeDatos, nuevo_escritor: Callable[..., Escritor], reloj: RelojFijo
) -> None:
    sembrar(bd, *(f"Ley {n}" for n in range(1, 12)))
    hasta_el_final(nuevo_escritor())
    for numero in range(1, 11):
        cambiar(bd, numero)
    estrechar(bd, 11, reloj)
    leidos: list[int] = []

    def anotando(sesion: Session, numeros: Sequence[int]) -> list[Ficha | Borrar]:
        leidos.extend(numeros)
        return leer(sesion, numeros)

    nuevo_escritor(lector=anotando).una_vuelta()
    assert leidos[0] == 11 and len(leidos) == 11


def test_un_ocultamiento_posterior_a_lo_leido_se_conserva(
    bd: BaseDeDatos, escritor: Escritor, reloj: RelojFijo
) -> None:
    sembrar(bd, "Ley de Migración")
    hasta_el_final(escritor)
    with transaccion(bd) as sesion:
        sesion.add(Ocultamiento(documento_id=1, revision=7, cuando=reloj.ahora()))
        casos.anotar_indexados(sesion, 1, [casos.Leido(1, 6, True)], reloj=reloj)
        assert consultas.excluidos(sesion) == {1}
        casos.anotar_indexados(sesion, 1, [casos.Leido(1, 7, True)], reloj=reloj)
        assert consultas.excluidos(sesion) == frozenset()


def test_solo_escribe_quien_tiene_el_arriendo(
    bd: BaseDeDatos, nuevo_escritor: Callable[..., Escritor], reloj: RelojFijo
) -> None:
    sembrar(bd, "Ley de Migración")
    uno, otro = nuevo_escritor("uno"), nuevo_escritor("otro")
    assert uno.una_vuelta() == 1
    assert otro.una_vuelta() == 0
    uno.cerrar()
    hasta_el_final(otro)
    sembrar(bd, "Otra ley", desde=2)
    assert uno.una_vuelta() == 0
    reloj.avanzar(minutes=2)
    assert uno.una_vuelta() == 1


def test_morir_entre_el_indice_y_la_base_no_pierde_ni_duplica(
    bd: BaseDeDatos, indice: Indice, nuevo_escritor: Callable[..., Escritor]
) -> None:
    sembrar(bd, "Ley de Migración")
    hasta_el_final(nuevo_escritor())
    cambiar(bd, 1, titulo="Ley de Migración nueva")
    with lectura(bd) as sesion:
        indice.motor(1).escribir([f for f in leer(sesion, [1]) if isinstance(f, Ficha)])
    hasta_el_final(nuevo_escritor())
    assert hallados(bd, indice, "migración") == [1]
    assert dict(indice.motor(1).revisiones()) == {1: 2}


def test_quien_perdio_el_arriendo_mientras_escribia_no_anota_lo_suyo(
    bd: BaseDeDatos, indice: Indice, nuevo_escritor: Callable[..., Escritor], reloj: RelojFijo
) -> None:
    sembrar(bd, "Ley vieja")
    otro = nuevo_escritor("otro")

    def lento(sesion: Session, numeros: Sequence[int]) -> list[Ficha | Borrar]:
        leidas = leer(sesion, numeros)
        sesion.rollback()
        reloj.avanzar(minutes=2)
        cambiar(bd, 1, titulo="Ley nueva")
        hasta_el_final(otro)
        return leidas

    nuevo_escritor("lento", lector=lento).una_vuelta()
    assert hallados(bd, indice, "vieja") == [1]
    hasta_el_final(otro)
    assert (hallados(bd, indice, "vieja"), hallados(bd, indice, "nueva")) == ([], [1])


def test_un_grupo_se_cierra_por_fragmentos_sin_partir_documentos(
    bd: BaseDeDatos, nuevo_escritor: Callable[..., Escritor]
) -> None:
    sembrar(bd, *(f"Ley {n}" for n in range(1, 21)))

    def gordo(sesion: Session, numeros: Sequence[int]) -> list[Ficha | Borrar]:
        fichas = [f for f in leer(sesion, numeros) if isinstance(f, Ficha)]
        return [replace(f, fragmentos=f.fragmentos * 100) for f in fichas]

    escritor = nuevo_escritor(lector=gordo)
    assert [escritor.una_vuelta() for _ in range(4)] == [8, 8, 4, 1]


def test_un_grupo_se_cierra_por_tiempo(bd: BaseDeDatos, nuevo_escritor: Callable[..., Escritor]) -> None:
    sembrar(bd, *(f"Ley {n}" for n in range(1, 21)))
    marcas = iter(range(100))
    escritor = nuevo_escritor(cronometro=lambda: float(next(marcas)))
    assert escritor.una_vuelta() == 8


def test_reconstruir_trabaja_al_lado_y_sustituye_al_terminar(
    bd: BaseDeDatos, indice: Indice, escritor: Escritor, reloj: RelojFijo
) -> None:
    sembrar(bd, "Ley de Migración")
    hasta_el_final(escritor)
    with transaccion(bd) as sesion:
        pedida = casos.pedir_reconstruccion(sesion, CONSOLA, reloj=reloj)
        assert casos.pedir_reconstruccion(sesion, CONSOLA, reloj=reloj) == pedida
    assert escritor.una_vuelta() == 1
    assert generaciones(bd) == [(1, "activa"), (pedida, "construyendo")]
    assert hallados(bd, indice, "migración") == [1]
    cambiar(bd, 1, titulo="Código de Migración")
    hasta_el_final(escritor)
    assert generaciones(bd) == [(1, "retirada"), (pedida, "activa")]
    assert hallados(bd, indice, "código") == [1]
    # Una petición que empezó antes puede estar buscando en la anterior.
    assert indice.existe(1)
    reloj.avanzar(minutes=2)
    assert escritor.una_vuelta() == 0
    assert not indice.existe(1)
    with lectura(bd) as sesion:
        acciones = list(sesion.scalars(select(Asiento.accion).order_by(Asiento.id)))
    assert acciones[-3:] == ["reconstruccion_pedida", "reconstruccion_pedida", "indice_sustituido"]


def test_una_reconstruccion_cortada_se_retoma(
    bd: BaseDeDatos, tmp_path: Path, nuevo_escritor: Callable[..., Escritor], reloj: RelojFijo
) -> None:
    sembrar(bd, *(f"Ley {n}" for n in range(1, 12)))
    marcas = iter(range(100))
    cortado = nuevo_escritor("cortado", cronometro=lambda: float(next(marcas)))
    assert cortado.una_vuelta() == 8
    reloj.avanzar(minutes=2)
    otro_indice = Indice(tmp_path / "indice")
    otro = nuevo_escritor("otro", otro_indice)
    assert otro.una_vuelta() == 3
    hasta_el_final(otro)
    assert len(hallados(bd, otro_indice, "ley")) == 10


@pytest.mark.parametrize("estado", ["activa", "construyendo"])
def test_el_indice_que_desaparece_se_construye_otra_vez(
    bd: BaseDeDatos, indice: Indice, nuevo_escritor: Callable[..., Escritor], estado: str, reloj: RelojFijo
) -> None:
    sembrar(bd, "Ley de Migración")
    escritor = nuevo_escritor()
    if estado == "activa":
        hasta_el_final(escritor)
    else:
        escritor.una_vuelta()
    indice.borrar(1)
    hasta_el_final(escritor)
    assert hallados(bd, indice, "migración") == [1]


def test_mientras_el_indice_falta_la_busqueda_lo_dice(
    bd: BaseDeDatos, indice: Indice, escritor: Escritor, reloj: RelojFijo
) -> None:
    sembrar(bd, "Ley de Migración", "Código de Migración")
    hasta_el_final(escritor)
    indice.borrar(1)
    with pytest.raises(NoDisponible, match=r"se está preparando.*están a salvo\. "):
        hallados(bd, indice, "ley")
    with transaccion(bd) as sesion:
        sesion.get_one(Generacion, 1).estado = EstadoGeneracion.RETIRADA
        sesion.add(Generacion(id=2, estado=EstadoGeneracion.CONSTRUYENDO, creada=reloj.ahora()))
        sesion.flush()
        sesion.add(Indexado(generacion_id=2, documento_id=1, revision=9, cuando=reloj.ahora()))
    with pytest.raises(NoDisponible, match="están a salvo: van 1 de 2"):
        hallados(bd, indice, "ley")


class MotorRoto(MotorWhoosh):
    """Un índice cuyo disco devuelve basura a partir de cierto momento."""

    roto: set[str] = set()  # noqa: RUF012

    def escribir(self, *argumentos: object, **mas: object) -> None:
        self._fallar("escribir")
        super().escribir(*argumentos, **mas)

    def buscar(self, consulta: Consulta) -> object:
        self._fallar("buscar")
        return super().buscar(consulta)

    def revisiones(self) -> object:
        self._fallar("revisiones")
        return super().revisiones()

    def _fallar(self, que: str) -> None:
        if que in self.roto:
            self.roto.clear()
            raise IndiceDanado("Prueba")
        if f"ocupado:{que}" in self.roto:
            self.roto.clear()
            raise IndiceOcupado("Prueba")


@pytest.fixture
def roto(tmp_path: Path) -> Iterator[Indice]:
    yield Indice(tmp_path / "indice", MotorRoto.abrir)
    MotorRoto.roto.clear()


@pytest.mark.parametrize("fallo", ["escribir", "revisiones"])
def test_un_indice_danado_se_retira_y_se_construye_de_nuevo(
    bd: BaseDeDatos, roto: Indice, nuevo_escritor: Callable[..., Escritor], fallo: str, reloj: RelojFijo
) -> None:
    sembrar(bd, "Ley de Migración")
    escritor = nuevo_escritor("uno", roto)
    hasta_el_final(escritor)
    sembrar(bd, "Código de Migración", desde=2)
    reloj.avanzar(minutes=6)
    MotorRoto.roto.add(fallo)
    hasta_el_final(escritor)
    assert hallados(bd, roto, "migración") == [1, 2]
    assert generaciones(bd) == [(1, "retirada"), (2, "activa")]


def test_un_indice_danado_a_medio_construir_se_empieza_de_nuevo(
    bd: BaseDeDatos, roto: Indice, nuevo_escritor: Callable[..., Escritor], reloj: RelojFijo
) -> None:
    sembrar(bd, "Ley de Migración")
    nuevo_escritor("uno", roto).una_vuelta()
    MotorRoto.roto.add("revisiones")
    reloj.avanzar(minutes=6)
    hasta_el_final(nuevo_escritor("otro", roto))
    assert hallados(bd, roto, "migración") == [1]


def test_si_otro_tiene_el_cerrojo_de_whoosh_se_espera(
    bd: BaseDeDatos, roto: Indice, nuevo_escritor: Callable[..., Escritor]
) -> None:
    sembrar(bd, "Ley de Migración")
    escritor = nuevo_escritor("uno", roto)
    MotorRoto.roto.add("ocupado:escribir")
    assert escritor.una_vuelta() == 0
    hasta_el_final(escritor)
    assert hallados(bd, roto, "migración") == [1]


def test_buscar_en_un_indice_danado_no_es_un_error_interno(
    bd: BaseDeDatos, roto: Indice, nuevo_escritor: Callable[..., Escritor]
) -> None:
    sembrar(bd, "Ley de Migración")
    hasta_el_final(nuevo_escritor("uno", roto))
    MotorRoto.roto.add("buscar")
    with pytest.raises(NoDisponible, match="se está preparando"):
        hallados(bd, roto, "ley")
    assert hallados(bd, roto, "ley") == [1]


def test_el_cotejo_repone_lo_que_falta_y_quita_lo_que_sobra(
    bd: BaseDeDatos, indice: Indice, escritor: Escritor, reloj: RelojFijo
) -> None:
    sembrar(bd, "Ley de Migración", "Código Municipal")
    hasta_el_final(escritor)
    ajena = Ficha(99, "CD-00099", 1, "Ley fantasma de Migración", "ley", True, PUBLICO)
    indice.motor(1).escribir([ajena], [2])
    assert hallados(bd, indice, "fantasma") == [99]
    reloj.avanzar(minutes=6)
    hasta_el_final(escritor)
    assert (hallados(bd, indice, "fantasma"), hallados(bd, indice, "municipal")) == ([], [2])


def test_lo_que_la_base_dice_ausente_y_el_indice_tiene_se_quita(
    bd: BaseDeDatos, indice: Indice, escritor: Escritor, reloj: RelojFijo
) -> None:
    sembrar(bd, "Ley de Migración", estado="retirado")
    hasta_el_final(escritor)
    indice.motor(1).escribir([Ficha(1, "CD-00001", 1, "Ley de Migración", "ley", True, PUBLICO)])
    reloj.avanzar(minutes=6)
    hasta_el_final(escritor)
    assert hallados(bd, indice, "migración") == []


def test_el_estado_dice_lo_que_falta(bd: BaseDeDatos, escritor: Escritor, reloj: RelojFijo) -> None:
    sembrar(bd, "Ley de Migración", "Código Municipal")
    with lectura(bd) as sesion:
        estado = consultas.estado_del_indice(sesion)
    assert (estado.activa, estado.pendientes, estado.indexados) == (None, 2, 0)
    hasta_el_final(escritor)
    cambiar(bd, 2)
    estrechar(bd, 1, reloj)
    with lectura(bd) as sesion:
        estado = consultas.estado_del_indice(sesion)
        assert sesion.scalars(select(Indexado.presente)).all() == [True, True]
    assert (estado.activa, estado.pendientes, estado.indexados, estado.ocultos) == (1, 2, 2, 1)
    assert estado.ultimo == reloj.ahora() and estado.creada == reloj.ahora()


def test_varios_hilos_buscan_mientras_se_escribe(bd: BaseDeDatos, indice: Indice, escritor: Escritor) -> None:
    sembrar(bd, "Ley de Migración")
    hasta_el_final(escritor)
    vistos: list[list[int]] = []
    hilos = [
        threading.Thread(target=lambda: vistos.extend(hallados(bd, indice, "ley") for _ in range(5)))
        for _ in range(4)
    ]
    for hilo in hilos:
        hilo.start()
    for numero in range(2, 6):
        sembrar(bd, f"Ley {numero}", desde=numero)
        escritor.una_vuelta()
    for hilo in hilos:
        hilo.join()
    assert len(vistos) == 20 and all(hallado[0] == 1 for hallado in vistos)


def test_el_arriendo_se_suelta_solo_si_es_suyo(
    bd: BaseDeDatos, nuevo_escritor: Callable[..., Escritor], reloj: RelojFijo
) -> None:
    with transaccion(bd) as sesion:
        tareas.arrendar(sesion, "escritor", "ajeno", reloj=reloj)
    nuevo_escritor().cerrar()
    with transaccion(bd) as sesion:
        assert not tareas.arrendar(sesion, "escritor", "uno", reloj=reloj)


@pytest.mark.parametrize("dano", ["cortado", "basura", "vacio", "sin_segmentos"])
def test_los_archivos_danados_dan_un_503_y_el_escritor_los_rehace(
    bd: BaseDeDatos, tmp_path: Path, nuevo_escritor: Callable[..., Escritor], dano: str
) -> None:
    sembrar(bd, "Ley de Migración", "Código de Migración")
    hasta_el_final(nuevo_escritor("uno"))
    for archivo in (tmp_path / "indice").rglob("*"):
        if archivo.is_file() and "LOCK" not in archivo.name:
            _danar(archivo, dano)
    danado = Indice(tmp_path / "indice")
    with pytest.raises(NoDisponible, match="se está preparando"):
        hallados(bd, danado, "migración")
    with transaccion(bd) as sesion:
        tareas.soltar(sesion, "escritor", "uno")
    hasta_el_final(nuevo_escritor("otro", danado))
    assert hallados(bd, danado, "migración") == [1, 2]


def _danar(archivo: Path, dano: str) -> None:
    if dano == "sin_segmentos":
        if archivo.suffix != ".toc":
            archivo.unlink()
        return
    contenido = archivo.read_bytes()
    archivo.write_bytes(
        {"cortado": contenido[: len(contenido) // 2], "basura": b"\x07" * len(contenido), "vacio": b""}[dano]
    )
