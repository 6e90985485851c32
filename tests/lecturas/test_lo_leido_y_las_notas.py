"""Lo leído y las notas: de quién son, quién las ve, y que nada de lo escrito se pierde."""

from datetime import date

import pytest
from conftest import contando
from fabrica import sembrar_documento, sembrar_plan, sembrar_version, sembrar_vinculo
from sqlalchemy import select

from centro_doc.agenda.modelos import Tema
from centro_doc.bitacora.modelos import Asiento
from centro_doc.catalogo.modelos import Documento, Vista
from centro_doc.catalogo.modelos_acceso import DocumentoMarca
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NecesitaIngreso, NoEncontrado
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import ANONIMO, SISTEMA, Actor
from centro_doc.curaduria.operaciones import deshacer
from centro_doc.curaduria.union import Orden
from centro_doc.curaduria.unir import unir
from centro_doc.lecturas import casos, consultas
from centro_doc.lecturas.alcance import opciones
from centro_doc.lecturas.consultas import EstadoDeLectura
from centro_doc.lecturas.formularios import (
    LARGO_DE_NOTA,
    DatosNota,
    FiltroDeNotas,
    Marcado,
    datos_nota,
    marcados,
)
from centro_doc.lecturas.modelos import Alcance, Leido, Nota
from centro_doc.lecturas.pasajes import revisar_pasajes
from centro_doc.vinculos.formularios import Cita

PASAJE = "Se crea el Consejo Nacional de Atención al Migrante"
TODAS = FiltroDeNotas()
DE_OTROS = FiltroDeNotas(de_otros=True)


@pytest.fixture
def gente(crear) -> dict[str, Actor]:
    return {
        "ana": crear("ana@congreso.gob.gt", Rol.PERSONAL),
        "beto": crear("beto@congreso.gob.gt", Rol.GRUPO_TECNICO, temas=("AG2",)),
        "eva": crear("eva@congreso.gob.gt", Rol.GRUPO_TECNICO, temas=("AG1",)),
        "admin": crear("admin@congreso.gob.gt", Rol.ADMINISTRACION),
        "rosa": crear("rosa@congreso.gob.gt", Rol.REVISOR),
    }


@pytest.fixture
def centro(bd: BaseDeDatos) -> BaseDeDatos:
    """AG2 con una ley pública y un acta interna que nombra a su grupo."""
    with transaccion(bd) as sesion:
        sembrar_plan(sesion)
        ley = sembrar_documento(
            sesion, 1, "Ley de CONAMIGUA", ("Considerando.", f"Artículo 1. {PASAJE}, CONAMIGUA.")
        )
        acta = sembrar_documento(
            sesion,
            2,
            "Acta de la mesa",
            ("Se acordó pedir el informe anual de la institución.",),
            acceso="interna",
            marcas=("grupo:AG2", "personal"),
        )
        for documento in (ley, acta):
            sembrar_vinculo(sesion, documento, "AG2", motivo="Trata de él")
    return bd


def anotar(bd, reloj, actor, texto="Ojo con esto", alcance=Alcance.PRIVADA, **mas) -> int:
    grupo, identificador = mas.get("grupo", ""), mas.get("de", "CD-00001")
    cita = mas.get("cita", Cita(2, PASAJE))
    with transaccion(bd) as sesion:
        return casos.crear_nota(
            sesion, actor, identificador, DatosNota(texto, alcance, grupo, cita), reloj=reloj
        ).id


def marcar(bd, reloj, actor, *elegidos: str, leido: bool = True) -> None:
    with transaccion(bd) as sesion:
        casos.marcar(sesion, actor, marcados(elegidos), leido=leido, reloj=reloj)


def estado(bd, actor, numero: int = 1) -> str | None:
    with lectura(bd) as sesion:
        return consultas.estados_de_lectura(sesion, actor, [numero]).get(numero)


