// Seleccionar un pasaje en el texto de la página y vincularlo. Sin este archivo, se copia y se pega.

import { ofrecer } from "./seleccion.js";

const texto = document.querySelector(".hoja-texto[data-vincular]");
const panel = texto && document.getElementById(texto.dataset.vincular);
if (panel) {
  const formulario = panel.querySelector("form");
  ofrecer(texto, "Vincular este pasaje", "boton--ok", formulario, () => {
    document.querySelector('.pestanas a[href="#vinculos"]')?.click();
    panel.open = true;
    formulario.elements.destino.focus();
  });
}
