// La estructura del documento: el artículo que se ve va señalado en el árbol y su cita, lista para copiar.
// Sin este archivo el árbol es un índice de enlaces y la cita es la del primer artículo de la página.

const arbol = document.querySelector(".arbol");
const cita = document.getElementById("cita-del-articulo");
const comienzos = [...document.querySelectorAll(".comienzo")];
const rama = (ancla) => arbol.querySelector(`a[data-ancla="${CSS.escape(ancla)}"]`);

// El artículo que se pidió manda hasta que la persona se desplace por sí misma: llegar a él también desplaza.
let pedido = false;

// La dirección permanente no dice la página: si el artículo está en otra, se va a ella.
function irASuPagina() {
  const ancla = decodeURIComponent(location.hash.slice(1));
  const enlace = ancla && rama(ancla);
  if (enlace && !comienzos.some((uno) => uno.id === ancla)) location.replace(enlace.href);
  else if (enlace) {
    pedido = true;
    senalar(ancla);
  }
}

const TECLAS = new Set(["ArrowUp", "ArrowDown", "PageUp", "PageDown", "Home", "End", " "]);
const DESPLAZA = {
  wheel: () => true,
  touchmove: () => true,
  keydown: (evento) => TECLAS.has(evento.key),
  pointerdown: (evento) => evento.clientX >= document.documentElement.clientWidth, // la barra de la ventana
};
function soltar(evento) {
  const enOtraCosa = evento.target instanceof Element && evento.target.closest("input, select, textarea, .arbol");
  if (!enOtraCosa && DESPLAZA[evento.type](evento)) pedido = false;
}

function senalar(ancla) {
  const elegida = rama(ancla);
  if (!elegida) return;
  for (const otra of arbol.querySelectorAll("[aria-current]")) otra.removeAttribute("aria-current");
  elegida.setAttribute("aria-current", "true");
  const escrita = document.getElementById(ancla)?.dataset.cita;
  if (cita && escrita) cita.textContent = escrita;
  mostrar(elegida);
}

// La rama a la vista dentro del árbol, sin mover la página.
function mostrar(elegida) {
  const lista = arbol.getBoundingClientRect();
  const caja = elegida.getBoundingClientRect();
  if (caja.top < lista.top || caja.bottom > lista.bottom) {
    arbol.scrollTop += caja.top - lista.top - lista.height / 3;
  }
}

// Se lee lo que está justo debajo de la barra del visor, que no se va de lo alto.
let pendiente = false;
function seguir() {
  if (pendiente || pedido) return;
  pendiente = true;
  requestAnimationFrame(() => {
    pendiente = false;
    const linea = innerHeight * 0.15;
    const pasados = comienzos.filter((uno) => uno.getBoundingClientRect().top <= linea);
    const visto = pasados.at(-1);
    if (visto) senalar(visto.id);
  });
}

if (arbol) {
  addEventListener("hashchange", irASuPagina);
  addEventListener("scroll", seguir, { passive: true });
  for (const suceso of Object.keys(DESPLAZA)) addEventListener(suceso, soltar, { passive: true });
  irASuPagina();
  // En una pestaña cerrada el árbol no mide nada: la rama se busca cada vez que se abre.
  let abierto = false;
  new ResizeObserver(([medido]) => {
    const seVe = medido.contentRect.height > 0;
    const actual = seVe && !abierto && arbol.querySelector("[aria-current]");
    if (actual) mostrar(actual);
    abierto = seVe;
  }).observe(arbol);
}
