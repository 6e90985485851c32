// Catalogar: atajos de teclado, cambio de tipo sin botón y los datos que pide cada clase de acceso.
// Sin este archivo, cada cosa tiene su botón y todos los campos están a la vista.

import { cuidarLoEscrito } from "./borrador.js";
import { hojear, mostrarHoja, preparar as prepararHoja } from "./hoja.js";
import { sugerir } from "./sugerencias.js";

const formulario = document.getElementById("f");
if (formulario) {
  const preparar = () => {
    ocultarElBotonDeTipo(formulario);
    datosDelAcceso(formulario);
    prepararHoja();
  };
  atajos(formulario);
  cambiarTipo(formulario);
  preparar();
  cuidarLoEscrito(formulario);
  hojear(formulario, { alFallar: avisarDeLaHoja });
  sugerir(formulario, { alCambiar: preparar, verHoja: (direccion) => mostrarHoja(formulario, direccion, avisarDeLaHoja) });
}

function avisarDeLaHoja(mensaje) {
  document.querySelector(".borrador").textContent = mensaje;
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
