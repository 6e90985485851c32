"""Publicar de una vez lo que está listo: todo o nada, sin saltarse lo que falta por revisar, y deshacerlo."""

from datetime import date, timedelta

import pytest
from conftest import ficha_csrf
from fabrica import sembrar_documento, sembrar_version
from sqlalchemy import select

from centro_doc.bitacora.modelos import Asiento
from centro_doc.catalogo.modelos import Documento, FechaDocumento
from centro_doc.catalogo.modelos_sugerencias import Sugerencia
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.comun.errores import DatosInvalidos, NoEncontrado, SinPermiso
from centro_doc.cuentas.modelos import Rol
from centro_doc.curaduria import lotes, operaciones
from centro_doc.curaduria.consultas import publicables
from centro_doc.curaduria.publicaciones import dicho_de_apartados
from indexador.extraccion.huellas import huellas
from indexador.extraccion.oculto import atencion, por_gravedad

DOS = ["CD-00001", "CD-00002"]


@pytest.fixture
def ana(crear):
    return crear("ana@congreso.gob.gt", Rol.PERSONAL)


@pytest.fixture
def listos(bd, ana):
    """Tres con la ficha completa: uno asignado, otro interno y otro confidencial de nadie."""
    minuta = {"tipo": "minuta", "estado": "por_catalogar", "sin_vinculos_motivo": "Archivo"}
    with transaccion(bd) as sesion:
        for numero, marca, mas in (
            (1, "personal", {"asignado_a": ana.usuario_id, "acceso": "publica"}),
            (2, "personal", {"acceso": "interna", "fundamento": "En curso"}),
            (3, "persona:99", {"acceso": "confidencial", "fundamento": "LAIP 22.5"}),
        ):
            uno = sembrar_documento(sesion, numero, f"Minuta {numero}", marcas=(marca,), **minuta, **mas)
            uno.publicado = None
            uno.fechas = [FechaDocumento(clase="sesion", valor=date(2011, 8, 5), precision="dia")]


def publicar(bd, reloj, actor, elegidos):
    with transaccion(bd) as sesion:
        return lotes.publicar(sesion, actor, elegidos, reloj=reloj)[0]


def fotos(bd):
    with lectura(bd) as sesion:
        return [
            (d.estado, d.asignado_a, d.publicado, {m.marca for m in d.marcas})
            for d in sesion.scalars(select(Documento).order_by(Documento.id))
        ]


@pytest.mark.usefixtures("listos")
def test_se_publican_todos_con_su_asiento_y_se_devuelven_a_la_cola_de_una_vez(bd, reloj, ana):
    antes = fotos(bd)
    operacion = publicar(bd, reloj, ana, DOS)
    assert operacion.descripcion == "Publicó 2 documentos"
    uno, otro, _ = fotos(bd)
    assert uno == ("publicado", None, reloj.ahora(), {"publico"})
    assert otro[0] == "publicado" and otro[3] == {"personal"}
    with lectura(bd) as sesion:
        asientos = sesion.scalars(
            select(Asiento.objeto_id).where(Asiento.accion == "documento_publicado")
        ).all()
    assert asientos == DOS
    with transaccion(bd) as sesion:
        assert operaciones.deshacer(sesion, ana, operacion.id, reloj=reloj) == ()
    assert fotos(bd) == antes


@pytest.mark.usefixtures("listos")
def test_lo_que_alguien_cambio_despues_de_publicar_no_se_devuelve(bd, reloj, ana):
    operacion = publicar(bd, reloj, ana, DOS)
    with transaccion(bd) as sesion:
        sesion.get_one(Documento, 1).estado = "retirado"
    with transaccion(bd) as sesion:
        assert operaciones.deshacer(sesion, ana, operacion.id, reloj=reloj) == ("CD-00001",)
    assert [foto[0] for foto in fotos(bd)] == ["retirado", "por_catalogar", "por_catalogar"]


@pytest.mark.usefixtures("listos")
def test_los_que_no_se_pueden_publicar_se_quedan_y_se_dice_por_que(bd, reloj, ana):
    with transaccion(bd) as sesion:
        por_revisar = sesion.get_one(Documento, 2)
        version = sembrar_version(sesion, por_revisar, ["Minuta 7"]).version_id
        propuesta = {"campo": "numero", "valor": "7", "precision": "dia", "literal": "7", "confianza": 0.9}
        lugar = {"pagina": 1, "inicio": 7, "fin": 8, "estado": "pendiente", "creada": reloj.ahora()}
        sesion.add(Sugerencia(documento_id=2, version_id=version, **propuesta, **lugar))
    with transaccion(bd) as sesion:
        hecha, apartados = lotes.publicar(sesion, ana, DOS, reloj=reloj)
        assert len(hecha.cambios) == 1 and list(apartados.values()) == [["CD-00002"]]
        assert dicho_de_apartados(apartados) == (
            "Quedó sin publicar CD-00002: tiene sugerencias por revisar."
        )
    assert [foto[0] for foto in fotos(bd)][:2] == ["publicado", "por_catalogar"]


