"""Las relaciones entre documentos: se anotan una vez y nunca llevan a lo que no se ve."""

import pytest
from fabrica import sembrar_documento
from sqlalchemy import func, select

from centro_doc.bitacora.modelos import Asiento
from centro_doc.catalogo import relaciones
from centro_doc.catalogo.modelos_relaciones import ClaseRelacion, RelacionDocumental
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoEncontrado, SinPermiso
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import marcas

TODAS = tuple(ClaseRelacion)


@pytest.fixture
def tres(bd):
    """CD-1 y CD-2 públicos; CD-3, reservado."""
    with transaccion(bd) as sesion:
        sembrar_documento(sesion, 1, "Correo")
        sembrar_documento(sesion, 2, "Oficio adjunto")
        sembrar_documento(sesion, 3, "Anexo reservado", marcas=("reservada",), acceso="reservada")


def relacionar(bd, reloj, actor, uno, clase, otro):
    with transaccion(bd) as sesion:
        return relaciones.relacionar(sesion, actor, uno, clase, otro, reloj=reloj).relacion_id


def vistas(bd, actor, documento_id, **opciones):
    with lectura(bd) as sesion:
        suyas = relaciones.de_documento(sesion, documento_id, marcas(actor), **opciones)
        return [(una.nombre, una.documento.identificador) for una in suyas]


@pytest.mark.usefixtures("tres")
def test_una_relacion_se_lee_desde_los_dos_lados(bd, reloj, ana):
    relacionar(bd, reloj, ana, "CD-00002", ClaseRelacion.ADJUNTO_DE, "cd-00001 ")
    assert vistas(bd, ana, 2) == [("Adjunto de", "CD-00001")]
    assert vistas(bd, ana, 1) == [("Trae adjunto", "CD-00002")]


@pytest.mark.usefixtures("tres")
def test_lo_oculto_no_aparece_entre_las_relaciones(bd, reloj, ana, rosa):
    relacionar(bd, reloj, rosa, "CD-00003", ClaseRelacion.ADJUNTO_DE, "CD-00001")
    assert vistas(bd, rosa, 1) == [("Trae adjunto", "CD-00003")]
    assert vistas(bd, ana, 1) == []
    with lectura(bd) as sesion:
        asiento = sesion.scalars(select(Asiento).where(Asiento.objeto_id == "CD-00001")).one()
    assert "CD-00003" not in str(asiento.detalle)


@pytest.mark.usefixtures("tres")
def test_lo_oculto_responde_como_lo_que_no_existe(bd, reloj, ana):
    mensajes = []
    for otro in ("CD-00003", "CD-09999"):
        with pytest.raises(DatosInvalidos) as error:
            relacionar(bd, reloj, ana, "CD-00001", ClaseRelacion.TRADUCE, otro)
        mensajes.append(error.value.campos)
    assert mensajes[0] == mensajes[1]
    with pytest.raises(NoEncontrado):
        relacionar(bd, reloj, ana, "CD-00003", ClaseRelacion.TRADUCE, "CD-00001")


@pytest.mark.usefixtures("tres")
def test_repetir_una_relacion_no_la_duplica(bd, reloj, ana):
    primera = relacionar(bd, reloj, ana, "CD-00002", ClaseRelacion.VERSION_DE, "CD-00001")
    assert relacionar(bd, reloj, ana, "CD-00002", ClaseRelacion.VERSION_DE, "CD-00001") == primera


@pytest.mark.usefixtures("tres")
def test_sin_relacion_es_la_misma_en_los_dos_sentidos_y_no_se_lista_sola(bd, reloj, ana):
    primera = relacionar(bd, reloj, ana, "CD-00002", ClaseRelacion.SIN_RELACION, "CD-00001")
    assert relacionar(bd, reloj, ana, "CD-00001", ClaseRelacion.SIN_RELACION, "CD-00002") == primera
    assert vistas(bd, ana, 1) == []
    assert vistas(bd, ana, 1, clases=TODAS) == [("Sin relación con", "CD-00002")]
    with lectura(bd) as sesion:
        assert relaciones.ya_decididos(sesion, [2]) == {(1, 2), (2, 1)}


