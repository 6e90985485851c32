// Avance de la subida. Sin este archivo, el formulario se envía y el navegador cambia de página.
// El servidor responde lo mismo en los dos casos: una página, de la que aquí se toma el <main>.
// Después de ponerlo se avisa con «centro:cambio», para que los demás módulos vuelvan a prepararse.

preparar();
document.addEventListener("centro:cambio", preparar);
addEventListener("popstate", () => location.reload());

function preparar() {
  const formulario = document.querySelector("form.soltar");
  const zona = formulario?.querySelector(".soltar__zona");
  const campo = formulario?.querySelector('input[type="file"]');
  if (!zona || !campo) return;

  const estado = document.createElement("p");
  estado.className = "soltar__estado";
  estado.setAttribute("role", "status");
  const avance = document.createElement("progress");
  avance.max = 100;
  avance.hidden = true;
  avance.setAttribute("aria-label", "Avance del envío");
  zona.append(estado, avance);

  formulario.addEventListener("submit", (evento) => {
    if (campo.files.length === 0) return;
    evento.preventDefault();
    const grande = [...campo.files].find((archivo) => archivo.size > limite(formulario));
    if (grande) {
      estado.textContent = `${grande.name} pesa ${peso(grande.size)} y el límite es ${peso(limite(formulario))}. No se envió nada.`;
      return;
    }
    enviar(formulario, estado, avance);
  });
}

function enviar(formulario, estado, avance) {
  const botones = [...formulario.querySelectorAll("button")];
  const bloquear = (si) => botones.forEach((boton) => (boton.disabled = si));
  const fallar = () => {
    bloquear(false);
    avance.hidden = true;
    estado.textContent = "Se cortó la conexión y el envío no llegó entero. Compruebe la red y envíe otra vez; si se repite, avise a la administración: puede faltar espacio en el disco.";
  };
  const peticion = new XMLHttpRequest();
  peticion.open("POST", formulario.action);
  peticion.responseType = "document";
  peticion.upload.addEventListener("progress", (evento) => {
    if (evento.lengthComputable) avance.value = (evento.loaded / evento.total) * 100;
  });
  peticion.upload.addEventListener("load", () => (estado.textContent = "Guardando los archivos."));
  peticion.addEventListener("load", () => mostrar(peticion));
  peticion.addEventListener("error", fallar);
  const datos = new FormData(formulario);
  bloquear(true);
  avance.value = 0;
  avance.hidden = false;
  estado.textContent = "Enviando los archivos.";
  peticion.send(datos);
}

function mostrar(peticion) {
  const recibido = peticion.response?.querySelector("main");
  if (!recibido) {
    location.assign(peticion.responseURL);
    return;
  }
  document.querySelector("main").replaceWith(recibido);
  document.title = peticion.response.title;
  history.pushState(null, "", peticion.responseURL);
  (recibido.querySelector(".resumen-errores") ?? recibido).focus();
  document.dispatchEvent(new CustomEvent("centro:cambio"));
}

function limite(formulario) {
  return Number(formulario.dataset.limite || Infinity);
}

function peso(octetos) {
  if (octetos < 1_000_000) return `${Math.ceil(octetos / 1000)} KB`;
  return `${(octetos / 1_000_000).toFixed(octetos < 10_000_000 ? 1 : 0)} MB`;
}
