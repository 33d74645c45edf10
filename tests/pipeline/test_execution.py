"""One map, several backends: the same results in the same order, and a clean end."""

import os
import pty
import signal
import subprocess
import sys
import termios
import time
from pathlib import Path

import psutil
import pytest

sys.path.insert(0, str(Path(__file__).parent))
import tasks

from edgejson.pipeline.errors import UserError
from edgejson.pipeline.execution import AHEAD, Execution, run_map

ROOT = Path(__file__).parents[2]


def settings(backend: str, workers: int = 2) -> Execution:
    return Execution(backend=backend, workers=workers)


@pytest.mark.parametrize("backend", ["serial", "processes"])
def test_results_come_in_the_order_of_the_tasks(backend):
    assert list(run_map(tasks.squared, range(50), settings(backend))) == [n * n for n in range(50)]


@pytest.mark.parametrize("backend", ["serial", "processes"])
def test_an_error_of_the_function_is_raised_as_it_is(backend):
    with pytest.raises(UserError, match="number 3 is wrong"):
        list(run_map(tasks.picky, range(10), settings(backend)))


def test_a_worker_that_dies_is_one_clear_error():
    with pytest.raises(UserError, match="worker process died"):
        list(run_map(tasks.deadly, range(10), settings("processes")))


@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="threads are counted on Linux alone")
@pytest.mark.parametrize(("first", "told"), [("", "loaded here"), ("Timer(9, print).start(); ", "")])
def test_workers_have_what_is_loaded_here_unless_threads_forbid_a_fork(first, told):
    script = (
        f"import sys; sys.path[:0] = [{str(Path(__file__).parent)!r}, {str(ROOT)!r}]\n"
        "import tasks, numpy\n"
        "from threading import Timer\n"
        "from edgejson.pipeline.execution import Execution, run_map\n"
        "if __name__ == '__main__':\n"
        f"    {first}tasks.LOADED = 'loaded here'\n"
        "    print(*run_map(tasks.loaded, range(1), Execution(backend='processes', workers=2)), flush=True)\n"
        "    __import__('os')._exit(0)\n"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == told


def test_a_slow_reader_holds_the_workers_back():
    taken = []

    def source():
        for number in range(1000):
            taken.append(number)
            yield number

    results = run_map(tasks.squared, source(), settings("processes"))
    next(results)
    assert len(taken) <= 2 * AHEAD + 2
    results.close()


def test_ctrl_c_ends_cleanly_and_leaves_no_process():
    script = (
        f"import sys; sys.path[:0] = [{str(Path(__file__).parent)!r}, {str(ROOT)!r}]\n"
        "import tasks\n"
        "from edgejson.pipeline.errors import run\n"
        "from edgejson.pipeline.execution import run_map\n"
        "from edgejson.pipeline.execution import Execution\n"
        "def main():\n"
        "    for result in run_map(tasks.slow, range(1000), Execution(backend='processes', workers=2)):\n"
        "        print(result, flush=True)\n"
        "if __name__ == '__main__':\n"
        "    run(main)\n"
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),  # it is ignored in a background job
    )
    assert process.stdout is not None
    process.stdout.readline()
    family = psutil.Process(process.pid).children(recursive=True)
    assert family
    os.killpg(process.pid, signal.SIGINT)
    _, said = process.communicate(timeout=20)
    assert process.returncode == 130
    assert said.strip().splitlines()[-1] == "interrupted"
    assert "Traceback" not in said
    deadline = time.monotonic() + 10
    while any(child.is_running() and child.status() != psutil.STATUS_ZOMBIE for child in family):
        assert time.monotonic() < deadline, "workers are still running"
        time.sleep(0.1)


@pytest.mark.full
def test_a_ray_cluster_of_two_nodes_gives_the_same_results_though_a_worker_dies(tmp_path, monkeypatch):
    from ray.cluster_utils import Cluster

    cluster = Cluster(initialize_head=True, head_node_args={"num_cpus": 1})
    try:
        cluster.add_node(num_cpus=1)
        monkeypatch.setenv("RAY_ADDRESS", cluster.address)
        monkeypatch.setenv("PYTHONPATH", f"{Path(__file__).parent}{os.pathsep}{ROOT}")
        work = [(number, str(tmp_path / "died")) for number in range(20)]
        assert list(run_map(tasks.dies_once, work, settings("ray"))) == [n * n for n in range(20)]
        assert (tmp_path / "died").exists()
    finally:
        import ray

        ray.shutdown()
        cluster.shutdown()


def test_a_bar_shows_on_a_terminal_alone():
    code = (
        "import time\nfrom edgejson.pipeline.execution import watched\n"
        "for _ in watched(range(3), 'split', 3): time.sleep(0.2)"
    )
    ours, terminal = pty.openpty()
    termios.tcsetwinsize(terminal, (24, 80))  # a new terminal may have no columns
    subprocess.run([sys.executable, "-c", code], stderr=terminal, check=True, timeout=120)
    os.set_blocking(ours, False)
    shown = os.read(ours, 65536).decode()  # before the other end is closed: some systems drop what was not read
    os.close(terminal)
    os.close(ours)
    assert "split:" in shown and "/3.00" in shown
    assert subprocess.run([sys.executable, "-c", code], capture_output=True, check=True, timeout=120).stderr == b""
