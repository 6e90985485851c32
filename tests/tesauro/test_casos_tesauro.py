"""Los grupos del tesauro se cargan, se cambian y se quitan, y la búsqueda usa los de ahora."""

from pathlib import Path
from typing import Any

import pytest
import yaml
from conftest import contando
from sqlalchemy import select

from centro_doc.bitacora.modelos import Asiento
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.errores import Conflicto, DatosInvalidos, NoEncontrado, SinPermiso
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import CONSOLA, SISTEMA, Actor
from centro_doc.directorio import casos as directorio
from centro_doc.directorio.lectura import DatosInstitucion
from centro_doc.tesauro import casos, consultas
from centro_doc.tesauro.formularios import Filtros, datos_grupo, filtros
from centro_doc.tesauro.lectura import leer
from centro_doc.tesauro.modelos import GrupoTesauro
from indexador.lengua import Grupo, Tesauro, analizar, plegar

ANA = Actor(7, "Ana Sical", frozenset({Rol.PERSONAL}), clave="u:7")
SICA = datos_grupo(["SICA", "Sistema centroamericano"], "sigla", "V", "")
PLAZA = datos_grupo(["plaza", "puesto", "cargo"], "sinonimo", "C", "De planta.")


def dichos(base: BaseDeDatos, consulta: str) -> set[str]:
    """Lo que la búsqueda halla también."""
    with lectura(base) as sesion:
        halladas = consultas.tesauro_actual(sesion).equivalencias([t.forma for t in analizar(consulta)])
    return {" ".join(otro) for hallada in halladas for otro in hallada.otros}


def agregar(base: BaseDeDatos, reloj: Reloj, datos: Any = PLAZA) -> int:
    with transaccion(base) as sesion:
        return casos.agregar_grupo(sesion, ANA, datos, reloj=reloj).id


class TestLoQueUsaLaBusqueda:
    def test_un_grupo_agregado_cambiado_y_quitado_se_nota_enseguida(
        self, bd: BaseDeDatos, reloj: Reloj
    ) -> None:
        assert dichos(bd, "plaza vacante") == set()
        grupo_id = agregar(bd, reloj)
        assert dichos(bd, "plazas vacantes") == {"puesto", "cargo"}
        with transaccion(bd) as sesion:
            datos = datos_grupo(["plaza", "parque"], "sinonimo", "C", "")
            casos.cambiar_grupo(sesion, ANA, grupo_id, datos, edicion=1, reloj=reloj)
        assert dichos(bd, "plaza") == {"parque"}
        with transaccion(bd) as sesion:
            casos.quitar_grupo(sesion, ANA, grupo_id, edicion=2, reloj=reloj)
        assert dichos(bd, "plaza") == set()

    def test_otro_proceso_ve_el_cambio(self, bd: BaseDeDatos, reloj: Reloj) -> None:
        otro = BaseDeDatos(bd.url)
        assert dichos(otro, "plaza") == set()
        agregar(bd, reloj)
        assert dichos(otro, "plaza") == {"puesto", "cargo"}
        otro.cerrar()

    def test_sin_cambios_cuesta_una_sola_consulta_y_es_el_mismo(self, bd: BaseDeDatos, reloj: Reloj) -> None:
        agregar(bd, reloj)
        with lectura(bd) as sesion:
            primero = consultas.tesauro_actual(sesion)
        with lectura(bd) as sesion:
            sesion.connection()
            with contando(bd) as contador:
                assert consultas.tesauro_actual(sesion) is primero
        assert contador.cuantas == 1

    def test_lo_dudoso_no_se_usa_hasta_que_alguien_lo_confirma(self, bd: BaseDeDatos, reloj: Reloj) -> None:
        dudoso = datos_grupo(["acuerdo 529-99", "acuerdo 629-99"], "nombre_popular", "D", "")
        grupo_id = agregar(bd, reloj, dudoso)
        assert dichos(bd, "acuerdo 529-99") == set()
        with transaccion(bd) as sesion:
            seguro = datos_grupo(dudoso.terminos, "nombre_popular", "V", "Visto en el diario.")
            casos.cambiar_grupo(sesion, ANA, grupo_id, seguro, edicion=1, reloj=reloj)
        assert dichos(bd, "acuerdo 529-99") == {"acuerdo 629-99"}

    def test_la_sigla_de_una_institucion_nueva_entra_sola(self, bd: BaseDeDatos, reloj: Reloj) -> None:
        assert dichos(bd, "migua") == set()
        una = DatosInstitucion(
            *("MIGUA", "MIGUA", "Movimiento de (Inmigrantes) Guatemaltecos", "organizacion_migrante", "US"),
            *((), (), (), "", "V"),
        )
        with transaccion(bd) as sesion:
            directorio.cargar(sesion, SISTEMA, [una], reloj=reloj)
        assert dichos(bd, "migua") == {"movimiento de guatemaltecos"}


