// Elegir todos los de una lista, decir cuántos van y llevarlos en la dirección al cambiar de página. Sin este
// archivo se marcan uno por uno y se conservan con su botón.

const suyas = (forma) => [...document.querySelectorAll(`input[name="elegidos"][form="${forma}"]`)];
const que_conserva = document.querySelector("form[data-conservar]");

function contar(forma) {
  const todas = suyas(forma);
  const aqui = todas.filter((una) => !("otra" in una.dataset));
  const elegidas = todas.filter((una) => una.checked).length;
  const deAqui = aqui.filter((una) => una.checked).length;
  const general = document.querySelector(`[data-todos="${forma}"]`);
  if (general) {
    general.checked = deAqui > 0 && deAqui === aqui.length;
    general.indeterminate = deAqui > 0 && deAqui < aqui.length;
  }
  const dicho = document.querySelector(`[data-cuantos="${forma}"]`);
  if (!dicho) return;
  const otras = elegidas - deAqui;
  dicho.textContent = elegidas ? `${elegidas} ${elegidas === 1 ? "elegido" : "elegidos"}` : "";
  if (otras) dicho.textContent += `, ${otras} de otras páginas`;
}

const elegidos = () =>
  suyas(que_conserva.id)
    .filter((una) => una.checked)
    .map((una) => una.value)
    .join(",");

// La dirección de otra página de la misma lista, con lo elegido.
function conElegidos(direccion) {
  const url = new URL(direccion, document.baseURI);
  const q = new URLSearchParams(location.search).get("q") ?? "";
  if (url.pathname !== location.pathname || (url.searchParams.get("q") ?? "") !== q) return direccion;
  const van = elegidos();
  if (van) url.searchParams.set("elegidos", van);
  else url.searchParams.delete("elegidos");
  return url.href;
}

document.addEventListener("change", ({ target }) => {
  const forma = target.dataset.todos ?? (target.name === "elegidos" ? target.getAttribute("form") : null);
  if (!forma) return;
  if (target.dataset.todos) {
    for (const una of suyas(forma)) if (!("otra" in una.dataset)) una.checked = target.checked;
  }
  contar(forma);
  if (forma === que_conserva?.id) history.replaceState(history.state, "", conElegidos(location.href));
});

if (que_conserva) {
  document.addEventListener(
    "click",
    ({ target }) => {
      const enlace = target.closest?.("a[href]");
      if (enlace && !enlace.getAttribute("href").startsWith("#")) enlace.href = conElegidos(enlace.href);
    },
    true,
  );
  document.addEventListener("formdata", ({ target, formData }) => {
    const misma = new URL(target.action, document.baseURI).pathname === location.pathname;
    if (target.method !== "get" || !misma || target.querySelector('[name="q"]:not([type="hidden"])')) return;
    const van = elegidos();
    formData.delete("elegidos");
    if (van) formData.set("elegidos", van);
  });
}

for (const general of document.querySelectorAll("[data-todos]")) contar(general.dataset.todos);
