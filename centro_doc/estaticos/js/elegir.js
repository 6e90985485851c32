// Elegir todos los de una lista y decir cuántos van. Sin este archivo se marcan uno por uno.

const suyas = (forma) => [...document.querySelectorAll(`input[name="elegidos"][form="${forma}"]`)];

function contar(forma) {
  const todas = suyas(forma);
  const elegidas = todas.filter((una) => una.checked).length;
  const general = document.querySelector(`[data-todos="${forma}"]`);
  if (general) {
    general.checked = elegidas > 0 && elegidas === todas.length;
    general.indeterminate = elegidas > 0 && elegidas < todas.length;
  }
  const dicho = document.querySelector(`[data-cuantos="${forma}"]`);
  if (dicho) dicho.textContent = elegidas ? `${elegidas} ${elegidas === 1 ? "elegido" : "elegidos"}` : "";
}

document.addEventListener("change", ({ target }) => {
  const forma = target.dataset.todos ?? (target.name === "elegidos" ? target.getAttribute("form") : null);
  if (!forma) return;
  if (target.dataset.todos) for (const una of suyas(forma)) una.checked = target.checked;
  contar(forma);
});

for (const general of document.querySelectorAll("[data-todos]")) contar(general.dataset.todos);
