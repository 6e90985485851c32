// Subida de archivos: arrastrar, y ver el avance. Sin este archivo, el formulario se envía y la página cambia.
// El servidor responde igual en los dos casos: una página, de la que aquí se toma el <main>.

preparar();

function preparar() {
  for (const formulario of document.querySelectorAll("form.soltar")) montar(formulario);
}

function montar(formulario) {
  const entrada = formulario.querySelector('input[type="file"]');
  const zona = formulario.querySelector(".soltar__zona");
  if (!entrada || !zona) return;

  const estado = document.createElement("p");
  estado.className = "soltar__estado";
  estado.setAttribute("role", "status");
  const avance = document.createElement("progress");
  avance.max = 100;
  avance.hidden = true;
  avance.setAttribute("aria-label", "Avance del envío");
  zona.append(estado, avance);

  const contar = () => {
    const archivos = [...entrada.files];
    const grandes = archivos.filter((archivo) => archivo.size > limite(formulario));
    estado.textContent = grandes.length
      ? `${grandes[0].name} pesa ${peso(grandes[0].size)} y el límite es ${peso(limite(formulario))}.`
      : elegidos(archivos);
    estado.classList.toggle("campo__error", grandes.length > 0);
    return grandes.length === 0;
  };

  entrada.addEventListener("change", contar);
  for (const tipo of ["dragenter", "dragover"]) {
    zona.addEventListener(tipo, (evento) => {
      evento.preventDefault();
      zona.classList.add("encima");
    });
  }
  zona.addEventListener("dragleave", (evento) => {
    if (!zona.contains(evento.relatedTarget)) zona.classList.remove("encima");
  });
  zona.addEventListener("drop", (evento) => {
    evento.preventDefault();
    zona.classList.remove("encima");
    if (evento.dataTransfer.files.length === 0) return;
    entrada.files = evento.dataTransfer.files;
    contar();
  });
  formulario.addEventListener("submit", (evento) => {
    if (entrada.files.length === 0) return;
    evento.preventDefault();
    if (contar()) enviar(formulario, estado, avance);
  });
}

function enviar(formulario, estado, avance) {
  const botones = formulario.querySelectorAll("button");
  const bloquear = (si) => botones.forEach((boton) => (boton.disabled = si));
  const peticion = new XMLHttpRequest();
  peticion.open("POST", formulario.action);
  peticion.responseType = "document";
  peticion.upload.addEventListener("progress", (evento) => {
    if (evento.lengthComputable) avance.value = (evento.loaded / evento.total) * 100;
  });
  peticion.upload.addEventListener("load", () => (estado.textContent = "Guardando los archivos."));
  peticion.addEventListener("load", () => mostrar(peticion));
  peticion.addEventListener("error", () => {
    bloquear(false);
    avance.hidden = true;
    estado.textContent = "Se cortó la conexión y el envío no llegó entero. Compruebe la red y envíe otra vez.";
  });
  const datos = new FormData(formulario);
  bloquear(true);
  avance.hidden = false;
  avance.value = 0;
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
  recibido.focus();
  preparar();
  document.dispatchEvent(new CustomEvent("centro:cambio"));
}

addEventListener("popstate", () => location.reload());

function limite(formulario) {
  return Number(formulario.dataset.limite ?? Infinity);
}

function peso(octetos) {
  if (octetos < 1_000_000) return `${Math.ceil(octetos / 1000)} KB`;
  return `${(octetos / 1_000_000).toFixed(octetos < 10_000_000 ? 1 : 0)} MB`;
}

function elegidos(archivos) {
  if (archivos.length === 0) return "";
  const total = archivos.reduce((suma, archivo) => suma + archivo.size, 0);
  const cuantos = archivos.length === 1 ? archivos[0].name : `${archivos.length} archivos`;
  return `${cuantos}, ${peso(total)}. Pulse el botón para enviar.`;
}
