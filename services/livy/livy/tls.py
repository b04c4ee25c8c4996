"""The certificates of a pod."""

import ssl
from pathlib import Path


def server_tls(folder: Path, callers: bool) -> ssl.SSLContext:
    """@param callers whether they are asked for certificates of their own; who has none is a stranger, and let in as far as that goes"""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_2
    context.load_cert_chain(folder / "tls.crt", folder / "tls.key")
    if callers:
        context.load_verify_locations(folder / "ca.crt")
        context.verify_mode = ssl.CERT_OPTIONAL
    return context
