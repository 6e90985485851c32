"""Lo que viene dentro de un correo o de un ZIP entra por su cuenta, tan cerrado como el que lo trae."""

import errno
import io
import zipfile
from dataclasses import replace
from datetime import date
from email.message import EmailMessage

import pytest
from archivos import docx, pdf
from sqlalchemy import func, select

from almacen import DiscoLleno
from centro_doc.catalogo import adjuntos, casos, por_leer, procedencia
from centro_doc.catalogo.acceso import DatosAcceso
from centro_doc.catalogo.ingreso import DatosLote, recibir_lote
from centro_doc.catalogo.lectura import Lectura
from centro_doc.catalogo.modelos import Acceso, Documento, TextoGuardado
from centro_doc.catalogo.modelos_recibos import Recibo
from centro_doc.catalogo.modelos_relaciones import RelacionDocumental
from centro_doc.catalogo.procedencia import Procedencia
from centro_doc.comun.bd import lectura, transaccion
from centro_doc.cuentas.modelos import Rol, Usuario
from centro_doc.cuentas.permisos import SISTEMA
from centro_doc.curaduria.casos import retirar
from centro_doc.tareas.casos import terminar, tomar
from centro_doc.tareas.modelos import Prioridad, Tarea

DE_ANA = Procedencia("Ana", "mano", date(2011, 8, 1), "mes", "Nota 7-2011", "cita", "Sin fines de lucro")
PROGRAMA = b"MZ\x90\0" + bytes(99)
REVISOR = replace(SISTEMA, roles=frozenset({Rol.REVISOR}))


def comprimido(**miembros):
    salida = io.BytesIO()
    with zipfile.ZipFile(salida, "w", zipfile.ZIP_DEFLATED) as paquete:
        for nombre, contenido in miembros.items():
            paquete.writestr(nombre.replace("__", "."), contenido)
    return salida.getvalue()


def correo(**contenidos):
    mensaje = EmailMessage()
    mensaje["From"], mensaje["To"], mensaje["Subject"] = "ana@x.gt", "b@x.gt", "Minuta de la mesa técnica"
    mensaje.set_content("Va la minuta.")
    for nombre, contenido in contenidos.items():
        mensaje.add_attachment(
            contenido, maintype="application", subtype="octet-stream", filename=nombre.replace("__", ".")
        )
    return mensaje.as_bytes()


@pytest.fixture
def persona(bd, reloj):
    with transaccion(bd) as sesion:
        nueva = Usuario(correo="a@b.gt", nombre="A", clave="x", sello="s", creado=reloj.ahora())
        sesion.add(nueva)
        sesion.flush()
        return nueva.id


@pytest.fixture
def recibir(bd, reloj, llegar):
    def _recibir(nombre, datos, **lote):
        with transaccion(bd) as sesion:
            recibir_lote(sesion, REVISOR, DatosLote(**lote), [llegar(nombre, datos)], reloj=reloj)

    return _recibir


def recibos(bd):
    with lectura(bd) as sesion:
        return [(r.nombre, r.estado) for r in sesion.scalars(select(Recibo).order_by(Recibo.id))]


def documentos(bd):
    with lectura(bd) as sesion:
        todos = sesion.scalars(select(Documento).order_by(Documento.id)).all()
        return [(uno, {marca.marca for marca in uno.marcas}) for uno in todos]


def test_cada_adjunto_de_un_correo_es_un_documento_con_su_recibo_y_se_lee(bd, recibir, leer_todo, deposito):
    recibir(
        "minuta.eml", correo(acta__pdf=pdf("Acta de la mesa"), nota__docx=docx("Nota")), procedencia=DE_ANA
    )
    assert leer_todo() == 3
    assert recibos(bd) == [
        ("minuta.eml", "recibido"),
        ("acta.pdf", "recibido"),
        ("nota.docx", "recibido"),
    ]
    (padre, _), (acta, _), _ = documentos(bd)
    assert padre.titulo == "Minuta de la mesa técnica"
    assert procedencia.de(acta) == DE_ANA
    assert acta.lote_id == padre.lote_id
    assert {uno.estado for uno, _ in documentos(bd)} == {"por_catalogar"}
    assert len(list(deposito.listar())) == 3


