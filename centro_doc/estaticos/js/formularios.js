// `<select data-enviar>` envía su formulario al cambiar; sin JavaScript está el botón `.solo-sin-js`.

document.addEventListener("change", (evento) => {
  if (evento.target.matches("select[data-enviar]")) evento.target.form.requestSubmit();
});

// El resumen de errores recibe el foco al cargar, para que se lea primero.
document.querySelector(".resumen-errores")?.focus();
