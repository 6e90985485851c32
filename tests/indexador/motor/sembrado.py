"""Un índice pequeño con documentos de las dos clases, y lo que se puede saber de él desde fuera."""

from pathlib import Path

from motor_de_prueba import PERSONAL, buscar, ficha, hallados

from indexador.motor import MotorWhoosh

INDICES = ("publico", "restringido")
PALABRAS = ("viejo", "nuevo", "uno", "dos", "tres", "secreto")


def sueltos(ruta: Path) -> list[str]:
    """Los archivos que no son de la última tabla: los que deja un corte."""
    halladas = []
    for nombre in INDICES:
        archivos = sorted(archivo.name for archivo in (ruta / nombre).iterdir())
        tabla = b"".join((ruta / nombre / uno).read_bytes() for uno in archivos if uno.endswith(".toc"))
        for archivo in archivos:
            # La tabla guarda el nombre de un segmento sin el del índice.
            nombrado = archivo.endswith(".seg") and archivo[:-4].partition("_")[2].encode() in tabla
            if not (nombrado or archivo.endswith((".toc", "WRITELOCK"))):
                halladas.append(archivo)
        assert sum(archivo.endswith(".toc") for archivo in archivos) == 1
    return halladas


def estado(ruta: Path) -> tuple[object, ...]:
    """Todo lo que un lector puede saber del índice."""
    motor = MotorWhoosh.abrir(ruta, crear=False)
    motor.verificar()
    hallado = [tuple(sorted(hallados(motor, palabra, PERSONAL, corregir=False))) for palabra in PALABRAS]
    return (tuple(sorted(motor.revisiones().items())), buscar(motor, "", PERSONAL).total, *hallado)


def sembrado(ruta: Path) -> MotorWhoosh:
    """Tres documentos públicos y uno que no, cada uno en su confirmación."""
    motor = MotorWhoosh.abrir(ruta)
    for n in range(1, 4):
        motor.escribir([ficha(n, "viejo", "uno")])
    motor.escribir([ficha(9, "viejo", "secreto", marcas=("personal",))])
    return motor


def segmentos(ruta: Path) -> tuple[int, int]:
    """Cuántos hay en el índice público y en el restringido."""
    publico, restringido = (len(list((ruta / nombre).glob("*.seg"))) for nombre in INDICES)
    return publico, restringido
