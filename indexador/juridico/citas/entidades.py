"""Los estados de las dos federaciones vecinas que hacen sus propias leyes, y de qué país son.

Una ley con el nombre de uno de ellos detrás no es de Guatemala: «Ley de Migración, Chiapas».
"""

from collections.abc import Mapping

_DE_MEXICO = """
aguascalientes, baja california, baja california sur, campeche, chiapas, chihuahua, ciudad de mexico,
coahuila, coahuila de zaragoza, colima, distrito federal, durango, estado de mexico, guanajuato,
guerrero, hidalgo, jalisco, michoacan, michoacan de ocampo, morelos, nayarit, nuevo leon, oaxaca, puebla,
queretaro, quintana roo, san luis potosi, sinaloa, sonora, tabasco, tamaulipas, tlaxcala, veracruz,
yucatan, zacatecas
"""
_DE_ESTADOS_UNIDOS = """
alabama, alaska, arizona, arkansas, california, carolina del norte, carolina del sur, colorado,
connecticut, dakota del norte, dakota del sur, delaware, distrito de columbia, florida, georgia, hawai,
hawaii, idaho, illinois, indiana, iowa, kansas, kentucky, luisiana, louisiana, maine, maryland,
massachusetts, michigan, minnesota, misisipi, mississippi, misuri, missouri, montana, nebraska, nevada,
nueva jersey, nueva york, nuevo hampshire, nuevo mexico, ohio, oklahoma, oregon, pensilvania,
pennsylvania, rhode island, tennessee, texas, utah, vermont, virginia, virginia occidental, washington,
wisconsin, wyoming
"""
ENTIDADES: Mapping[str, str] = {
    " ".join(nombre.split()): pais
    for nombres, pais in ((_DE_MEXICO, "MX"), (_DE_ESTADOS_UNIDOS, "US"))
    for nombre in nombres.split(",")
}
"""Nombre plegado → país (Constitución de los Estados Unidos Mexicanos, artículo 43; FIPS 5-2)."""
