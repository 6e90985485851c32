"""La entrega cifrada, contra un servidor SMTP con TLS y un certificado autofirmado que se hace aquí."""

import ssl
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from email.message import EmailMessage
from ipaddress import ip_address
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from servidor_smtp import buzon_abierto

from centro_doc.avisos.correo import NoEntregado, entregar
from config import Config, ConfiguracionInvalida

Certificar = Callable[[str], tuple[Path, ssl.SSLContext]]
MODOS = ("tls", "starttls")


@pytest.fixture
def certificar(tmp_path: Path) -> Certificar:
    """Un certificado autofirmado para una dirección, y el contexto de un servidor que lo presenta."""

    def hacer(direccion: str) -> tuple[Path, ssl.SSLContext]:
        llave, ahora = ec.generate_private_key(ec.SECP256R1()), datetime.now(UTC)
        nombre = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "correo de prueba")])
        certificado = (
            x509.CertificateBuilder()
            .subject_name(nombre)
            .issuer_name(nombre)
            .public_key(llave.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(ahora - timedelta(days=1))
            .not_valid_after(ahora + timedelta(days=1))
            .add_extension(x509.SubjectAlternativeName([x509.IPAddress(ip_address(direccion))]), False)
            .add_extension(x509.BasicConstraints(ca=True, path_length=0), True)
            .sign(llave, hashes.SHA256())
        )
        publico, completo = tmp_path / "certificado.pem", tmp_path / "completo.pem"
        publico.write_bytes(certificado.public_bytes(serialization.Encoding.PEM))
        privada = llave.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
        completo.write_bytes(privada + publico.read_bytes())
        contexto = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
        contexto.load_cert_chain(completo)
        return publico, contexto

    return hacer


def _config(config: Config, puerto: int, modo: str, autoridad: Path | None = None) -> Config:
    return replace(
        config,
        correo_servidor="127.0.0.1",
        correo_puerto=puerto,
        correo_cifrado=modo,
        correo_autoridad=str(autoridad or ""),
        correo_usuario="avisos",
        correo_clave="secreta",
        correo_remitente="avisos@centro.example",
    )


def _carta() -> EmailMessage:
    carta = EmailMessage()
    carta["From"], carta["To"] = "avisos@centro.example", "beto@congreso.gob.gt"
    carta["Subject"] = "AG2: 1 novedad"
    carta.set_content("Lo nuevo")
    return carta


@pytest.mark.parametrize("modo", MODOS)
def test_entrega_y_entra_solo_cifrado(config: Config, certificar: Certificar, modo: str) -> None:
    autoridad, contexto = certificar("127.0.0.1")
    avisado: list[int] = []
    with buzon_abierto(contexto, starttls=modo == "starttls") as buzon:
        entregar(_config(config, buzon.puerto, modo, autoridad), _carta(), lambda: avisado.append(1))
    assert [mensaje["Subject"] for mensaje in buzon.mensajes] == ["AG2: 1 novedad"] and avisado == [1]
    assert buzon.cifrados == buzon.cuentas and buzon.cifrados[0] in {"TLSv1.2", "TLSv1.3"}


@pytest.mark.parametrize("modo", MODOS)
@pytest.mark.parametrize("caso", ["desconocido", "de otro"])
def test_si_el_certificado_no_es_de_fiar_no_manda_nada(
    config: Config, certificar: Certificar, modo: str, caso: str
) -> None:
    autoridad, contexto = certificar("127.0.0.1" if caso == "desconocido" else "127.0.0.2")
    fiar = None if caso == "desconocido" else autoridad
    with buzon_abierto(contexto, starttls=modo == "starttls") as buzon:
        suya = _config(config, buzon.puerto, modo, fiar)
        with pytest.raises(NoEntregado, match="comprobar el certificado"):
            entregar(suya, _carta(), lambda: None)
    assert buzon.mensajes == [] and buzon.cuentas == []


def test_si_el_servidor_no_cifra_no_recibe_ni_la_cuenta(config: Config) -> None:
    with buzon_abierto() as buzon, pytest.raises(NoEntregado, match="no ofrece"):
        entregar(_config(config, buzon.puerto, "starttls"), _carta(), lambda: None)
    assert buzon.mensajes == [] and buzon.cuentas == []


def test_la_autoridad_que_se_nombra_ha_de_estar(tmp_path: Path) -> None:
    with pytest.raises(ConfiguracionInvalida, match="CENTRO_CORREO_AUTORIDAD"):
        Config.desde_entorno({"CENTRO_CORREO_AUTORIDAD": str(tmp_path / "no.pem")})
