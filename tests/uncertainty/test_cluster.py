"""On a Dask cluster: the same result to the last digit, lost workers replaced, a lost cluster told clearly."""

import os
import signal
import subprocess
import sys
from concurrent.futures import CancelledError

import pytest
from distributed import Client, LocalCluster

import bargain as bg
from bargain.uncertainty.running import cluster as running
from tests.cli.conftest import environment
from tests.uncertainty.games import DISPUTED
from tests.uncertainty.test_ensemble import plain

DRAWS = 3000

ALONE = """
import sys, time
from distributed import LocalCluster
if __name__ == "__main__":
    where = {"protocol": "tcp://", "host": "127.0.0.1", "dashboard_address": None}
    cluster = LocalCluster(n_workers=2, threads_per_worker=1, processes=False, **where)
    print(cluster.scheduler_address, flush=True)
    time.sleep(120)
"""


@pytest.fixture(scope="module")
def expected():
    return plain(bg.ensemble(DISPUTED, DRAWS))


@pytest.fixture
def apart():
    """A scheduler with two workers, all in one process of their own: (the process, the scheduler's address)."""
    with subprocess.Popen(
        [sys.executable, "-c", ALONE], stdout=subprocess.PIPE, text=True, env=environment()
    ) as process:
        yield process, process.stdout.readline().strip()
        process.kill()


def test_two_workers_and_one_killed_in_the_middle(expected):
    options = {"n_workers": 2, "threads_per_worker": 1, "processes": True, "dashboard_address": None}
    with LocalCluster(silence_logs=50, **options) as cluster, Client(cluster, set_as_default=False) as client:
        assert plain(bg.ensemble(DISPUTED, DRAWS, client=client)) == expected
        killed = []

        def kill(done, draws):
            if not killed:
                killed.append(next(iter(client.run(os.getpid).values())))
                os.kill(killed[0], signal.SIGKILL)

        assert plain(bg.ensemble(DISPUTED, DRAWS, client=client, progress=kill)) == expected
        assert killed


def test_an_address_and_a_cluster_that_is_lost(apart, expected, tmp_path, monkeypatch):
    process, address = apart
    assert plain(bg.ensemble(DISPUTED, DRAWS, client=address)) == expected
    monkeypatch.setattr(running, "PATIENCE", 0.5)
    kept = tmp_path / "kept"

    def kill(done, draws):
        process.kill()
        process.wait()

    with pytest.raises(bg.LostWorkersError) as error:
        bg.ensemble(DISPUTED, DRAWS, client=address, checkpoint=kept, progress=kill)
    assert str(error.value).startswith("client: the cluster is lost (the client is '")
    assert str(error.value).endswith("where checkpoint= was given, and the same call goes on from there")
    finished = len(list(kept.glob("chunk-*")))
    assert 0 < finished < 47
    assert plain(bg.ensemble(DISPUTED, DRAWS, checkpoint=kept)) == expected
    assert len(list(kept.glob("chunk-*"))) == 47


def test_a_chunk_that_is_forgotten_between_two_questions(expected):
    """The scheduler may be lost after a chunk is finished and before its result is fetched."""
    forgotten = []

    class Chunk:
        status = "finished"

        def __init__(self, work, *given):
            self.found = work(*given)

        def add_done_callback(self, call):
            call(self)

        def result(self):
            if not forgotten:
                forgotten.append(self)
                raise CancelledError
            return self.found

    class Cluster:
        status = "running"

        def submit(self, work, *given, pure):
            return Chunk(work, *given)

        def nthreads(self):
            return {"a worker": 1}

        def cancel(self, chunks):
            raise AssertionError("nothing is left over")

    assert plain(bg.ensemble(DISPUTED, DRAWS, client=Cluster())) == expected
    assert forgotten


def test_no_scheduler_answers(monkeypatch):
    monkeypatch.setattr(running, "CONNECT", 0.5)
    with pytest.raises(bg.BargainError, match=r"client: no scheduler answers at 'tcp://127\.0\.0\.1:9' "):
        bg.ensemble(DISPUTED, DRAWS, client="tcp://127.0.0.1:9")
    with pytest.raises(bg.BargainError, match="client: no scheduler answers at 'nowhere at all' "):
        bg.ensemble(DISPUTED, DRAWS, client="nowhere at all")


def test_without_dask_an_address_names_the_extra(monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(bg.BargainError) as error:
        bg.ensemble(DISPUTED, 10, client="tcp://127.0.0.1:9")
    assert str(error.value) == "client: Dask is not installed; pip install 'bargain-analysis[dask]', or use workers="
    assert bg.ensemble(DISPUTED, 10).complete
