"""Una búsqueda de principio a fin sobre una vista: del texto escrito al `Resultado`."""

import time
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from indexador.consulta import Acierto, Consulta, Pasaje, Resaltar, Resultado
from indexador.lengua.paises import paises_nombrados
from indexador.lengua.tesauro import Tesauro
from indexador.motor import cumplimiento
from indexador.motor.ampliacion import BuscadorAmpliado
from indexador.motor.columnas import SIN_FECHA
from indexador.motor.correccion import proponer
from indexador.motor.evidencia import Buscador
from indexador.motor.facetas import ANIO, Facetas, en_grupos
from indexador.motor.lexico import limpiar
from indexador.motor.marcado import con_hojas
from indexador.motor.nodos import Nodo, Todas, Todo, es_de_fecha, hojas_afirmadas
from indexador.motor.planes import Plan, planear
from indexador.motor.preferencias import con_los_del_pais, los_ajenos, los_de_detras, turnos
from indexador.motor.premios import puntuar
from indexador.motor.puntaje import PESOS, Pesos, Puntajes
from indexador.motor.sintaxis import interpretar
from indexador.motor.tipos import Enteros, Mascara, Reales
from indexador.motor.vista import Vista


def buscar(vista: Vista, consulta: Consulta, pesos: Pesos = PESOS) -> Resultado:
    """Responde una consulta.

    El lector ve un documento si comparte con él una marca y no está entre los excluidos; lo demás no existe
    para nada de lo que sigue: aciertos, totales, facetas, puntajes ni avisos.
    """
    comienzo = time.perf_counter()
    buscador = buscador_de(vista, consulta)
    if consulta.del_pais and not paises_nombrados(consulta.texto) - {consulta.del_pais}:
        buscador.ajenos = los_ajenos(consulta, vista)
    facetas = Facetas(vista, consulta.filtros)
    plan = planear(consulta.texto, buscador, corregir_=consulta.corregir)
    entendida, sugerencia = plan.entendida, plan.sugerencia
    hallados = facetas.filtrar(plan.cumplen)
    puntajes = puntuar(plan, hallados, buscador, pesos)
    pasajes = cumplimiento.fragmentos(entendida.nodo, buscador)
    pasajes[puntajes.pedidas] = True
    por_documento = np.bincount(vista.documento_de[np.flatnonzero(pasajes)], minlength=vista.documentos)
    documentos = con_los_del_pais(puntajes.documentos, consulta, vista, pesos)
    puntajes = replace(puntajes, documentos=documentos)
    detras = los_de_detras(plan, consulta, buscador)
    turno = turnos(consulta, detras, vista)
    orden = _ordenar(vista, np.flatnonzero(hallados), documentos, turno, consulta.orden)
    orden, grupos = en_grupos(vista, orden, consulta.agrupar)
    desde = max(0, consulta.pagina - 1) * consulta.por_pagina
    pagina = orden[desde : desde + consulta.por_pagina].tolist()
    armador = Armador(vista, puntajes, pasajes, por_documento, consulta.pasajes_por_documento)
    return Resultado(
        total=len(orden),
        total_pasajes=int(por_documento[hallados].sum()),
        aciertos=tuple(armador.acierto(documento) for documento in pagina),
        facetas=facetas.contar(plan.cumplen),
        avisos=entendida.avisos,
        resaltar=_resaltar(plan, buscador),
        milisegundos=(time.perf_counter() - comienzo) * 1000,
        sugerencia=sugerencia,
        propuesta=_proponer(consulta.texto, entendida.nodo, buscador) if sugerencia is None else None,
        grupos=grupos,
        sin_fecha=_sin_fecha(plan, facetas, buscador),
        detras=int(np.count_nonzero(detras & hallados)),
    )


def _resaltar(plan: Plan, buscador: BuscadorAmpliado) -> Resaltar:
    resaltar = plan.entendida.resaltar
    raices = (resaltar.raices - buscador.raices_descartadas) | buscador.raices_ampliadas
    return con_hojas(replace(resaltar, raices=raices), buscador.hojas_ampliadas)


