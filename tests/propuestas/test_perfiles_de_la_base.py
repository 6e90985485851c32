"""Los perfiles salen de la base: siguen lo que el personal edita y aprenden de lo que decide."""

import pytest
from fabrica import sembrar_documento
from sqlalchemy import select

from centro_doc.agenda.modelos import Tema
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import Actor
from centro_doc.grafo.atrasadas import leer_atrasados
from centro_doc.propuestas.atrasados import proponer_atrasados
from centro_doc.propuestas.consultas import Sustento, sustentos
from centro_doc.propuestas.de_la_base import ambito_de_la_base, perfiles_de_la_base
from centro_doc.propuestas.lectura import ambito_de_fabrica, perfiles_de_fabrica
from centro_doc.propuestas.perfiles import dicho, epoca, perfiles_afinados
from centro_doc.tesauro.modelos import GrupoTesauro
from centro_doc.vinculos import casos
from centro_doc.vinculos.formularios import DatosVinculo
from centro_doc.vinculos.modelos import EstadoVinculo, Vinculo

ANA = Actor(None, "Ana Sical", frozenset({Rol.PERSONAL}), clave="u:7")
INFORME = (
    "El Consejo Nacional de Atención al Migrante visitó los consulados de la costa oeste con su camión, "
    "entregó pasaportes, resolvió dudas sobre herencias y escuchó a los comerciantes del mercado."
)


def _mirar(bd: BaseDeDatos, reloj: Reloj) -> None:
    while leer_atrasados(bd):
        pass
    while proponer_atrasados(bd, reloj=reloj):
        pass


def _propuesto(bd: BaseDeDatos, documento: int, destino: str = "tema:AG2") -> tuple[str, Sustento] | None:
    with lectura(bd) as sesion:
        uno = sesion.scalar(
            select(Vinculo).where(Vinculo.documento_id == documento, Vinculo.destino == destino)
        )
        return (uno.estado, sustentos(sesion, [uno.id])[uno.id]) if uno is not None else None


def _grupo(*terminos: str, clase: str = "sinonimo", v: str = "V") -> GrupoTesauro:
    return GrupoTesauro(clase=clase, terminos=list(terminos), verificacion=v, nota="", de_fabrica=False)


def test_recien_cargada_la_base_da_los_de_fabrica(de_fabrica: BaseDeDatos) -> None:
    with lectura(de_fabrica) as sesion:
        assert perfiles_de_la_base(sesion) == perfiles_de_fabrica()
        assert ambito_de_la_base(sesion) == ambito_de_fabrica()


def test_un_sinonimo_del_personal_se_reconoce_en_lo_ya_mirado(de_fabrica: BaseDeDatos, reloj: Reloj) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(
            sesion, 1, "Nota de los nortecos", ("Los nortecos pidieron reunirse con la bancada el lunes.",)
        )
    _mirar(de_fabrica, reloj)
    assert _propuesto(de_fabrica, 1) is None
    with transaccion(de_fabrica) as sesion:
        sesion.add(_grupo("guatemaltecos en el exterior", "nortecos"))
    _mirar(de_fabrica, reloj)
    estado, sustento = _propuesto(de_fabrica, 1) or ("", Sustento(0, ()))
    assert estado == EstadoVinculo.PROPUESTO
    assert any("«nortecos»" in razon for razon in sustento.razones)


@pytest.mark.parametrize("distinto", [{"clase": "afin"}, {"v": "D"}])
def test_lo_afin_y_lo_dudoso_no_son_lo_mismo(de_fabrica: BaseDeDatos, distinto: dict[str, str]) -> None:
    with transaccion(de_fabrica) as sesion:
        sesion.add(_grupo("guatemaltecos en el exterior", "nortecos", **distinto))
    with lectura(de_fabrica) as sesion:
        assert perfiles_de_la_base(sesion) == perfiles_de_fabrica()


def test_un_termino_del_tema_cambiado_en_la_base_vale_y_hace_mirar_otra_vez(de_fabrica: BaseDeDatos) -> None:
    with transaccion(de_fabrica) as sesion:
        antes = epoca(sesion)
        tema = sesion.scalars(select(Tema).where(Tema.codigo == "AG5")).one()
        tema.datos = {**tema.datos, "terminos": ["clínica del viajero"]}
        sesion.flush()
        (perfil,) = (uno for uno in perfiles_de_la_base(sesion) if uno.codigo == "AG5")
        assert "clínica del viajero" in {termino.texto for termino in perfil.terminos}
        assert "codesarrollo" not in {termino.texto for termino in perfil.terminos}
        assert epoca(sesion) != antes


def test_el_sello_no_depende_del_orden_de_los_conjuntos() -> None:
    assert dicho((frozenset({"b", "a"}), 1)) == "(('a','b'),1)"


def test_lo_confirmado_acerca_lo_parecido_aunque_se_vinculara_sin_pasaje(
    de_fabrica: BaseDeDatos, reloj: Reloj
) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Visita de mayo", (INFORME,))
        sembrar_documento(sesion, 2, "Visita de junio", (INFORME.replace("oeste", "este"),))
    _mirar(de_fabrica, reloj)
    _, antes = _propuesto(de_fabrica, 2) or ("", Sustento(1, ()))
    with transaccion(de_fabrica) as sesion:
        casos.vincular(
            sesion, ANA, "CD-00001", DatosVinculo("AG2", "sustenta", motivo="En lote"), reloj=reloj
        )
        sesion.add(_grupo("CONAMIGUA", "la casa del paisano"))
    with lectura(de_fabrica) as sesion:
        (perfil,) = (uno for uno in perfiles_afinados(sesion) if uno.codigo == "AG2")
        (ejemplo,) = perfil.confirmados
        assert ejemplo.identificador == "CD-00001" and INFORME in ejemplo.comienzo
    _mirar(de_fabrica, reloj)
    _, despues = _propuesto(de_fabrica, 2) or ("", Sustento(0, ()))
    assert despues.confianza > antes.confianza
    assert any("se parece a CD-00001, ya vinculado" in razon for razon in despues.razones)


def test_lo_rechazado_no_vuelve_y_calla_lo_casi_igual(de_fabrica: BaseDeDatos, reloj: Reloj) -> None:
    with transaccion(de_fabrica) as sesion:
        sembrar_documento(sesion, 1, "Visita de mayo", (INFORME,))
        sembrar_documento(sesion, 2, "Visita de junio", (INFORME.replace("oeste", "este"),))
    _mirar(de_fabrica, reloj)
    with transaccion(de_fabrica) as sesion:
        numero = sesion.scalars(
            select(Vinculo.id).where(Vinculo.documento_id == 1, Vinculo.destino == "tema:AG2")
        ).one()
        casos.rechazar(sesion, ANA, numero, "No es de la ley", reloj=reloj)
        sesion.add(_grupo("CONAMIGUA", "la casa del paisano"))
    _mirar(de_fabrica, reloj)
    estado, _ = _propuesto(de_fabrica, 1) or ("", None)
    assert estado == EstadoVinculo.RECHAZADO
    assert _propuesto(de_fabrica, 2) is None
