// La página de Catalogar: ampliarla, girarla, arrastrarla y pasar a otra sin tocar la ficha. Cómo se mira está en
// la dirección, que es de donde lo toma el servidor.
// Sin este archivo, los mismos botones guardan el borrador y vuelven con la página como se pidió.

import { arrastre } from "./arrastre.js";

const TAMANOS = [100, 125, 150, 200, 300];
const BORRADOR = /\/borrador$/;
const MUEVEN = { "+": "ampliar", "-": "reducir", g: "girar" };

export function hojear(formulario, { alFallar }) {
  formulario.addEventListener("submit", (evento) => {
    const boton = evento.submitter;
    const numero = document.getElementById("p");
    if (boton?.value === "intro" && document.activeElement === numero) {
      const direccion = new URL(location.href);
      direccion.searchParams.set("p", numero.value);
      mostrarHoja(formulario, direccion, alFallar);
    } else if (boton?.dataset.mueve) mover(formulario, boton.dataset.mueve);
    else if (lleva(boton) && !boton.dataset.ver) mostrarHoja(formulario, destino(boton), alFallar);
    else return;
    evento.preventDefault();
  });
  document.addEventListener("keydown", (evento) => {
    if (evento.ctrlKey || evento.metaKey || evento.altKey) return;
    const mueve = MUEVEN[evento.key.toLowerCase()];
    if (!mueve || !evento.target.matches(".cat__pag .visor__area")) return;
    evento.preventDefault();
    mover(formulario, mueve);
  });
  preparar();
}

// ¿Es un botón que mueve la página y no cambia la ficha?
function lleva(boton) {
  return Boolean(boton?.closest(".cat__pag, .sug") && BORRADOR.test(new URL(boton.formAction).pathname));
}

// A dónde lleva un botón, con la página como se está mirando ahora.
export function destino(boton) {
  const direccion = new URL(boton.formAction);
  const ahora = new URL(location.href).searchParams;
  direccion.pathname = direccion.pathname.replace(BORRADOR, "");
  for (const nombre of ["zum", "giro"]) poner(direccion, nombre, ahora.get(nombre));
  return direccion;
}

export async function mostrarHoja(formulario, direccion, alFallar) {
  const respuesta = await fetch(direccion, { headers: { Accept: "text/html" } }).catch(() => null);
  if (!respuesta) return alFallar("No se pudo traer la página: no hay conexión. Lo escrito sigue aquí.");
  const pagina = new DOMParser().parseFromString(respuesta.ok ? await respuesta.text() : "", "text/html");
  const nueva = pagina.querySelector(".cat__pag");
  if (!nueva) return location.assign(direccion);
  const vieja = document.querySelector(".cat__pag");
  const foco = vieja.contains(document.activeElement) ? senas(document.activeElement) : "";
  vieja.replaceWith(nueva);
  if (foco) (nueva.querySelector(`${foco}:not(:disabled)`) ?? nueva.querySelector("button:not(:disabled), #p")).focus();
  formulario.action = pagina.getElementById("f").action;
  const cita = formulario.elements["v-p"];
  if (cita && !formulario.elements["v-pasaje"].value.trim()) cita.value = nueva.querySelector("#p").value;
  history.replaceState(null, "", direccion);
  preparar();
}

// Lo que se engancha cada vez que la página se cambia por otra.
export function preparar() {
  const area = document.querySelector(".cat__pag .visor__area");
  if (!area) return;
  arrastre(area);
  alPrincipio(area);
}

// Girada, la hoja empieza por otra esquina.
function alPrincipio(area) {
  const giro = Number(area.querySelector(".hoja__marco")?.dataset.giro ?? 0);
  area.scrollLeft = giro === 90 || giro === 180 ? area.scrollWidth : 0;
  area.scrollTop = giro >= 180 ? area.scrollHeight : 0;
}

function mover(formulario, que) {
  const marco = document.querySelector(".hoja__marco");
  if (!marco) return;
  const direccion = new URL(location.href);
  const puesto = TAMANOS.indexOf(Number(direccion.searchParams.get("zum") ?? 100));
  const pasos = { ampliar: 1, reducir: -1, girar: 0 }[que];
  const tamano = TAMANOS[Math.min(TAMANOS.length - 1, Math.max(0, puesto + pasos))];
  const giro = (Number(marco.dataset.giro) + (que === "girar" ? 90 : 0)) % 360;
  poner(direccion, "zum", tamano === 100 ? null : tamano);
  poner(direccion, "giro", giro || null);
  history.replaceState(null, "", direccion);
  const accion = new URL(formulario.action);
  for (const nombre of ["zum", "giro"]) poner(accion, nombre, direccion.searchParams.get(nombre));
  formulario.action = accion;
  pintar(marco, tamano, giro);
}

function pintar(marco, tamano, giro) {
  const area = marco.parentElement;
  const gira = Number(marco.dataset.giro) !== giro;
  const antes = { x: area.scrollWidth, y: area.scrollHeight };
  marco.dataset.giro = giro;
  marco.style.setProperty("--zum", tamano / 100);
  area.classList.toggle("visor__area--ampliada", tamano > 100);
  if (gira) alPrincipio(area);
  else {
    // El centro de lo que se miraba sigue en el centro.
    area.scrollLeft = ((area.scrollLeft + area.clientWidth / 2) * area.scrollWidth) / antes.x - area.clientWidth / 2;
    area.scrollTop = ((area.scrollTop + area.clientHeight / 2) * area.scrollHeight) / antes.y - area.clientHeight / 2;
  }
  const imagen = marco.querySelector("img");
  imagen.sizes = `${Math.round(imagen.clientWidth)}px`;
  const dicho = document.getElementById("tamano");
  dicho.firstChild.data = `${tamano} %`;
  dicho.lastElementChild.textContent = giro ? `, girada ${giro} grados` : "";
  const barra = document.querySelector(".cat__pag .visor__barra");
  apagar(barra, "reducir", tamano === TAMANOS[0]);
  apagar(barra, "ampliar", tamano === TAMANOS.at(-1));
}

// Un botón que se apaga con el foco puesto se lo deja al de al lado.
function apagar(barra, que, apagado) {
  const boton = barra.querySelector(`[data-mueve="${que}"]`);
  const conFoco = boton === document.activeElement;
  boton.disabled = apagado;
  if (apagado && conFoco) barra.querySelector('[data-mueve]:not(:disabled)').focus();
}

function poner(direccion, nombre, valor) {
  if (valor) direccion.searchParams.set(nombre, valor);
  else direccion.searchParams.delete(nombre);
}

function senas(elemento) {
  if (elemento.id) return `#${elemento.id}`;
  const nombre = elemento.getAttribute("aria-label");
  return nombre ? `[aria-label="${nombre}"]` : "";
}
