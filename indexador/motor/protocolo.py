"""Lo que la aplicación espera de un motor de búsqueda, sea cual sea."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from indexador.consulta import Acierto, Completado, Consulta, Resultado
from indexador.ficha import Ficha


class Motor(Protocol):
    """Un índice de documentos. Varios hilos pueden buscar a la vez; escribe uno solo."""

    def escribir(self, fichas: Sequence[Ficha], borrar: Collection[int] = ()) -> None:
        """Pone el estado actual de unos documentos y quita otros, enteros y de una vez.

        Al volver, lo escrito está en el disco y las búsquedas siguientes lo ven. De un documento repetido
        vale la última ficha. Levanta `IndiceOcupado` si otro está escribiendo; ante cualquier error, el
        índice queda como estaba, o con parte de lo pedido: nunca con algo más visible que antes y después.
        """

    def buscar(self, consulta: Consulta) -> Resultado:
        """Responde una consulta con lo que su lector puede ver. No levanta por lo que diga el texto."""

    def similares(self, consulta: Consulta, excepto: int, *, por_pasaje: bool = False) -> tuple[Acierto, ...]:
        """Los documentos que más se parecen al texto de la consulta, con su mejor pasaje; sin `excepto`."""

    def completar(self, consulta: Consulta) -> Completado:
        """Con qué completar lo escrito en la consulta."""

    def revisiones(self) -> Mapping[int, int]:
        """La revisión indexada de cada documento, para cotejar con la base.

        Vale -1 si el documento está a medio cambiar de índice: hay que escribirlo otra vez.
        """

    def optimizar(self) -> None:
        """Compacta el índice."""

    def unir(self) -> bool:
        """Hace una unión de segmentos pendiente, si la hay, y dice si la hizo: para los ratos libres."""

    def verificar(self) -> None:
        """Lee el índice entero. Levanta `IndiceDanado` si no es lo que se escribió."""

    def calentar(self) -> None:
        """Lee de antemano lo que la primera búsqueda necesitaría."""
