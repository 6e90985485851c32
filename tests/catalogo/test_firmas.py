"""Los casi duplicados: se hallan por su firma, sólo entre lo que se ve y mientras nadie decida."""

import random
import string

import pytest
from archivos import docx
from conftest import contando
from fabrica import sembrar_documento, sembrar_texto, sembrar_version
from sqlalchemy import func, select

from centro_doc.catalogo import relaciones
from centro_doc.catalogo.firmas import casi_duplicados, firmar_pendientes, grado_de_parecido
from centro_doc.catalogo.ingreso import DatosLote, recibir_lote
from centro_doc.catalogo.lectura import Lectura
from centro_doc.catalogo.modelos import Version
from centro_doc.catalogo.modelos_firmas import Banda, FirmaGuardada
from centro_doc.catalogo.modelos_relaciones import ClaseRelacion
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.cuentas.permisos import SISTEMA, marcas
from centro_doc.tareas.casos import tomar

AZAR = random.Random(3)
VOCABULARIO = ["".join(AZAR.choices(string.ascii_lowercase, k=7)) for _ in range(2000)]
ORIGINAL = AZAR.choices(VOCABULARIO, k=600)


def con_cambios(cuantos, semilla=1):
    """El original con unas palabras cambiadas, en dos páginas."""
    azar, palabras = random.Random(semilla), list(ORIGINAL)
    for lugar in azar.sample(range(len(palabras)), cuantos):
        palabras[lugar] = "otra"
    return " ".join(palabras[:300]), " ".join(palabras[300:])


@pytest.fixture
def cuatro(bd):
    """CD-1, el original; CD-2, con un 6 % cambiado; CD-3, con un 3 %, reservado; CD-4, de otra cosa."""
    with transaccion(bd) as sesion:
        sembrar_documento(sesion, 1, "Original", con_cambios(0))
        sembrar_documento(sesion, 2, "Parecido", con_cambios(36))
        sembrar_documento(sesion, 3, "Oculto", con_cambios(18), marcas=("reservada",), acceso="reservada")
        ajeno = " ".join(AZAR.choices(VOCABULARIO, k=600))
        sembrar_documento(sesion, 4, "Ajeno", (ajeno,))
        sembrar_documento(sesion, 5, "Corto", ("dos palabras",))
    assert firmar_pendientes(bd) == 5


def de(bd, actor, documento):
    with lectura(bd) as sesion:
        hallados = casi_duplicados(sesion, marcas(actor), [documento]).get(documento, ())
        return [(uno.documento.identificador, uno.porciento) for uno in hallados]


@pytest.mark.usefixtures("cuatro")
def test_se_hallan_los_parecidos_que_se_ven_y_no_los_ocultos(bd, ana, rosa):
    (hallado,) = de(bd, ana, 1)
    assert hallado[0] == "CD-00002"
    assert hallado[1] == pytest.approx(94, abs=3)
    assert [registro for registro, _ in de(bd, rosa, 1)] == ["CD-00003", "CD-00002"]
    assert de(bd, ana, 4) == de(bd, ana, 5) == []


@pytest.mark.usefixtures("cuatro")
@pytest.mark.parametrize("clase", [ClaseRelacion.SIN_RELACION, ClaseRelacion.TRADUCE])
def test_lo_decidido_no_se_vuelve_a_preguntar(bd, reloj, ana, clase):
    with transaccion(bd) as sesion:
        relaciones.relacionar(sesion, ana, "CD-00002", clase, "CD-00001", reloj=reloj)
    assert de(bd, ana, 1) == de(bd, ana, 2) == []


@pytest.mark.usefixtures("cuatro")
def test_un_texto_nuevo_cambia_la_firma_y_sus_bandas(bd, ana):
    with transaccion(bd) as sesion:
        version = sesion.scalars(select(Version).where(Version.documento_id == 4)).one()
        sembrar_texto(sesion, version, con_cambios(0))
    assert firmar_pendientes(bd) == 1
    assert firmar_pendientes(bd) == 0
    assert de(bd, ana, 4) == [("CD-00001", 100), ("CD-00002", de(bd, ana, 1)[1][1])]
    with lectura(bd) as sesion:
        bandas = sesion.execute(select(Banda.version_id, func.count()).group_by(Banda.version_id)).all()
        assert {cuantas for _, cuantas in bandas} == {96}


@pytest.mark.usefixtures("cuatro")
def test_tambien_se_parece_a_una_version_anterior_que_dice_cual(bd, ana):
    with transaccion(bd) as sesion:
        documento = sembrar_documento(sesion, 6, "Otro", con_cambios(6))
        sembrar_version(sesion, documento, (" ".join(AZAR.choices(VOCABULARIO, k=600)),), numero=2)
    firmar_pendientes(bd)
    with lectura(bd) as sesion:
        hallados = casi_duplicados(sesion, marcas(ana), [1])[1]
        assert [(uno.documento.id, uno.version) for uno in hallados] == [(6, 1), (2, 1)]


@pytest.mark.usefixtures("cuatro")
def test_el_grado_de_un_par_no_depende_del_orden(bd):
    with lectura(bd) as sesion:
        assert grado_de_parecido(sesion, 1, 2) == grado_de_parecido(sesion, 2, 1)
        assert grado_de_parecido(sesion, 1, 5) is None


@pytest.mark.usefixtures("cuatro")
def test_las_consultas_no_crecen_con_los_documentos(bd, ana):
    with lectura(bd) as sesion, contando(bd) as uno:
        casi_duplicados(sesion, marcas(ana), [1])
    with lectura(bd) as sesion, contando(bd) as varios:
        casi_duplicados(sesion, marcas(ana), [1, 2, 4, 5])
    assert uno.cuantas == varios.cuantas


def test_leer_un_archivo_guarda_la_firma_en_la_misma_transaccion(bd, reloj, contexto, llegar):
    llegada = llegar("a.docx", docx(" ".join(ORIGINAL)))
    with transaccion(bd) as sesion:
        recibir_lote(sesion, SISTEMA, DatosLote(), [llegada], reloj=reloj)
        tarea = tomar(sesion, "prueba", reloj=reloj)
    guardar = Lectura().preparar(contexto, tarea)
    for _ in range(2):
        with transaccion(bd) as sesion:
            guardar(sesion)
            firma = sesion.scalars(select(FirmaGuardada)).one()
            assert (firma.palabras, sesion.scalar(select(func.count()).select_from(Banda))) == (600, 96)
