"""Los informes: la cobertura del plan, con sus documentos por trimestre."""
