"""La ficha como texto: lo que se ve en los controles de catalogar, venga de la base o de una persona."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from centro_doc.catalogo import procedencia
from centro_doc.catalogo.fechas import escribir_fecha
from centro_doc.catalogo.modelos import Acceso, Documento, Precision
from centro_doc.catalogo.tipos import Campo, Tipo, tipo

TEXTOS = (
    *("tipo", "subtipo", "titulo", "titulo_corto", "numero", "idioma", "jurisdiccion", "emisor"),
    *("emisor_nombre", "autores", "ponentes"),
    *("resumen", "acceso", "fundamento", "resolucion", "reserva_vence", "personas", "origen_entrega"),
    *(
        "origen_via",
        "origen_fecha",
        "origen_referencia",
        "licencia",
        "derechos",
        "ubicacion",
        "ejemplares",
        "condicion",
    ),
    "sin_vinculos_motivo",
)
_DE_MENOS_A_MAS_CERRADA: tuple[str, ...] = (Acceso.INTERNA, Acceso.RESERVADA, Acceso.CONFIDENCIAL)
FILAS_MAXIMAS = 40


@dataclass(frozen=True, slots=True)
class FilaFecha:
    """Un renglón de fechas, como está escrito."""

    clase: str = ""
    valor: str = ""
    precision: str = Precision.DIA
    nota: str = ""
    sugerencia: int = 0
    """La sugerencia que llenó este renglón, si nadie la ha decidido; 0 si lo escribió una persona."""


@dataclass(frozen=True, slots=True)
class Escrita:
    """La ficha como texto: `textos` por nombre de control, los propios del tipo como `m-<clave>`.

    `ambar` son las sugerencias sin decidir que llenaron un control: su valor se ve, pero no es de la ficha.
    """

    textos: Mapping[str, str]
    fechas: tuple[FilaFecha, ...] = ()
    grupos: frozenset[str] = frozenset()
    ambar: frozenset[int] = frozenset()

    def con_tipo(self, clave: str, antes: str = "") -> "Escrita":
        """La misma ficha con otro tipo: el acceso pasa a ser el de ese tipo, y lo demás se conserva.

        `antes` es el tipo que tenía. Un acceso más cerrado, puesto por una persona, no se abre solo.
        """
        nuevo = tipo(clave)
        if nuevo is None:
            return replace(self, textos={**self.textos, "tipo": ""})
        textos = {**self.textos, "tipo": clave}
        if not self._cerrado_a_mano(nuevo, tipo(antes)):
            textos["acceso"] = str(nuevo.acceso)
            if nuevo.acceso not in {Acceso.PUBLICA_OFICIO, Acceso.PUBLICA}:
                textos["fundamento"] = self.textos.get("fundamento") or nuevo.base
        return replace(self, textos=textos)

    def con_otra_fecha(self) -> "Escrita":
        """La misma ficha con un renglón de fecha más."""
        return replace(self, fechas=(*self.fechas, FilaFecha())[:FILAS_MAXIMAS])

    def sin_fecha(self, numero: int) -> "Escrita":
        """La misma ficha sin un renglón de fecha."""
        return replace(self, fechas=tuple(f for n, f in enumerate(self.fechas) if n != numero))

    def diferencias(self, guardada: "Escrita") -> tuple[str, ...]:
        """Los controles en que lo escrito no es lo guardado."""
        nombres = [n for n in {**guardada.textos, **self.textos} if not n.startswith("m-")]
        nombres += [f"m-{c.clave}" for c in self._campos()]
        distintos = [n for n in nombres if igualar(self.textos.get(n)) != igualar(guardada.textos.get(n))]
        escritas = {f for f in self.fechas if f.valor}
        return (*distintos, *(("fechas",) if escritas != {f for f in guardada.fechas if f.valor} else ()))

    def _cerrado_a_mano(self, nuevo: Tipo, viejo: Tipo | None) -> bool:
        """¿Alguien lo cerró más que el tipo nuevo, y no porque el tipo viejo naciera así?"""
        actual = self.textos.get("acceso", "")
        if actual not in _DE_MENOS_A_MAS_CERRADA or (viejo is not None and actual == viejo.acceso):
            return False
        cerradas = _DE_MENOS_A_MAS_CERRADA
        return nuevo.acceso not in cerradas or cerradas.index(actual) > cerradas.index(nuevo.acceso)

    def _campos(self) -> tuple[Campo, ...]:
        clase = tipo(self.textos.get("tipo"))
        return clase.campos if clase else ()


def de_documento(documento: Documento, correos: Mapping[int, str]) -> Escrita:
    """La ficha guardada, como se edita."""
    textos = {n: str(getattr(documento, n, "") or "") for n in TEXTOS}
    textos |= {
        "emisor": str(documento.emisor_id or ""),
        "autores": "\n".join(documento.autores),
        "ponentes": "\n".join(documento.ponentes),
        "reserva_vence": escribir_fecha(documento.reserva_vence, Precision.DIA),
        **procedencia.a_ficha(procedencia.de(documento)),
        "personas": "\n".join(correos.get(p.usuario_id, "") for p in documento.personas),
    }
    textos |= {f"m-{clave}": _mostrar(valor) for clave, valor in documento.metadatos.items()}
    fechas = tuple(
        FilaFecha(f.clase, escribir_fecha(f.valor, f.precision), f.precision, f.nota)
        for f in documento.fechas
    )
    return Escrita(textos, fechas, frozenset(g.tema for g in documento.grupos))


def con_fechas_del_tipo(ficha: Escrita) -> Escrita:
    """Añade un renglón vacío por cada clase de fecha propia del tipo que aún no está."""
    clase = tipo(ficha.textos.get("tipo"))
    puestas = {fila.clase for fila in ficha.fechas}
    faltan = [FilaFecha(f.clave) for f in (clase.fechas if clase else ()) if f.clave not in puestas]
    return replace(ficha, fechas=(*ficha.fechas, *faltan)[:FILAS_MAXIMAS])


def igualar(texto: str | None) -> str:
    """Un texto sin lo que no distingue a dos iguales: los extremos y la clase de salto de renglón."""
    return "\n".join((texto or "").strip().splitlines())


def _mostrar(valor: object) -> str:
    if isinstance(valor, list):
        return "\n".join(str(parte) for parte in valor)
    return "" if valor is None else str(valor)
