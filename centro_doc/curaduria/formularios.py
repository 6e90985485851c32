"""La ficha tal como se escribe en la pantalla de catalogar, y su lectura.

Lo escrito se guarda como texto (`Escrita`) para volver a mostrarlo entero cuando algo no pasa.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from werkzeug.datastructures import MultiDict

from centro_doc.catalogo import procedencia
from centro_doc.catalogo.acceso import DatosAcceso
from centro_doc.catalogo.fechas import escribir_fecha, leer_fecha
from centro_doc.catalogo.modelos import Acceso, Documento, Precision
from centro_doc.catalogo.reglas import DatosFicha, FechaDada, Valor, convertir
from centro_doc.catalogo.tipos import Campo, Tipo, tipo, tipos

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
_LARGOS = {"subtipo": 80, "numero": 80, "idioma": 8, "jurisdiccion": 8, "resolucion": 120, "condicion": 40}
_LARGO = 5_000
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


@dataclass
class _Lector:
    """Lee textos y junta los errores por campo."""

    textos: Mapping[str, str]
    errores: dict[str, str] = field(default_factory=dict)

    def texto(self, nombre: str) -> str:
        limpio = " ".join(self.textos.get(nombre, "").split())
        largo = _LARGOS.get(nombre, _LARGO)
        if len(limpio) > largo:
            self.errores[nombre] = f"Escriba {largo:,} letras o menos."
        return limpio[:largo]

    def renglones(self, nombre: str) -> tuple[str, ...]:
        return tuple(" ".join(r.split()) for r in self.textos.get(nombre, "").splitlines() if r.strip())

    def entero(self, nombre: str) -> int | None:
        crudo = self.textos.get(nombre, "").strip()
        if not crudo:
            return None
        if crudo.isascii() and crudo.isdigit() and len(crudo) < 7:
            return int(crudo)
        self.errores[nombre] = "Escriba un número entero."
        return None

    def dia(self, nombre: str) -> date | None:
        crudo = self.textos.get(nombre, "").strip()
        if not crudo:
            return None
        valor, error = leer_fecha(crudo, Precision.DIA)
        if error:
            self.errores[nombre] = error
        return valor


def escrita(formulario: MultiDict[str, str]) -> Escrita:
    """Lo que llega del formulario, sin interpretar."""
    textos = {nombre: formulario.get(nombre, "") for nombre in TEXTOS}
    textos |= {n: formulario.get(n, "") for n in formulario if n.startswith("m-")}
    ambar = frozenset(map(_numero, formulario.getlist("ambar")))
    return Escrita(textos, _filas(formulario), frozenset(formulario.getlist("grupos")), ambar)


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


def leer(
    ficha: Escrita,
    *,
    persona: Callable[[str], int | None],
    temas: frozenset[str],
    tipo_a_la_vista: str | None = None,
) -> tuple[DatosFicha, dict[str, str]]:
    """Los datos de la ficha y lo que no se entendió, por control.

    `persona` da el número de la cuenta con un correo, o `None`; `temas` son los códigos que existen.
    `tipo_a_la_vista` es el tipo cuyos campos se mostraban, si aún no es el de la ficha: lo escrito en ellos
    no se pierde porque el tipo siga sin decidirse.
    """
    lector = _Lector(ficha.textos)
    if not lector.texto("titulo"):
        lector.errores["titulo"] = "Escriba el título."
    clave = lector.texto("tipo") or None
    if clave is not None and tipo(clave) is None:
        lector.errores["tipo"] = "Elija el tipo de la lista."
    datos = DatosFicha(
        titulo=lector.texto("titulo"),
        acceso=_acceso(lector, ficha, persona, temas),
        tipo=clave if tipo(clave) else None,
        subtipo=lector.texto("subtipo"),
        titulo_corto=lector.texto("titulo_corto"),
        numero=lector.texto("numero"),
        idioma=lector.texto("idioma") or "es",
        jurisdiccion=lector.texto("jurisdiccion"),
        emisor_id=lector.entero("emisor"),
        emisor_nombre="" if lector.entero("emisor") else lector.texto("emisor_nombre"),
        autores=lector.renglones("autores"),
        ponentes=lector.renglones("ponentes"),
        metadatos=_metadatos(lector, clave or tipo_a_la_vista),
        resumen=ficha.textos.get("resumen", "").strip()[:_LARGO],
        fechas=_fechas(lector, ficha.fechas),
        procedencia=_procedencia(lector),
        ubicacion=lector.texto("ubicacion"),
        ejemplares=lector.entero("ejemplares"),
        condicion=lector.texto("condicion"),
        sin_vinculos_motivo=lector.texto("sin_vinculos_motivo"),
    )
    return datos, lector.errores


def _acceso(
    lector: _Lector, ficha: Escrita, persona: Callable[[str], int | None], temas: frozenset[str]
) -> DatosAcceso:
    clase = ficha.textos.get("acceso", "")
    if clase not in set(Acceso):
        lector.errores["acceso"] = "Elija la clase de acceso."
        clase = Acceso.PUBLICA
    numeros: list[int] = []
    cerrada = clase in {Acceso.RESERVADA, Acceso.CONFIDENCIAL}
    for correo in lector.renglones("personas") if cerrada else ():
        numero = persona(correo)
        if numero is None:
            lector.errores["personas"] = f"No hay una cuenta activa con el correo «{correo}»."
        else:
            numeros.append(numero)
    interna = clase == Acceso.INTERNA
    reservada = clase == Acceso.RESERVADA
    return DatosAcceso(
        Acceso(clase),
        lector.texto("fundamento") if cerrada or interna else "",
        lector.texto("resolucion") if reservada else "",
        lector.dia("reserva_vence") if reservada else None,
        tuple(sorted(ficha.grupos & temas)) if interna else (),
        tuple(sorted(set(numeros))),
    )


def _procedencia(lector: _Lector) -> procedencia.Procedencia:
    dicha, errores = procedencia.leer_de_ficha(lector.textos)
    lector.errores |= errores
    return dicha


def _metadatos(lector: _Lector, clave: str | None) -> dict[str, Valor]:
    clase = tipo(clave)
    metadatos: dict[str, Valor] = {}
    for campo in clase.campos if clase else ():
        nombre = f"m-{campo.clave}"
        valor, error = convertir(campo, lector.textos.get(nombre, "")[:_LARGO])
        if error:
            lector.errores[nombre] = error
        if valor is not None:
            metadatos[campo.clave] = valor
    return metadatos


def _fechas(lector: _Lector, filas: tuple[FilaFecha, ...]) -> tuple[FechaDada, ...]:
    dadas: dict[tuple[str, date | None], FechaDada] = {}
    for numero, fila in enumerate(filas):
        vacia = not fila.valor.strip() and fila.precision != Precision.DESCONOCIDA
        if vacia or (not fila.clase and not fila.valor.strip()):
            continue
        nombre = f"fecha-{numero}-valor"
        if fila.clase not in tipos().fechas:
            lector.errores[f"fecha-{numero}-clase"] = "Elija qué fecha es."
            continue
        valor, error = leer_fecha(fila.valor, Precision(fila.precision))
        if error:
            lector.errores[nombre] = error
        elif (fila.clase, valor) in dadas:
            lector.errores[nombre] = "Esta fecha está repetida."
        else:
            nota = " ".join(fila.nota.split())[:300]
            dadas[fila.clase, valor] = FechaDada(fila.clase, valor, Precision(fila.precision), nota)
    return tuple(dadas.values())


def _filas(formulario: MultiDict[str, str]) -> tuple[FilaFecha, ...]:
    filas = []
    for n in range(FILAS_MAXIMAS):
        if f"fecha-{n}-clase" not in formulario:
            break
        precision = formulario.get(f"fecha-{n}-precision", Precision.DIA)
        filas.append(
            FilaFecha(
                formulario.get(f"fecha-{n}-clase", ""),
                formulario.get(f"fecha-{n}-valor", ""),
                precision if precision in set(Precision) else Precision.DIA,
                formulario.get(f"fecha-{n}-nota", ""),
                _numero(formulario.get(f"fecha-{n}-sugerencia", "")),
            )
        )
    return tuple(filas)


def _numero(crudo: str) -> int:
    return int(crudo) if crudo.isascii() and crudo.isdigit() and len(crudo) < 10 else 0


def igualar(texto: str | None) -> str:
    """Un texto sin lo que no distingue a dos iguales: los extremos y la clase de salto de renglón."""
    return "\n".join((texto or "").strip().splitlines())


def _mostrar(valor: object) -> str:
    if isinstance(valor, list):
        return "\n".join(str(parte) for parte in valor)
    return "" if valor is None else str(valor)
