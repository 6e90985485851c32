// Catalogar: atajos de teclado, cambio de tipo sin botón y los datos que pide cada clase de acceso.
// Sin este archivo, cada cosa tiene su botón y todos los campos están a la vista.

const formulario = document.getElementById("f");
if (formulario) {
  atajos(formulario);
  cambiarTipo(formulario);
  datosDelAcceso(formulario);
}

function pulsar(formulario, accion) {
  const boton = [...formulario.querySelectorAll(`button[name="accion"][value="${accion}"]`)].pop();
  if (boton) formulario.requestSubmit(boton);
}

function atajos(formulario) {
  document.addEventListener("keydown", (evento) => {
    if (!(evento.ctrlKey || evento.metaKey) || evento.altKey || evento.shiftKey) return;
    const accion = { Enter: "publicar", s: "guardar" }[evento.key];
    if (!accion) return;
    evento.preventDefault();
    pulsar(formulario, accion);
  });
}

function cambiarTipo(formulario) {
  const boton = formulario.querySelector('button[value="tipo"]');
  boton.hidden = true;
  formulario.querySelector("#tipo").addEventListener("change", () => formulario.requestSubmit(boton));
}

function datosDelAcceso(formulario) {
  const grupos = [...formulario.querySelectorAll(".accesos__datos")];
  const mostrar = () => {
    const elegida = formulario.querySelector('input[name="acceso"]:checked')?.value;
    for (const grupo of grupos) grupo.hidden = !grupo.dataset.para.split(" ").includes(elegida);
  };
  formulario.addEventListener("change", (evento) => {
    if (evento.target.name === "acceso") mostrar();
  });
  mostrar();
}
