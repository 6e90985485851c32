"""Los giros con que se pide una clase de documentos: «qué proponen las organizaciones sobre…», «tabla de…».

De ellos sólo cuentan la materia y la clase: «iniciativas de ley sobre migración» son las que dicen
«migración». Sólo se mira el comienzo, y sólo si después queda algo que buscar.
"""

import re
from dataclasses import dataclass

_TRATA = (
    r"(?:sobre|acerca\s+del?|respecto\s+(?:del?|al?)|en\s+(?:cuanto|relaci[oó]n)\s+(?:al?|con)"
    r"|relativ[ao]s?\s+al?|relacionad[ao]s?\s+con|referentes?\s+al?|en\s+materia\s+de)"
)
_DE_ORGANIZACIONES = (
    r"(?:(?:las|los)\s+)?(?:organizaciones|asociaciones|organismos|sociedad\s+civil)"
    r"(?:\s+(?:de\s+(?:la\s+)?sociedad\s+civil|(?:de\s+)?migrantes|sociales))?"
)
_PROPONEN = r"(?:proponen|propusieron|piden|pidieron|plantean|plantearon|opinan|opinaron|dicen|dijeron)"
_QUIEN_OPINA = (
    r"(?:opin(?:an?|[oó]|aron)|proponen?|propus(?:o|ieron)|se\s+pronunci(?:an?|[oó]|aron)"
    r"|coment(?:an?|[oó]|aron))"
)
_TABLA = re.compile(
    r"^[¿\s]*(?:(?:una?|la|el)\s+)?(?:tabla|cuadro|lista(?:do)?|relaci[oó]n)\s+(?:de\s+(?:las\s+|los\s+)?|con\s+)"
    r"(?=iniciativas|opiniones|dict[aá]menes|actas|minutas|propuestas|tesis)",
    re.IGNORECASE,
)
_OPINIONES = ("opinion recibida", "propuesta texto", "ponencia participacion")
_GIROS = tuple(
    (re.compile(rf"^[¿\s]*(?P<escrito>{comienzo})\s+", re.IGNORECASE), tipos)
    for comienzo, tipos in (
        (rf"qu[eé]\s+{_PROPONEN}\s+{_DE_ORGANIZACIONES}\s+{_TRATA}", _OPINIONES),
        (rf"qui[eé]n(?:es)?\s+{_QUIEN_OPINA}\s+{_TRATA}", _OPINIONES),
        (rf"(?:las\s+)?propuestas\s+de\s+{_DE_ORGANIZACIONES}\s+{_TRATA}", _OPINIONES),
        (rf"(?:las\s+)?opiniones(?:\s+recibidas)?\s+{_TRATA}", _OPINIONES),
        (rf"(?:las\s+)?iniciativas(?:\s+de\s+ley)?\s+{_TRATA}", ("iniciativa",)),
        (r"(?:las\s+)?iniciativas\s+de\s+ley(?:\s+de)?", ("iniciativa",)),
        (rf"(?:los\s+)?dict[aá]menes\s+{_TRATA}", ("dictamen",)),
        (rf"(?:las\s+)?actas\s+{_TRATA}", ("acta",)),
        (rf"(?:las\s+)?minutas\s+{_TRATA}", ("minuta",)),
        (rf"(?:las\s+)?tesis\s+{_TRATA}", ("tesis",)),
    )
)
_MATERIA = re.compile(r"[^\W_]{3,}")


@dataclass(frozen=True, slots=True)
class Giro:
    """La materia que se busca, los tipos que se piden (su nombre o su comienzo) y cómo se pidieron."""

    resto: str
    tipos: tuple[str, ...]
    escrito: str

    @property
    def pide_opiniones(self) -> bool:
        """¿Pide lo que otros opinan o proponen?"""
        return self.tipos == _OPINIONES


def separar_giro(consulta: str) -> Giro | None:
    """El giro con que empieza una consulta, ya limpia y de largo acotado; `None` si con ninguno.

    >>> separar_giro("tabla de iniciativas de ley sobre migración del año 2010")
    Giro(resto='migración del año 2010', tipos=('iniciativa',), escrito='iniciativas de ley sobre')
    """
    sin_tabla = _TABLA.sub("", consulta, count=1)
    for forma, tipos in _GIROS:
        if hallado := forma.match(sin_tabla):
            resto = sin_tabla[hallado.end() :]
            return Giro(resto, tipos, hallado["escrito"]) if _MATERIA.search(resto) else None
    return None
