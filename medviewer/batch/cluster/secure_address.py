"""How to talk to a cluster: with TLS, or not beyond this machine."""

from __future__ import annotations

import contextlib
import ipaddress
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from medviewer.core.errors import MedviewerError

if TYPE_CHECKING:
    from distributed import Security


@dataclass(frozen=True)
class ClusterAddress:
    """A scheduler's address, e.g. ``"tls://10.0.0.5:8786"``, with the files that TLS needs.

    ``ca`` is the certificate authority that both sides trust, ``cert`` and ``key`` are this side's own.
    ``allows_plain`` is the user's word that a ``tcp://`` address beyond this machine is wanted.
    """

    address: str
    ca: str = ""
    cert: str = ""
    key: str = ""
    allows_plain: bool = False

    def security(self) -> Security | None:
        """What Dask is told; None for a plain connection.

        Raises
        ------
        MedviewerError
            If the address is not one, a file is missing, or the connection would be open to all on a network:
            whoever reaches a scheduler can run code on its workers.
        """
        scheme, host = _parts(self.address)
        if scheme == "tcp":
            if not (self.allows_plain or _is_this_machine(host)):
                raise MedviewerError(
                    f"{self.address} is not protected: anybody on that network could run programs on the "
                    "workers. Use tls:// with --tls-ca, --tls-cert and --tls-key, or add --no-tls."
                )
            return None
        for name, file in (("--tls-ca", self.ca), ("--tls-cert", self.cert), ("--tls-key", self.key)):
            if not file or not Path(file).is_file():
                raise MedviewerError(f"{self.address} needs {name} with a file that is there.")
        from distributed import Security

        return Security(
            require_encryption=True,
            tls_ca_file=self.ca,
            tls_client_cert=self.cert,
            tls_client_key=self.key,
            tls_worker_cert=self.cert,
            tls_worker_key=self.key,
        )


def _parts(address: str) -> tuple[str, str]:
    """Scheme and host of a scheduler's address."""
    with contextlib.suppress(ValueError):  # a port or a host that cannot be
        parts = urlsplit(address)
        if parts.scheme in ("tcp", "tls") and parts.hostname and parts.port:
            return parts.scheme, parts.hostname
    raise MedviewerError(f"{address!r} is no address of a cluster; it looks like tls://host:8786.")


def _is_this_machine(host: str) -> bool:
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"