@pytest.mark.parametrize(
    ("entrada", "pocos", "esperada"),
    [("web", 2, Prioridad.PERSONA), ("web", 1, Prioridad.MASIVA), ("importar", 2, Prioridad.MASIVA)],
)
def test_los_pocos_adjuntos_de_lo_que_subio_una_persona_se_leen_como_suyos(
    bd, recibir, leer_todo, monkeypatch, entrada, pocos, esperada
):
    monkeypatch.setattr(por_leer, "POCOS", pocos)
    recibir("dos.zip", comprimido(a__txt=b"Uno del paquete", b__txt=b"Dos del paquete"), entrada=entrada)
    leer_todo()
    with lectura(bd) as sesion:
        _del_zip, *suyas = sesion.scalars(select(Tarea.prioridad).order_by(Tarea.id))
    assert suyas == [esperada, esperada]


def test_un_zip_da_sus_archivos_sus_duplicados_y_sus_rechazos(bd, recibir, leer_todo):
    recibir("ley.pdf", pdf("La ley"))
    recibir("varios.zip", comprimido(a__pdf=pdf("La ley"), b__pdf=pdf("Otra"), c__exe=PROGRAMA))
    leer_todo()
    assert recibos(bd)[2:] == [("a.pdf", "duplicado"), ("b.pdf", "recibido"), ("c.exe", "rechazado")]
    assert [uno.titulo for uno, _ in documentos(bd)] == ["ley", "varios", "b"]


def test_cada_uno_queda_enlazado_con_el_que_lo_trae_tambien_el_que_ya_estaba(bd, recibir, leer_todo):
    recibir("ley.pdf", pdf("La ley"))
    recibir("varios.zip", comprimido(a__pdf=pdf("La ley"), b__pdf=pdf("Otra"), c__exe=PROGRAMA))
    leer_todo()
    with lectura(bd) as sesion:
        enlaces = sesion.scalars(select(RelacionDocumental).order_by(RelacionDocumental.id)).all()
        assert [(e.documento_id, e.clase, e.otro_id) for e in enlaces] == [
            (1, "miembro_de", 2),
            (3, "miembro_de", 2),
        ]


def test_leerlo_otra_vez_no_repite_ni_documentos_ni_recibos(bd, reloj, contexto, recibir, leer_todo):
    recibir("varios.zip", comprimido(a__pdf=pdf("Uno"), c__exe=PROGRAMA))
    with transaccion(bd) as sesion:
        tarea = tomar(sesion, "prueba", reloj=reloj)
    for _ in range(2):
        guardar = Lectura().preparar(contexto, tarea)
        with transaccion(bd) as sesion:
            guardar(sesion)
    with transaccion(bd) as sesion:
        sesion.scalars(select(TextoGuardado)).first().extractor = "zip 0"
    guardar = Lectura().preparar(contexto, tarea)
    with transaccion(bd) as sesion:
        guardar(sesion)
    assert len(recibos(bd)) == 3
    with lectura(bd) as sesion:
        assert sesion.scalar(select(func.count(Tarea.id))) == 2


def test_los_de_un_zip_grande_entran_por_grupos_y_una_muerte_en_medio_no_los_repite(
    bd, contexto, reloj, recibir, leer_todo, monkeypatch
):
    """Recibir mil en una transacción dejaba a los demás sin poder escribir mientras duraba."""
    monkeypatch.setattr(adjuntos, "GRUPO", 2)
    grupos, recibe = [], adjuntos.recibir

    def contar(sesion, padre, separados, **mas):
        grupos.append(len(separados))
        if len(grupos) == 3:
            raise OSError("muerto en medio")
        recibe(sesion, padre, separados, **mas)

    monkeypatch.setattr(adjuntos, "recibir", contar)
    miembros = {f"n{n}__txt": f"Texto {n}".encode() for n in range(5)}
    recibir("lote.zip", comprimido(**miembros, copia__txt=b"Texto 0", falso__pdf=PROGRAMA))
    with transaccion(bd) as sesion:
        tarea = tomar(sesion, "prueba", reloj=reloj)
    with pytest.raises(OSError, match="muerto"):
        Lectura().preparar(contexto, tarea)
    assert len(recibos(bd)) == 5
    guardar = Lectura().preparar(contexto, tarea)
    with transaccion(bd) as sesion:
        guardar(sesion)
        terminar(sesion, tarea, reloj=reloj)
    leer_todo()
    assert max(grupos) == 2
    assert recibos(bd)[1:] == [
        *((f"n{n}.txt", "recibido") for n in range(5)),
        ("copia.txt", "duplicado"),
        ("falso.pdf", "rechazado"),
    ]
    with lectura(bd) as sesion:
        assert sesion.scalar(select(func.count(RelacionDocumental.id))) == 5