class TestDeFabrica:
    @pytest.mark.parametrize(
        ("consulta", "esperado"),
        [
            ("conamigua", "consejo nacional de atencion al migrante de guatemala"),
            ("DGM", "direccion general de migracion"),
            ("DGM", "direccion general de mineria"),
            ("DGM", "instituto guatemalteco de migracion"),
            ("Instituto Guatemalteco de Migración", "dgm"),
            ("ley de migración", "decreto 95-98"),
            ("decreto 95-98", "ley de migracion"),
            ("decreto 46-2007", "ley de conamigua"),
            ("ley electoral y de partidos políticos", "lepp"),
            ("cancillería", "ministerio de relaciones exteriores"),
            ("deportados", "retornado"),
            ("NNA", "niñez y adolescencia"),
            ("niñas, niños y adolescentes", "nna"),
            ("DD.HH.", "derechos humanos"),
            ("EE. UU.", "estados unidos"),
            ("proyecto de ley", "iniciativa de ley"),
            ("personas migrantes", "migrante"),
            *(
                (sigla, nombre)
                for sigla, nombre in (
                    ("ONU", "naciones unidas"),
                    ("OIM", "organizacion internacional para las migraciones"),
                    ("ACNUR", "alto comisionado de las naciones unidas para los refugiados"),
                    ("CIDH", "comision interamericana de derechos humanos"),
                    ("SAT", "superintendencia de administracion tributaria"),
                    ("TLC", "tratado de libre comercio"),
                    ("PDH", "procuraduria de los derechos humanos"),
                    ("PGN", "procuraduria general de la nacion"),
                    ("RENAP", "registro nacional de las personas"),
                    ("TSE", "tribunal supremo electoral"),
                    ("CC", "corte de constitucionalidad"),
                    ("CSJ", "corte suprema de justicia"),
                    ("OJ", "organismo judicial"),
                    ("MP", "ministerio publico"),
                    ("INM", "instituto nacional de migracion"),
                    ("MINEX", "ministerio de relaciones exteriores"),
                )
            ),
        ],
    )
    def test_trae_lo_que_se_busca_en_la_comision(
        self, de_fabrica: BaseDeDatos, consulta: str, esperado: str
    ) -> None:
        assert esperado in dichos(de_fabrica, consulta)

    def test_trata_y_trafico_no_son_lo_mismo_y_el_numero_dudoso_no_se_usa(
        self, de_fabrica: BaseDeDatos
    ) -> None:
        assert not any("trafico" in otro for otro in dichos(de_fabrica, "trata de personas"))
        assert not any("529" in otro for otro in dichos(de_fabrica, "reglamento de la ley de migración"))

    def test_cada_termino_del_archivo_trae_a_los_demas(self, de_fabrica: BaseDeDatos) -> None:
        for dato in leer():
            if dato.grupo.verificacion != "D":
                sin_nada = [t for t in dato.grupo.terminos if not dichos(de_fabrica, t)]
                assert len(sin_nada) < len(dato.grupo.terminos), dato.clave

    def test_cargar_dos_veces_no_cambia_nada_y_deja_un_solo_asiento(
        self, bd: BaseDeDatos, reloj: Reloj
    ) -> None:
        for esperado in (len(leer()), 0):
            with transaccion(bd) as sesion:
                assert casos.cargar(sesion, SISTEMA, leer(), reloj=reloj) == esperado
        with lectura(bd) as sesion:
            assert sesion.scalars(select(Asiento.accion)).all() == ["tesauro_cargado"]

    def test_lo_que_el_personal_cambio_o_quito_no_vuelve(self, bd: BaseDeDatos, reloj: Reloj) -> None:
        with transaccion(bd) as sesion:
            casos.cargar(sesion, SISTEMA, leer(), reloj=reloj)
            cambiado, quitado = sesion.scalars(select(GrupoTesauro).limit(2)).all()
            casos.cambiar_grupo(sesion, ANA, cambiado.id, PLAZA, edicion=1, reloj=reloj)
            casos.quitar_grupo(sesion, ANA, quitado.id, edicion=1, reloj=reloj)
        with transaccion(bd) as sesion:
            assert casos.cargar(sesion, SISTEMA, leer(), reloj=reloj) == 0
        with lectura(bd) as sesion:
            assert tuple(consultas.grupo(sesion, cambiado.id).terminos) == PLAZA.terminos
            with pytest.raises(NoEncontrado):
                consultas.grupo(sesion, quitado.id)

    def test_un_grupo_corregido_en_el_producto_se_actualiza(self, bd: BaseDeDatos, reloj: Reloj) -> None:
        primero = leer()[0]
        with transaccion(bd) as sesion:
            casos.cargar(sesion, SISTEMA, [primero], reloj=reloj)
        with transaccion(bd) as sesion:
            otro = type(primero)(primero.clave, PLAZA)
            assert casos.cargar(sesion, SISTEMA, [otro], reloj=reloj) == 1
        assert dichos(bd, "plaza") == {"puesto", "cargo"}

    @pytest.mark.parametrize(
        ("cambio", "mensaje"),
        [
            ({"clave": ""}, "En un grupo falta «clave»"),
            ({"clase": "otra"}, "En uno, clase: Elija una clase de la lista"),
            ({"v": "X"}, "En uno, verificacion: Elija si está confirmado"),
            ({"terminos": ["OIM"]}, "En uno, terminos: Escriba al menos dos términos"),
            ({"terminos": "OIM"}, "«terminos» tiene que ser una lista"),
        ],
    )
    def test_un_archivo_mal_hecho_dice_que_tiene_mal(
        self, tmp_path: Path, cambio: dict[str, Any], mensaje: str
    ) -> None:
        uno = {"clave": "uno", "clase": "sigla", "v": "V", "terminos": ["OIM", "IOM"]}
        ruta = tmp_path / "tesauro.yaml"
        ruta.write_text(yaml.safe_dump({"grupos": [uno | cambio]}), encoding="utf-8")
        with pytest.raises(DatosInvalidos) as error:
            leer(ruta)
        assert mensaje in error.value.mensaje

    def test_una_clave_repetida_se_dice(self, tmp_path: Path) -> None:
        uno = {"clave": "uno", "clase": "sigla", "v": "V", "terminos": ["OIM", "IOM"]}
        ruta = tmp_path / "tesauro.yaml"
        ruta.write_text(yaml.safe_dump({"grupos": [uno, uno]}), encoding="utf-8")
        with pytest.raises(DatosInvalidos, match="La clave uno está 2 veces"):
            leer(ruta)


