// El botón «Imprimir»: sin este archivo no se ve, y se imprime con la orden del navegador.

document.querySelector("[data-imprimir]")?.addEventListener("click", () => print());
