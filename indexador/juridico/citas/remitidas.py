"""Las normas a que se remite sin nombrarlas: «esta Ley», «dicho cuerpo legal», «la misma»."""

from indexador.juridico.citas.antecedentes import Antecedentes
from indexador.juridico.citas.claves_leidas import POCA
from indexador.juridico.citas.fichas import Fichas
from indexador.juridico.citas.hallazgo import (
    CONSTITUCION,
    INTERNA,
    POR_ANTECEDENTE,
    SIN_RESOLUCION,
    Contexto,
    Norma,
)
from indexador.juridico.citas.procedencia import Procedencia
from indexador.juridico.citas.remisiones import PROPIA, propia_de, remision
from indexador.juridico.objetivos import ANTECEDENTE


class Remitidas:
    """Resuelve las remisiones con el documento que las contiene y lo que ya se citó."""

    def __init__(self, f: Fichas, contexto: Contexto, antes: Antecedentes, procedencia: Procedencia) -> None:
        self._f, self._antes = f, antes
        self._documento, self._ajeno = contexto.documento, procedencia.ajeno

    def en(self, lugar: int) -> Norma | None:
        """La norma a que se remite desde ahí; None si no se remite a ninguna."""
        hallada = remision(self._f, lugar)
        if hallada is None:
            return None
        if hallada.sustantivo == "constitucion" and not self._ajeno:
            propia = self._documento == CONSTITUCION
            return Norma(CONSTITUCION, lugar, hallada.fin, INTERNA if propia else POR_ANTECEDENTE, 0.85)
        if hallada.clase == PROPIA:
            return self._propia(lugar, hallada.sustantivo, hallada.fin)
        suya = self._antes.a_que_se_refiere(hallada, lugar)
        confianza = 0.75 if suya else 0.6
        return Norma(suya or ANTECEDENTE, lugar, hallada.fin, POR_ANTECEDENTE, confianza)

    def _propia(self, lugar: int, sustantivo: str, fin: int) -> Norma:
        """«esta Ley».

        El documento, o la ley que se está reformando si se está dentro del texto que se le da.
        """
        if self._antes.anfitriona and sustantivo in {"ley", "codigo", ""}:
            return Norma(self._antes.anfitriona, lugar, fin, POR_ANTECEDENTE, POCA if self._ajeno else 0.7)
        documento = self._documento
        if documento and (not sustantivo or propia_de(sustantivo, documento)):
            return Norma(documento, lugar, fin, INTERNA, 0.9)
        return Norma("", lugar, fin, SIN_RESOLUCION, POCA)
