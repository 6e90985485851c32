"""La cola de trabajo: tareas con arriendo, que sobreviven a un proceso muerto."""
