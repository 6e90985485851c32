// Catalogar: atajos de teclado, cambio de tipo sin botón, los datos que pide cada clase de acceso y pasar de
// página sin perder lo escrito.
// Sin este archivo, cada cosa tiene su botón y todos los campos están a la vista.

import { sugerir } from "./sugerencias.js";

const formulario = document.getElementById("f");
if (formulario) {
  const preparar = () => {
    ocultarElBotonDeTipo(formulario);
    datosDelAcceso(formulario);
  };
  atajos(formulario);
  cambiarTipo(formulario);
  preparar();
  hojear(formulario);
  cuidarLoEscrito(formulario);
  sugerir(formulario, { alCambiar: preparar, verHoja: (direccion) => mostrarHoja(formulario, direccion) });
}

function pulsar(formulario, accion) {
  const boton = [...formulario.querySelectorAll(`button[name="accion"][value="${accion}"]`)].pop();
  if (boton) formulario.requestSubmit(boton);
}

function atajos(formulario) {
  document.addEventListener("keydown", (evento) => {
    if (!(evento.ctrlKey || evento.metaKey) || evento.altKey || evento.shiftKey) return;
    const accion = { Enter: "publicar", s: "guardar" }[evento.key];
    if (!accion) return;
    evento.preventDefault();
    pulsar(formulario, accion);
  });
}

function cambiarTipo(formulario) {
  formulario.addEventListener("change", (evento) => {
    if (evento.target.id === "tipo") formulario.requestSubmit(formulario.querySelector('button[value="tipo"]'));
  });
  formulario.addEventListener("change", (evento) => {
    if (evento.target.name === "acceso") datosDelAcceso(formulario);
  });
}

function ocultarElBotonDeTipo(formulario) {
  formulario.querySelector('button[value="tipo"]').hidden = true;
}

function datosDelAcceso(formulario) {
  const elegida = formulario.querySelector('input[name="acceso"]:checked')?.value;
  for (const grupo of formulario.querySelectorAll(".accesos__datos")) {
    grupo.hidden = !grupo.dataset.para.split(" ").includes(elegida);
  }
}

function hojear(formulario) {
  document.addEventListener("click", (evento) => {
    const enlace = evento.target.closest(".cat__pag a[href]");
    if (!enlace || enlace.matches(".rotulo") || evento.ctrlKey || evento.metaKey || evento.shiftKey) return;
    evento.preventDefault();
    mostrarHoja(formulario, new URL(enlace.href));
  });
  document.addEventListener("submit", (evento) => {
    if (!evento.target.matches(".cat__pag form")) return;
    evento.preventDefault();
    const direccion = new URL(location.href);
    for (const [nombre, valor] of new FormData(evento.target)) direccion.searchParams.set(nombre, valor);
    mostrarHoja(formulario, direccion);
  });
}

async function mostrarHoja(formulario, direccion) {
  const respuesta = await fetch(direccion, { headers: { Accept: "text/html" } }).catch(() => null);
  const pagina = new DOMParser().parseFromString(respuesta?.ok ? await respuesta.text() : "", "text/html");
  const nueva = pagina.querySelector(".cat__pag");
  if (!nueva) return location.assign(direccion);
  const vieja = document.querySelector(".cat__pag");
  const nombre = vieja.contains(document.activeElement) && document.activeElement.getAttribute("aria-label");
  vieja.replaceWith(nueva);
  if (nombre) (nueva.querySelector(`[aria-label="${nombre}"]`) ?? nueva.querySelector("a, input")).focus();
  formulario.action = pagina.getElementById("f").action;
  const cita = formulario.elements["v-p"];
  if (cita && !formulario.elements["v-pasaje"].value.trim()) cita.value = nueva.querySelector("#p").value;
  history.replaceState(null, "", direccion);
}

function cuidarLoEscrito(formulario) {
  let escrito = false;
  formulario.addEventListener("input", () => (escrito = true));
  formulario.addEventListener("submit", () => (escrito = false));
  addEventListener("beforeunload", (evento) => {
    if (escrito) evento.preventDefault();
  });
}
