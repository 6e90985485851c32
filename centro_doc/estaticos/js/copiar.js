// El botón que copia un texto de la página; si el navegador no deja, lo elige para copiarlo a mano.

for (const boton of document.querySelectorAll("[data-copiar]")) {
  boton.addEventListener("click", async () => {
    const texto = document.getElementById(boton.dataset.copiar);
    try {
      await navigator.clipboard.writeText(texto.textContent.trim());
      boton.textContent = "Copiada";
    } catch {
      getSelection().selectAllChildren(texto);
    }
  });
}
