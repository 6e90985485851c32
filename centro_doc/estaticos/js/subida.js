// Elegir o arrastrar archivos y carpetas, y enviarlos por tramos con el avance de cada uno.
// Sin este archivo, el formulario envía los elegidos y el navegador cambia de página.

import { enviarPorTramos } from "./tramos.js";

const A_LA_VEZ = 3;
const RENGLONES = 200;

let cola = [];
let enviando = false;
let pausa = null;

preparar();
document.addEventListener("centro:cambio", preparar);
addEventListener("beforeunload", (suceso) => { if (enviando) suceso.preventDefault(); });

function preparar() {
  const formulario = document.querySelector("form.soltar");
  const zona = formulario?.querySelector(".soltar__zona");
  const campo = formulario?.querySelector('input[type="file"]');
  if (!zona || !campo || formulario.dataset.listo) return;
  formulario.dataset.listo = "si";
  campo.required = false;
  campo.addEventListener("change", () => {
    anadir(formulario, [...campo.files].map((archivo) => ({ archivo, relativa: archivo.webkitRelativePath })));
    campo.value = "";
  });
  prepararZona(formulario, zona);
  formulario.querySelector('[data-hacer="pausar"]').addEventListener("click", () => alternarPausa(formulario));
  formulario.addEventListener("submit", (suceso) => {
    suceso.preventDefault();
    if (cola.length === 0) decir(formulario, "Elija al menos un archivo.");
    else if (!enviando) enviarTodo(formulario);
  });
}

function prepararZona(formulario, zona) {
  for (const evento of ["dragenter", "dragover"]) {
    zona.addEventListener(evento, (suceso) => {
      suceso.preventDefault();
      zona.classList.add("encima");
    });
  }
  zona.addEventListener("dragleave", (suceso) => {
    if (!zona.contains(suceso.relatedTarget)) zona.classList.remove("encima");
  });
  zona.addEventListener("drop", async (suceso) => {
    suceso.preventDefault();
    zona.classList.remove("encima");
    const entradas = [...suceso.dataTransfer.items].map((item) => item.webkitGetAsEntry()).filter(Boolean);
    const nuevos = [];
    for (const entrada of entradas) for await (const uno of archivosDe(entrada)) nuevos.push(uno);
    anadir(formulario, nuevos);
  });
}

async function* archivosDe(entrada) {
  if (entrada.name.startsWith(".")) return;
  if (entrada.isFile) {
    const archivo = await new Promise((bien, mal) => entrada.file(bien, mal));
    yield { archivo, relativa: entrada.fullPath };
    return;
  }
  const lector = entrada.createReader();
  for (;;) {
    const tramo = await new Promise((bien, mal) => lector.readEntries(bien, mal));
    if (tramo.length === 0) return;
    for (const hija of tramo) yield* archivosDe(hija);
  }
}

function anadir(formulario, nuevos) {
  const vistos = new Set(cola.map(clave));
  for (const uno of nuevos) if (!vistos.has(clave(uno))) cola.push({ ...uno, hechos: 0, renglon: null });
  const lista = formulario.querySelector(".soltar__lista");
  for (const uno of cola) if (!uno.renglon && lista.childElementCount < RENGLONES) ponerRenglon(lista, uno);
  decir(formulario, `${cuantos(cola.length)}, ${peso(total())}.`);
}

function clave({ archivo, relativa }) {
  return [relativa || archivo.name, archivo.size, archivo.lastModified].join("|");
}

function ponerRenglon(lista, uno) {
  uno.renglon = document.createElement("li");
  const nombre = document.createElement("span");
  nombre.textContent = uno.archivo.name;
  uno.avance = document.createElement("progress");
  uno.avance.max = Math.max(1, uno.archivo.size);
  uno.avance.value = 0;
  uno.avance.hidden = true;
  uno.avance.setAttribute("aria-label", `Envío de ${uno.archivo.name}`);
  uno.dicho = document.createElement("span");
  uno.dicho.className = "soltar__dicho";
  uno.renglon.append(nombre, uno.dicho, uno.avance);
  lista.append(uno.renglon);
}

async function enviarTodo(formulario) {
  enviando = true;
  document.documentElement.dataset.enviando = "si";
  bloquear(formulario, true);
  const pedido = comun(formulario);
  const pendientes = [...cola];
  const rechazados = [];
  const obrero = async () => {
    for (let uno = pendientes.shift(); uno; uno = pendientes.shift()) {
      await enviar(formulario, uno, pedido).catch((error) => {
        anotarFallo(uno, error, rechazados);
        if (error.deDatos && !pedido.abierto()) rechazados.push(...pendientes.splice(0));
      });
    }
  };
  const primero = obrero();
  await Promise.race([pedido.loteAbierto, primero]);
  await Promise.all([primero, ...Array.from({ length: A_LA_VEZ - 1 }, obrero)]);
  enviando = false;
  delete document.documentElement.dataset.enviando;
  bloquear(formulario, false);
  cola = rechazados;
  decir(formulario, rechazados.length ? `${cuantos(rechazados.length)} sin subir: la lista dice por qué. Puede enviarlos otra vez.` : "");
  if (!rechazados.length) formulario.querySelector(".soltar__avance").hidden = true;
  document.dispatchEvent(new CustomEvent("centro:subido"));
}