def leen(bd, actor, filtro: FiltroDeNotas = TODAS) -> list[str]:
    with lectura(bd) as sesion:
        return [una.texto for una in consultas.notas_legibles(sesion, actor, filtro)]


def la_nota(bd, actor) -> consultas.NotaVista:
    with lectura(bd) as sesion:
        (una,) = consultas.notas_legibles(sesion, actor, TODAS)
        return una


def asientos(bd) -> list[str]:
    with lectura(bd) as sesion:
        return [una.accion for una in sesion.scalars(select(Asiento)) if una.accion.startswith("nota")]


class TestLeido:
    def test_lo_marcado_es_de_cada_quien_y_se_deshace(self, centro, gente, reloj):
        ana, beto = gente["ana"], gente["beto"]
        assert estado(centro, ana) == EstadoDeLectura.POR_LEER
        marcar(centro, reloj, ana, "CD-00001")
        assert (estado(centro, ana), estado(centro, beto)) == ("leido", "por_leer")
        marcar(centro, reloj, ana, "CD-00001", leido=False)
        assert estado(centro, ana) == "por_leer"
        assert asientos(centro) == []

    def test_una_version_nueva_lo_vuelve_hay_version_nueva(self, centro, gente, reloj):
        ana = gente["ana"]
        marcar(centro, reloj, ana, "CD-00001", "CD-00002")
        with transaccion(centro) as sesion:
            sembrar_version(sesion, sesion.get_one(Documento, 1), ("Otro texto",), numero=2)
        assert (estado(centro, ana, 1), estado(centro, ana, 2)) == ("version_nueva", "leido")
        marcar(centro, reloj, ana, "CD-00001:1")
        assert estado(centro, ana) == "version_nueva"
        marcar(centro, reloj, ana, "CD-00001:2")
        assert estado(centro, ana) == "leido"

    def test_la_version_que_no_esta_a_la_vista_no_cuenta(self, centro, gente, reloj):
        ana = gente["ana"]
        marcar(centro, reloj, ana, "CD-00001")
        with transaccion(centro) as sesion:
            texto = sembrar_version(sesion, sesion.get_one(Documento, 1), ("Otro",), numero=2)
            texto.version.vista = Vista.POR_REVISAR
        assert estado(centro, ana) == "leido"

    def test_el_documento_sin_archivo_se_lee_y_su_primera_version_es_nueva(self, centro, gente, reloj):
        with transaccion(centro) as sesion:
            papel = sembrar_documento(sesion, 3, "Un libro en papel")
        marcar(centro, reloj, gente["ana"], papel.identificador)
        assert estado(centro, gente["ana"], 3) == "leido"
        with transaccion(centro) as sesion:
            sembrar_version(sesion, sesion.get_one(Documento, 3), ("Escaneado",))
        assert estado(centro, gente["ana"], 3) == "version_nueva"

    def test_lo_que_no_ve_no_se_marca(self, centro, gente, reloj):
        marcar(centro, reloj, gente["eva"], "CD-00001", "CD-00002")
        with lectura(centro) as sesion:
            assert sesion.scalars(select(Leido.documento_id)).all() == [1]
        with pytest.raises(DatosInvalidos, match="Elija"):
            marcar(centro, reloj, gente["eva"], "CD-00002")
        with pytest.raises(DatosInvalidos, match="500"):
            marcar(centro, reloj, gente["eva"], *(f"CD-{n}" for n in range(501)))
        with pytest.raises(NecesitaIngreso):
            marcar(centro, reloj, ANONIMO, "CD-00001")

    def test_el_tema_dice_cuantos_faltan_y_cuales_sin_preguntar_uno_por_uno(self, centro, gente, reloj):
        marcar(centro, reloj, gente["beto"], "CD-00001")
        with lectura(centro) as sesion:
            tema = sesion.scalars(select(Tema)).one()
            with contando(centro) as cuenta:
                suyo = consultas.lectura_de_tema(sesion, gente["beto"], tema, estado="por_leer")
            ajeno = consultas.lectura_de_tema(sesion, gente["eva"], tema)
        assert [d.identificador for d in suyo.hoja.elementos] == ["CD-00002"]
        assert (suyo.total, suyo.pendientes) == (2, 1)
        assert (ajeno.total, ajeno.pendientes) == (1, 1)
        assert cuenta.cuantas <= 6

    def test_quien_no_tiene_cuenta_no_lleva_lecturas(self, centro):
        assert estado(centro, ANONIMO) is None


