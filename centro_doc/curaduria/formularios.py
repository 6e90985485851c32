"""Lo que llega de la pantalla de catalogar, y su lectura.

Lo escrito se guarda como texto (`Escrita`) para volver a mostrarlo entero cuando algo no pasa.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date

from werkzeug.datastructures import MultiDict

from centro_doc.catalogo import procedencia
from centro_doc.catalogo.acceso import DatosAcceso
from centro_doc.catalogo.fechas import leer_fecha
from centro_doc.catalogo.modelos import Acceso, Precision
from centro_doc.catalogo.reglas import DatosFicha, FechaDada, Valor, convertir
from centro_doc.catalogo.tipos import JURISDICCIONES, tipo, tipos
from centro_doc.comun.escrito import entero
from centro_doc.curaduria.escrita import FILAS_MAXIMAS, TEXTOS, Escrita, FilaFecha

_LARGOS = {"subtipo": 80, "numero": 80, "idioma": 8, "jurisdiccion": 8, "resolucion": 120, "condicion": 40}
_LARGO = 5_000


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
    ambar = frozenset(map(entero, formulario.getlist("ambar")))
    return Escrita(textos, _filas(formulario), frozenset(formulario.getlist("grupos")), ambar)


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
    clave = _tipo(lector)
    datos = DatosFicha(
        titulo=_titulo(lector),
        acceso=_acceso(lector, ficha, persona, temas),
        tipo=clave,
        subtipo=lector.texto("subtipo"),
        titulo_corto=lector.texto("titulo_corto"),
        numero=lector.texto("numero"),
        idioma=lector.texto("idioma") or "es",
        jurisdiccion=_jurisdiccion(lector),
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


def _titulo(lector: _Lector) -> str:
    titulo = lector.texto("titulo")
    if not titulo:
        lector.errores["titulo"] = "Escriba el título."
    return titulo


def _tipo(lector: _Lector) -> str | None:
    clave = lector.texto("tipo") or None
    if clave is not None and tipo(clave) is None:
        lector.errores["tipo"] = "Elija el tipo de la lista."
        return None
    return clave


def _jurisdiccion(lector: _Lector) -> str:
    codigo = lector.texto("jurisdiccion")
    if codigo and codigo not in JURISDICCIONES:
        lector.errores["jurisdiccion"] = "Elija el país de la lista."
    return codigo


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
                entero(formulario.get(f"fecha-{n}-sugerencia", "")),
            )
        )
    return tuple(filas)
