// Visor de página: zum, arrastre y teclas. Sin este archivo, la página se ve entera y los pasajes son enlaces.
// Las teclas n, p, + y - sólo valen con el foco en la página (WCAG 2.1.4).

import { arrastre } from "./arrastre.js";

const PASOS = [1, 1.25, 1.5, 2, 3];

for (const visor of document.querySelectorAll(".visor")) {
  const hoja = visor.querySelector(".hoja");
  const imagen = hoja?.querySelector("img");
  if (imagen) montar(visor, hoja, imagen);
  mostrarMiniatura(visor.querySelector(".minis"));
}

// La miniatura de la página que se ve, a la vista dentro de su lista.
function mostrarMiniatura(minis) {
  const actual = minis?.querySelector("[aria-current]");
  if (!actual) return;
  const lista = minis.getBoundingClientRect();
  const caja = actual.getBoundingClientRect();
  minis.scrollTop += caja.top - lista.top - (lista.height - caja.height) / 2;
  minis.scrollLeft += caja.left - lista.left - (lista.width - caja.width) / 2;
}

function montar(visor, hoja, imagen) {
  const marco = document.createElement("div");
  marco.className = "visor__marco";
  marco.tabIndex = 0;
  marco.setAttribute("role", "group");
  marco.setAttribute("aria-label", "Página ampliable. Teclas: n y p, otro pasaje; más y menos, tamaño.");
  hoja.replaceWith(marco);
  marco.append(hoja);

  const zum = controles(visor, hoja, imagen);
  const enlace = (rel) => visor.querySelector(`.visor__golpes a[rel="${rel}"]`);

  marco.addEventListener("keydown", (evento) => {
    if (evento.ctrlKey || evento.metaKey || evento.altKey) return;
    const accion = {
      n: () => enlace("next")?.click(),
      p: () => enlace("prev")?.click(),
      "+": () => zum(1),
      "-": () => zum(-1),
    }[evento.key];
    if (!accion) return;
    evento.preventDefault();
    accion();
  });
  arrastre(marco);
}

function controles(visor, hoja, imagen) {
  let paso = 0;
  const grupo = document.createElement("div");
  grupo.className = "visor__zum";
  const cifra = document.createElement("span");
  cifra.className = "num chico";
  cifra.setAttribute("aria-live", "polite");
  const reducir = boton("Reducir", "M5 12h14", () => mover(-1));
  const ampliar = boton("Ampliar", "M12 5v14M5 12h14", () => mover(1));
  grupo.append(reducir, cifra, ampliar);
  visor.querySelector(".visor__vista")?.prepend(grupo);

  function mover(sentido) {
    paso = Math.min(PASOS.length - 1, Math.max(0, paso + sentido));
    pintar();
  }
  function pintar() {
    hoja.style.setProperty("--zum", PASOS[paso]);
    hoja.parentElement.classList.toggle("visor__marco--ampliado", paso > 0);
    cifra.textContent = `${PASOS[paso] * 100} %`;
    reducir.disabled = paso === 0;
    ampliar.disabled = paso === PASOS.length - 1;
    imagen.sizes = `${Math.round(hoja.getBoundingClientRect().width)}px`;
  }
  pintar();
  return mover;
}

function boton(nombre, trazo, alPulsar) {
  const nuevo = document.createElement("button");
  nuevo.type = "button";
  nuevo.className = "boton boton--llano boton--icono";
  nuevo.setAttribute("aria-label", nombre);
  const svg = document.createElementNS("http://www.w3.org/2000/svg", "svg");
  svg.setAttribute("class", "ic");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const camino = document.createElementNS(svg.namespaceURI, "path");
  camino.setAttribute("d", trazo);
  svg.append(camino);
  nuevo.append(svg);
  nuevo.addEventListener("click", alPulsar);
  return nuevo;
}
