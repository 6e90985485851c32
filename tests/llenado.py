"""Lo que un navegador enviaría de la página de catalogar."""

import html
import re

SALVO_BOTON = re.compile(
    r'<(?:input type="(?P<clase>hidden|radio)" name="(?P<n1>[^"]+)" value="(?P<v1>[^"]*)"(?P<marca> checked)?'
    r'|input (?!type="checkbox")[^>]*?name="(?P<n2>[^"]+)" value="(?P<v2>[^"]*)"'
    r'|textarea [^>]*?name="(?P<n3>[^"]+)"[^>]*>\n?(?P<v3>[^<]*)'
    r'|select [^>]*?name="(?P<n4>[^"]+)"[^>]*>(?P<opciones>.*?)</select>)',
    re.DOTALL,
)


def formulario(cliente, ruta):
    """Lo que el navegador enviaría de la página tal como llega, sin pulsar todavía ningún botón."""
    pagina = cliente.get(ruta).text
    datos = {}
    trozo = pagina[pagina.index('id="f"') : pagina.index("</form>", pagina.index('id="f"'))]
    for hallado in SALVO_BOTON.finditer(trozo):
        nombre = hallado["n1"] or hallado["n2"] or hallado["n3"] or hallado["n4"]
        if hallado["clase"] == "radio" and not hallado["marca"]:
            continue
        if hallado["n4"]:
            elegido = re.search(r'value="([^"]*)" selected', hallado["opciones"])
            valor = elegido[1] if elegido else re.search(r'value="([^"]*)"', hallado["opciones"])[1]
        else:
            valor = hallado["v1"] or hallado["v2"] or hallado["v3"] or ""
        datos.setdefault(nombre, []).append(html.unescape(valor))
    datos["accion"] = ["guardar"]
    return {n: v if n == "ambar" else v[0] for n, v in datos.items()}