class TestCambiar:
    def test_cada_cambio_queda_en_la_bitacora_y_guardar_lo_mismo_no(
        self, bd: BaseDeDatos, reloj: Reloj
    ) -> None:
        grupo_id = agregar(bd, reloj)
        with transaccion(bd) as sesion:
            casos.cambiar_grupo(sesion, ANA, grupo_id, PLAZA, edicion=1, reloj=reloj)
            casos.cambiar_grupo(sesion, ANA, grupo_id, SICA, edicion=1, reloj=reloj)
            casos.quitar_grupo(sesion, ANA, grupo_id, edicion=2, reloj=reloj)
        with lectura(bd) as sesion:
            asientos = sesion.scalars(select(Asiento).order_by(Asiento.id)).all()
        assert [asiento.accion for asiento in asientos] == [
            "grupo_agregado",
            "grupo_cambiado",
            "grupo_quitado",
        ]
        assert {(a.actor, a.objeto_clase, a.objeto_id) for a in asientos} == {
            ("u:7", "tesauro", str(grupo_id))
        }
        assert asientos[1].detalle["terminos"]["antes"] == list(PLAZA.terminos)

    def test_no_se_pisa_lo_que_otra_persona_guardo(self, bd: BaseDeDatos, reloj: Reloj) -> None:
        grupo_id = agregar(bd, reloj)
        with transaccion(bd) as sesion:
            casos.cambiar_grupo(sesion, ANA, grupo_id, SICA, edicion=1, reloj=reloj)
        with pytest.raises(Conflicto), transaccion(bd) as sesion:
            casos.cambiar_grupo(sesion, CONSOLA, grupo_id, PLAZA, edicion=1, reloj=reloj)
        with pytest.raises(Conflicto), transaccion(bd) as sesion:
            casos.quitar_grupo(sesion, CONSOLA, grupo_id, edicion=1, reloj=reloj)

    def test_sin_permiso_no_se_puede(self, bd: BaseDeDatos, reloj: Reloj) -> None:
        ajeno = Actor(9, "Otro", frozenset({Rol.INVESTIGADOR, Rol.PRESIDENCIA}), clave="u:9")
        with lectura(bd) as sesion:
            for caso in (
                lambda: casos.agregar_grupo(sesion, ajeno, SICA, reloj=reloj),
                lambda: casos.cambiar_grupo(sesion, ajeno, 1, SICA, edicion=1, reloj=reloj),
                lambda: casos.quitar_grupo(sesion, ajeno, 1, edicion=1, reloj=reloj),
            ):
                with pytest.raises(SinPermiso):
                    caso()


