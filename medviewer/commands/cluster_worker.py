"""``medviewer worker``: this machine works for a Dask cluster."""

from __future__ import annotations

import argparse
from pathlib import Path

import platformdirs

from medviewer.batch.cluster.secure_address import ClusterAddress


def run(arguments: argparse.Namespace) -> int:
    """Works until the scheduler ends or the process is asked to stop."""
    from medviewer.batch.cluster.worker import run_worker

    logs = Path(platformdirs.user_log_dir("medviewer", appauthor=False)) / "worker"
    address = cluster_address(arguments, arguments.address)
    address.security()
    run_worker(address, logs, arguments.name, arguments.threads, arguments.cards)
    return 0


def cluster_address(arguments: argparse.Namespace, address: str) -> ClusterAddress:
    """The address with the TLS files that were named."""
    return ClusterAddress(address, arguments.tls_ca, arguments.tls_cert, arguments.tls_key, arguments.no_tls)
