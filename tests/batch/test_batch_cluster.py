"""A batch on a real Dask cluster of two workers, one of which is killed in the middle."""

from __future__ import annotations

import datetime
import os
import pickle
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from medviewer.batch.cluster.run_on_cluster import run_on_cluster
from medviewer.batch.cluster.secure_address import ClusterAddress
from medviewer.batch.cluster.study_task import without_patient
from tests.batch.conftest import cases_in, records_in
from tests.batch.test_batch_here import wait_for

pytest.importorskip("distributed")

# Dask's own sockets and loops are closed by its finalizers, some after the test.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::DeprecationWarning")


def worker(address: ClusterAddress, name: str) -> subprocess.Popen[bytes]:
    words = ["worker", address.address, "--name", name, "--threads", "1"]
    for option in ("ca", "cert", "key"):
        if getattr(address, option):
            words += [f"--tls-{option}", getattr(address, option)]
    return subprocess.Popen([sys.executable, "-m", "medviewer", *words], env=os.environ)


@pytest.fixture
def a_cluster():
    """Makes a scheduler with two workers; gives its address and the workers."""
    from distributed import LocalCluster

    opened = []

    def make(**options):
        cluster = LocalCluster(
            n_workers=0, dashboard_address="127.0.0.1:0", host="127.0.0.1", silence_logs=50, **options
        )
        opened.append(cluster)
        return cluster

    workers: list[subprocess.Popen[bytes]] = []
    yield make, workers
    for process in workers:
        process.kill()
        process.wait(10)
    for cluster in opened:
        cluster.close()


def test_a_worker_that_is_killed_loses_nothing_and_does_nothing_twice(
    a_cluster, make_order, a_folder_of_studies
):
    make, workers = a_cluster
    cluster = make()
    address = ClusterAddress(cluster.scheduler_address)
    by_name = {name: worker(address, name) for name in ("one", "two")}
    workers += by_name.values()
    wait_for(lambda: len(cluster.scheduler.workers) == 2)
    order = make_order(pause_s="0.4")
    output = Path(order.output)
    outcomes = []

    def ended(outcome):
        outcomes.append(outcome)
        if len(outcomes) == 2:  # this worker has its next study under way by now
            by_name[outcome.worker].send_signal(signal.SIGKILL)

    run_on_cluster(address, order, cases_in(a_folder_of_studies, order), ended)
    assert sorted(outcome.number for outcome in outcomes) == [1, 2, 3, 4, 5, 6]
    assert {outcome.state for outcome in outcomes} <= {"done", "skipped"}
    assert len(records_in(output)) == 6
    voxels = {o.number: o.facts["segments"][0]["voxels"] for o in outcomes}
    assert voxels == {n: 10 * n for n in range(1, 7)}
    assert {record["worker"] for record in records_in(output).values()} == {"one", "two"}

    again = []
    run_on_cluster(address, order, cases_in(a_folder_of_studies, order), again.append)
    assert {outcome.state for outcome in again} == {"skipped"}


def test_a_cluster_with_tls_works_and_refuses_who_has_no_certificate(
    a_cluster, make_order, a_folder_of_studies, tmp_path
):
    from distributed.comm import connect

    make, workers = a_cluster
    ca, cert, key = certificates(tmp_path)
    security = ClusterAddress("tls://127.0.0.1:1", ca, cert, key).security()
    security.tls_scheduler_cert, security.tls_scheduler_key = cert, key
    cluster = make(security=security, protocol="tls")
    address = ClusterAddress(cluster.scheduler_address, ca, cert, key)
    assert address.address.startswith("tls://")
    workers.append(worker(address, "one"))
    order = make_order()
    outcomes = []
    run_on_cluster(address, order, cases_in(a_folder_of_studies, order), outcomes.append)
    assert {outcome.state for outcome in outcomes} == {"done"}
    stranger = ClusterAddress(address.address, *certificates(tmp_path / "other")).security()

    async def knock():
        comm = await connect(address.address, timeout=2, **stranger.get_connection_args("client"))
        await comm.read()

    with pytest.raises((OSError, TimeoutError)):
        cluster.sync(knock)


def test_a_worker_with_another_model_refuses_the_work(a_cluster, make_order, a_folder_of_studies):
    from dataclasses import replace

    make, workers = a_cluster
    address = ClusterAddress(make().scheduler_address)
    workers.append(worker(address, "one"))
    order = replace(make_order(), model_fingerprint="0" * 64)
    outcomes = []
    run_on_cluster(address, order, cases_in(a_folder_of_studies, order)[:2], outcomes.append)
    assert [outcome.state for outcome in outcomes] == ["failed", "failed"]
    assert "install the same model there" in outcomes[0].reason


def test_no_name_and_no_voxel_goes_through_the_scheduler(make_order, a_folder_of_studies):
    from dataclasses import replace

    order = make_order()
    case = cases_in(a_folder_of_studies, order)[0]
    info = case.entry.info
    named = replace(info, study=replace(info.study, patient_name="Doe^Jane", patient_id="P77"))
    sent = pickle.dumps(without_patient(replace(case, entry=replace(case.entry, info=named))))
    assert b"Doe" not in sent
    assert b"P77" not in sent
    assert len(sent) < 5_000


def certificates(folder: Path) -> tuple[str, str, str]:
    """An authority with a certificate for this machine: files of the authority, certificate and key."""
    from cryptography import x509
    from cryptography.hazmat.primitives import hashes, serialization
    from cryptography.hazmat.primitives.asymmetric import ec

    folder.mkdir(exist_ok=True)
    now = datetime.datetime.now(datetime.UTC)
    name = x509.Name([x509.NameAttribute(x509.NameOID.COMMON_NAME, "localhost")])
    key = ec.generate_private_key(ec.SECP256R1())
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .add_extension(x509.BasicConstraints(ca=True, path_length=0), critical=True)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM)
    secret = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    for file, content in (("ca.pem", pem), ("cert.pem", pem), ("key.pem", secret)):
        (folder / file).write_bytes(content)
    return str(folder / "ca.pem"), str(folder / "cert.pem"), str(folder / "key.pem")
