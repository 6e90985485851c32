"""Quien pide comparar dos documentos por su nombre tiene la comparación, si los ve los dos."""

from conftest import contando
from fabrica import sembrar_documento
from sqlalchemy.orm import Session

from centro_doc.busqueda.comparacion_pedida import PARTICIONES, comparacion_pedida
from centro_doc.busqueda.otras_paginas import otras_paginas
from centro_doc.busqueda.pregunta import Pregunta
from centro_doc.comun.bd import BaseDeDatos, lectura, transaccion
from centro_doc.grafo.atrasadas import leer_atrasados

PUBLICO, DENTRO = frozenset({"publico"}), frozenset({"publico", "personal"})
UNA_LEY = ("ARTÍCULO 1. Objeto. Uno.\nARTÍCULO 2. Fines. Dos.",)
OFRECIDOS = {
    "compara el dictamen 01-2010 con el 02-2010": ("1", "2", "", ""),
    "¿qué diferencias hay entre el dictamen 1-2010 y el 02-2010?": ("1", "2", "", ""),
    "compara los dictámenes 01-2010 y 02-2010": ("1", "2", "", ""),
    "opinión OP-AG1-2009-003 frente a opinión OP-AG2-2009-004": ("4", "5", "", ""),
    "opinión de la PMH frente a la de CONGUATE": ("4", "5", "", ""),
    "compara CD-00001 con OP-AG2-2009-004": ("1", "5", "", ""),
    "compara el dictamen 02-2010 con la 4126": ("2", "6", "", ""),
    "artículo 2 de la 4126 con el artículo 1 del código de migración": ("6", "7", "2", "1"),
    "compara el código de migración con el artículo 2 de la iniciativa 4126": ("7", "6", "", "2"),
}
"""Por consulta, los documentos y los artículos que se comparan."""
FALTAN = {
    "compara el dictamen 01-2010 con el 05-2010": ("el 05-2010",),
    "compara el dictamen 03-2010 con el 01-2010": ("el dictamen 03-2010",),
    "compara CD-00003 con CD-00001": ("CD-00003",),
    "compara el código de migración con la ley de migración": ("Decreto 95-98 del Congreso de la República",),
}
NADA = (
    *("diferencias entre trata y tráfico", "diferencia entre convenio bilateral y convenio multilateral"),
    *("protección frente a la deportación", "informe frente a la crisis", "dictamen 01-2010"),
    *("opinión de la PMH frente a la crisis migratoria", "compara el dictamen 01-2010 con el 01-2010"),
)


def _sembrar(sesion: Session) -> None:
    """Tres dictámenes, el tercero interno; dos opiniones, la iniciativa 4126 y el Código."""
    for numero in (1, 2, 3):
        marcas = ("personal",) if numero == 3 else ("publico",)
        suyo = {"tipo": "dictamen", "numero": f"0{numero}-2010", "marcas": marcas}
        sembrar_documento(sesion, numero, f"Dictamen {numero} a la iniciativa 4126", **suyo)
    opinion = {"tipo": "opinion_recibida"}
    sembrar_documento(sesion, 4, "Opinión de la PMH", numero="OP-AG1-2009-003", **opinion)
    sembrar_documento(sesion, 5, "Opinión de CONGUATE", numero="OP-AG2-2009-004", **opinion)
    sembrar_documento(sesion, 6, "Ley Nacional", UNA_LEY, tipo="iniciativa", numero="4126")
    sembrar_documento(sesion, 7, "Código de Migración", UNA_LEY, numero="44-2016")


def test_ofrece_la_comparacion_de_los_dos_que_se_nombran_y_dice_el_que_no_se_ve(
    de_fabrica: BaseDeDatos,
) -> None:
    with transaccion(de_fabrica) as sesion:
        _sembrar(sesion)
    while leer_atrasados(de_fabrica):
        pass
    with lectura(de_fabrica) as sesion:
        for consulta, (a, b, articulo, con) in OFRECIDOS.items():
            hecha = comparacion_pedida(sesion, PUBLICO, Pregunta(consulta))
            valores = {"a": f"CD-0000{a}", "b": f"CD-0000{b}", "articulo": articulo, "con": con}
            pares = [dict(par.valores) for par in hecha.pares] if hecha else []
            assert pares == [{clave: valor for clave, valor in valores.items() if valor}], consulta
            paginas = otras_paginas(Pregunta(consulta), (), (), pares=hecha.pares if hecha else ())
            assert [una.vista for una in paginas] == ["cotejos.comparar"], consulta
        for consulta, faltan in FALTAN.items():
            hecha = comparacion_pedida(sesion, PUBLICO, Pregunta(consulta))
            assert hecha is not None and (hecha.faltan, hecha.pares) == (faltan, ()), consulta
        for consulta in NADA:
            assert comparacion_pedida(sesion, PUBLICO, Pregunta(consulta)) is None, consulta
        dentro = comparacion_pedida(sesion, DENTRO, Pregunta("compara el dictamen 03-2010 con el 01-2010"))
        assert dentro is not None and len(dentro.pares) == 1


def test_de_un_nombre_que_puede_ser_de_pocos_ofrece_cada_uno_y_de_muchos_pide_su_numero(
    de_fabrica: BaseDeDatos,
) -> None:
    with transaccion(de_fabrica) as sesion:
        for numero in range(1, 7):
            sembrar_documento(sesion, numero, f"Opinión {numero} sobre el Consejo", tipo="opinion_recibida")
        for numero in (7, 8):
            sembrar_documento(sesion, numero, "Estudio sobre remesas", tipo="estudio")
        pedida = "compara el estudio sobre remesas con {}"
        pocos = comparacion_pedida(sesion, PUBLICO, Pregunta(pedida.format("CD-00001")))
        muchos = comparacion_pedida(sesion, PUBLICO, Pregunta("compara CD-00007 con la opinión del Consejo"))
        ambos = comparacion_pedida(sesion, PUBLICO, Pregunta(pedida.format("la opinión del Consejo")))
    assert pocos is not None and [par.valores["a"] for par in pocos.pares] == ["CD-00007", "CD-00008"]
    assert muchos is not None and (muchos.varios, muchos.pares) == (("la opinión del Consejo",), ())
    assert ambos is not None and len(ambos.varios) == 2


def test_una_consulta_con_muchas_partes_no_lee_la_base_una_y_otra_vez(de_fabrica: BaseDeDatos) -> None:
    with transaccion(de_fabrica) as sesion:
        for numero in range(1, 90):
            sembrar_documento(sesion, numero, f"Estudio {numero} sobre migración", tipo="estudio")
        muchas = " y el estudio ".join(f"migración {numero}" for numero in range(12))
        with contando(de_fabrica) as contador:
            comparacion_pedida(sesion, PUBLICO, Pregunta(f"compara el estudio {muchas}"))
        assert contador.cuantas <= 4 * PARTICIONES
        hecha = comparacion_pedida(sesion, PUBLICO, Pregunta("compara el estudio 3 con el estudio 88"))
    assert hecha is not None and [dict(par.valores) for par in hecha.pares] == [
        {"a": "CD-00003", "b": "CD-00088"}
    ]
