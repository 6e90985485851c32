// Las sugerencias de la ficha con el teclado: J y K pasan de una a otra, A acepta, R rechaza, E edita su campo y
// V la busca en la página. Decidir una no recarga la página ni pierde lo escrito.
// Sin este archivo, cada cosa tiene su botón o su enlace.

import { destino } from "./hoja.js";

const CLAVE = "atajos-de-letra";
const DECIDEN = /^(aceptar|rechazar|deshacer):/;

export function sugerir(formulario, { alCambiar, verHoja }) {
  conTeclado(formulario, verHoja);
  sinRecargar(formulario, alCambiar);
  conElRaton(formulario, verHoja);
  elegirAtajos();
  const actual = document.getElementById("actual");
  if (actual) mirar(actual.querySelector(".sug"), { sinMover: true });
}

const todas = () => [...document.querySelectorAll(".cat__form .sug")];
const pendientes = () => todas().filter((una) => una.classList.contains("sug--pend"));
const escribiendo = (nodo) => nodo?.matches?.("input:not([type=checkbox], [type=radio]), textarea, select");

// La sugerencia de un control y el control de una sugerencia comparten el renglón del formulario.
const renglon = (nodo) => nodo?.closest(".campo2, .fecha");
const control = (una) => renglon(una)?.querySelector(".entrada--sug:not(select)") ?? renglon(una)?.querySelector(".entrada");

function mirar(una, { sinMover = false } = {}) {
  if (!una) return;
  for (const otro of document.querySelectorAll(".campo2--actual")) otro.classList.remove("campo2--actual");
  renglon(una)?.classList.add("campo2--actual");
  senalar(una.dataset.s);
  una.focus({ preventScroll: sinMover });
  if (!sinMover) una.scrollIntoView({ block: "nearest" });
}

function senalar(id) {
  for (const nodo of document.querySelectorAll(".cat__pag [data-s]")) {
    const suya = nodo.dataset.s.split(" ").includes(id);
    nodo.classList.toggle(nodo.classList.contains("rotulo") ? "rotulo--foco" : "caja--foco", suya);
  }
}

function conTeclado(formulario, verHoja) {
  document.addEventListener("keydown", (evento) => {
    if (evento.ctrlKey || evento.metaKey || evento.altKey) return;
    const aqui = evento.target.closest(".sug");
    if (escribiendo(evento.target)) return desdeElCampo(formulario, evento);
    if (!document.getElementById(CLAVE)?.checked || evento.target.closest(".menu__caja")) return;
    const tecla = evento.key.toLowerCase();
    const hace = { j: () => pasar(aqui, 1), k: () => pasar(aqui, -1), "?": abrirAtajos }[tecla];
    const conEsta = {
      a: () => pulsar(formulario, aqui, "aceptar"),
      r: () => pulsar(formulario, aqui, "rechazar"),
      e: () => editar(aqui),
      v: () => ver(aqui.querySelector("[data-ver]"), verHoja),
    }[tecla];
    const hacer = hace ?? (aqui && conEsta);
    if (!hacer) return;
    evento.preventDefault();
    hacer();
  });
}

// En un campo con algo propuesto, Intro lo acepta como quedó escrito y Escape vuelve a la sugerencia.
function desdeElCampo(formulario, evento) {
  const una = renglon(evento.target)?.querySelector(".sug--pend");
  if (!una) return;
  if (evento.key === "Escape") mirar(una);
  else if (evento.key === "Enter" && evento.target.matches("input")) pulsar(formulario, una, "aceptar");
  else return;
  evento.preventDefault();
}

function pasar(aqui, hacia) {
  const lista = pendientes().length ? pendientes() : todas();
  const orden = todas().indexOf(aqui);
  const siguientes = lista.filter((una) => Math.sign(todas().indexOf(una) - orden) === hacia);
  const elegida = aqui ? (hacia > 0 ? siguientes[0] : siguientes.at(-1)) : lista[0];
  mirar(elegida ?? aqui ?? lista[0]);
}

