// Las copias que se están armando: la lista se renueva sola hasta que estén. Sin este archivo se recarga la página.

const lista = document.getElementById("copias");
const titulo = document.title.replace(/^Armando… /, "");

let plazo = 0;

esperar();
document.addEventListener("visibilitychange", esperar);

// Se detiene si no hay nada en camino o si nadie mira la pestaña.

function esperar() {
  clearTimeout(plazo);
  const segundos = Number(lista?.dataset.espera);
  if (segundos && !document.hidden) plazo = setTimeout(renovar, segundos * 1000);
}

async function renovar() {
  const respuesta = await fetch(location.pathname).catch(() => null);
  const nueva = respuesta?.ok
    ? new DOMParser().parseFromString(await respuesta.text(), "text/html").getElementById("copias")
    : null;
  if (nueva) {
    for (const copia of nueva.children) {
      const vieja = document.getElementById(copia.id);
      if (vieja && vieja.innerHTML !== copia.innerHTML) vieja.replaceChildren(...copia.childNodes);
    }
    if (nueva.dataset.espera) lista.dataset.espera = nueva.dataset.espera;
    else {
      delete lista.dataset.espera;
      document.title = `Lista: ${titulo}`;
    }
  }
  esperar();
}
