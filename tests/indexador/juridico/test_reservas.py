"""Lo que una orden reserva: su propia fecha, lo que deja en pie y lo que no se lee."""

from datetime import date

import pytest

from indexador.juridico.reservas import Reserva, reserva_de
from indexador.lengua.plano import plano

EN_2030 = Reserva(date(2030, 1, 1))
EN_PARTE, DUDOSA, NADA = Reserva(en_parte=True), Reserva(dudosa=True), Reserva()


@pytest.mark.parametrize(
    ("orden", "espera"),
    [
        ("Se deroga el [artículo 18 del D. 4-2007], a partir del uno de enero de dos mil treinta.", EN_2030),
        ("A partir del 1 de enero de 2030 se deroga el [artículo 18 del Decreto 46-2007].", EN_2030),
        ("Se deroga, con efectos a partir del 1 de enero de 2030, el [artículo 18 del D. 46-2007].", EN_2030),
        ("Se reforma el [artículo 8 del Decreto 4-2007], desde el día 1 de enero de 2030, así: «A partir de»",
         EN_2030),
        ("Se deroga el [artículo 19 del Decreto 46-2007], salvo su segundo párrafo.", EN_PARTE),
        ("Se deroga el Capítulo I del [Decreto Número 46-2007].", EN_PARTE),
        ("Se derogan los [artículos 1 al 9 del Decreto 46-2007], salvo el artículo 5.", DUDOSA),
        ("Se deroga el [artículo 19], siempre que se emita el reglamento.", DUDOSA),
        ("Se deroga el [artículo 19], a partir de la vigencia del reglamento.", DUDOSA),
        ("Se deroga el [artículo 10] y, a partir del 1 de enero de 2030, el artículo 12.", DUDOSA),
        ("Se deroga únicamente, del [artículo 12 del Decreto 46-2007], lo relativo a multas.", DUDOSA),
        ("Se deroga lo siguiente: a) El artículo 3, salvo su literal b); b) El [artículo 4].", NADA),
        ("Se reforma el [artículo 8 del Decreto 46-2007], el cual queda: «Salvo a partir de 2030».", NADA),
        ("Se deroga el [artículo 19]. El presente Decreto regirá a partir del 1 de enero de 2030.", NADA),
        ("El presente Decreto rige a partir del 1 de enero de 2030. Se deroga el [artículo 19].", NADA),
    ],
)  # fmt: skip
def test_la_orden_dice_desde_cuando_y_que_deja(orden: str, espera: Reserva) -> None:
    inicio, fin = orden.index("["), orden.index("]") - 1
    texto = plano(orden.replace("[", "", 1).replace("]", "", 1))
    varios = "artículos" in orden[inicio:fin]
    assert reserva_de(texto, inicio, fin, deroga="Se reforma" not in orden, varios=varios) == espera
