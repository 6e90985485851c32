// Menús hechos con <details>: se cierran con Esc, al abrir otro y al hacer clic fuera.

const abiertos = () => document.querySelectorAll("details.menu[open]");

document.addEventListener("keydown", (evento) => {
  if (evento.key !== "Escape") return;
  for (const menu of abiertos()) {
    const dentro = menu.contains(document.activeElement);
    menu.open = false;
    if (dentro) menu.querySelector("summary").focus();
  }
});

document.addEventListener("click", (evento) => {
  for (const menu of abiertos()) {
    if (!menu.contains(evento.target)) menu.open = false;
  }
});

// En el teléfono la barra se desplaza a lo ancho: que la sección actual quede a la vista.
document.querySelector(".nav [aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
