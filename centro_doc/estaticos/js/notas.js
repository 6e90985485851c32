// Anotar el pasaje seleccionado en el texto de la página, y no perder una nota a medio escribir si algo falla: se
// guarda en esta pestaña hasta que el servidor la recibe. Sin este archivo, el pasaje se copia y se pega.

import { ofrecer } from "./seleccion.js";

const CAMPOS = ["texto", "alcance", "pasaje", "p", "inicio"];
const ENVIADA = "nota-enviada";

const texto = document.querySelector(".hoja-texto[data-anotar]");
const panel = texto && document.getElementById(texto.dataset.anotar);
if (panel) {
  const formulario = panel.querySelector("form");
  ofrecer(texto, "Anotar este pasaje", "boton--2", formulario, () => {
    document.querySelector('.pestanas a[href="#notas"]')?.click();
    panel.open = true;
    formulario.elements.texto.focus();
  });
}

// La que se envió y llegó ya no hace falta; si no llegó, el servidor la devuelve escrita o aquí sigue.
const enviada = sessionStorage.getItem(ENVIADA);
if (enviada && document.querySelector(".aviso--ok")) sessionStorage.removeItem(enviada);
sessionStorage.removeItem(ENVIADA);

for (const formulario of document.querySelectorAll("form[data-borrador-local]")) recordar(formulario);

function recordar(formulario) {
  const clave = formulario.dataset.borradorLocal;
  const controles = CAMPOS.map((nombre) => formulario.elements[nombre]).filter(Boolean);
  const guardado = JSON.parse(sessionStorage.getItem(clave) ?? "null");
  const intacto = formulario.elements.texto.value === formulario.elements.texto.defaultValue;
  if (guardado?.texto && intacto && !document.querySelector(".resumen-errores")) {
    for (const control of controles) if (control.name in guardado) control.value = guardado[control.name];
    const plegado = formulario.closest("details");
    if (plegado) plegado.open = true;
  }
  formulario.addEventListener("input", () => {
    const escrito = Object.fromEntries(controles.map((control) => [control.name, control.value]));
    if (escrito.texto) sessionStorage.setItem(clave, JSON.stringify(escrito));
    else sessionStorage.removeItem(clave);
  });
  formulario.addEventListener("submit", () => sessionStorage.setItem(ENVIADA, clave));
}
