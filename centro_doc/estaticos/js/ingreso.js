// La bandeja: seguir lo que se lee sin recargar la página, y recorrer la cola con el teclado.
// Sin este archivo, «Actualizar» recarga y las casillas se marcan una a una.

const PAUSA = 2000;

let plazo = 0;

iniciar();
document.addEventListener("centro:cambio", iniciar);
document.addEventListener("centro:subido", () => renovarTodo().then(seguir));
document.addEventListener("visibilitychange", () => {
  clearTimeout(plazo);
  if (!document.hidden) preguntar();
});
document.addEventListener("keydown", alTeclear);

function iniciar() {
  elegirTodos();
  seguir();
}

function enCurso() {
  return [...document.querySelectorAll("[data-en-curso]")].some((parte) => parte.dataset.enCurso !== "0");
}

// Se detiene si no hay nada en curso o si nadie mira la pestaña.
function seguir() {
  clearTimeout(plazo);
  if (enCurso() && !document.hidden) plazo = setTimeout(preguntar, PAUSA);
}

async function preguntar() {
  const lote = document.getElementById("lote");
  if (!lote || !enCurso()) return;
  const respuesta = await fetch(lote.dataset.avance, { headers: { Accept: "application/json" } }).catch(() => null);
  const dicho = respuesta?.ok ? await respuesta.json() : null;
  if (dicho) {
    for (const [codigo, fila] of Object.entries(dicho.filas)) ponerAvance(codigo, fila);
    if (dicho.sello !== lote.dataset.sello) await renovarTodo();
  }
  seguir();
}

function ponerAvance(codigo, { texto, avance }) {
  const fila = document.querySelector(`[data-recibo="${CSS.escape(codigo)}"]`);
  const estado = fila?.querySelector(".estado");
  const barra = fila?.querySelector("progress");
  if (!estado || !barra) return;
  if (estado.lastChild.textContent !== texto) estado.lastChild.textContent = texto;
  barra.hidden = !avance;
  if (avance) [barra.value, barra.max] = avance;
}

async function renovarTodo() {
  const respuesta = await fetch(location.pathname + location.search, { headers: { Accept: "text/html" } }).catch(() => null);
  const pagina = new DOMParser().parseFromString(respuesta?.ok ? await respuesta.text() : "", "text/html");
  for (const parte of ["#lote", "#importaciones", ".titular .num", '[aria-labelledby="t-cola"]']) renovar(pagina, parte);
  elegirTodos();
}

// No toca la parte en que la persona está trabajando, y deja abierto lo que abrió.
function renovar(pagina, parte) {
  const vieja = document.querySelector(parte);
  const nueva = pagina.querySelector(parte);
  if (!vieja || !nueva) return;
  const escrito = [...vieja.querySelectorAll('input[type="password"], input[name="motivo"]')].some((campo) => campo.value);
  if (escrito || vieja.contains(document.activeElement) || vieja.querySelector("tbody :checked")) return;
  const abiertos = [...vieja.querySelectorAll("details")].map((plegado) => plegado.open);
  nueva.querySelectorAll("details").forEach((plegado, n) => (plegado.open ||= abiertos[n] ?? false));
  vieja.replaceWith(nueva);
}

function elegirTodos() {
  const todos = document.querySelector('.cola thead input[type="checkbox"]');
  if (!todos || todos.dataset.listo) return;
  todos.dataset.listo = "si";
  todos.addEventListener("change", () => {
    for (const casilla of document.querySelectorAll('.cola tbody input[type="checkbox"]')) {
      casilla.checked = todos.checked;
    }
  });
}

// Con el foco en una fila de la cola: flechas para moverse, x para elegirla. Fuera de ella no hay atajos.
function alTeclear(suceso) {
  const fila = suceso.target.closest?.(".cola tbody tr");
  if (!fila || suceso.ctrlKey || suceso.metaKey || suceso.altKey) return;
  if (suceso.key === "x") {
    const casilla = fila.querySelector('input[type="checkbox"]');
    casilla.checked = !casilla.checked;
    suceso.preventDefault();
    return;
  }
  const vecina = { ArrowDown: fila.nextElementSibling, ArrowUp: fila.previousElementSibling }[suceso.key];
  if (!vecina) return;
  suceso.preventDefault();
  vecina.querySelector("a.cola__t").focus();
}
