// Busca en el índice invertido de la bolsa, sin red ni servidor. Los textos se cargan sólo de lo que sale.
"use strict";

const MOSTRADOS = 50, POR_DOCUMENTO = 4, ALREDEDOR = 90;
const PALABRA = /[\p{L}\p{N}]+/gu;
const textos = new Map();
const esperan = new Map();
const terminos = Object.keys(INDICE.palabras);
const formulario = document.getElementById("buscador");
const salida = document.getElementById("resultados");
let ultima = 0;

function TEXTO(numero, paginas) {
  textos.set(numero, paginas);
  esperan.get(numero)?.(paginas);
}

// La misma regla que al hacer el índice: minúsculas y sin tildes, salvo la ñ.
function plegar(texto) {
  return texto.toLowerCase().normalize("NFC").replaceAll("ñ", "\ue000").normalize("NFD").replace(/\p{M}/gu, "").replaceAll("\ue000", "ñ");
}

function palabrasDe(texto) {
  return plegar(texto).match(PALABRA) ?? [];
}

// Lo escrito: palabras sueltas y frases entre comillas.
function leer(consulta) {
  const frases = [], sueltas = consulta.replace(/["«“”]([^"»“”]*)["»“”]?/g, (_todo, frase) => {
    const suyas = palabrasDe(frase);
    if (suyas.length) frases.push(suyas);
    return " ";
  });
  return { frases, palabras: palabrasDe(sueltas) };
}

// En qué páginas está una palabra; desde tres letras valen también las que empiezan así.
function paginasDe(palabra, exacta) {
  const halladas = new Set();
  for (const termino of !exacta && palabra.length > 2 ? terminos.filter((uno) => uno.startsWith(palabra)) : [palabra]) {
    if (!Object.hasOwn(INDICE.palabras, termino)) continue;
    let puesto = 0;
    for (const salto of INDICE.palabras[termino]) halladas.add((puesto += salto));
  }
  return halladas;
}

// Por documento, sus páginas con cuántas de las partes de la consulta tiene cada una.
function buscar({ frases, palabras }) {
  const partes = [
    ...palabras.map((palabra) => paginasDe(palabra, false)),
    ...frases.map((frase) => frase.map((palabra) => paginasDe(palabra, true)).reduce((a, b) => new Set([...a].filter((p) => b.has(p))))),
  ];
  const documentos = new Map();
  partes.forEach((paginas, parte) => {
    for (const puesto of paginas) {
      const [numero, pagina] = INDICE.lugares[puesto];
      if (!documentos.has(numero)) documentos.set(numero, { numero, partes: new Set(), paginas: new Map() });
      const suyo = documentos.get(numero);
      suyo.partes.add(parte);
      suyo.paginas.set(pagina, (suyo.paginas.get(pagina) ?? 0) + 1);
    }
  });
  return [...documentos.values()].filter((uno) => uno.partes.size === partes.length);
}

function cargar(numero) {
  if (textos.has(numero)) return Promise.resolve(textos.get(numero));
  return new Promise((listo) => {
    const guion = document.createElement("script");
    esperan.set(numero, listo);
    guion.src = `indice/textos/${numero}.js`;
    guion.onerror = () => listo([]);
    document.head.append(guion);
  });
}

async function conFrases(hallados, frases) {
  if (!frases.length) return hallados;
  const buenos = [];
  for (const uno of hallados) {
    const { titulo, ficha, frase, registro } = INDICE.documentos[uno.numero];
    const paginas = [`${registro} ${titulo} ${ficha} ${frase}`, ...(await cargar(uno.numero))];
    const llanas = new Map([...uno.paginas.keys()].map((n) => [n, ` ${palabrasDe(paginas[n] ?? "").join(" ")} `]));
    const tiene = (n, palabras) => llanas.get(n).includes(` ${palabras.join(" ")} `);
    if (!frases.every((palabras) => [...llanas.keys()].some((n) => tiene(n, palabras)))) continue;
    for (const n of llanas.keys()) if (!frases.some((palabras) => tiene(n, palabras))) uno.paginas.delete(n);
    buenos.push(uno);
  }
  return buenos;
}

