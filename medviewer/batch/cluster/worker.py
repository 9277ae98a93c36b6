"""A Dask worker with medviewer's hosts: ``medviewer worker ADDRESS``."""

from __future__ import annotations

import asyncio
import signal
from pathlib import Path

from medviewer.batch.cluster.secure_address import ClusterAddress
from medviewer.batch.cluster.study_task import HOSTS, WorkerHosts
from medviewer.core.errors import MedviewerError

RESOURCE, CARD = "medviewer", "GPU"
_PATIENCE = "20s"


def run_worker(
    address: ClusterAddress, log_folder: Path, name: str = "", threads: int = 0, cards: int = 0
) -> None:
    """Works for a scheduler until it ends or this process is asked to stop.

    A worker does one study at a time. It has no nanny: its hosts are its own children, which Dask's
    nannies do not allow, and they end with it, however it ends.

    Parameters
    ----------
    name
        What the summary calls it; "" for one of Dask's.
    threads
        For the model; 0 for all cores.
    cards
        How many graphics cards it offers as the resource ``GPU``.

    Raises
    ------
    MedviewerError
        If the scheduler cannot be reached or Dask is not installed.
    """
    try:
        import distributed  # noqa: F401
    except ImportError as error:
        raise MedviewerError(NO_DASK) from error
    asyncio.run(_work(address, WorkerHosts(log_folder, threads), name, cards))


NO_DASK = 'A cluster needs Dask, which is not installed: pip install "medviewer[cluster]".'


async def _work(address: ClusterAddress, hosts: WorkerHosts, name: str, cards: int) -> None:
    from distributed import Worker

    resources = {RESOURCE: 1.0} | ({CARD: float(cards)} if cards else {})
    security = address.security()
    worker = Worker(
        address.address,
        nthreads=1,
        name=name or None,
        resources=resources,
        security=security,
        death_timeout=_PATIENCE,
        dashboard=False,
    )
    setattr(worker, HOSTS, hosts)
    for signal_number in (signal.SIGTERM, signal.SIGINT):
        asyncio.get_running_loop().add_signal_handler(
            signal_number, lambda: asyncio.ensure_future(worker.close())
        )
    try:
        await worker
        await worker.finished()
    except (OSError, TimeoutError) as error:
        raise MedviewerError(
            f"The scheduler at {address.address} does not answer ({type(error).__name__}); is it running?"
        ) from error
    finally:
        hosts.close()