def test_lo_de_dentro_nace_tan_cerrado_como_esta_hoy_el_que_lo_trae(bd, reloj, recibir, leer_todo, persona):
    recibir("minuta.eml", correo(acta__pdf=pdf("Acta")))
    datos = DatosAcceso(Acceso.CONFIDENCIAL, fundamento="Niñez", personas=(persona,))
    with transaccion(bd) as sesion:
        casos.cambiar_acceso(sesion, REVISOR, ["CD-00001"], datos, reloj=reloj)
    leer_todo()
    acta, marcas = documentos(bd)[1]
    assert (acta.acceso, acta.fundamento) == (Acceso.CONFIDENCIAL, "Niñez")
    assert marcas == {f"persona:{persona}"}


def test_lo_que_venia_en_un_zip_retirado_antes_de_leerse_nace_retirado(bd, reloj, recibir, leer_todo):
    recibir("entrega.zip", comprimido(acta__pdf=pdf("Acta"), nota__txt=b"Nota"))
    with transaccion(bd) as sesion:
        retirar(sesion, REVISOR, "CD-00001", "Trae datos de un menor", reloj=reloj)
    assert leer_todo() == 3
    assert {uno.estado for uno, _ in documentos(bd)} == {"retirado"}
    assert {uno.retiro_motivo for uno, _ in documentos(bd)} == {"Trae datos de un menor"}


def test_un_gemelo_que_quien_subio_no_ve_no_se_nombra(bd, reloj, recibir, leer_todo, persona):
    recibir("secreto.pdf", pdf("Igual"))
    datos = DatosAcceso(Acceso.CONFIDENCIAL, fundamento="x", personas=(persona,))
    with transaccion(bd) as sesion:
        casos.cambiar_acceso(sesion, REVISOR, ["CD-00001"], datos, reloj=reloj)
    recibir("varios.zip", comprimido(a__pdf=pdf("Igual")))
    leer_todo()
    with lectura(bd) as sesion:
        recibo = sesion.scalars(select(Recibo).where(Recibo.nombre == "a.pdf")).one()
        assert (recibo.estado, recibo.documento_id) == ("duplicado", None)
        assert "CD-00001" not in recibo.motivo
        assert "secreto" not in recibo.motivo


def test_dos_miembros_que_se_llaman_igual_se_distinguen_por_su_carpeta(bd, recibir, leer_todo):
    miembros = {"2010/acta__txt": b"Acta de dos mil diez", "../2011/acta__txt": b"Acta de dos mil once"}
    recibir("actas.zip", comprimido(**miembros))
    leer_todo()
    assert [nombre for nombre, _ in recibos(bd)] == ["actas.zip", "2010 › acta.txt", "2011 › acta.txt"]
    assert [uno.titulo for uno, _ in documentos(bd)][1:] == ["acta", "acta"]


def test_un_zip_dentro_de_otro_sin_fin_se_detiene(bd, recibir, leer_todo):
    datos = comprimido(fondo__txt=b"Fondo")
    for n in range(6):
        datos = comprimido(**{f"nivel{n}__zip": datos, f"nota{n}__txt": f"Nota {n}".encode()})
    recibir("todo.zip", datos)
    leer_todo()
    hechos = dict(recibos(bd))
    assert hechos["nivel3.zip"] == "recibido"
    assert hechos["nivel2.zip"] == "rechazado"
    assert "nivel1.zip" not in hechos


def test_si_el_disco_se_llena_no_se_rechaza_nada_y_se_reintenta(bd, reloj, contexto, recibir, monkeypatch):
    recibir("varios.zip", comprimido(a__pdf=pdf("Uno")))

    def lleno(*_args, **_opciones):
        raise DiscoLleno("lleno")

    monkeypatch.setattr(adjuntos, "admitir", lleno)
    with transaccion(bd) as sesion:
        tarea = tomar(sesion, "prueba", reloj=reloj)
    with pytest.raises(OSError) as error:
        Lectura().preparar(contexto, tarea)
    assert error.value.errno == errno.ENOSPC
    assert recibos(bd) == [("varios.zip", "recibido")]


def test_los_archivos_estan_en_el_deposito_antes_de_que_nada_los_nombre(
    bd, reloj, contexto, recibir, deposito
):
    recibir("varios.zip", comprimido(a__pdf=pdf("Uno")))
    with transaccion(bd) as sesion:
        tarea = tomar(sesion, "prueba", reloj=reloj)
    Lectura().preparar(contexto, tarea)
    assert len(list(deposito.listar())) == 2
    assert recibos(bd) == [("varios.zip", "recibido")]
