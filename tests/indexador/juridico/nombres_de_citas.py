"""Los nombres de norma con que se prueban las citas, con sus países y períodos."""

from datetime import date

from indexador.juridico.citas import Alias, Nombres

_DE_GUATEMALA = """
CPRG            Constitución Política de la República de Guatemala
CPRG            Constitución Política de la República
CPRG            Constitución Política
CPRG            Constitución
CPRG            Carta Magna
CPRG            texto constitucional
CPRG            CPRG
DC-95-1998      Ley de Migración
AG-529-1999     Reglamento de la Ley de Migración
DC-44-2016      Código de Migración
DL-22-1986      Ley de Migración y Extranjería
DC-46-2007      Ley del Consejo Nacional de Atención al Migrante de Guatemala
DC-46-2007      Ley de CONAMIGUA
DS-1441         Código de Trabajo
DANC-1-1985     LEPP
DANC-1-1985     Ley Electoral y de Partidos Políticos
DC-90-2005      Ley del Registro Nacional de las Personas
DC-90-2005      Ley del RENAP
DS-1613         Ley de Nacionalidad
DC-9-2009       Ley contra la Violencia Sexual, Explotación y Trata de Personas
DC-9-2009       VET
DC-57-2008      Ley de Acceso a la Información Pública
DC-57-2008      Ley de Libre Acceso a la Información
DC-57-2008      LAIP
DC-63-1994      Ley Orgánica del Organismo Legislativo
DC-63-1994      Ley Orgánica del Congreso
DC-63-1994      LOOL
DC-63-1994      LOL
DC-54-1986      Ley de la Comisión de los Derechos Humanos del Congreso de la República y del Procurador\
 de los Derechos Humanos
DC-101-1997     Ley Orgánica del Presupuesto
DC-31-2002      Ley Orgánica de la Contraloría General de Cuentas
DC-1-1998       Ley Orgánica de la Superintendencia de Administración Tributaria
DC-17-1973      Código Penal
DC-2-1989       Ley del Organismo Judicial
DC-27-2003      Ley de Protección Integral de la Niñez y Adolescencia
DC-27-2003      PINA
DL-106          Código Civil
DS-314          Código de Notariado
DL-24-1982      Estatuto Fundamental de Gobierno
"""
_DE_TODOS = """
TR-CMW-1990         Convención Internacional sobre la protección de los derechos de todos los trabajadores\
 migratorios y de sus familiares
TR-REFUGIADOS-1951  Convención sobre el Estatuto de los Refugiados
TR-PROTOCOLO-1967   Protocolo sobre el Estatuto de los Refugiados
TR-CVRC-1963        Convención de Viena sobre Relaciones Consulares
TR-CDN-1989         Convención sobre los Derechos del Niño
TR-PIDCP-1966       Pacto Internacional de Derechos Civiles y Políticos
TR-CADH-1969        Convención Americana sobre Derechos Humanos
TR-CADH-1969        Pacto de San José
TR-CA4              CA-4
TR-DUDH-1948        Declaración Universal de Derechos Humanos
TR-DUDH-1948        Declaración Universal de los Derechos Humanos
"""
_CAMBIO = date(2002, 7, 1)


def _leer(lista: str, jurisdiccion: str) -> list[Alias]:
    pares = (renglon.split(maxsplit=1) for renglon in lista.strip().splitlines())
    return [Alias(nombre, clave, jurisdiccion) for clave, nombre in pares]


NOMBRES = Nombres.de(
    [
        *_leer(_DE_GUATEMALA, "GT"),
        *_leer(_DE_TODOS, "INT"),
        Alias("Código Municipal", "DC-12-2002", desde=_CAMBIO),
        Alias("Código Municipal", "DC-58-1988", hasta=date(2002, 6, 30)),
    ]
)