class TestAlcance:
    def test_la_privada_no_la_ve_nadie_mas_ni_deja_rastro(self, centro, gente, reloj):
        anotar(centro, reloj, gente["beto"])
        assert leen(centro, gente["beto"]) == ["Ojo con esto"]
        for otro in ("ana", "eva", "admin", "rosa"):
            assert leen(centro, gente[otro]) == leen(centro, gente[otro], DE_OTROS) == []
        with lectura(centro) as sesion:
            assert consultas.notas_de_documento(sesion, ANONIMO, 1) == ()
        assert asientos(centro) == []

    def test_la_del_grupo_la_ve_su_grupo_y_la_del_personal_el_personal(self, centro, gente, reloj):
        anotar(centro, reloj, gente["ana"], "Para el grupo", Alcance.GRUPO, grupo="AG2")
        anotar(centro, reloj, gente["beto"], "Para el personal", Alcance.PERSONAL)
        assert leen(centro, gente["beto"], DE_OTROS) == ["Para el grupo"]
        assert leen(centro, gente["rosa"], DE_OTROS) == ["Para el personal"]
        assert leen(centro, gente["eva"], DE_OTROS) == leen(centro, gente["admin"], DE_OTROS) == []
        assert asientos(centro) == ["nota_compartida"] * 2

    def test_quien_deja_el_grupo_deja_de_ver_sus_notas(self, centro, gente, reloj):
        anotar(centro, reloj, gente["ana"], "Para el grupo", Alcance.GRUPO, grupo="AG2")
        salio = Actor(gente["beto"].usuario_id, "Beto", gente["beto"].roles, frozenset())
        assert leen(centro, salio, DE_OTROS) == []

    def test_quien_deja_de_ver_el_documento_deja_de_ver_sus_notas_y_se_conservan(self, centro, gente, reloj):
        anotar(centro, reloj, gente["ana"], "Para el grupo", Alcance.GRUPO, grupo="AG2")
        nota = anotar(centro, reloj, gente["beto"], "Lo mío")
        with transaccion(centro) as sesion:
            sesion.get_one(Documento, 1).marcas = [DocumentoMarca(marca="personal")]
        assert leen(centro, gente["beto"]) == leen(centro, gente["beto"], DE_OTROS) == []
        with lectura(centro) as sesion:
            assert consultas.fuera_de_alcance(sesion, gente["beto"]) == 1
            assert consultas.nota_propia(sesion, gente["beto"], nota) is None
        with pytest.raises(NoEncontrado), transaccion(centro) as sesion:
            casos.borrar_nota(sesion, gente["beto"], nota, reloj=reloj)
        with transaccion(centro) as sesion:
            sesion.get_one(Documento, 1).marcas = [DocumentoMarca(marca="publico")]
        assert leen(centro, gente["beto"]) == ["Lo mío"]

    def test_cada_quien_comparte_con_los_suyos(self, centro, gente):
        with lectura(centro) as sesion:
            temas = sesion.scalars(select(Tema)).all()
        assert list(opciones(gente["ana"], temas)) == ["privada", "grupo:AG2", "personal"]
        assert list(opciones(gente["beto"], temas)) == ["privada", "grupo:AG2", "personal"]
        assert list(opciones(gente["admin"], temas)) == ["privada"]


