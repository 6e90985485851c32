// Lo que está en proceso se actualiza solo: un elemento con `id` y `data-refrescar="5"` (segundos) se vuelve a
// pedir mientras el servidor lo siga marcando así. Espera si la persona está usando lo de dentro.

let plazo = 0;

programar();
document.addEventListener("centro:cambio", programar);

function programar() {
  clearTimeout(plazo);
  const vivo = document.querySelector("[data-refrescar][id]");
  if (vivo) plazo = setTimeout(refrescar, Number(vivo.dataset.refrescar) * 1000, vivo);
}

async function refrescar(vivo) {
  const ocupado = document.hidden || vivo.contains(document.activeElement);
  if (!ocupado) {
    try {
      const respuesta = await fetch(location.href, { credentials: "same-origin" });
      if (respuesta.ok) poner(vivo, await respuesta.text());
    } catch {
      // Sin red: se vuelve a intentar en el siguiente plazo.
    }
  }
  programar();
}

function poner(vivo, html) {
  const nuevo = new DOMParser().parseFromString(html, "text/html").getElementById(vivo.id);
  if (!nuevo) return;
  if (nuevo.innerHTML !== vivo.innerHTML) vivo.replaceChildren(...nuevo.childNodes);
  if (nuevo.dataset.refrescar) vivo.dataset.refrescar = nuevo.dataset.refrescar;
  else delete vivo.dataset.refrescar;
}
