"""Una frase no nombra lo que no ven todos, se escriba el registro como se escriba."""

import pytest
from fabrica import sembrar_documento, sembrar_vinculo

from centro_doc.catalogo.nombrados import nombrados
from centro_doc.comun.bd import BaseDeDatos, transaccion
from centro_doc.comun.errores import DatosInvalidos
from centro_doc.comun.reloj import Reloj
from centro_doc.cuentas.modelos import Rol
from centro_doc.cuentas.permisos import Actor
from centro_doc.expedientes.apuntes import escribir_frase

ANA = Actor(None, "Ana Sical", frozenset({Rol.PERSONAL}), clave="u:7")
FORMAS = (
    "cd-00018",
    "CD\u201100018",
    "CD\u201300018",
    "CD \u2212 00018",
    "CD-18",
    "Cd 00018",
    "CD00018",
    "CD-000\u200b18",
    "C\u00adD-00018",
    "\uff23\uff24\uff0d\uff10\uff10\uff10\uff11\uff18",
    "(CD-00018)",
    "_CD-00018_",
    "CD/00018",
    "CD.00018",
    "CD_00018",
    "CD: 00018",
    "CD·00018",
    "CD(00018)",
    "CD núm. 18",
    "CD No. 00018",
    "CD\u211600018",
    "C.D.-00018",
    "C D-00018",
    "CD n.º 00018",
    "CD~18",
    "CD0018",
    "C\u0301D-00018",
    "registro 00018",
    "CD-00010 a 00018",
    "CD-00010, 00018",
    "/documentos/CD%2D00018",
    "\u0421D-00018",
    "CD\u202700018",
    "CD\u204318",
    "CD\u30fc18",
    "CD\u2e3a18",
    "CD-\u0660\u0660\u0660\u0661\u0668",
    "C\u034fD-00018",
    "CD-0 0018",
    "el acta secreta de agosto",
)


@pytest.mark.parametrize("forma", FORMAS, ids=ascii)
def test_no_se_publica_una_frase_que_nombra_lo_interno(
    de_fabrica: BaseDeDatos, reloj: Reloj, forma: str
) -> None:
    with transaccion(de_fabrica) as sesion:
        ley = sembrar_documento(sesion, 1, "Ley")
        sembrar_vinculo(sesion, ley, "AG2", motivo="Trata de él")
        sembrar_documento(sesion, 18, "Acta secreta de agosto", acceso="interna", marcas=("personal",))
        with pytest.raises(DatosInvalidos) as error:
            escribir_frase(sesion, ANA, "AG2", ley, f"Responde a {forma}, y nada más.", reloj=reloj)
        assert "CD-00018" in error.value.campos["frase"]


@pytest.mark.parametrize(
    "otra",
    [
        "El CD 18",
        "ABCD-00018",
        "CD-00018A",
        "CD-0",
        "MCD/00018",
        "grabado en CD, 2011",
        "registro 18",
        "CD 2 o 3 mayo",
        f"CD-{'9' * 5000}",
        "ACD 00018",
    ],
)
def test_lo_que_no_es_un_registro_no_lo_nombra(otra: str) -> None:
    assert nombrados(otra) == frozenset()


def test_el_titulo_que_tambien_es_de_uno_publico_o_de_lo_que_falta_publicar_se_puede_decir(
    de_fabrica: BaseDeDatos, reloj: Reloj
) -> None:
    with transaccion(de_fabrica) as sesion:
        ley = sembrar_documento(sesion, 1, "Ley de Migración y su reglamento")
        sembrar_documento(
            sesion, 2, "Ley de Migración y su reglamento", acceso="interna", marcas=("personal",)
        )
        sembrar_documento(sesion, 3, "Opinión por catalogar", marcas=("personal",))
        frase = "Trata de la Ley de Migración y su reglamento y de la opinión por catalogar."
        escribir_frase(sesion, ANA, "AG2", ley, frase, reloj=reloj)
        sembrar_documento(
            sesion, 4, "Dictamen del asesor del despacho", acceso="interna", marcas=("grupo:AG5",)
        )
        escribir_frase(sesion, ANA, "AG2", ley, "El dictamen del asesor del despacho.", reloj=reloj)
