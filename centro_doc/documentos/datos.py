"""Los renglones de la ficha de un documento, como se leen en su página."""

from dataclasses import dataclass

from centro_doc.catalogo.modelos import Documento
from centro_doc.catalogo.tipos import JURISDICCIONES, nombre_de_tipo, tipo, tipos
from centro_doc.directorio.modelos import Institucion


@dataclass(frozen=True, slots=True)
class Dato:
    """Un renglón de la ficha. `institucion` o `tipo` son la clave que lo busca."""

    nombre: str
    valor: str
    institucion: str = ""
    tipo: str = ""


def datos_de(documento: Documento, emisor: Institucion | None) -> list[Dato]:
    """Los renglones de la ficha que tienen algo que decir, en orden."""
    propio = tipo(documento.tipo)
    nombres = {campo.clave: campo for campo in propio.campos} if propio else {}
    datos = [
        Dato("Tipo", nombre_de_tipo(documento.tipo), tipo=documento.tipo or ""),
        Dato("Subtipo", documento.subtipo),
        Dato("Número", documento.numero),
        Dato(
            "Emisor",
            emisor.nombre if emisor else documento.emisor_nombre,
            institucion=emisor.clave if emisor else "",
        ),
        Dato("Autores", "; ".join(documento.autores)),
        Dato("Ponentes", "; ".join(documento.ponentes)),
    ]
    for clave, valor in documento.metadatos.items():
        campo = nombres.get(clave)
        if campo is not None and valor not in (None, "", []):
            partes = valor if isinstance(valor, list) else [valor]
            textos = [campo.opciones.get(str(parte), str(parte)) for parte in partes]
            datos.append(Dato(campo.etiqueta, "; ".join(textos)))
    datos += [
        Dato("Jurisdicción", JURISDICCIONES.get(documento.jurisdiccion, documento.jurisdiccion)),
        Dato("Resumen", documento.resumen),
        Dato("Ubicación", documento.ubicacion),
        Dato("Ejemplares", str(documento.ejemplares or "")),
        Dato("Condición", documento.condicion),
    ]
    return [dato for dato in datos if dato.valor]


def nombre_de_fecha(clase: str) -> str:
    """«Emisión», «Publicación»…; la clave misma si ya no existe."""
    return tipos().fechas.get(clase, clase)