class TestNotas:
    def test_se_ancla_al_pasaje_tal_como_lo_dice_la_pagina(self, centro, gente, reloj):
        anotar(centro, reloj, gente["ana"], cita=Cita(2, PASAJE.upper()))
        pasaje = la_nota(centro, gente["ana"]).pasaje
        assert (pasaje.pagina, pasaje.literal, pasaje.rota) == (2, PASAJE, False)

    def test_sin_pasaje_es_del_documento_entero(self, centro, gente, reloj):
        anotar(centro, reloj, gente["ana"], cita=None)
        assert la_nota(centro, gente["ana"]).pasaje is None

    def test_el_pasaje_que_no_esta_se_dice_junto_a_su_campo(self, centro, gente, reloj):
        with pytest.raises(DatosInvalidos) as error:
            anotar(centro, reloj, gente["ana"], cita=Cita(1, PASAJE))
        assert "No se guardó la nota" in error.value.campos["pasaje"]
        with pytest.raises(NoEncontrado):
            anotar(centro, reloj, gente["eva"], de="CD-00002", cita=None)

    def test_en_el_documento_van_en_el_orden_del_texto(self, centro, gente, reloj):
        ana = gente["ana"]
        anotar(centro, reloj, ana, "del documento", cita=None)
        anotar(centro, reloj, ana, "de la segunda")
        anotar(centro, reloj, ana, "de la primera", cita=Cita(1, "Considerando"))
        with lectura(centro) as sesion:
            notas = consultas.notas_de_documento(sesion, ana, 1)
        assert [una.texto for una in notas] == ["de la primera", "de la segunda", "del documento"]

    def test_se_busca_en_lo_que_dice_en_su_pasaje_y_en_el_titulo_sin_tildes(self, centro, gente, reloj):
        ana = gente["ana"]
        anotar(centro, reloj, ana, "Revisar la redacción")
        anotar(centro, reloj, ana, "Otra", Alcance.PERSONAL, de="CD-00002", cita=None)
        assert leen(centro, ana, FiltroDeNotas("REDACCION")) == ["Revisar la redacción"]
        assert leen(centro, ana, FiltroDeNotas("atencion conamigua")) == ["Revisar la redacción"]
        assert leen(centro, ana, FiltroDeNotas(alcance="personal")) == ["Otra"]
        assert leen(centro, ana, FiltroDeNotas("nada")) == []

    def test_sólo_quien_la_escribio_la_cambia_y_no_pisa_lo_de_otra_ventana(self, centro, gente, reloj):
        ana = gente["ana"]
        nota = anotar(centro, reloj, ana)
        datos = DatosNota("Mejor dicho", Alcance.PERSONAL)
        with transaccion(centro) as sesion:
            casos.editar_nota(sesion, ana, nota, datos, 1, reloj=reloj)
        with pytest.raises(Conflicto), transaccion(centro) as sesion:
            casos.editar_nota(sesion, ana, nota, datos, 1, reloj=reloj)
        with pytest.raises(NoEncontrado), transaccion(centro) as sesion:
            casos.editar_nota(sesion, gente["rosa"], nota, datos, 2, reloj=reloj)
        una = la_nota(centro, ana)
        assert (una.texto, una.con, una.edicion, una.pasaje is not None) == (
            "Mejor dicho",
            "Personal",
            2,
            True,
        )
        with transaccion(centro) as sesion:
            casos.editar_nota(sesion, ana, nota, DatosNota("Mía", Alcance.PRIVADA), 2, reloj=reloj)
        assert asientos(centro) == ["nota_compartida", "nota_dejada_de_compartir"]

    def test_la_borrada_se_recupera_hasta_que_vence_su_plazo(self, centro, gente, reloj):
        ana = gente["ana"]
        nota = anotar(centro, reloj, ana, alcance=Alcance.PERSONAL)
        with transaccion(centro) as sesion:
            casos.borrar_nota(sesion, ana, nota, reloj=reloj)
        with lectura(centro) as sesion:
            assert [fila[0] for fila in consultas.borradas(sesion, ana)] == [nota]
            assert consultas.borradas(sesion, gente["rosa"]) == []
        assert leen(centro, ana) == leen(centro, gente["rosa"], DE_OTROS) == []
        for _ in range(2):
            with transaccion(centro) as sesion:
                casos.recuperar_nota(sesion, ana, nota, reloj=reloj)
        assert leen(centro, ana) == ["Ojo con esto"]
        with transaccion(centro) as sesion:
            casos.borrar_nota(sesion, ana, nota, reloj=reloj)
        with transaccion(centro) as sesion:
            assert casos.vaciar_borradas(sesion, reloj=reloj) == 0
            reloj.avanzar(days=31)
            assert casos.vaciar_borradas(sesion, reloj=reloj) == 1
            assert sesion.scalars(select(Nota)).all() == []
        assert asientos(centro) == ["nota_compartida", "nota_borrada", "nota_recuperada", "nota_borrada"]

    @pytest.mark.parametrize(
        ("formulario", "campo"),
        [
            ({"texto": " "}, "texto"),
            ({"texto": "x" * (LARGO_DE_NOTA + 1)}, "texto"),
            ({"texto": "x", "alcance": "grupo:AG9"}, "alcance"),
            ({"texto": "x", "pasaje": "corto", "p": "1"}, "pasaje"),
            ({"texto": "x", "pasaje": "y" * 4001, "p": "1"}, "pasaje"),
            ({"texto": "x", "pasaje": PASAJE, "p": "uno"}, "p"),
        ],
    )
    def test_lo_que_falta_se_dice_por_campo(self, formulario, campo):
        with pytest.raises(DatosInvalidos) as error:
            datos_nota(formulario, ["privada"])
        assert list(error.value.campos) == [campo]

    def test_lo_escrito_llega_entero(self):
        formulario = {
            "texto": "uno\r\ndos ",
            "alcance": "grupo:AG2",
            "pasaje": PASAJE,
            "p": "2",
            "inicio": "0",
        }
        datos = datos_nota(formulario, ["privada", "grupo:AG2"])
        assert datos == DatosNota("uno\ndos", Alcance.GRUPO, "AG2", Cita(2, PASAJE, 0))
        assert marcados(["CD-1:3", "CD-2", "CD-2", ":"]) == [Marcado("CD-1", 3), Marcado("CD-2")]