function pulsar(formulario, una, accion) {
  const boton = una.querySelector(`button[value="${accion}:${una.dataset.s}"]`);
  if (boton) formulario.requestSubmit(boton);
}

function editar(una) {
  const campo = control(una);
  campo?.focus();
  campo?.select?.();
}

async function ver(boton, verHoja) {
  await verHoja(destino(boton));
  document.getElementById(`m${boton.dataset.ver}`)?.scrollIntoView({ block: "nearest" });
}

function abrirAtajos() {
  const menu = document.querySelector(".atajos");
  menu.open = !menu.open;
  if (menu.open) menu.querySelector("summary").focus();
}

function conElRaton(formulario, verHoja) {
  document.addEventListener("click", (evento) => {
    if (evento.ctrlKey || evento.metaKey || evento.shiftKey) return;
    const boton = evento.target.closest("[data-ver]");
    const rotulo = evento.target.closest(".cat__pag a.rotulo");
    if (boton) ver(boton, verHoja);
    else if (rotulo) mirar(document.getElementById(`s${rotulo.dataset.s}`));
    else return;
    evento.preventDefault();
  });
  formulario.addEventListener("focusin", (evento) => {
    const una = evento.target.closest(".sug") ?? renglon(evento.target)?.querySelector(".sug--pend");
    if (una) senalar(una.dataset.s);
  });
}

function sinRecargar(formulario, alCambiar) {
  let ocupado = false;
  formulario.addEventListener("submit", async (evento) => {
    const boton = evento.submitter;
    if (!boton || !DECIDEN.test(boton.value) || boton.dataset.recarga) return;
    evento.preventDefault();
    if (ocupado) return;
    ocupado = true;
    await decidir(formulario, boton, alCambiar).finally(() => (ocupado = false));
  });
}

async function decidir(formulario, boton, alCambiar) {
  const respuesta = await fetch(formulario.action, {
    method: "POST",
    body: new URLSearchParams(new FormData(formulario, boton)),
    headers: { Accept: "text/html" },
  }).catch(() => null);
  const pagina = respuesta && new DOMParser().parseFromString(await respuesta.text(), "text/html");
  const nuevo = pagina?.getElementById("f");
  // Lo que no se guardó sigue sin guardar: salir de la página lo pregunta.
  if (!nuevo || !respuesta.ok) formulario.dispatchEvent(new Event("input"));
  if (!nuevo) return avisar(respuesta);
  const vinculo = [...formulario.elements].filter((uno) => uno.name.startsWith("v-")).map((uno) => [uno.name, uno.value]);
  document.querySelector(".barra").replaceWith(pagina.querySelector(".barra"));
  document.querySelector(".cat__pag").replaceWith(pagina.querySelector(".cat__pag"));
  if (respuesta.ok) formulario.dispatchEvent(new Event("guardada"));
  formulario.replaceChildren(...nuevo.childNodes);
  formulario.action = nuevo.action;
  for (const [nombre, valor] of vinculo) if (formulario.elements[nombre]) formulario.elements[nombre].value = valor;
  elegirAtajos();
  alCambiar();
  const actual = document.getElementById("actual");
  if (!respuesta.ok) formulario.querySelector(".resumen-errores")?.focus();
  else mirar(actual?.querySelector(".sug") ?? null);
  if (respuesta.ok && !actual) formulario.querySelector(".cat__pie .boton:last-child")?.focus();
}

function avisar(respuesta) {
  const avance = document.querySelector(".cat__avance");
  avance.textContent = respuesta
    ? "No se guardó: su sesión terminó o la página cambió. Ingrese en otra pestaña y vuelva a intentarlo."
    : "No se guardó: no hay conexión. Lo escrito sigue aquí; vuelva a intentarlo.";
}

// WCAG 2.2, 2.1.4: los atajos de una sola tecla se pueden apagar; se recuerda en este navegador.
function elegirAtajos() {
  const casilla = document.getElementById(CLAVE);
  if (!casilla) return;
  casilla.checked = localStorage.getItem(CLAVE) !== "no";
  casilla.addEventListener("change", () => localStorage.setItem(CLAVE, casilla.checked ? "si" : "no"));
}
