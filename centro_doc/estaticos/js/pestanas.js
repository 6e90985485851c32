// Pestañas: sin este archivo son enlaces a `#panel` y CSS con `:target`; con él, un `tablist` con flechas.
// El panel elegido queda en la dirección (`#vinculos`), igual que sin JavaScript.

for (const grupo of document.querySelectorAll(".paneles")) montar(grupo);

function montar(grupo) {
  const lista = grupo.querySelector(".pestanas");
  const enlaces = [...lista.querySelectorAll('a[href^="#"]')];
  const panel = (enlace) => document.getElementById(enlace.hash.slice(1));
  if (enlaces.length === 0 || enlaces.some((enlace) => !panel(enlace))) return;

  const rotulo = lista.getAttribute("aria-label");
  const pestanero = document.createElement("div");
  pestanero.className = lista.className;
  pestanero.setAttribute("role", "tablist");
  if (rotulo) pestanero.setAttribute("aria-label", rotulo);
  pestanero.append(...enlaces);
  lista.replaceWith(pestanero);
  grupo.classList.add("paneles--js");

  const elegir = (elegido, { enfocar = false, anotar = true } = {}) => {
    for (const enlace of enlaces) {
      const activo = enlace === elegido;
      enlace.setAttribute("aria-selected", String(activo));
      enlace.tabIndex = activo ? 0 : -1;
      panel(enlace).hidden = !activo;
    }
    if (enfocar) elegido.focus();
    if (anotar) history.replaceState(history.state, "", elegido.hash);
  };

  for (const enlace of enlaces) {
    const cuerpo = panel(enlace);
    enlace.id ||= `pestana-${cuerpo.id}`;
    enlace.setAttribute("role", "tab");
    enlace.setAttribute("aria-controls", cuerpo.id);
    cuerpo.setAttribute("role", "tabpanel");
    cuerpo.setAttribute("aria-labelledby", enlace.id);
    enlace.addEventListener("click", (evento) => {
      evento.preventDefault();
      elegir(enlace);
    });
    enlace.addEventListener("keydown", (evento) => {
      const paso = { ArrowRight: 1, ArrowLeft: -1 }[evento.key];
      const extremo = { Home: 0, End: enlaces.length - 1 }[evento.key];
      if (paso === undefined && extremo === undefined) return;
      evento.preventDefault();
      const actual = enlaces.indexOf(enlace);
      const destino = extremo ?? (actual + paso + enlaces.length) % enlaces.length;
      elegir(enlaces[destino], { enfocar: true });
    });
  }

  // Lo que nombra la dirección es un panel o algo que está dentro de uno.
  const nombrado = () => location.hash.length > 1 && document.getElementById(location.hash.slice(1));
  const deLaDireccion = () => {
    const dentro = nombrado();
    return dentro && enlaces.find((enlace) => panel(enlace).contains(dentro));
  };
  const inicial = enlaces.find((enlace) => enlace.classList.contains("pestana--inicial"));
  elegir(deLaDireccion() || inicial || enlaces[0], { anotar: false });
  if (deLaDireccion()) nombrado().scrollIntoView({ block: "nearest" });
  addEventListener("hashchange", () => {
    const pedido = deLaDireccion();
    if (pedido) elegir(pedido, { anotar: false });
  });
}
