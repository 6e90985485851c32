"""Devuelve a una palabra plegada la tilde que la ortografía deja sin duda."""

_SIN_TILDE = frozenset({"guion", "prion"})
_MINIMO = 4


def con_tilde(forma: str) -> str:
    """La palabra como se escribe, si su terminación lo decide: «migracion» es «migración».

    Las agudas terminadas en «-ion» llevan tilde (Ortografía de la lengua española, 2010, II.3.4.1); de otras
    terminaciones no se puede saber y quedan como están.
    """
    if len(forma) >= _MINIMO and forma.endswith("ion") and forma not in _SIN_TILDE:
        return f"{forma[:-2]}ón"
    return forma
