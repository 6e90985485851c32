"""Documentos escritos para las pruebas, con las formas de los que recibe la Comisión."""

from indexador.ficha import Pagina, Texto

CARATULA = """CONGRESO DE LA REPUBLICA
GUATEMALA, C. A.

DIRECCIÓN LEGISLATIVA
-CONTROL DE INICIATIVAS-

NUMERO DE REGISTRO
4307

FECHA QUE CONOCIO EL PLENO: 05 DE ABRIL DE 2011.

INICIATIVA DE LEY PRESENTADA POR LOS REPRESENTANTES JULIA RUANO, MARIO PEÑA Y COMPAÑEROS.

ASUNTO: INICIATIVA QUE DISPONE APROBAR LEY DE EXENCIÓN DE LO QUE PAGAN LOS
MIGRANTES RETORNADOS.

TRÁMITE: PASE A LAS COMISIONES DE MIGRANTES Y DE DERECHOS HUMANOS PARA SU
ESTUDIO Y DICTAMEN CONJUNTO CORRESPONDIENTE.
"""

CARATULA_ROTA = """www.congreso.gob.gt
CONGRESO DE LA REPUBLICA
GUA TE MALA, C. A.
DIRECCI6N LEGISLATIVA
-CONTROL DE 1 NICIA TI VAS-
N6MERO DE REGISTRO 43O7
FECHA QUE CONOCI6 EL PLENO: os DE ABRIL DE 2011.
INICIATIVA DE LEY PRESENTADA POR EL ORGANISMO EJECUTIVO.
ASUNTO: INICIATIVA QUE DISPONE APROBAR LEY DE EXENCI6N DE 10 QUE PAGAN LOS
MI GRA NTES RETORNADOS.
TRAMITE: PASE A LA COMISI6N DE MIGRANTES PARA SU ESTUDIO.
"""

DECRETO = """DECRETO NÚMERO 46-2007

EL CONGRESO DE LA REPÚBLICA DE GUATEMALA

CONSIDERANDO:

Que el Decreto Número 95-98 del Congreso de la República regula la materia.

POR TANTO:

En ejercicio de las atribuciones que le confiere la Constitución,

DECRETA:

La siguiente:

LEY DEL CONSEJO NACIONAL DE ATENCIÓN AL
MIGRANTE DE GUATEMALA

CAPÍTULO I
DISPOSICIONES GENERALES

ARTÍCULO 1. Creación. Se crea el Consejo.

ARTÍCULO 30. Vigencia. El presente Decreto entra en vigencia ocho días después de su publicación en el Diario
Oficial.

REMÍTASE AL ORGANISMO EJECUTIVO PARA SU SANCIÓN, PROMULGACIÓN Y PUBLICACIÓN.

DADO EN EL PALACIO DEL ORGANISMO LEGISLATIVO, EN LA CIUDAD DE GUATEMALA, A LOS NUEVE DÍAS DEL MES DE OCTUBRE
DEL AÑO DOS MIL SIETE.

PALACIO NACIONAL: Guatemala, ocho de noviembre del año dos mil siete.

PUBLÍQUESE Y CÚMPLASE

(E-999-2007)-15-noviembre
"""

DICTAMEN = """CONGRESO DE LA REPÚBLICA
COMISIÓN DE MIGRANTES

DICTAMEN NÚMERO 05-2010

HONORABLE PLENO:

El Pleno del Congreso de la República conoció con fecha 20 de octubre de 2009 la iniciativa de ley con número
de registro 4126, que dispone aprobar reformas al Código de Migración.

DICTAMEN FAVORABLE

DADO EN LA SALA DE SESIONES DE LA COMISIÓN DE MIGRANTES, EN LA CIUDAD DE GUATEMALA, EL DÍA SIETE DE SEPTIEMBRE
DE DOS MIL DIEZ.
"""

ACTA = """COMISIÓN DE MIGRANTES
ACTA NÚMERO 12-2010

En la ciudad de Guatemala, siendo las nueve horas del día martes doce de mayo del año dos mil diez, reunidos
en el salón de la Comisión los diputados que integran la sesión ordinaria.
"""

OFICIO = """MINISTERIO DE RELACIONES EXTERIORES

Oficio No. DIGRACOM-0123-2010/rl
Guatemala, 14 de junio de 2010

Señora Presidenta:
Asunto: Traslado de informe sobre retornados
"""

