"""El plan estratégico: objetivos, productos, metas, acciones y actividades, con su texto literal."""
