"""Los valores con que se llenan las formas de `formas/`: fechas, números, nombres y temas, al azar repetible.

Cada valor se escribe de muchas maneras: `{d0:letras}`, `{d0:CORTA}` (en mayúsculas), `{numero:palabras}`.
"""

import random
from datetime import date, timedelta

from indexador.lengua.numeros import en_letras
from tests.rendimiento.caratulas import MESES

_TILDES = {
    "dieciseis": "dieciséis",
    "veintidos": "veintidós",
    "veintitres": "veintitrés",
    "veintiseis": "veintiséis",
}
_SEMANA = ("lunes", "martes", "miércoles", "jueves", "viernes", "sábado", "domingo")
PERSONAS = (
    "Ana Lucía Morales Cifuentes",
    "José Mario Tun Xicará",
    "María del Rosario Batz Ajú",
    "Carlos Enrique Ibáñez Peña",
    "Gloria Esperanza Quiñónez",
    "Víctor Hugo Núñez Solórzano",
    "Sandra Patricia Ordóñez Yat",
    "Rolando Ixcot Chávez",
    "Irma Judith Sagastume Paz",
    "Óscar Rubén Argueta Mejía",
)
COMISIONES = (
    "Comisión de Migrantes",
    "Comisión de Derechos Humanos",
    "Comisión de Finanzas Públicas y Moneda",
    "Comisión de Legislación y Puntos Constitucionales",
    "Comisión de Relaciones Exteriores",
    "Comisión de Gobernación",
    "Comisión del Menor y de la Familia",
)
ORGANIZACIONES = (
    "Mesa Nacional para las Migraciones en Guatemala",
    "Pastoral de Movilidad Humana",
    "Asociación Casa del Migrante",
    "Fundación Myrna Mack",
    "Procuraduría de los Derechos Humanos",
)
REGLAMENTOS = (
    "Reglamento de la Ley de Protección al Consumidor y Usuario",
    "Reglamento para el Otorgamiento de Visas de Trabajo",
    "Reglamento Orgánico Interno del Consejo de Atención al Migrante",
    "Normas para la Emisión de Pasaportes en el Exterior",
    "Reglamento del Procedimiento para la Protección y Asilo de Refugiados",
    "Política Nacional de Retorno y Reintegración",
    "Manual de Funciones de los Consulados Móviles",
)
TEMAS = (
    "La deportación de guatemaltecos y sus efectos en la economía familiar",
    "Las remesas familiares y el desarrollo local en Huehuetenango",
    "El derecho al voto de los guatemaltecos en el extranjero",
    "La trata de personas en la frontera con México",
    "La niñez migrante no acompañada en el triángulo norte",
)
TITULARES = (
    "Retornan tres vuelos con connacionales deportados",
    "Diputados discuten reformas al Código de Migración",
    "Aumentan las remesas por noveno año consecutivo",
)
RELLENOS = (
    "Que es deber del Estado garantizar a los habitantes de la República la vida, la libertad, la justicia, "
    "la seguridad, la paz y el desarrollo integral de la persona.",
    "Que la Constitución Política de la República reconoce el derecho de toda persona a entrar, permanecer, "
    "transitar y salir del territorio nacional y cambiar de domicilio sin más límites que los de la ley.",
    "Se establecen los mecanismos de coordinación entre las instituciones del Estado y las organizaciones de "
    "la sociedad civil que brindan asistencia a las personas en situación de vulnerabilidad.",
    "Las instituciones responsables deberán presentar un informe de avances, con la información estadística "
    "desagregada por sexo, edad y lugar de origen.",
)


class Texto(str):
    """Un texto que se pide también en mayúsculas (`A`) o con la primera letra en minúscula (`m`)."""

    __slots__ = ()

    def __format__(self, como: str) -> str:
        return self.upper() if como == "A" else self[:1].lower() + self[1:] if como == "m" else str(self)


class Numero(int):
    """Un número que se pide con ceros (`03`) o en palabras (`palabras`)."""

    def __format__(self, como: str) -> str:
        return con_tildes(en_letras(self)).upper() if como == "palabras" else super().__format__(como)


