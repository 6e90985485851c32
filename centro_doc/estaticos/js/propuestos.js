// La lista de vínculos sugeridos con el teclado: J y K pasan, X marca, A acepta, R rechaza.
// Sin este archivo, cada cosa tiene su casilla o su botón.

const formulario = document.querySelector("[data-propuestos]");
const todos = () => [...formulario.querySelectorAll("[data-propuesto]")];

if (formulario) document.addEventListener("keydown", (evento) => {
  if (evento.ctrlKey || evento.metaKey || evento.altKey) return;
  if (evento.target.matches("input:not([type=checkbox]), select, textarea")) return;
  const aqui = evento.target.closest("[data-propuesto]");
  const hace = {
    j: () => pasar(aqui, 1),
    k: () => pasar(aqui, -1),
    x: () => aqui?.querySelector("[type=checkbox]").click(),
    a: () => aqui?.querySelector("button[value^='aceptar:']").click(),
    r: () => aqui?.querySelector("button[value^='rechazar:']").click(),
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
