"""All cases of a batch on a Dask cluster."""

from __future__ import annotations

import uuid
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from medviewer.batch.batch_order import BatchOrder
from medviewer.batch.case import Case, CaseOutcome, outcome_of
from medviewer.batch.cluster.secure_address import ClusterAddress
from medviewer.batch.cluster.study_task import do_study, without_patient
from medviewer.batch.cluster.worker import CARD, NO_DASK, RESOURCE
from medviewer.batch.find_cases import studies_of
from medviewer.core.errors import MedviewerError

if TYPE_CHECKING:
    from distributed import Client, Future

_RETRIES = 2
_PATIENCE_S = 20


def run_on_cluster(
    address: ClusterAddress, order: BatchOrder, cases: Sequence[Case], ended: Callable[[CaseOutcome], None]
) -> None:
    """Does the cases; ``ended`` is called with each outcome. Ctrl+C calls the rest back.

    A study whose worker dies is given to another one; what that worker had written counts.

    Raises
    ------
    MedviewerError
        If the scheduler cannot be reached, or Dask is not installed.
    """
    try:
        from distributed import as_completed
    except ImportError as error:
        raise MedviewerError(NO_DASK) from error
    with _connected(address) as client:
        futures = {_submitted(client, order, study): study for study in studies_of(cases)}
        left = set(futures)
        try:
            for future, outcomes in as_completed(
                list(futures), loop=client.loop, with_results=True, raise_errors=False
            ):
                left.discard(future)
                _tell(futures[future], outcomes, ended)
        except KeyboardInterrupt:
            client.cancel(list(left))
            for future in left:
                _tell(futures[future], None, ended)
            raise


def _connected(address: ClusterAddress) -> Client:
    from distributed import Client

    try:
        return Client(address.address, security=address.security(), timeout=_PATIENCE_S, set_as_default=False)
    except (OSError, TimeoutError) as error:
        raise MedviewerError(
            f"The scheduler at {address.address} does not answer ({type(error).__name__}); is it running?"
        ) from error


def _submitted(client: Client, order: BatchOrder, study: Sequence[Case]) -> Future:
    """The task of one study, for a worker that has what the order needs."""
    return client.submit(
        do_study,
        order,
        [without_patient(case) for case in study],
        key=f"medviewer-{uuid.uuid4()}",
        resources={RESOURCE: 1} | ({CARD: 1} if order.device.startswith("cuda") else {}),
        retries=_RETRIES,
        pure=False,
    )


def _tell(study: Sequence[Case], outcomes: object, ended: Callable[[CaseOutcome], None]) -> None:
    """The outcomes of a study, or why it has none."""
    if isinstance(outcomes, list):
        for outcome in outcomes:
            ended(outcome)
        return
    for case in study:
        if outcomes is None:
            ended(outcome_of(case, "stopped", "Called back before it was done."))
        else:
            what = type(outcomes[1] if isinstance(outcomes, tuple) else outcomes).__name__
            ended(outcome_of(case, "failed", f"The cluster could not do it ({what})."))
