"""Certificates as the cluster's authority signs them."""

import subprocess
from pathlib import Path


class Authority:
    def __init__(self, folder: Path):
        self.folder = folder
        self._openssl(
            "req",
            "-x509",
            "-newkey",
            "ec",
            "-pkeyopt",
            "ec_paramgen_curve:P-256",
            "-nodes",
            "-keyout",
            "ca.key",
            "-out",
            "ca.crt",
            "-subj",
            "/CN=ca",
            "-days",
            "2",
        )

    def certificate(self, host: str) -> Path:
        """A folder as a pod has it: `tls.crt`, `tls.key`, `ca.crt`."""
        target = self.folder / host
        if not target.exists():
            target.mkdir()
            (target / "san").write_text(f"subjectAltName=DNS:{host}")
            self._openssl(
                "req",
                "-newkey",
                "ec",
                "-pkeyopt",
                "ec_paramgen_curve:P-256",
                "-nodes",
                "-keyout",
                f"{host}/tls.key",
                "-out",
                f"{host}/csr",
                "-subj",
                "/CN=x",
            )
            self._openssl(
                "x509",
                "-req",
                "-in",
                f"{host}/csr",
                "-CA",
                "ca.crt",
                "-CAkey",
                "ca.key",
                "-CAcreateserial",
                "-days",
                "1",
                "-extfile",
                f"{host}/san",
                "-out",
                f"{host}/tls.crt",
            )
            (target / "ca.crt").write_bytes((self.folder / "ca.crt").read_bytes())
        return target

    def _openssl(self, *arguments: str) -> None:
        subprocess.run(["openssl", *arguments], cwd=self.folder, check=True, capture_output=True)
