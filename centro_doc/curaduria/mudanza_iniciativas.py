"""Lo que las iniciativas dicen de un documento, que se muda al unir fichas: qué registró y qué prueba."""

from centro_doc.agenda.modelos import EtapaDeIniciativa, Iniciativa
from centro_doc.curaduria.columnas import Columnas

TABLAS = frozenset({"iniciativa", "iniciativa_etapa"})
COLUMNAS: Columnas = {"etapas": EtapaDeIniciativa.documento_id, "iniciativas": Iniciativa.documento_id}
