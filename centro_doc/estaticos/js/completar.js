// Sugerencias al escribir en la caja de búsqueda: un «combobox» de ARIA con lista.
// Sin este archivo es una caja corriente, y el formulario se envía igual.

const ESPERA = 120;
const MINIMO = 2;

for (const caja of document.querySelectorAll("input[data-completar]")) montar(caja);

function montar(caja) {
  const lista = document.createElement("ul");
  const aviso = document.createElement("span");
  lista.id = `${caja.id}-sugeridas`;
  lista.className = "sugeridas";
  lista.hidden = true;
  lista.setAttribute("role", "listbox");
  lista.setAttribute("aria-label", "Sugerencias");
  aviso.className = "oculto";
  aviso.setAttribute("role", "status");
  caja.closest(".busca").append(lista, aviso);
  caja.type = "text";
  caja.enterKeyHint = "search";
  caja.setAttribute("role", "combobox");
  caja.setAttribute("aria-autocomplete", "list");
  caja.setAttribute("aria-expanded", "false");
  caja.setAttribute("aria-controls", lista.id);

  let escrito = caja.value;
  let activa = -1;
  let reloj;
  let peticion;

  const opciones = () => [...lista.children];

  const cerrar = () => {
    clearTimeout(reloj);
    peticion?.abort();
    lista.hidden = true;
    activa = -1;
    caja.setAttribute("aria-expanded", "false");
    caja.removeAttribute("aria-activedescendant");
  };

  const mostrar = (sugerencias) => {
    cerrar();
    lista.replaceChildren(...sugerencias.map((una, n) => opcion(una, `${lista.id}-${n}`)));
    lista.hidden = sugerencias.length === 0;
    caja.setAttribute("aria-expanded", String(!lista.hidden));
    aviso.textContent = lista.hidden
      ? ""
      : `${sugerencias.length} ${sugerencias.length === 1 ? "sugerencia" : "sugerencias"}; use las flechas`;
  };

  const pedir = async () => {
    peticion = new AbortController();
    const { signal } = peticion;
    const url = new URL(caja.dataset.completar, location.href);
    url.searchParams.set("q", escrito);
    try {
      const respuesta = await fetch(url, { signal, headers: { Accept: "application/json" } });
      const cuerpo = respuesta.ok ? await respuesta.json() : { sugerencias: [] };
      if (!signal.aborted && document.activeElement === caja) mostrar(cuerpo.sugerencias);
    } catch (error) {
      if (error.name !== "AbortError") cerrar();
    }
  };

  const elegir = (numero) => {
    const todas = opciones();
    activa = numero;
    todas.forEach((una, n) => una.setAttribute("aria-selected", String(n === activa)));
    caja.value = activa < 0 ? escrito : todas[activa].dataset.consulta;
    if (activa < 0) return caja.removeAttribute("aria-activedescendant");
    caja.setAttribute("aria-activedescendant", todas[activa].id);
    todas[activa].scrollIntoView({ block: "nearest" });
  };

  const seguir = (elegida) => {
    caja.value = elegida.dataset.consulta;
    cerrar();
    // Una palabra se busca con los filtros que haya puestos; lo demás tiene su propia página.
    if (elegida.dataset.clase === "palabra") caja.form.requestSubmit();
    else location.assign(elegida.dataset.url);
  };

  caja.addEventListener("input", (evento) => {
    cerrar();
    escrito = caja.value;
    if (evento.isComposing || escrito.trim().length < MINIMO) return;
    reloj = setTimeout(pedir, ESPERA);
  });

  caja.addEventListener("keydown", (evento) => {
    if (evento.isComposing) return;
    if (lista.hidden) {
      if (evento.key === "ArrowDown" && caja.value.trim().length >= MINIMO) {
        evento.preventDefault();
        escrito = caja.value;
        pedir();
      }
      return;
    }
    const total = lista.children.length;
    if (evento.key === "ArrowDown") elegir(activa + 1 < total ? activa + 1 : -1);
    else if (evento.key === "ArrowUp") elegir(activa < 0 ? total - 1 : activa - 1);
    else if (evento.key === "Enter" && activa >= 0) seguir(opciones()[activa]);
    else if (evento.key === "Escape") {
      elegir(-1);
      cerrar();
    } else return;
    evento.preventDefault();
  });

  // Con el puntero, la caja no pierde el foco antes de que se atienda el clic.
  lista.addEventListener("pointerdown", (evento) => evento.preventDefault());
  lista.addEventListener("click", (evento) => {
    const elegida = evento.target.closest("[role=option]");
    if (elegida) seguir(elegida);
  });
  caja.addEventListener("blur", cerrar);
  caja.form.addEventListener("submit", cerrar);
}

function opcion({ clase, texto, detalle, consulta, url }, id) {
  const una = document.createElement("li");
  una.id = id;
  una.setAttribute("role", "option");
  una.setAttribute("aria-selected", "false");
  Object.assign(una.dataset, { clase, consulta, url });
  const principal = document.createElement("span");
  principal.textContent = texto;
  if (clase === "titulo") principal.className = "serif";
  una.append(principal);
  if (detalle) {
    const aparte = document.createElement("span");
    aparte.className = "sugeridas__d";
    aparte.textContent = detalle;
    una.append(" ", aparte);
  }
  return una;
}