ACUERDO_AMN = """AUTORIDAD MIGRATORIA NACIONAL

ACUERDO DE AUTORIDAD MIGRATORIA NACIONAL No. 002-2023

CONSIDERANDO

ACUERDA

Emitir el siguiente:

REGLAMENTO DE VISAS Y RESIDENCIAS

Artículo 1. Objeto.

Dado en la ciudad de Guatemala, el diez de febrero de dos mil veintitrés.
"""

ACUERDO_TSE = """TRIBUNAL SUPREMO ELECTORAL

ACUERDO NÚMERO 274-2016

EL TRIBUNAL SUPREMO ELECTORAL

CONSIDERANDO:

ACUERDA:

Emitir el siguiente:

REGLAMENTO DEL VOTO EN EL EXTRANJERO

Artículo 1. Objeto.

DADO EN LA SEDE DEL TRIBUNAL SUPREMO ELECTORAL, en la ciudad de Guatemala, el día tres de
octubre de dos mil dieciséis.
"""

ACUERDO_JD = """ORGANISMO LEGISLATIVO
CONGRESO DE LA REPÚBLICA
ACUERDO NÚMERO 20-2016

LA JUNTA DIRECTIVA DEL CONGRESO DE LA REPÚBLICA

CONSIDERANDO:
"""

ACUERDO_GUBERNATIVO = """Guatemala, 12 de mayo de 2009

ACUERDO GUBERNATIVO NÚMERO 106-2009

EL PRESIDENTE DE LA REPÚBLICA

CONSIDERANDO:

ACUERDA:

Emitir el siguiente:

REGLAMENTO DE LA LEY DEL CONSEJO NACIONAL

ARTÍCULO 1. Objeto.
"""

SENTENCIA = """REPÚBLICA DE GUATEMALA, C. A.

EXPEDIENTE 1523-2011

CORTE DE CONSTITUCIONALIDAD: Guatemala, trece de julio de dos mil once.

Se tiene a la vista para dictar sentencia.
"""

CONVENIO = """CONVENIO DE COOPERACIÓN ENTRE LA COMISIÓN DE MIGRANTES Y LA PASTORAL DE MOVILIDAD HUMANA

En la ciudad de Guatemala, el quince de marzo de dos mil diez, los comparecientes suscribimos este convenio.
"""

CONVENCION = """CONVENCIÓN SOBRE LA PROTECCIÓN DE TODOS LOS TRABAJADORES

Adoptada por la Asamblea General en su resolución 45/158, de 18 de diciembre de 1990

Los Estados Partes en la presente Convención,
"""

TESIS = """UNIVERSIDAD DE SAN CARLOS DE GUATEMALA
FACULTAD DE CIENCIAS JURÍDICAS Y SOCIALES

LA DEPORTACIÓN DE MENORES NO ACOMPAÑADOS
EN LA FRONTERA SUR

TESIS

Autora: María Luisa Orellana

Guatemala, agosto de 2010
"""

DIARIO = """DIARIO DE CENTRO AMÉRICA
ÓRGANO OFICIAL DE LA REPÚBLICA DE GUATEMALA, C. A.
MARTES 12 de noviembre de 2013   No. 29   Tomo CCXCVII

ORGANISMO LEGISLATIVO
CONGRESO DE LA REPÚBLICA DE GUATEMALA
DECRETO NÚMERO 13-2013

EL CONGRESO DE LA REPÚBLICA DE GUATEMALA

CONSIDERANDO:
"""

ESPANOLA = """Ley 40/2006, de 14 de diciembre, del Estatuto de la ciudadanía española en el exterior

JUAN CARLOS I, REY DE ESPAÑA

Madrid, 14 de diciembre de 2006.
"""

PERUANA = """Prohíben la tala de varias especies forestales

DECRETO SUPREMO Nº 1014-73-AG

CONSIDERANDO:

Publíquese en el diario El Peruano.

Dado en la Casa de Gobierno, en Lima, a los treintiún días del mes de octubre de mil novecientos setentitrés.
"""


def texto(*paginas: str, origen: str = "nativo") -> Texto:
    """Un texto extraído con esas páginas."""
    return Texto(tuple(Pagina(n, p, origen=origen) for n, p in enumerate(paginas, start=1)), "prueba")
