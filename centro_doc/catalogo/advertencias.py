"""Lo que conviene saber de los archivos de un documento: los avisos de todo lo que se ve en él."""

from collections.abc import Iterator, Sequence

from sqlalchemy import Row, select
from sqlalchemy.orm import Session

from centro_doc.catalogo.modelos import Archivo, Documento, Estado, Papel, TextoGuardado, Version, Vista
from centro_doc.catalogo.por_leer import sin_aviso_de_version
from indexador.extraccion.huellas import es_de_huellas
from indexador.extraccion.oculto import es_de_lo_oculto, por_gravedad


def avisos_de(sesion: Session, documento: Documento) -> list[str]:
    """Los avisos de lo que está a la vista, primero los de lo oculto.

    De la versión que rige (y de las que le siguen sin leerse), todos. De las anteriores y de los archivos
    añadidos, que también se descargan, los de lo oculto y los de quién los hizo: cada uno dice dónde está. El
    de una versión ilegible sobra en un documento con falla, que ya la dice.
    """
    hallados: list[str] = []
    hay_vigente = False
    for archivo, numero, leida in _a_la_vista(sesion, documento.id):
        if archivo.papel != Papel.PRINCIPAL:
            hallados += _lo_que_lleva(archivo, f"Está en {archivo.nombre}.")
        elif hay_vigente:
            hallados += _lo_que_lleva(archivo, f"Está en la versión {numero}.")
        else:
            hallados += archivo.avisos
            hay_vigente = leida
    if documento.estado == Estado.CON_FALLA:
        hallados = sin_aviso_de_version(hallados)
    return por_gravedad(dict.fromkeys(hallados))


def poner_al_dia(sesion: Session, documento: Documento) -> None:
    """Deja en la ficha los avisos de lo que ahora está a la vista."""
    sesion.flush()
    avisos = avisos_de(sesion, documento)
    if avisos != documento.avisos:
        documento.avisos = avisos


def con_lo_oculto(sesion: Session, documento: Documento) -> tuple[Archivo, ...]:
    """Los archivos a la vista que llevan algo que no se ve al abrirlos."""
    return tuple(
        archivo
        for archivo, _, _ in _a_la_vista(sesion, documento.id)
        if any(map(es_de_lo_oculto, archivo.avisos))
    )


def _lo_que_lleva(archivo: Archivo, donde: str) -> Iterator[str]:
    suyos = (aviso for aviso in archivo.avisos if es_de_lo_oculto(aviso) or es_de_huellas(aviso))
    return (f"{aviso} {donde}" for aviso in suyos)


def _a_la_vista(sesion: Session, documento_id: int) -> Sequence[Row[Archivo, int, bool]]:
    """Cada archivo a la vista, el número de su versión y si ésta se leyó; de la última a la primera."""
    leida = select(TextoGuardado.id).where(TextoGuardado.version_id == Version.id).exists()
    return sesion.execute(
        select(Archivo, Version.numero, leida)
        .join(Version, Version.id == Archivo.version_id)
        .where(
            Version.documento_id == documento_id,
            Version.vista == Vista.A_LA_VISTA,
            Archivo.vista == Vista.A_LA_VISTA,
        )
        .order_by(Version.numero.desc(), Archivo.id)
    ).all()