def _sin_fecha(plan: Plan, facetas: Facetas, buscador: Buscador) -> int:
    """Cuántos sin fecha cumplen todo menos las fechas que se pidieron, en la consulta o en los filtros."""
    nodo = plan.entendida.nodo
    partes = nodo.partes if isinstance(nodo, Todas) else (nodo,)
    resto = tuple(parte for parte in partes if not es_de_fecha(parte))
    cumplen = plan.cumplen
    if len(resto) < len(partes):
        cumplen = cumplimiento.documentos(Todas(resto) if resto else Todo(), buscador)
    elif not facetas.hay(ANIO):
        return 0
    sin_fecha = buscador.vista.fecha == SIN_FECHA
    return int(np.count_nonzero(facetas.filtrar(cumplen, sin=ANIO) & sin_fecha))


def _proponer(texto: str, nodo: Nodo, buscador: Buscador) -> str | None:
    """Otra manera de escribir la consulta, si tiene palabras raras y con ella se halla más."""
    propuesta = proponer(limpiar(texto), hojas_afirmadas(nodo), buscador)
    if propuesta is None:
        return None
    halla, hallaria = (
        np.count_nonzero(cumplimiento.documentos(interpretar(uno).nodo, buscador))
        for uno in (texto, propuesta.texto)
    )
    return propuesta.texto if hallaria > halla else None


def buscador_de(vista: Vista, consulta: Consulta) -> BuscadorAmpliado:
    """Quien reúne la evidencia para el lector de una consulta: lo que no puede ver no existe."""
    existentes = vista.vivo
    if consulta.excluidos:
        existentes = existentes & ~np.isin(vista.ids, np.array(sorted(consulta.excluidos), np.int64))
    visibles = existentes & vista.con_marcas(consulta.marcas)
    return BuscadorAmpliado(vista, visibles, existentes & vista.publico, consulta.tesauro or Tesauro.vacio())


def _ordenar(vista: Vista, hallados: Enteros, puntajes: Reales, turno: Enteros, orden: str) -> Enteros:
    """Los hallados en el orden pedido. Los empates no dependen de dónde los guarde el índice."""
    ids, fecha = vista.ids[hallados], vista.fecha[hallados]
    reciente = -fecha
    claves: tuple[NDArray[Any], ...]
    if orden == "fecha_asc":
        claves = (ids, np.where(fecha == 0, np.iinfo(np.int64).max, fecha))
    elif orden == "fecha_desc":
        claves = (ids, reciente)
    elif orden == "publicado_desc":
        claves = (-ids, -vista.publicado[hallados])
    elif orden == "titulo":
        return hallados[np.argsort(vista.orden_de_titulo[hallados], kind="stable")]
    else:
        claves = (ids, reciente, -puntajes[hallados], turno[hallados])
    return hallados[np.lexsort(claves)]


@dataclass(frozen=True, slots=True)
class Armador:
    """Arma los aciertos que se muestran, con sus mejores pasajes de entre los que cuentan.

    `pasajes` y `por_documento` pueden decir algo también de los documentos que no se muestran.
    """

    vista: Vista
    puntajes: Puntajes
    pasajes: Mascara
    por_documento: Enteros
    cuantos: int

    def acierto(self, documento: int) -> Acierto:
        """El de un documento, por su número en la vista."""
        vista = self.vista
        primera = int(vista.primera[documento]) + 1
        suyas = np.flatnonzero(self.pasajes[primera : primera + int(vista.fragmentos[documento])])
        mejores = suyas[np.lexsort((suyas, -self.puntajes.entradas[primera + suyas]))][: self.cuantos]
        return Acierto(
            documento=int(vista.ids[documento]),
            identificador=vista.identificador(documento),
            puntaje=float(self.puntajes.documentos[documento]),
            pasajes=tuple(self._pasaje(primera + i) for i in mejores.tolist()),
            total_pasajes=int(self.por_documento[documento]),
        )

    def _pasaje(self, entrada: int) -> Pasaje:
        lugar = self.vista.pasaje(entrada)
        return Pasaje(
            fragmento=lugar.fragmento,
            pagina=lugar.pagina,
            inicio=lugar.inicio,
            fin=lugar.fin,
            etiqueta=lugar.etiqueta,
            puntaje=float(self.puntajes.entradas[entrada]),
            ancla=lugar.ancla,
        )