class TestFormularios:
    def test_se_limpia_lo_escrito(self) -> None:
        datos = datos_grupo(["  OIM ", "", "Organización   Internacional", "OIM"], "sigla", "V", " a  b ")
        assert (datos.terminos, datos.nota) == (("OIM", "Organización Internacional"), "a b")

    @pytest.mark.parametrize(
        ("terminos", "mensaje"),
        [
            ([], "al menos dos términos"),
            (["Minex", "MINEX"], "al menos dos términos"),
            (["el migrante", "los migrantes"], "al menos dos términos"),
            (["OIM", "…"], "«…» no tiene palabras que buscar"),
            (["OIM", "x" * 201], "cada término admite 200 letras"),
            (["OIM", "a\x07b"], "Acorte"),
            ([f"t{n}" for n in range(14)], "13 términos como máximo"),
        ],
    )
    def test_un_grupo_que_no_sirve_se_explica(self, terminos: list[str], mensaje: str) -> None:
        with pytest.raises(DatosInvalidos) as error:
            datos_grupo(terminos, "sigla", "V", "")
        assert mensaje in error.value.campos["terminos"]

    def test_los_filtros_desconocidos_no_filtran(self) -> None:
        assert filtros({"clase": "otra", "verificacion": "Z", "palabras": "  a  b "}) == Filtros("a b")


@pytest.mark.parametrize(
    ("escrito", "otro", "clase"),
    [
        ("elegir y ser electo", "voto en el extranjero", "sinonimo"),
        ("sufragio", "elegir y ser electo", "sinonimo"),
        ("derecho al voto", "sufragio", "sinonimo"),
        ("migración", "migratorio", "afin"),
        ("migración", "migrante", "afin"),
        ("jurisprudencia", "sentencia", "afin"),
    ],
)
def test_el_de_fabrica_trae_las_sinonimias_de_la_agenda(escrito: str, otro: str, clase: str) -> None:
    tesauro = Tesauro(Grupo(dato.grupo.terminos, dato.grupo.clase) for dato in leer())
    (hallada,) = tesauro.equivalencias([termino.forma for termino in analizar(escrito)])
    dichas = {" ".join(formas): suya for formas, suya in zip(hallada.otros, hallada.clases, strict=True)}
    assert dichas[plegar(otro)] == clase