@pytest.mark.usefixtures("listos")
def test_si_no_se_puede_ninguno_no_cambia_nada_y_cada_motivo_se_dice_una_vez(bd, reloj, ana):
    with transaccion(bd) as sesion:
        for numero in (1, 2):
            sesion.get_one(Documento, numero).tipo = None
    antes = fotos(bd)
    with pytest.raises(DatosInvalidos) as error:
        publicar(bd, reloj, ana, DOS)
    dicho = error.value.campos["elegidos"]
    assert "Quedaron 2 sin publicar (CD-00001, CD-00002): elija el tipo de documento." in dicho
    assert fotos(bd) == antes


@pytest.mark.usefixtures("listos")
def test_lo_que_no_se_ve_no_existe_y_sin_permiso_no_se_publica(bd, reloj, ana, crear):
    with pytest.raises(NoEncontrado):
        publicar(bd, reloj, ana, [*DOS, "CD-00003"])
    with pytest.raises(SinPermiso):
        publicar(bd, reloj, crear("i@congreso.gob.gt", Rol.INVESTIGADOR), DOS)
    assert {foto[0] for foto in fotos(bd)} == {"por_catalogar"}


@pytest.mark.usefixtures("listos")
def test_desde_la_bandeja_se_publica_y_se_ofrece_deshacer(bd, ana, entrar):
    cliente = entrar("ana@congreso.gob.gt")
    datos = {"csrf_token": ficha_csrf(cliente, "/ingreso")}
    sin_elegir = cliente.post("/lotes/publicar", data=datos)
    assert sin_elegir.location == "/ingreso?ver=listos#t-cola"
    assert "Elija al menos un documento" in cliente.get("/ingreso?ver=listos").text
    hecho = cliente.post("/lotes/publicar", data={**datos, "elegidos": DOS})
    pagina = cliente.get(hecho.location).text
    assert "Publicó 2 documentos" in pagina and "Deshacer" in pagina and "Publicado" in pagina
    assert cliente.post(f"{hecho.location}/deshacer", data=datos).status_code == 303
    assert {foto[0] for foto in fotos(bd)} == {"por_catalogar"}


def test_la_condicion_de_lo_publicable_se_arma_una_vez_al_dia(reloj):
    assert publicables(reloj.hoy()) is publicables(reloj.hoy())
    assert publicables(reloj.hoy()) is not publicables(reloj.hoy() + timedelta(days=1))


OCULTO = atencion("texto tapado")


@pytest.mark.usefixtures("listos")
def test_el_que_lleva_algo_oculto_se_aparta_y_se_dice_cual(bd, reloj, ana, entrar):
    with transaccion(bd) as sesion:
        dos = sesion.get_one(Documento, 2)
        for numero in (1, 2):
            sembrar_version(sesion, dos, ["Minuta"], numero=numero)
        dos.versiones[0].archivos[0].avisos = OCULTO
    cliente = entrar("ana@congreso.gob.gt")
    ficha = {"csrf_token": ficha_csrf(cliente, "/ingreso"), "elegidos": DOS}
    pagina = cliente.post("/lotes/publicar", data=ficha, follow_redirects=True).get_data(as_text=True)
    assert "Publicó 1 documento" in pagina
    assert "Quedó sin publicar CD-00002: lleva algo que no se ve al abrir el archivo." in pagina
    assert [foto[0] for foto in fotos(bd)] == ["publicado", "por_catalogar", "por_catalogar"]
    with pytest.raises(DatosInvalidos) as error:
        publicar(bd, reloj, ana, ["CD-00002"])
    assert "Quedó sin publicar CD-00002" in error.value.campos["elegidos"]


@pytest.mark.usefixtures("listos")
def test_el_que_dice_quién_lo_hizo_se_publica_y_se_dice_cuál(bd, entrar):
    with transaccion(bd) as sesion:
        for numero, suyas in ((1, huellas([("autor", "Juana Pérez")])), (2, {})):
            texto = sembrar_version(sesion, sesion.get_one(Documento, numero), ["Minuta"])
            texto.propiedades = suyas
    cliente = entrar("ana@congreso.gob.gt")
    ficha = {"csrf_token": ficha_csrf(cliente, "/ingreso"), "elegidos": DOS}
    pagina = cliente.post("/lotes/publicar", data=ficha, follow_redirects=True).text
    assert "Publicó 2 documentos" in pagina
    assert "Llevan dentro del archivo quién los hizo: CD-00001. Su ficha dice qué es" in pagina


@pytest.mark.usefixtures("listos")
def test_la_bandeja_muestra_antes_el_aviso_de_lo_oculto(bd, entrar):
    with transaccion(bd) as sesion:
        sesion.get_one(Documento, 1).avisos = por_gravedad(["2 páginas por OCR.", *OCULTO])
    pagina = entrar("ana@congreso.gob.gt").get("/ingreso?ver=listos").get_data(as_text=True)
    assert "texto tapado" in pagina
    assert "Y 1 aviso más." in pagina