class TestReanclaje:
    def otro_texto(self, bd, reloj, *paginas: str, quitada: bool = False) -> None:
        with transaccion(bd) as sesion:
            documento = sesion.get_one(Documento, 1)
            sembrar_version(sesion, documento, paginas, numero=2)
            if quitada:
                documento.versiones[0].vista = Vista.RETIRADA
            sesion.flush()
            revisar_pasajes(sesion, SISTEMA, 1, reloj=reloj)

    def test_lo_exacto_sigue_al_texto(self, centro, gente, reloj):
        anotar(centro, reloj, gente["ana"])
        self.otro_texto(centro, reloj, f"Artículo 1. {PASAJE}, CONAMIGUA.")
        pasaje = la_nota(centro, gente["ana"]).pasaje
        assert (pasaje.pagina, pasaje.literal, pasaje.estado) == (1, PASAJE, "vigente")

    def test_lo_aproximado_espera_a_quien_la_escribio(self, centro, gente, reloj):
        ana = gente["ana"]
        nota = anotar(centro, reloj, ana)
        with pytest.raises(DatosInvalidos), transaccion(centro) as sesion:
            casos.dar_por_bueno(sesion, ana, nota)
        self.otro_texto(
            centro, reloj, "Considerando.", f"Artículo 1. {PASAJE.replace('Consejo', 'Conseio')}, C."
        )
        pasaje = la_nota(centro, ana).pasaje
        assert pasaje.reanclada
        assert pasaje.origen == PASAJE
        with transaccion(centro) as sesion:
            casos.dar_por_bueno(sesion, ana, nota)
        assert la_nota(centro, ana).pasaje.estado == "vigente"

    def test_lo_que_se_rompe_se_senala_no_se_pierde_y_se_repara(self, centro, gente, reloj):
        ana = gente["ana"]
        nota = anotar(centro, reloj, ana)
        self.otro_texto(centro, reloj, "Un texto que no tiene nada que ver con lo que había antes.")
        pasaje = la_nota(centro, ana).pasaje
        assert (pasaje.rota, pasaje.literal) == (True, PASAJE)
        with transaccion(centro) as sesion:
            casos.reparar_pasaje(sesion, ana, nota, Cita(1, "Un texto que no tiene"))
        pasaje = la_nota(centro, ana).pasaje
        assert (pasaje.rota, pasaje.literal) == (False, "Un texto que no tiene")

    def test_lo_de_una_version_quitada_no_se_repite(self, centro, gente, reloj):
        anotar(centro, reloj, gente["ana"])
        self.otro_texto(centro, reloj, "Un texto sin los datos que se taparon.", quitada=True)
        una = la_nota(centro, gente["ana"])
        assert (una.texto, una.pasaje.literal, una.pasaje.origen) == ("Ojo con esto", "", "")

    def test_a_la_que_no_tenia_pasaje_se_le_pone(self, centro, gente, reloj):
        nota = anotar(centro, reloj, gente["ana"], cita=None)
        with transaccion(centro) as sesion:
            casos.reparar_pasaje(sesion, gente["ana"], nota, Cita(2, PASAJE))
        assert la_nota(centro, gente["ana"]).pasaje.literal == PASAJE