// El primer archivo abre el lote, y los demás entran en él: si lo común no vale, no se intenta con ellos.
function comun(formulario) {
  let lote = "";
  let abrir = null;
  const ficha = formulario.querySelector('[name="csrf_token"]').value;
  const comunes = [...formulario.querySelectorAll(".soltar__lote [name]")];
  return {
    loteAbierto: new Promise((listo) => (abrir = listo)),
    ruta: formulario.dataset.tramos,
    tramo: Number(formulario.dataset.tramo),
    ficha,
    abierto: () => lote !== "",
    alAbrir: (estado) => abrir(lote = estado.lote),
    datos: () => ({
      csrf_token: ficha,
      ...Object.fromEntries(comunes.map((campo) => [campo.name, campo.value])),
      ...(lote ? { lote } : {}),
    }),
    seguir: () => pausa?.promesa ?? Promise.resolve(),
  };
}

async function enviar(formulario, uno, pedido) {
  const lista = formulario.querySelector(".soltar__lista");
  if (!uno.renglon) ponerRenglon(lista, uno);
  uno.avance.hidden = false;
  await enviarPorTramos(uno.archivo, uno.relativa ?? "", {
    ...pedido,
    avisar: (octetos) => {
      uno.hechos = uno.avance.value = octetos;
      uno.dicho.textContent = "";
      contar(formulario);
    },
    esperar: (segundos) => {
      uno.dicho.textContent = " Sin conexión con el centro; se sigue solo al volver.";
      return new Promise((listo) => {
        const plazo = setTimeout(listo, segundos * 1000);
        addEventListener("online", () => { clearTimeout(plazo); listo(); }, { once: true });
      });
    },
  });
  uno.hechos = uno.archivo.size;
  uno.renglon.remove();
  cola = cola.filter((otro) => otro !== uno);
  hechos.archivos += 1;
  hechos.octetos += uno.archivo.size;
  contar(formulario);
}

const hechos = { archivos: 0, octetos: 0 };

function anotarFallo(uno, error, rechazados) {
  uno.avance.hidden = true;
  uno.dicho.textContent = ` ${error.message}`;
  rechazados.push(uno);
}

function contar(formulario) {
  const enviados = hechos.octetos + cola.reduce((suma, uno) => suma + uno.hechos, 0);
  const todos = hechos.octetos + total();
  formulario.querySelector(".soltar__avance > progress").value = todos ? (enviados / todos) * 100 : 100;
  const dicho = `Enviando: ${hechos.archivos} de ${cuantos(hechos.archivos + cola.length)}, ${peso(todos)}.`;
  if (!pausa) decir(formulario, dicho);
}

function alternarPausa(formulario) {
  const boton = formulario.querySelector('[data-hacer="pausar"]');
  if (pausa) {
    pausa.soltar();
    pausa = null;
    boton.textContent = "Pausar";
    return;
  }
  pausa = {};
  pausa.promesa = new Promise((soltar) => (pausa.soltar = soltar));
  boton.textContent = "Seguir";
  decir(formulario, "En pausa. Lo enviado se conserva siete días, aunque cierre la página.");
}

function bloquear(formulario, si) {
  for (const boton of formulario.querySelectorAll("button:not([type=button])")) boton.disabled = si;
  formulario.querySelector('[data-hacer="pausar"]').hidden = !si;
  if (si) Object.assign(hechos, { archivos: 0, octetos: 0 });
}

function decir(formulario, texto) {
  const caja = formulario.querySelector(".soltar__avance");
  const estado = caja.querySelector(".soltar__estado");
  caja.hidden = false;
  caja.querySelector(":scope > progress").hidden = !enviando;
  if (!enviando) caja.querySelector('[data-hacer="pausar"]').hidden = true;
  if (estado.textContent !== texto) estado.textContent = texto;
}

function total() {
  return cola.reduce((suma, uno) => suma + uno.archivo.size, 0);
}

function cuantos(numero) {
  return numero === 1 ? "1 archivo" : `${numero.toLocaleString("es-GT")} archivos`;
}

function peso(octetos) {
  if (octetos < 1_000_000) return `${Math.ceil(octetos / 1000)} KB`;
  return `${(octetos / 1_000_000).toFixed(octetos < 10_000_000 ? 1 : 0)} MB`;
}
