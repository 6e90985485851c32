// Menús hechos con <details>: se cierran con Esc, al elegir otro y al hacer clic fuera.

export function menus() {
  const abiertos = () => document.querySelectorAll("details.menu[open]");

  document.addEventListener("keydown", (evento) => {
    if (evento.key !== "Escape") return;
    for (const menu of abiertos()) {
      menu.open = false;
      menu.querySelector("summary").focus();
    }
  });

  document.addEventListener("click", (evento) => {
    for (const menu of abiertos()) {
      if (!menu.contains(evento.target)) menu.open = false;
    }
  });
}
