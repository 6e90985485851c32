"""Lo que las mesas y los acuerdos dicen de un documento, que se muda al unir fichas."""

from centro_doc.curaduria.columnas import Columnas
from centro_doc.grupos.modelos import Acuerdo, Mesa

TABLAS = frozenset({"mesa", "acuerdo"})
COLUMNAS: Columnas = {
    "actas": Mesa.acta_id,
    "convocatorias": Mesa.convocatoria_id,
    "pruebas": Acuerdo.prueba_id,
}
