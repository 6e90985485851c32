// Ingreso: arrastrar archivos o carpetas, ver lo elegido y seguir el lote sin recargar la página.
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
    const respuesta = await fetch(location.pathname, { headers: { Accept: "text/html" } }).catch(() => null);
    const texto = respuesta?.ok ? await respuesta.text() : "";
    const nuevo = new DOMParser().parseFromString(texto, "text/html").getElementById("lote");
    if (nuevo && !lote.contains(document.activeElement)) lote.replaceWith(nuevo);
    seguirLote();
  }, PAUSA);
}

function elegirTodos() {
  const todos = document.querySelector('.cola thead input[type="checkbox"]');
  todos?.addEventListener("change", () => {
    for (const casilla of document.querySelectorAll('.cola tbody input[type="checkbox"]')) {
      casilla.checked = todos.checked;
    }
  });
}
