// Ingreso: arrastrar archivos o carpetas, ver lo elegido y seguir el lote y la cola sin recargar la página.
// Sin este archivo, el formulario sube los archivos elegidos y la página se recarga.

const PAUSA = 3000;

let plazo = 0;

iniciar();
document.addEventListener("centro:cambio", iniciar);

function iniciar() {
  const formulario = document.querySelector("form.soltar");
  if (formulario) prepararSubida(formulario);
  seguirLote();
  elegirTodos();
}

function prepararSubida(formulario) {
  const zona = formulario.querySelector(".soltar__zona");
  const campo = formulario.querySelector('input[type="file"]');
  const lista = formulario.querySelector(".soltar__lista");

  const mostrar = () => {
    lista.replaceChildren(...[...campo.files].map((archivo) => {
      const renglon = document.createElement("li");
      renglon.textContent = archivo.name;
      return renglon;
    }));
    lista.hidden = campo.files.length === 0;
  };
  campo.addEventListener("change", mostrar);

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
    const bolsa = new DataTransfer();
    for (const archivo of campo.files) bolsa.items.add(archivo);
    for (const entrada of entradas) for await (const archivo of archivosDe(entrada)) bolsa.items.add(archivo);
    campo.files = bolsa.files;
    mostrar();
  });
}

async function* archivosDe(entrada) {
  if (entrada.name.startsWith(".")) return;
  if (entrada.isFile) {
    yield await new Promise((bien, mal) => entrada.file(bien, mal));
    return;
  }
  const lector = entrada.createReader();
  for (;;) {
    const tramo = await new Promise((bien, mal) => lector.readEntries(bien, mal));
    if (tramo.length === 0) return;
    for (const hija of tramo) yield* archivosDe(hija);
  }
}

function seguirLote() {
  clearTimeout(plazo);
  const lote = document.getElementById("lote");
  if (!lote || lote.dataset.enCurso === "0") return;
  plazo = setTimeout(async () => {
    const ruta = location.pathname + location.search;
    const respuesta = await fetch(ruta, { headers: { Accept: "text/html" } }).catch(() => null);
    const pagina = new DOMParser().parseFromString(respuesta?.ok ? await respuesta.text() : "", "text/html");
    for (const parte of ["#lote", ".titular .num", '[aria-labelledby="t-cola"]']) renovar(pagina, parte);
    elegirTodos();
    seguirLote();
  }, PAUSA);
}

// No toca la parte en que la persona está trabajando, y deja abierto lo que abrió.
function renovar(pagina, parte) {
  const vieja = document.querySelector(parte);
  const nueva = pagina.querySelector(parte);
  if (!vieja || !nueva || vieja.contains(document.activeElement) || vieja.querySelector("tbody :checked")) return;
  const abiertos = [...vieja.querySelectorAll("details")].map((plegado) => plegado.open);
  nueva.querySelectorAll("details").forEach((plegado, n) => (plegado.open ||= abiertos[n] ?? false));
  vieja.replaceWith(nueva);
}

function elegirTodos() {
  const todos = document.querySelector('.cola thead input[type="checkbox"]');
  todos?.addEventListener("change", () => {
    for (const casilla of document.querySelectorAll('.cola tbody input[type="checkbox"]')) {
      casilla.checked = todos.checked;
    }
  });
}
