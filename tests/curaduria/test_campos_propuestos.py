"""Todo lo que el reconocedor propone tiene dónde ir en la ficha."""

from fabrica import AHORA

from centro_doc.catalogo.modelos_sugerencias import Sugerencia
from centro_doc.catalogo.tipos import IDIOMAS, JURISDICCIONES, tipos
from centro_doc.curaduria.sugeridas import ETIQUETAS, Propuesto, sugeridas
from centro_doc.sugerir import CAMPOS
from indexador.juridico import lengua_y_pais


def test_cada_campo_tiene_nombre_y_cada_pais_e_idioma_esta_en_su_lista():
    assert set(CAMPOS) <= set(ETIQUETAS)
    assert {pais for pais, _ in lengua_y_pais._PAISES} <= set(JURISDICCIONES)
    assert set(lengua_y_pais._FRECUENTES) <= set(IDIOMAS)


def test_lo_que_van_a_campos_propios_lo_llevan_la_iniciativa_el_dictamen_y_el_acta():
    claves = {c: {campo.clave for campo in tipos().tipos[c].campos} for c in tipos().tipos}
    assert {"asunto", "tramite", "comisiones"} <= claves["iniciativa"]
    assert "comisiones" in claves["dictamen"] & claves["acta_sesion_comision"]


def test_un_campo_o_una_clase_de_fecha_que_la_ficha_no_conoce_se_muestra_sin_control():
    filas = []
    for numero, campo in enumerate(("inventado", "fecha:inventada"), 1):
        una = Sugerencia(id=numero, campo=campo, valor="2011", precision="anio", estado="pendiente", nota="")
        una.pagina, una.inicio, una.fin, una.literal, una.confianza = 1, 0, 4, "2011", 0.9
        una.creada = AHORA
        filas.append((una, None))
    vistas = sugeridas(Propuesto(filas, (), frozenset()), "")
    assert [(v.control, v.etiqueta) for v in vistas] == [("", "Inventado"), ("", "Fecha: inventada")]