@pytest.mark.usefixtures("tres")
def test_un_documento_no_se_relaciona_consigo(bd, reloj, ana):
    with pytest.raises(DatosInvalidos):
        relacionar(bd, reloj, ana, "CD-00001", ClaseRelacion.TRADUCE, "CD-00001")


@pytest.mark.usefixtures("tres")
def test_quitar_una_relacion_pide_ver_los_dos_documentos(bd, reloj, ana, rosa):
    oculta = relacionar(bd, reloj, rosa, "CD-00001", ClaseRelacion.VERSION_DE, "CD-00003")
    ajena = relacionar(bd, reloj, ana, "CD-00002", ClaseRelacion.VERSION_DE, "CD-00001")
    for actor, documento, relacion in ((ana, "CD-00001", oculta), (rosa, "CD-00003", ajena)):
        with pytest.raises(NoEncontrado), transaccion(bd) as sesion:
            relaciones.separar(sesion, actor, documento, relacion, reloj=reloj)
    with transaccion(bd) as sesion:
        relaciones.separar(sesion, ana, "CD-00001", ajena, reloj=reloj)
        assert sesion.scalar(select(func.count(RelacionDocumental.id))) == 1


@pytest.mark.usefixtures("tres")
def test_relacionar_pide_permiso_de_catalogar(bd, reloj, crear):
    lector = crear("luis@congreso.gob.gt", Rol.INVESTIGADOR)
    with pytest.raises(SinPermiso):
        relacionar(bd, reloj, lector, "CD-00002", ClaseRelacion.TRADUCE, "CD-00001")


@pytest.mark.usefixtures("tres")
def test_de_un_par_vale_una_sola_decision_y_la_nueva_dice_cual_sustituye(bd, reloj, ana):
    decisiones = [
        ("CD-00001", ClaseRelacion.VERSION_DE, "CD-00002", ""),
        ("CD-00001", ClaseRelacion.TRADUCE, "CD-00002", "CD-00001 es versión de CD-00002"),
        ("CD-00001", ClaseRelacion.SIN_RELACION, "CD-00002", "CD-00001 es traducción de CD-00002"),
        ("CD-00002", ClaseRelacion.VERSION_DE, "CD-00001", "CD-00001 y CD-00002 no tienen relación"),
    ]
    relacionar(bd, reloj, ana, "CD-00001", ClaseRelacion.ADJUNTO_DE, "CD-00002")
    for uno, clase, otro, sustituye in decisiones:
        with transaccion(bd) as sesion:
            assert relaciones.relacionar(sesion, ana, uno, clase, otro, reloj=reloj).sustituye == sustituye
    assert vistas(bd, ana, 2, clases=TODAS) == [("Versión de", "CD-00001"), ("Trae adjunto", "CD-00001")]


def test_ningun_documento_acaba_siendo_version_de_si_mismo(bd, reloj, ana, rosa):
    with transaccion(bd) as sesion:
        for numero in (1, 2, 3):
            sembrar_documento(sesion, numero, f"Informe {numero}")
        sembrar_documento(sesion, 4, "Reservado", marcas=("reservada",), acceso="reservada")
    relacionar(bd, reloj, ana, "CD-00001", ClaseRelacion.VERSION_DE, "CD-00002")
    relacionar(bd, reloj, ana, "CD-00002", ClaseRelacion.VERSION_DE, "CD-00003")
    with pytest.raises(Conflicto, match="CD-00001 ya es versión de CD-00003"):
        relacionar(bd, reloj, ana, "CD-00003", ClaseRelacion.VERSION_DE, "CD-00001")
    relacionar(bd, reloj, rosa, "CD-00003", ClaseRelacion.VERSION_DE, "CD-00004")
    with pytest.raises(Conflicto):
        relacionar(bd, reloj, rosa, "CD-00004", ClaseRelacion.VERSION_DE, "CD-00001")
    relacionar(bd, reloj, ana, "CD-00002", ClaseRelacion.VERSION_DE, "CD-00001")
    assert vistas(bd, ana, 1) == [("Tiene otra versión", "CD-00002")]
