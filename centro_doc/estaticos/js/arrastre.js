// Mover con el ratón una página más grande que su marco.

export function arrastre(marco) {
  let origen = null;
  marco.addEventListener("pointerdown", (evento) => {
    const cabe = marco.scrollWidth <= marco.clientWidth && marco.scrollHeight <= marco.clientHeight;
    if (cabe || evento.pointerType !== "mouse" || evento.button !== 0 || evento.target.closest("a, button")) return;
    origen = { x: evento.clientX, y: evento.clientY, izquierda: marco.scrollLeft, arriba: marco.scrollTop };
    marco.setPointerCapture(evento.pointerId);
  });
  marco.addEventListener("pointermove", (evento) => {
    if (!origen) return;
    marco.scrollLeft = origen.izquierda - (evento.clientX - origen.x);
    marco.scrollTop = origen.arriba - (evento.clientY - origen.y);
  });
  for (const fin of ["pointerup", "pointercancel"]) marco.addEventListener(fin, () => (origen = null));
}
