"""Las consultas de Whoosh que el ejecutor entiende además de las suyas."""

from collections.abc import Iterator

from whoosh.query import MultiTerm
from whoosh.reading import IndexReader


class Raiz(MultiTerm):  # type: ignore[misc]
    """Las formas de una raíz: para Whoosh, un `Or` de ellas.

    `formas` las da de antemano quien usa un índice que no las guarda por raíz; sin ellas, las busca el
    ejecutor en las suyas.
    """

    def __init__(self, campo: str, raiz: str, formas: tuple[str, ...] = (), boost: float = 1.0) -> None:
        self.fieldname, self.raiz, self.formas, self.boost = campo, raiz, formas, boost

    def field(self) -> str:
        return self.fieldname

    def _btexts(self, ixreader: IndexReader) -> Iterator[bytes]:
        for forma in self.formas:
            if (self.fieldname, forma) in ixreader:
                yield forma.encode()


def texto_de(escrito: str | bytes) -> str:
    """El texto de un término de Whoosh, que también los admite en octetos."""
    return escrito.decode() if isinstance(escrito, bytes) else escrito
