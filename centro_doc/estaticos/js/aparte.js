// Lo escrito, aparte en esta pestaña, mientras no se sepa que llegó al servidor: al recargar, la página puede
// pedirse antes de que llegue y traería lo de antes. Sólo se repone al recargar o al volver atrás.

const clave = (formulario) => `escrito:${formulario.dataset.borrador}`;

export function apartar(formulario) {
  intentar(() => sessionStorage.setItem(clave(formulario), String(pares(formulario))));
}

export function desapartar(formulario) {
  intentar(() => sessionStorage.removeItem(clave(formulario)));
}

// Verdadero si había algo y la ficha lo muestra; `faltan` dice si algún control ya no está en la página.
export function reponer(formulario) {
  const guardado = intentar(() => sessionStorage.getItem(clave(formulario)));
  desapartar(formulario);
  const como = performance.getEntriesByType("navigation")[0]?.type;
  if (!guardado || !["reload", "back_forward"].includes(como)) return { repuesto: false, faltan: false };
  const escrito = new URLSearchParams(guardado);
  if (String(escrito) === String(pares(formulario))) return { repuesto: false, faltan: false };
  const puestos = new Map();
  for (const control of formulario.elements) {
    if (!control.name || control.name === "csrf_token" || control.type === "submit") continue;
    const valores = escrito.getAll(control.name);
    const puesto = puestos.get(control.name) ?? 0;
    puestos.set(control.name, puesto + 1);
    if (["checkbox", "radio"].includes(control.type)) control.checked = valores.includes(control.value);
    else if (puesto < valores.length) control.value = valores[puesto];
  }
  const faltan = [...escrito.keys()].some((nombre) => escrito.getAll(nombre).length > (puestos.get(nombre) ?? 0));
  return { repuesto: true, faltan };
}

function pares(formulario) {
  const escritos = new URLSearchParams(new FormData(formulario));
  escritos.delete("csrf_token");
  return escritos;
}

// La pestaña puede no dejar guardar nada: entonces sólo cuenta el servidor.
function intentar(hacer) {
  try {
    return hacer();
  } catch {
    return null;
  }
}
