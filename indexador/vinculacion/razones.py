"""Las razones de una propuesta, en frases que una persona entiende y puede comprobar."""

from collections.abc import Iterable, Iterator, Mapping, Sequence

from indexador.vinculacion.citadas import Citada
from indexador.vinculacion.expresiones import Ficha, fichas_de
from indexador.vinculacion.perfil import Ejemplo, Perfil
from indexador.vinculacion.propuesta import Razon
from indexador.vinculacion.rasgos import Lugar
from indexador.vinculacion.senales import Visto

_TERMINOS, _DEL_TITULO = 4, 2
_PLAN = 0.3
"""Parte del texto del plan que un pasaje ha de decir para contarlo como razón."""


def del_lugar(lugar: Lugar, pagina: int, texto: str, perfil: Perfil) -> Iterator[Razon]:
    """Lo que dice el pasaje propuesto."""
    en_orden = sorted(lugar.vistos, key=lambda v: (-v.buscado.termino.peso, v.lugares[0].inicio))
    dichas: list[Razon] = []
    for visto in en_orden:
        razon = _termino(visto, pagina, texto)
        ya_dicha = any(d.inicio <= razon.inicio and razon.fin <= d.fin for d in dichas)
        if not ya_dicha and len(dichas) < _TERMINOS:
            dichas.append(razon)
    yield from dichas
    for citada in _unicas((*lugar.normas, *lugar.articulos)):
        yield _norma(citada, perfil)
    for nombre, (inicio, fin) in sorted(lugar.instituciones.items()):
        yield Razon("institucion", f"nombra a {nombre}", pagina, inicio, fin)
    if lugar.plan >= _PLAN:
        yield Razon("plan", f"dice palabras de «{_corto(perfil.texto)}»")


def _termino(visto: Visto, pagina: int, texto: str) -> Razon:
    dichos = [texto[lugar.inicio : lugar.fin] for lugar in visto.lugares]
    inicio = min(lugar.inicio for lugar in visto.lugares)
    fin = max(lugar.fin for lugar in visto.lugares)
    escrito = " … ".join(" ".join(dicho.split()) for dicho in dichos)
    return Razon("termino", f"dice «{escrito}»", pagina, inicio, fin)


def _norma(citada: Citada, perfil: Perfil) -> Razon:
    clase = "articulo" if citada.articulo in perfil.articulos and citada.norma == "CPRG" else "norma"
    literal = " ".join(citada.literal.split())
    return Razon(
        clase, f"cita «{literal}», {citada.norma}, norma del tema", citada.pagina, citada.inicio, citada.fin
    )


def _unicas(citadas: Iterable[Citada]) -> Sequence[Citada]:
    return list({(citada.norma, citada.articulo): citada for citada in citadas}.values())


def del_titulo(vistos: Sequence[Visto], titulo: str, ya: Iterable[Razon] = ()) -> Iterator[Razon]:
    """Lo que dice el título y no `ya` el pasaje."""
    callados = {razon.texto for razon in ya if razon.clase == "termino"}
    dichos: list[str] = []
    for visto in sorted(vistos, key=lambda v: -v.buscado.termino.peso):
        dicho = " … ".join(titulo[lugar.inicio : lugar.fin] for lugar in visto.lugares)
        if len(dichos) < _DEL_TITULO and not any(dicho in otro for otro in dichos):
            dichos.append(dicho)
    for dicho in dichos:
        if f"dice «{' '.join(dicho.split())}»" not in callados:
            yield Razon("titulo", f"el título dice «{dicho}»")


def del_lexico(
    pesos: Mapping[str, float], pagina: int, texto: str, tramo: tuple[int, int]
) -> Iterator[Razon]:
    """Las palabras del tramo que más dicen los que lo prueban."""
    dichas: dict[str, Ficha] = {}
    for ficha in fichas_de(texto[slice(*tramo)]):
        if pesos.get(ficha.raiz, 0.0) > 0:
            dichas.setdefault(ficha.raiz, ficha)
    mayores = sorted(dichas.values(), key=lambda f: (-pesos[f.raiz], f.inicio))[:_TERMINOS]
    if mayores:
        en_orden = sorted((tramo[0] + f.inicio, tramo[0] + f.fin) for f in mayores)
        escritas = ", ".join(f"«{texto[inicio:fin]}»" for inicio, fin in en_orden)
        dicho = f"habla como los que lo prueban: {escritas}"
        yield Razon("lexico", dicho, pagina, en_orden[0][0], en_orden[-1][1])


def del_tipo(tipo: str) -> Razon:
    """Que es de un tipo que suele probarlo."""
    return Razon("tipo", f"es de un tipo que suele probarlo: {tipo.replace('_', ' ')}")


def del_parecido(ejemplo: Ejemplo, grado: float, *, confirmado: bool) -> Razon:
    """Que se parece a otro ya decidido."""
    decidido = "ya vinculado" if confirmado else "que se rechazó"
    return Razon("parecido", f"se parece a {ejemplo.identificador}, {decidido} ({grado:.0%})")


def _corto(texto: str, largo: int = 90) -> str:
    return texto if len(texto) <= largo else f"{texto[:largo].rstrip()}…"
