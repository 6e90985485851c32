"""En qué sentido dice un dictamen que dictamina, para no anotarlo de prueba de lo contrario.

Cuenta lo que dice de sí: su ficha, su título, el renglón que lo encabeza y la frase con que se emite. Lo que
cuenta de otro («la comisión emitió dictamen favorable», «requiere dictamen favorable de la Corte») no.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Documento, PaginaGuardada
from centro_doc.catalogo.vigente import texto_vigente

FAVORABLE = "dictaminada_favorable"
DESFAVORABLE = "dictaminada_desfavorable"
POR_SENTIDO: Mapping[str, str] = {
    "favorable": FAVORABLE,
    "favorable_con_modificaciones": FAVORABLE,
    "desfavorable": DESFAVORABLE,
}
"""El sentido de un dictamen → su etapa."""
_OPUESTA = {FAVORABLE: DESFAVORABLE, DESFAVORABLE: FAVORABLE}
_EN_SENTIDO = r"(?:\s+(?:en|de))?(?:\s+(?:sentido|forma|manera|carácter|caracter))?"
_CUAL = r"\s+(?P<no>no\s+)?(?P<des>des)?favorable"
_NUMERO = r"(?:\s+(?:n[úu]mero|n[ºo°]?\.?|no\.?)?\s*[\d-]+)?"
_ENCABEZA = re.compile(
    rf"^\W*(?:proyecto\s+de\s+)?dictamen(?:\s+conjunto)?{_NUMERO}{_EN_SENTIDO}{_CUAL}\b",
    re.IGNORECASE | re.MULTILINE,
)
_SE_EMITE = re.compile(
    r"\b(?P<niega>no\s+(?:se\s+)?)?(?:(?:emit(?:e|en|ir|imos)|rind(?:e|en)|rendi(?:r|mos))(?:\s+(?:el|un|su|este|presente))*"
    rf"\s+dictamen(?:\s+conjunto)?|dictamina(?:n|r|mos)?){_NUMERO}{_EN_SENTIDO}{_CUAL}(?:mente)?\b",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Contradiccion:
    """Lo que el documento dice en contra de la etapa, como está escrito, y dónde: «su ficha», «página 3»."""

    donde: str
    literal: str

    @property
    def dicha(self) -> str:
        """«en su ficha, «Favorable»», para seguir una frase."""
        return f"en {self.donde}, «{self.literal}»"


def contradiccion(sesion: Session, documento: Documento, estado: str) -> Contradiccion | None:
    """Dónde dice el documento lo contrario de la etapa `estado`; `None` si no lo dice o no es un dictamen."""
    opuesta = _OPUESTA.get(estado)
    if opuesta is None:
        return None
    de_ficha = str(documento.metadatos.get("sentido_dictamen") or "")
    if POR_SENTIDO.get(de_ficha) == opuesta:
        return Contradiccion("su ficha", de_ficha.replace("_", " ").capitalize())
    for sentido, literal in sentidos_de(documento.titulo):
        if sentido == opuesta:
            return Contradiccion("su título", literal)
    return _en_su_texto(sesion, documento, opuesta)


def sentidos_de(texto: str) -> Iterable[tuple[str, str]]:
    """Cada sentido en que un texto dice de sí que dictamina (la clave de su etapa) y sus palabras."""
    for patron in (_ENCABEZA, _SE_EMITE):
        for hallado in patron.finditer(texto):
            partes = hallado.groupdict()
            if partes.get("niega"):
                continue
            contrario = bool(partes["no"] or partes["des"])
            yield DESFAVORABLE if contrario else FAVORABLE, " ".join(hallado[0].split())


def _en_su_texto(sesion: Session, documento: Documento, opuesta: str) -> Contradiccion | None:
    texto = texto_vigente(sesion, documento.id)
    paginas = select(PaginaGuardada.numero, PaginaGuardada.texto).where(PaginaGuardada.texto_id == texto)
    for numero, escrito in sesion.execute(paginas.order_by(PaginaGuardada.numero)):
        for sentido, literal in sentidos_de(escrito):
            if sentido == opuesta:
                return Contradiccion(f"su página {numero}", literal)
    return None
