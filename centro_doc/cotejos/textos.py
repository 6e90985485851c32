"""El texto de un documento que un lector ve, con su estructura, listo para compararlo o consolidarlo."""

from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Documento, Version
from centro_doc.cuentas.permisos import Actor, marcas, puede
from centro_doc.documentos.consultas import VersionVista, documento_visto
from centro_doc.normas.uniones import clave_de
from centro_doc.vinculos.textos import paginas
from indexador.juridico.estructura import Estructura, estructurar


@dataclass(frozen=True, slots=True)
class TextoAbierto:
    """Un documento y la versión que se lee; sin texto, `paginas` está vacío.

    `norma` es la clave de la que trae, o vacía. `publico`: lo que se lee lo ve cualquiera.
    """

    documento: Documento
    vista: VersionVista | None
    versiones: tuple[VersionVista, ...]
    norma: str
    publico: bool
    paginas: tuple[str, ...]
    estructura: Estructura

    @property
    def version(self) -> Version | None:
        """La versión que se lee."""
        return self.vista.version if self.vista is not None else None


def abrir_texto(
    sesion: Session, actor: Actor, identificador: str, *, hoy: date, version: int | None = None
) -> TextoAbierto:
    """El texto de un documento, o de una de sus versiones.

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
    return TextoAbierto(
        documento=visto.documento,
        vista=visto.mostrada,
        versiones=visto.versiones,
        norma=clave_de(sesion, visto.documento),
        publico=visto.es_publico,
        paginas=textos,
        estructura=estructurar(textos, clase_de_documento=visto.documento.tipo or ""),
    )


def _paginas(sesion: Session, texto_id: int | None) -> tuple[str, ...]:
    """El texto de cada página desde la primera; las que falten, vacías."""
    if texto_id is None:
        return ()
    textos = paginas(sesion, texto_id)
    return tuple(textos.get(n, "") for n in range(1, max(textos, default=0) + 1))
