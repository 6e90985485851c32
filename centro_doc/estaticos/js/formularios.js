// `<select data-enviar>` envía su formulario al cambiar; sin JavaScript está el botón `.solo-sin-js`.

document.addEventListener("change", (evento) => {
  if (evento.target.matches("select[data-enviar]")) evento.target.form.requestSubmit();
});

// Un doble clic no envía dos veces el mismo formulario. El candado se suelta pronto, por si la red falló.
document.addEventListener("submit", (evento) => {
  const { dataset, method } = evento.target;
  if (evento.defaultPrevented || method !== "post") return;
  if (dataset.enviado) evento.preventDefault();
  dataset.enviado = "si";
  setTimeout(() => delete dataset.enviado, 2000);
});

// El resumen de errores recibe el foco al cargar, para que se lea primero.
document.querySelector(".resumen-errores")?.focus();
