// Sin la dirección pública del sitio, el servidor sólo escribe la ruta: el navegador sabe a qué sitio entró.

for (const una of document.querySelectorAll("[data-direccion]")) {
  const donde = "value" in una ? "value" : "textContent";
  una[donde] = new URL(una[donde], document.baseURI).href;
}
