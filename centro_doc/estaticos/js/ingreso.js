// La bandeja: seguir lo que se lee sin recargar la página, y recorrer la cola con el teclado.
// Sin este archivo, «Actualizar» recarga y las casillas se marcan una a una.

import { recordar, reponer } from "./renovar.js";

const PAUSA = 2000;
const PARTES = ["#lote", "#importaciones", ".titular .num", '[aria-labelledby="t-cola"]', 'nav[aria-label="Principal"]'];

let plazo = 0;
let ultima = null;

iniciar();
document.addEventListener("centro:cambio", iniciar);
document.addEventListener("centro:subido", () => renovarTodo().then(seguir));
document.addEventListener("visibilitychange", () => {
  clearTimeout(plazo);
  if (!document.hidden) preguntar();
});
document.addEventListener("keydown", alTeclear);
document.addEventListener("change", (suceso) => {
  if (suceso.target.matches('.cola input[type="checkbox"]')) alElegir(suceso.target);
});

function iniciar() {
  contarElegidos();
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
  for (const parte of PARTES) renovar(pagina, parte);
  contarElegidos();
  anunciar();
}

// A quien no ve la página: las cuentas del lote, cuando cambian.
function anunciar() {
  const cuentas = document.querySelector("#lote .lote__t .num")?.textContent ?? "";
  const dicho = document.getElementById("dicho-del-lote");
  if (dicho && dicho.textContent !== cuentas) dicho.textContent = cuentas;
}

// No toca la parte en que la persona está escribiendo; deja abierto, elegido y con el foco lo que lo estaba.
function renovar(pagina, parte) {
  const vieja = document.querySelector(parte);
  const nueva = pagina.querySelector(parte);
  if (!vieja || !nueva) return;
  const estado = recordar(vieja);
  if (!estado || !reponer(estado, nueva)) return;
  vieja.replaceWith(nueva);
  if (estado.foco) nueva.querySelector(estado.foco).focus({ preventScroll: true });
}

function casillas() {
  return [...document.querySelectorAll('.cola tbody input[type="checkbox"]')];
}

function alElegir(casilla) {
  if (casilla.closest("thead")) for (const una of casillas()) una.checked = casilla.checked;
  else ultima = casilla.value;
  contarElegidos();
}

function contarElegidos() {
  const elegidos = casillas().filter((una) => una.checked).length;
  const cuenta = document.querySelector(".cola__n");
  if (cuenta) cuenta.textContent = elegidos === 0 ? "" : elegidos === 1 ? "1 elegido" : `${elegidos} elegidos`;
  const todos = document.querySelector('.cola thead input[type="checkbox"]');
  if (!todos) return;
  todos.checked = elegidos > 0 && elegidos === casillas().length;
  todos.indeterminate = elegidos > 0 && !todos.checked;
}

// Con el foco en una fila de la cola, y no en un campo de texto. Fuera de ella no hay atajos.
function alTeclear(suceso) {
  const fila = suceso.target.closest?.(".cola tbody tr");
  if (!fila || suceso.ctrlKey || suceso.metaKey || suceso.altKey) return;
  if (suceso.target.matches('input:not([type="checkbox"]), select, textarea')) return;
  const tecla = suceso.key.length === 1 ? suceso.key.toLowerCase() : suceso.key;
  if (tecla === "x") elegir(fila, suceso.shiftKey);
  else if (tecla === "a") document.querySelector(".cola__pie button").focus();
  else {
    const destino = {
      ArrowDown: fila.nextElementSibling,
      ArrowUp: fila.previousElementSibling,
      Home: fila.parentElement.firstElementChild,
      End: fila.parentElement.lastElementChild,
    }[tecla];
    if (!destino) return;
    destino.querySelector("a.cola__t").focus();
  }
  suceso.preventDefault();
}

// Con Mayús, todas las que haya entre la última elegida y ésta.
function elegir(fila, hasta) {
  const todas = casillas();
  const esta = fila.querySelector('input[type="checkbox"]');
  const desde = hasta ? todas.findIndex((una) => una.value === ultima) : -1;
  if (desde >= 0) {
    const aqui = todas.indexOf(esta);
    for (const una of todas.slice(Math.min(desde, aqui), Math.max(desde, aqui) + 1)) una.checked = true;
  } else esta.checked = !esta.checked;
  ultima = esta.value;
  contarElegidos();
}
