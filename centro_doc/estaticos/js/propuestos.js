// La lista de vínculos sugeridos con el teclado: J y K pasan, X marca, A acepta, R rechaza, Z deshace.
// Tras decidir sobre una, el foco vuelve al sitio que ocupaba, donde ahora está la siguiente.
// Sin este archivo, cada cosa tiene su casilla o su botón.

const formulario = document.querySelector("[data-propuestos]");
const todos = () => [...formulario.querySelectorAll("[data-propuesto]")];
const SITIO = "propuestos-sitio";

if (formulario) {
  const sitio = sessionStorage.getItem(SITIO);
  sessionStorage.removeItem(SITIO);
  if (sitio !== null) todos().at(Math.min(Number(sitio), todos().length - 1))?.focus();
}

if (formulario) document.addEventListener("keydown", (evento) => {
  if (evento.ctrlKey || evento.metaKey || evento.altKey) return;
  if (evento.target.matches("input:not([type=checkbox]), select, textarea")) return;
  const aqui = evento.target.closest("[data-propuesto]");
  const hace = {
    j: () => pasar(aqui, 1),
    k: () => pasar(aqui, -1),
    x: () => aqui?.querySelector("[type=checkbox]").click(),
    a: () => decidir(aqui, "aceptar"),
    r: () => decidir(aqui, "rechazar"),
    z: () => document.querySelector("button[value='devolver']")?.click(),
  }[evento.key.toLowerCase()];
  if (!hace) return;
  evento.preventDefault();
  hace();
});

function pasar(aqui, hacia) {
  const lista = todos();
  const siguiente = aqui ? lista[lista.indexOf(aqui) + hacia] : lista[0];
  siguiente?.focus();
  siguiente?.scrollIntoView({ block: "nearest" });
}

function decidir(aqui, que) {
  if (!aqui) return;
  sessionStorage.setItem(SITIO, String(todos().indexOf(aqui)));
  aqui.querySelector(`button[value^='${que}:']`).click();
}