class TestUnir:
    @pytest.mark.parametrize("orden", list(Orden))
    def test_unir_conserva_notas_y_lecturas_y_deshacer_las_devuelve(self, centro, gente, reloj, orden):
        ana, beto, rosa = gente["ana"], gente["beto"], gente["rosa"]
        with transaccion(centro) as sesion:
            sembrar_documento(
                sesion, 5, "La misma ley", (f"Artículo 1. {PASAJE}, CONAMIGUA.",), sin_vinculos_motivo="x"
            )
            sesion.get_one(Documento, 1).sin_vinculos_motivo = "x"
            for numero in (1, 5):
                sesion.get_one(Documento, numero).numero = "46-2007"
                sesion.get_one(Documento, numero).fechas[0].valor = date(2007, 10, 10)
        anotar(centro, reloj, ana, de="CD-00005", cita=Cita(1, PASAJE))
        marcar(centro, reloj, ana, "CD-00005")
        marcar(centro, reloj, beto, "CD-00001", "CD-00005")
        antes = _leidos(centro)
        with transaccion(centro) as sesion:
            ediciones = (sesion.get_one(Documento, 1).edicion, sesion.get_one(Documento, 5).edicion)
            numero = unir(
                sesion, rosa, "CD-00001", "CD-00005", ediciones=ediciones, orden=orden, reloj=reloj
            ).id
        una = la_nota(centro, ana)
        assert (una.identificador, una.pasaje.rota) == ("CD-00001", False)
        ultima_leida = orden == Orden.DESPUES
        assert estado(centro, ana) == ("leido" if ultima_leida else "version_nueva")
        assert estado(centro, beto) == "leido"
        with transaccion(centro) as sesion:
            deshacer(sesion, rosa, numero, reloj=reloj)
        assert la_nota(centro, ana).identificador == "CD-00005"
        assert _leidos(centro) == antes


def _leidos(bd: BaseDeDatos) -> list[tuple[int, int, int | None]]:
    with lectura(bd) as sesion:
        return sorted((u.usuario_id, u.documento_id, u.version_id) for u in sesion.scalars(select(Leido)))
