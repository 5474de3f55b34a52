"""A proxy on loopback, as an operator runs one: plain requests and CONNECT, each led to a server of the test's."""

import socket
import socketserver
import ssl
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

_CHUNK = 1 << 16  # bytes
_HEADERS_END = b"\r\n\r\n"


class Proxy(socketserver.ThreadingTCPServer):
    """A proxy that resolves every name to one server, and remembers what it was asked for."""

    daemon_threads = True
    request_queue_size = 128

    def __init__(self, upstream: int, *, ipv6: bool = False) -> None:
        self.address_family = socket.AF_INET6 if ipv6 else socket.AF_INET
        super().__init__(("::1" if ipv6 else "127.0.0.1", 0), Handler)
        self.upstream = upstream  # port on 127.0.0.1
        self.asked: list[str] = []  # method and target of each request
        self.credentials: set[str] = set()

    @property
    def port(self) -> int:
        return self.server_address[1]


class Handler(socketserver.BaseRequestHandler):
    """One connection to the proxy."""

    server: Proxy

    def handle(self) -> None:
        received = b""
        while _HEADERS_END not in received:
            chunk = self.request.recv(_CHUNK)
            if not chunk:
                return
            received += chunk
        head, _, rest = received.partition(_HEADERS_END)
        first, *headers = head.decode("latin-1").split("\r\n")
        method, target, _ = first.split(" ", 2)
        self.server.asked.append(f"{method} {target}")
        found = {name.lower(): value.strip() for name, _, value in (line.partition(":") for line in headers)}
        self.server.credentials.add(found.get("proxy-authorization", ""))
        with closing(socket.create_connection(("127.0.0.1", self.server.upstream))) as upstream:
            if method == "CONNECT":
                self.request.sendall(b"HTTP/1.1 200 Connection established\r\n\r\n")
            else:
                path = "/" + target.split("/", 3)[3]
                lines = [f"{method} {path} HTTP/1.1", *(line for line in headers if "roxy-" not in line)]
                lines = [line for line in lines if not line.lower().startswith("connection:")]
                upstream.sendall("\r\n".join([*lines, "Connection: close"]).encode("latin-1") + _HEADERS_END)
            if rest:
                upstream.sendall(rest)
            back = threading.Thread(target=pump, args=(upstream, self.request), daemon=True)
            back.start()
            if method == "CONNECT":
                pump(self.request, upstream)
            back.join()


def pump(source: socket.socket, target: socket.socket) -> None:
    """Carry what comes until one of both ends."""
    try:
        while data := source.recv(_CHUNK):
            target.sendall(data)
        target.shutdown(socket.SHUT_WR)
    except OSError:
        return


@contextmanager
def serve_proxy(upstream: int, *, ipv6: bool = False) -> Iterator[Proxy]:
    """Yield a proxy that leads to the server at a port of 127.0.0.1."""
    with Proxy(upstream, ipv6=ipv6) as proxy:
        thread = threading.Thread(target=proxy.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True)
        thread.start()
        yield proxy
        proxy.shutdown()
        thread.join()


def certify(folder: Path, name: str) -> ssl.SSLContext:
    """Return what serves TLS for a host, with a certificate that the host has signed itself."""
    key = ec.generate_private_key(ec.SECP256R1())
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(name)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem, plain = serialization.Encoding.PEM, serialization.NoEncryption()
    file = folder / "server.pem"
    file.write_bytes(
        key.private_bytes(pem, serialization.PrivateFormat.PKCS8, plain) + certificate.public_bytes(pem)
    )
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(file)
    return context
