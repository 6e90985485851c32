// Lo escrito en la ficha y aún sin guardar no se pierde: tras una pausa se guarda solo, como borrador de quien
// escribe. Si no hay conexión, se vuelve a intentar y salir de la página lo pregunta.
// Al salir o recargar se manda lo que falte, y queda aparte hasta saber que llegó.
// Sin este archivo, los botones que mueven la página guardan el borrador.

import { apartar, desapartar, reponer } from "./aparte.js";

const PAUSA = 1500;
const REINTENTO = 15000;
const ESPERA = 8000;
const CABE_AL_SALIR = 60000;

export function cuidarLoEscrito(formulario) {
  let escrito = "sinGuardar" in formulario.dataset;
  let enviando = false;
  let reloj;
  let cola = Promise.resolve();

  // De uno en uno: lo que se escribió antes no puede llegar después.
  const enviar = (saliendo = false) => (cola = cola.then(() => uno(saliendo)));
  async function uno(saliendo) {
    clearTimeout(reloj);
    if (!escrito) return;
    escrito = false;
    enviando = true;
    const quedo = await mandar(formulario, saliendo).finally(() => (enviando = false));
    if (quedo) return escrito || desapartar(formulario);
    escrito = true;
    reloj = setTimeout(() => enviar(), REINTENTO);
  }
  function apuntar() {
    escrito = true;
    clearTimeout(reloj);
    reloj = setTimeout(() => enviar(), PAUSA);
  }
  function olvidar() {
    clearTimeout(reloj);
    escrito = false;
    desapartar(formulario);
  }

  formulario.addEventListener("input", apuntar);
  formulario.addEventListener("guardada", olvidar);
  const { repuesto, faltan } = reponer(formulario);
  if (escrito || repuesto) apuntar();
  if (repuesto) enviar().then(() => faltan && !escrito && location.reload());
  alEnviar(formulario, { parar: () => clearTimeout(reloj), enviando: () => enviando, cola: () => cola, olvidar });
  alSalir({ escrito: () => escrito, enviar, deUltimo: () => mandar(formulario, true), apartar: () => apartar(formulario) });
}

// La ficha se guarda cuando ya no queda un borrador en camino: si no, éste llegaría después y diría lo viejo.
function alEnviar(formulario, { parar, enviando, cola, olvidar }) {
  const soloMira = (boton) =>
    (boton?.formAction.includes("/borrador") && boton.name !== "descartar") ||
    (boton?.value === "intro" && document.activeElement.id === "p");
  formulario.addEventListener(
    "submit",
    async (evento) => {
      const boton = evento.submitter;
      if (soloMira(boton)) return;
      parar();
      if (!enviando()) return;
      evento.preventDefault();
      evento.stopImmediatePropagation();
      await cola();
      formulario.requestSubmit(boton);
    },
    { capture: true },
  );
  document.addEventListener("submit", (evento) => {
    if (evento.target === formulario && !evento.defaultPrevented) olvidar();
  });
}

function alSalir({ escrito, enviar, deUltimo, apartar }) {
  addEventListener("online", () => enviar());
  document.addEventListener("visibilitychange", () => document.hidden && enviar());
  document.addEventListener("click", async (evento) => {
    const enlace = evento.target.closest("a[href]");
    const aparte = evento.ctrlKey || evento.metaKey || evento.shiftKey || enlace?.target || enlace?.hasAttribute("download");
    if (!enlace || aparte || evento.defaultPrevented || !escrito() || deAqui(enlace)) return;
    evento.preventDefault();
    await enviar();
    location.assign(enlace.href);
  });
  // Se manda antes de pedir la otra página; mientras se contesta la pregunta, llega.
  addEventListener("beforeunload", (evento) => {
    if (!escrito()) return;
    evento.preventDefault();
    apartar();
    enviar(true);
  });
  addEventListener("pagehide", () => escrito() && deUltimo());
}

const deAqui = (enlace) => enlace.href.split("#")[0] === location.href.split("#")[0] && enlace.hash;

// Verdadero si quedó guardado, o si no había nada que guardar.
async function mandar(formulario, saliendo = false) {
  const control = new AbortController();
  const limite = setTimeout(() => control.abort(), ESPERA);
  const cuerpo = new URLSearchParams(new FormData(formulario));
  const respuesta = await fetch(formulario.dataset.borrador, {
    method: "POST",
    body: cuerpo,
    headers: { Accept: "application/json" },
    signal: control.signal,
    keepalive: saliendo && String(cuerpo).length < CABE_AL_SALIR,
  }).catch(() => null);
  clearTimeout(limite);
  if (!respuesta) return decir("Sin conexión: lo escrito aún no se guarda", false);
  if (!respuesta.ok || respuesta.redirected) return decir("No se guarda lo escrito: ingrese otra vez en otra pestaña", false);
  const { hora, aviso } = await respuesta.json();
  avisar(aviso);
  return decir(hora ? `Borrador guardado ${hora}` : "", true);
}

function decir(texto, quedo) {
  const estado = document.querySelector(".borrador");
  if (estado.textContent !== texto) estado.textContent = texto;
  estado.classList.toggle("borrador--mal", !quedo);
  return quedo;
}

function avisar(aviso) {
  const caja = document.getElementById("otra-guardo");
  if (!caja || caja.querySelector("strong").textContent === aviso) return;
  caja.querySelector("strong").textContent = aviso;
  caja.hidden = !aviso;
}
