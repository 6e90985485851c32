// Seleccionar un pasaje en el texto de la página y vincularlo. Sin este archivo, se copia y se pega.

const texto = document.querySelector(".hoja-texto[data-vincular]");
const panel = texto && document.getElementById(texto.dataset.vincular);
if (panel) montar(texto, panel);

function montar(texto, panel) {
  const formulario = panel.querySelector("form");
  const boton = document.createElement("button");
  boton.type = "button";
  boton.className = "boton boton--ok boton--chico vincular-flotante";
  boton.textContent = "Vincular este pasaje";
  boton.hidden = true;
  texto.after(boton);

  let elegido = null;
  document.addEventListener("selectionchange", () => {
    // Pulsar el botón deshace la selección: lo elegido se recuerda y el botón sigue ahí.
    const ahora = seleccion(texto);
    if (!ahora && boton.matches(":hover, :focus")) return;
    elegido = ahora?.cloneRange() ?? null;
    boton.hidden = !elegido;
    if (elegido) colocar(boton, elegido.getBoundingClientRect());
  });
  boton.addEventListener("click", () => {
    if (!elegido) return;
    formulario.elements.pasaje.value = elegido.toString();
    formulario.elements.p.value = texto.dataset.pagina;
    formulario.elements.inicio.value = puntosHasta(texto, elegido);
    boton.hidden = true;
    abrir(panel, formulario);
  });
  // Quien corrige a mano el pasaje ya no habla de lo seleccionado.
  for (const campo of ["pasaje", "p"]) {
    formulario.elements[campo].addEventListener("input", () => (formulario.elements.inicio.value = ""));
  }
}

function seleccion(texto) {
  const elegida = document.getSelection();
  if (!elegida || elegida.isCollapsed || elegida.rangeCount === 0) return null;
  const rango = elegida.getRangeAt(0);
  return texto.contains(rango.commonAncestorContainer) && rango.toString().trim() ? rango : null;
}

// El servidor cuenta puntos de código; JavaScript, unidades UTF-16.
function puntosHasta(texto, rango) {
  const antes = document.createRange();
  antes.setStart(texto, 0);
  antes.setEnd(rango.startContainer, rango.startOffset);
  return [...antes.toString()].length;
}

function colocar(boton, caja) {
  boton.style.left = `${Math.max(8, Math.min(caja.left, innerWidth - 200)) + scrollX}px`;
  boton.style.top = `${caja.bottom + 8 + scrollY}px`;
}

function abrir(panel, formulario) {
  document.querySelector('.pestanas a[href="#vinculos"]')?.click();
  panel.open = true;
  formulario.elements.destino.focus();
}