// Dónde están las palabras en un texto: [inicio, fin] de cada una.
function marcas(texto, { frases, palabras }) {
  const exactas = new Set(frases.flat());
  const sitios = [];
  for (const hallada of texto.matchAll(/[\p{L}\p{N}\p{M}]+/gu)) {
    const plegada = plegar(hallada[0]);
    if (exactas.has(plegada) || palabras.some((una) => plegada === una || (una.length > 2 && plegada.startsWith(una))))
      sitios.push([hallada.index, hallada.index + hallada[0].length]);
  }
  return sitios;
}

function pasaje(texto, consulta) {
  const sitios = marcas(texto, consulta);
  const desde = Math.max(0, (sitios[0]?.[0] ?? 0) - ALREDEDOR), hasta = Math.min(texto.length, desde + 3 * ALREDEDOR);
  const trozo = document.createElement("blockquote");
  let actual = desde;
  if (desde) trozo.append("…");
  for (const [inicio, fin] of sitios) {
    if (inicio < actual || fin > hasta) continue;
    const marca = document.createElement("mark");
    marca.textContent = texto.slice(inicio, fin);
    trozo.append(texto.slice(actual, inicio), marca);
    actual = fin;
  }
  trozo.append(texto.slice(actual, hasta), hasta < texto.length ? "…" : "");
  return trozo;
}

function poner(clase, texto, padre, etiqueta = "p") {
  const nuevo = document.createElement(etiqueta);
  nuevo.className = clase;
  nuevo.textContent = texto;
  padre.append(nuevo);
  return nuevo;
}

async function mostrarUno(uno, consulta) {
  const { titulo, ficha, registro, original, pdf } = INDICE.documentos[uno.numero];
  const caja = document.createElement("article");
  caja.className = "hallado";
  const enlace = document.createElement("a");
  enlace.href = original || `#d${uno.numero}`;
  enlace.textContent = titulo;
  poner("", "", caja, "h3").append(enlace);
  poner("meta", `${ficha} · ${registro}`, caja);
  const paginas = [...uno.paginas].filter(([n]) => n > 0).sort((a, b) => b[1] - a[1] || a[0] - b[0]);
  const contenido = paginas.length ? await cargar(uno.numero) : [];
  for (const [n] of paginas.slice(0, POR_DOCUMENTO)) {
    const trozo = pasaje((contenido[n - 1] ?? "").replace(/\s+/g, " "), consulta);
    const cita = document.createElement("cite"), ir = document.createElement("a");
    ir.href = pdf ? `${original}#page=${n}` : original;
    ir.textContent = `p. ${n}`;
    cita.append(" ", ir);
    trozo.append(cita);
    caja.append(trozo);
  }
  if (paginas.length > POR_DOCUMENTO) poner("meta", `Y en ${paginas.length - POR_DOCUMENTO} páginas más.`, caja);
  return caja;
}

async function responder(escrita) {
  const turno = ++ultima, consulta = leer(escrita), nada = !consulta.frases.length && !consulta.palabras.length;
  document.getElementById("expediente").hidden = !nada;
  if (nada) return salida.replaceChildren();
  const hallados = await conFrases(buscar(consulta), consulta.frases);
  const peso = (uno) => Math.max(...uno.paginas.values()) * 1000 + uno.paginas.size;
  hallados.sort((a, b) => peso(b) - peso(a) || a.numero - b.numero);
  const cajas = await Promise.all(hallados.slice(0, MOSTRADOS).map((uno) => mostrarUno(uno, consulta)));
  if (turno !== ultima) return;
  salida.replaceChildren();
  const cuantos = hallados.length === 1 ? "1 documento" : `${hallados.length} documentos`;
  poner("meta", hallados.length ? `${cuantos}.` : "Ningún documento de este expediente tiene todo eso.", salida);
  salida.append(...cajas);
  if (hallados.length > MOSTRADOS) poner("meta", `Se muestran los primeros ${MOSTRADOS}.`, salida);
}

formulario.hidden = false;
formulario.addEventListener("submit", (suceso) => {
  suceso.preventDefault();
  responder(formulario.elements.q.value);
});
formulario.elements.q.addEventListener("input", () => {
  if (!formulario.elements.q.value) responder("");
});
