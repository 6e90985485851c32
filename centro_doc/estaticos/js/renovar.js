// Cambiar una parte de la página por otra más nueva sin que la persona pierda lo que tenía hecho.

// Lo abierto, lo elegido y el foco de una parte; nada si la persona está escribiendo en ella.
export function recordar(parte) {
  const activo = parte.contains(document.activeElement) ? document.activeElement : null;
  const escrito = [...parte.querySelectorAll("input, select, textarea")].some(cambiado);
  if (escrito || activo?.matches('input:not([type="checkbox"]), select, textarea')) return null;
  const foco = activo ? senas(activo) : "";
  if (activo && !foco) return null;
  return {
    foco,
    plegados: new Map([...parte.querySelectorAll("details[data-plegado]")].map((uno) => [uno.dataset.plegado, uno.open])),
    elegidos: [...parte.querySelectorAll('tbody input[type="checkbox"]:checked')].map((casilla) => casilla.value),
  };
}

// Pone en la parte nueva lo recordado de la vieja; falso si lo que tenía el foco o estaba elegido ya no está.
export function reponer({ foco, plegados, elegidos }, nueva) {
  if (foco && !nueva.querySelector(foco)) return false;
  const casillas = elegidos.map((valor) => nueva.querySelector(`tbody input[value="${CSS.escape(valor)}"]`));
  if (casillas.includes(null)) return false;
  for (const casilla of casillas) casilla.checked = true;
  for (const uno of nueva.querySelectorAll("details[data-plegado]")) {
    uno.open = plegados.get(uno.dataset.plegado) ?? uno.open;
  }
  return true;
}

function cambiado(campo) {
  if (campo.type === "checkbox" || campo.type === "hidden") return false;
  if (campo.tagName !== "SELECT") return campo.value !== campo.defaultValue;
  const deInicio = [...campo.options].findIndex((opcion) => opcion.defaultSelected);
  return campo.selectedIndex !== Math.max(deInicio, 0);
}

// Un selector que lo halla en la parte nueva; vacío si no hay con qué.
function senas(elemento) {
  if (elemento.id) return `#${CSS.escape(elemento.id)}`;
  const plegado = elemento.closest("details[data-plegado]");
  if (elemento.tagName === "SUMMARY" && plegado) return `[data-plegado="${CSS.escape(plegado.dataset.plegado)}"] > summary`;
  for (const nombre of ["value", "formaction", "href"]) {
    const valor = elemento.getAttribute(nombre);
    const clase = elemento.classList[0] ? `.${CSS.escape(elemento.classList[0])}` : "";
    if (valor) return `${elemento.tagName.toLowerCase()}${clase}[${nombre}="${CSS.escape(valor)}"]`;
  }
  return "";
}
