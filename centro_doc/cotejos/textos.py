"""El texto de un documento que un lector ve, con su estructura, listo para compararlo o consolidarlo."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Documento, Version
from centro_doc.cuentas.permisos import Actor, marcas, puede
from centro_doc.documentos.consultas import documento_visto
from centro_doc.documentos.versiones import VersionVista
from centro_doc.grafo.guardadas import estructura_guardada
from centro_doc.normas.uniones import clave_de
from centro_doc.vinculos.textos import paginas
from indexador.juridico.estructura import Estructura, estructurar
from indexador.lengua.personales import sin_datos_personales

LARGO = 1_500_000
"""Letras de un texto hasta las que se calcula su estructura si no está guardada: cerca de un segundo."""


@dataclass(frozen=True, slots=True)
class TextoAbierto:
    """Un documento y la versión que se lee; sin texto, `paginas` está vacío.

    `norma` es la clave de la que trae, o vacía. `publico`: lo que se lee lo ve cualquiera. `por_paginas`: es
    tan largo que su estructura no se calcula al pedirlo, y aún no está guardada.
    """

    documento: Documento
    vista: VersionVista | None
    versiones: tuple[VersionVista, ...]
    norma: str
    publico: bool
    paginas: tuple[str, ...]
    estructura: Estructura
    por_paginas: bool = False
    pedida: bool = False
    """¿Se pidió esa versión por su número?"""
    guardada: bool = True
    """¿Está guardada su estructura, con lo que el texto dispone?"""

    @property
    def largo(self) -> int:
        """Sus letras."""
        return sum(map(len, self.paginas))

    @property
    def vacio(self) -> bool:
        """¿No trae nada escrito?"""
        return not any(pagina.strip() for pagina in self.paginas)

    @property
    def texto_id(self) -> int | None:
        """El texto que se lee."""
        return self.vista.texto_id if self.vista is not None else None

    @property
    def version(self) -> Version | None:
        """La versión que se lee."""
        return self.vista.version if self.vista is not None else None


def abrir_texto(
    sesion: Session, actor: Actor, identificador: str, *, hoy: date, version: int | None = None
) -> TextoAbierto:
    """El texto de un documento, o de una de sus versiones, con la estructura guardada si es la de ese texto.

    Levanta `NoEncontrado` si el actor no lo ve, igual que si no existiera.
    """
    visto = documento_visto(
        sesion,
        marcas(actor),
        identificador,
        hoy=hoy,
        version=version,
        con_retenidas=puede(actor, "ingresar_documentos"),
    )
    textos = _paginas(sesion, visto.texto_id)
    tipo = visto.documento.tipo or ""
    estructura = estructura_guardada(sesion, visto.documento.id, visto.texto_id, textos, tipo=tipo)
    guardada = estructura is not None
    por_paginas = not guardada and sum(map(len, textos)) > LARGO
    if por_paginas:
        estructura = Estructura((), tuple((0, len(texto)) for texto in textos))
    return TextoAbierto(
        documento=visto.documento,
        vista=visto.mostrada,
        versiones=visto.versiones,
        norma=clave_de(sesion, visto.documento),
        publico=visto.es_publico,
        paginas=textos,
        estructura=estructura or estructurar(textos, clase_de_documento=tipo),
        por_paginas=por_paginas,
        pedida=version is not None,
        guardada=guardada,
    )


def _paginas(sesion: Session, texto_id: int | None) -> tuple[str, ...]:
    """El texto de cada página desde la primera, sin datos de particulares; las que falten, vacías."""
    if texto_id is None:
        return ()
    textos = {numero: sin_datos_personales(texto) for numero, texto in paginas(sesion, texto_id).items()}
    return tuple(textos.get(n, "") for n in range(1, max(textos, default=0) + 1))