class NumeroDeNorma(str):
    """«46-2007», y en palabras: «cuarenta y seis guión dos mil siete»."""

    __slots__ = ()

    def __format__(self, como: str) -> str:
        numero, anio = map(int, self.split("-"))
        return con_tildes(f"{en_letras(numero)} guión {en_letras(anio)}") if como else str(self)


def con_tildes(escrito: str) -> str:
    """Lo que `en_letras` dice sin tildes, con ellas."""
    return " ".join(_TILDES.get(palabra, palabra) for palabra in escrito.split())


class Dia:
    """Una fecha que se escribe según la forma que se pida; si el nombre va en mayúsculas, ella también."""

    def __init__(self, dia: date, azar: random.Random) -> None:
        self.dia, self.azar = dia, azar

    def __format__(self, como: str) -> str:
        escrita = self._escrita(como.lower())
        return escrita.upper() if como.isupper() else escrita

    def _escrita(self, como: str) -> str:
        d, mes = self.dia, MESES[self.dia.month - 1].lower()
        dia, anio = con_tildes(en_letras(d.day)), con_tildes(en_letras(d.year))
        plural = "día" if d.day == 1 else "días"
        cierres = (
            f"el {dia} de {mes} de {anio}",
            f"el día {dia} de {mes} del año {anio}",
            f"a los {dia} {plural} del mes de {mes} del año {anio}",
            f"a los {dia} {plural} del mes de {mes} de {anio}",
            f"a {dia} de {mes} de {anio}",
        )
        formas = {
            "corta": f"{d.day} de {mes} de {d.year}",
            "letras": f"{dia} de {mes} {self.azar.choice(['de', 'del año'])} {anio}",
            "cierre": self.azar.choice(cierres),
            "semana": f"{_SEMANA[d.weekday()]} {d.day} de {mes} de {d.year}",
            "barra": f"{d.day:02}/{d.month:02}/{d.year}",
            "guion": f"{d.day:02}-{d.month:02}-{d.year}",
            "mes": f"{mes} de {d.year}",
            "iso": d.isoformat(),
            "mesiso": f"{d.year}-{d.month:02}",
            "anioiso": str(d.year),
        }
        return formas[como]


def valores(azar: random.Random, leyes: list[str], anios: tuple[int, int]) -> dict[str, object]:
    """Un juego de valores; `d0`, la fecha principal, es de esos años; `d8` y `d9` la anteceden."""
    dia = date(azar.randint(*anios), azar.randint(1, 12), azar.randint(1, 28))
    numero, anio = azar.randint(1, 390), str(dia.year) if dia.year >= 2000 else str(dia.year)[2:]
    personas = azar.sample(PERSONAS, 3)
    saltos = {"d0": 0, "d1": 19, "d2": 27, "d3": 41, "d5": 1_100, "d6": 35, "d8": -250, "d9": -4_000}
    return {
        **{nombre: Dia(dia + timedelta(days=salto), azar) for nombre, salto in saltos.items()},
        "numero": NumeroDeNorma(f"{numero}-{anio}"),
        "corto": Numero(azar.randint(1, 60)),
        "largo": Numero(azar.randint(100, 6_900)),
        "a": str(dia.year),
        "otra": f"{azar.randint(2, 140)}-{azar.choice(['96', '97', '2002', '2005', '2010'])}",
        "registro": str(azar.randint(3_900, 6_700)),
        "ley": Texto(azar.choice(leyes)),
        "reglamento": Texto(azar.choice(REGLAMENTOS)),
        "tema": Texto(azar.choice(TEMAS)),
        "titular": Texto(azar.choice(TITULARES)),
        "persona": Texto(personas[0]),
        "persona2": Texto(personas[1]),
        "persona3": Texto(personas[2]),
        "comision": Texto(azar.choice(COMISIONES)),
        "organizacion": Texto(azar.choice(ORGANIZACIONES)),
    }
