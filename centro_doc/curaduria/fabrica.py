"""Los datos que vienen con el producto: plan, directorio, normas, agenda, iniciativas y tesauro."""

from sqlalchemy.orm import Session

from centro_doc.agenda import carga_iniciativas as iniciativas
from centro_doc.agenda import casos as agenda
from centro_doc.agenda import lectura as lectura_de_agenda
from centro_doc.bitacora.casos import Autor
from centro_doc.comun.reloj import Reloj
from centro_doc.directorio import casos as directorio
from centro_doc.directorio import lectura as lectura_de_directorio
from centro_doc.normas import casos as normas
from centro_doc.normas import lectura as lectura_de_normas
from centro_doc.plan import casos as plan
from centro_doc.plan import lectura as lectura_de_plan
from centro_doc.tesauro import casos as tesauro
from centro_doc.tesauro import lectura as lectura_de_tesauro


def cargar_datos_de_fabrica(sesion: Session, actor: Autor, *, reloj: Reloj) -> bool:
    """Deja la base al día con los datos del producto y dice si algo cambió; repetirla no cambia nada.

    Lo que el personal añadió queda como está. Levanta `DatosInvalidos`, con todas las faltas, si un archivo
    de datos está mal.
    """
    cambios = [plan.cargar(sesion, actor, uno, reloj=reloj) for uno in lectura_de_plan.planes_de_fabrica()]
    cambios.append(directorio.cargar(sesion, actor, lectura_de_directorio.leer(), reloj=reloj) > 0)
    cambios.append(normas.cargar_normas(sesion, actor, lectura_de_normas.leer(), reloj=reloj) > 0)
    cambios.append(agenda.cargar(sesion, actor, lectura_de_agenda.leer(), reloj=reloj) > 0)
    cambios.append(iniciativas.cargar_iniciativas(sesion, actor, iniciativas.leer(), reloj=reloj) > 0)
    cambios.append(tesauro.cargar(sesion, actor, lectura_de_tesauro.leer(), reloj=reloj) > 0)
    return any(cambios)
