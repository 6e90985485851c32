"""Las fichas, leídas a mano, de los documentos reales con que se mide la ficha propuesta."""

PDF = {
    "codigo-de-migracion-44-2016.pdf": ("decreto_congreso", "44-2016", "2016-09-20", "Código de Migración"),
    "constitucion.pdf": (
        "constitucion",
        "",
        "1985-05-31",
        "Constitución Política de la República de Guatemala",
    ),
    "decreto-101-97-presupuesto.pdf": (
        "decreto_congreso",
        "101-97",
        "1997-10-16",
        "Ley Orgánica del Presupuesto",
    ),
    "protocolo-nacional-ninez-migrante.pdf": (
        "",
        "",
        "2017-02",
        "Protocolo Nacional para la Recepción y Atención de la Niñez y Adolescencia Migrante",
    ),
    "decreto-13-2013.pdf": (
        "decreto_congreso",
        "13-2013",
        "2013-10-24",
        "Reformas a los Decretos Números 101-97 del Congreso de la República, Ley Orgánica del Presupuesto; "
        "31-2002 del Congreso de la República, Ley Orgánica de la Contraloría General de Cuentas; y 1-98 "
        "del Congreso de la República, Ley Orgánica de la Superintendencia de Administración Tributaria",
    ),
    "decreto-57-2008-laip.pdf": (
        "decreto_congreso",
        "57-2008",
        "2008-09-23",
        "Ley de Acceso a la Información Pública",
    ),
    "escaneado-sin-texto.pdf": (
        "decreto_congreso",
        "4-2026",
        "2026-02-03",
        "Ley de Escuelas e Institutos Normales con Especialidades",
    ),
    "ley-discriminacion.pdf": (
        "decreto_congreso",
        "81-2002",
        "2002-11-28",
        "Ley de Promoción Educativa contra la Discriminación",
    ),
    "ley-idiomas-nacionales.pdf": ("decreto_congreso", "19-2003", "2003-05-07", "Ley de Idiomas Nacionales"),
    "ley-pina-27-2003.pdf": (
        "decreto_congreso",
        "27-2003",
        "2003-06-04",
        "Ley de Protección Integral de la Niñez y Adolescencia",
    ),
    "reglamento-opf.pdf": (
        "acuerdo_gubernativo",
        "233-2017",
        "2017-10-27",
        "Reglamento de las Organizaciones de Padres de Familia -OPF-",
    ),
}
"""Tipo, número, fecha principal y título."""

FECHAS = {
    "d9bd008efde": "2022-03-09",
    "df23c100538": "2022-01-19",
    "d4eed715fac": "2023-07-14",
    "d2bfdb44e4c": "2003-05-12",
    "d646506884d": "1986-07-08",
    "dd2837c23a2": "2003-06-04",
    "d7833d97c83": "1997-11-03",
    "d2fc1f48c0e": "2003-09-12",
    "d3bc2c8d834": "1998-09-23",
    "dc2fed393a6": "2021-06-07",
    "d13a4dddd14": "2003-05-07",
    "d0e8e59e098": "1961-08-31",
    "da2eac652b8": "2003-09-24",
    "d62a5e431ce": "2024-05-29",
    "d692174dd38": "1996-11-28",
    "d438999bb58": "1968-05-02",
    "dc69abf4886": "2002-11-28",
    "db3aa9161b9": "1963-11-07",
    "d4b2bd0a095": "2016-09-20",
    "dbac7cc845f": "2013-10-24",
    "d24d0f886c8": "2024-07-31",
    "d30c26a81e3": "2003-09-24",
    "d8f1acfe776": "2001-09-26",
    "dbe26d47d50": "2004-01-12",
    "dc084903741": "1990-01-26",
    "d80b7b97fe2": "1997-10-16",
    "d2afc04a471": "2011-09-28",
    "dea31e41ebf": "1991-01-09",
    "d9de2bee106": "2023-12-28",
    "dbc70f6db7a": "2007-11-13",
    "d3bb19dfd66": "2008-09-23",
    "d41dd0b5952": "2010-07-15",
    "db909ad750a": "1996-05-21",
    "d4ebdde0ec3": "2017-10-27",
    "d439ec160f9": "2002-04-02",
}
"""La fecha de emisión (o de firma) que el texto dice, de las normas."""
