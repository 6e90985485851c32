// Lo que se selecciona en el texto de una página, para llevarlo a un formulario con un botón que flota junto a él.

let barra = null;
let elegido = null;
let texto = null;

// Ofrece `rotulo` mientras haya algo elegido en el texto; al pulsarlo, llena `pasaje`, `p` e `inicio` del formulario.
export function ofrecer(donde, rotulo, clase, formulario, abrir) {
  if (!barra) montar(donde);
  const boton = document.createElement("button");
  boton.type = "button";
  boton.className = `boton ${clase} boton--chico`;
  boton.textContent = rotulo;
  barra.append(boton);
  boton.addEventListener("click", () => {
    if (!elegido) return;
    formulario.elements.pasaje.value = elegido.toString();
    formulario.elements.p.value = texto.dataset.pagina;
    formulario.elements.inicio.value = puntosHasta(elegido);
    barra.hidden = true;
    abrir();
  });
  // Quien corrige a mano el pasaje ya no habla de lo seleccionado.
  for (const campo of ["pasaje", "p"]) {
    formulario.elements[campo].addEventListener("input", () => (formulario.elements.inicio.value = ""));
  }
}

function montar(donde) {
  texto = donde;
  barra = document.createElement("div");
  barra.className = "vincular-flotante";
  barra.hidden = true;
  texto.after(barra);
  document.addEventListener("selectionchange", () => {
    // Pulsar un botón deshace la selección: lo elegido se recuerda y los botones siguen ahí.
    const ahora = seleccion();
    if (!ahora && barra.matches(":hover, :focus-within")) return;
    elegido = ahora?.cloneRange() ?? null;
    barra.hidden = !elegido;
    if (elegido) colocar(elegido.getBoundingClientRect());
  });
}

function seleccion() {
  const elegida = document.getSelection();
  if (!elegida || elegida.isCollapsed || elegida.rangeCount === 0) return null;
  const rango = elegida.getRangeAt(0);
  return texto.contains(rango.commonAncestorContainer) && rango.toString().trim() ? rango : null;
}

// El servidor cuenta puntos de código; JavaScript, unidades UTF-16.
function puntosHasta(rango) {
  const antes = document.createRange();
  antes.setStart(texto, 0);
  antes.setEnd(rango.startContainer, rango.startOffset);
  return [...antes.toString()].length;
}

function colocar(caja) {
  barra.style.left = `${Math.max(8, Math.min(caja.left, innerWidth - barra.offsetWidth - 16)) + scrollX}px`;
  barra.style.top = `${caja.bottom + 8 + scrollY}px`;
}
