// Envía un archivo por tramos. El servidor guarda la posición: si la red se corta o el servidor se cae, se
// pregunta por dónde iba y se sigue desde ahí.

const ESPERAS = [1, 2, 4, 8, 15, 30];
const HUELLA_HASTA = 64_000_000;

export class Detenido extends Error {}

// `pedido`: { ruta, tramo, ficha, datos(): lo común del lote, alAbrir(estado), avisar(octetos), esperar(segundos),
// seguir(): una promesa que espera mientras esté en pausa }.
// Devuelve lo que respondió el servidor al final, con su `recibo`.
export async function enviarPorTramos(archivo, relativa, pedido) {
  const datos = new FormData();
  const propios = { nombre: archivo.name, tamano: archivo.size, ruta: relativa, modificado: archivo.lastModified };
  const abrir = () => {
    for (const [nombre, valor] of Object.entries({ ...pedido.datos(), ...propios })) datos.set(nombre, valor);
    return pedir("POST", pedido.ruta, datos, {});
  };
  let estado = await conPaciencia(abrir, pedido);
  pedido.alAbrir(estado);
  while (!estado.recibo) {
    await pedido.seguir();
    pedido.avisar(estado.posicion);
    const desde = estado.posicion;
    const trozo = archivo.slice(desde, desde + pedido.tramo);
    const cabeceras = { "X-CSRFToken": pedido.ficha, "Upload-Offset": String(desde), "Content-Type": "application/octet-stream" };
    if (desde + trozo.size === archivo.size) Object.assign(cabeceras, await cabeceraDeHuella(archivo));
    const { ruta } = estado;
    const anadir = (intento) => (intento === 0
      ? pedir("PATCH", ruta, trozo, cabeceras, (hecho) => pedido.avisar(desde + hecho))
      : pedir("GET", ruta));
    estado = { ...await conPaciencia(anadir, pedido), ruta };
    if (!estado.recibo && estado.posicion === desde) await pedido.esperar(ESPERAS[0]);
  }
  return estado;
}

// Reintenta lo que falle por la red o porque el servidor no está; lo que el servidor niega, no.
async function conPaciencia(hacer, pedido) {
  for (let intento = 0; ; intento += 1) {
    const respuesta = await hacer(intento).catch(() => ({ estado: 0 }));
    if (respuesta.estado === 200 || respuesta.estado === 201 || respuesta.estado === 409) {
      if (respuesta.cuerpo) return respuesta.cuerpo;
    } else if (respuesta.estado !== 0 && respuesta.estado !== 429 && respuesta.estado < 500) {
      throw Object.assign(new Error(motivo(respuesta)), { deDatos: respuesta.estado === 422 });
    } else if (respuesta.estado === 507) {
      throw new Error(respuesta.cuerpo?.detail || "No queda espacio en el disco del centro.");
    }
    await pedido.esperar(ESPERAS[Math.min(intento, ESPERAS.length - 1)]);
  }
}

// De una sesión que se cerró, el servidor dice que no guardó nada: es verdad del tramo, y no de lo anterior.
function motivo({ estado, cuerpo }) {
  if (estado === 401 || estado === 400) {
    return "Se cerró su sesión o la página es de otra: recargue la página y elija los mismos archivos. Lo subido se conserva.";
  }
  return cuerpo?.detail || "El centro no aceptó el archivo.";
}

function pedir(metodo, ruta, cuerpo = null, cabeceras = {}, avisar = null) {
  return new Promise((bien, mal) => {
    const peticion = new XMLHttpRequest();
    peticion.open(metodo, ruta);
    peticion.responseType = "json";
    peticion.timeout = 180_000;
    peticion.setRequestHeader("Accept", "application/json");
    for (const [nombre, valor] of Object.entries(cabeceras)) peticion.setRequestHeader(nombre, valor);
    if (avisar) peticion.upload.addEventListener("progress", (evento) => avisar(evento.loaded));
    peticion.addEventListener("load", () => bien({ estado: peticion.status, cuerpo: peticion.response }));
    for (const fallo of ["error", "timeout", "abort"]) peticion.addEventListener(fallo, () => mal(new Error(fallo)));
    peticion.send(cuerpo);
  });
}

// La huella de lo que cabe en la memoria, donde el navegador la sabe calcular.
async function cabeceraDeHuella(archivo) {
  if (!globalThis.crypto?.subtle || archivo.size > HUELLA_HASTA) return {};
  const resumen = await crypto.subtle.digest("SHA-256", await archivo.arrayBuffer());
  return { "X-Huella": [...new Uint8Array(resumen)].map((n) => n.toString(16).padStart(2, "0")).join("") };
}
