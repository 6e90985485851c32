// Marcar como leído sin recargar la página, y elegir todos de una vez. Sin este archivo, la página se recarga.

for (const formulario of document.querySelectorAll("form[data-lectura]")) {
  formulario.addEventListener("submit", async (evento) => {
    evento.preventDefault();
    const boton = formulario.querySelector("button");
    const cuerpo = new URLSearchParams(new FormData(formulario));
    cuerpo.set(boton.name, boton.value);
    boton.disabled = true;
    const respuesta = await fetch(formulario.action, {
      method: "POST",
      body: cuerpo,
      headers: { Accept: "application/json" },
    }).catch(() => null);
    boton.disabled = false;
    const datos = respuesta?.ok && !respuesta.redirected ? await respuesta.json().catch(() => null) : null;
    // Si no se pudo así, se envía como siempre y la página dice por qué.
    if (!datos) return enviar(formulario, boton);
    mostrar(formulario, boton, datos.estados[formulario.dataset.lectura] === "leido");
  });
}

function enviar(formulario, boton) {
  const oculto = document.createElement("input");
  Object.assign(oculto, { type: "hidden", name: boton.name, value: boton.value });
  formulario.append(oculto);
  formulario.submit();
}

function mostrar(formulario, boton, leido) {
  formulario.querySelector(".leido")?.remove();
  boton.value = leido ? "por_leer" : "leido";
  boton.setAttribute("aria-pressed", String(leido));
  boton.querySelector("span").textContent = leido ? "Leído" : "Marcar como leído";
  boton.querySelector("svg").innerHTML = leido
    ? '<path d="M4.5 12.5l5 5L20 7"/>'
    : '<circle cx="12" cy="12" r="7.5"/>';
  boton.focus();
}

const varios = document.getElementById("lecturas");
const casillas = [...document.querySelectorAll('input[form="lecturas"]')];
if (varios && casillas.length > 1) {
  const todos = document.createElement("button");
  todos.type = "button";
  todos.className = "boton boton--llano boton--chico";
  todos.textContent = "Elegir todos";
  todos.addEventListener("click", () => {
    const marcar = casillas.some((casilla) => !casilla.checked);
    for (const casilla of casillas) casilla.checked = marcar;
    todos.textContent = marcar ? "Elegir ninguno" : "Elegir todos";
  });
  varios.prepend(todos);
}
