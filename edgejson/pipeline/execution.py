"""One ordered map over independent tasks: in this process, in a pool of processes, or on a Ray cluster.

The results come in the order of the tasks, whatever ran where, so the bytes that a stage writes are equal.
A caller gives small tasks (a schema and a range of indices, not data) and a function that a worker can
import. At most a few tasks a worker are under way at once: a slow reader holds the workers back, so memory
stays flat.
"""

from __future__ import annotations

import logging
import multiprocessing
import os
import signal
import threading
import warnings
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from multiprocessing.context import BaseContext
from pathlib import Path
from typing import Literal, TypeVar

from tqdm import tqdm

from edgejson.pipeline.errors import Failures, UserError, as_told, traceback_wanted
from edgejson.pipeline.settings import Block, Positive

Task = TypeVar("Task")
Result = TypeVar("Result")


class Execution(Block):
    backend: Literal["serial", "processes", "ray"] = "processes"
    workers: Positive = 2


#: The bars' own thread would keep workers from being forked. It only wakes bars that wait for many small steps.
tqdm.monitor_interval = 0
#: Tasks under way for each worker: one that runs, one that waits, so that no worker idles.
AHEAD = 2


def run_map(
    function: Callable[[Task], Result],
    tasks: Iterable[Task],
    settings: Execution,
    label: str = "",
    *,
    total: int | None = None,
    weight: Callable[[Task], int] = lambda task: 1,
    name: Callable[[Task], object] = lambda task: "",
) -> Iterator[Result]:
    """`function` of each task, in the order of the tasks.

    `function` must be importable by name (top level of a module), tasks and results picklable. On a
    terminal a bar shows progress in units of `weight(task)` out of `total`.

    One task's exception doesn't cost the others: they are still done, though no further result comes out, and then
    all that was raised is raised here, a UserError for each `name(task)`, the file of its schema. With
    EDGEJSON_TRACEBACK tasks run in this process, and the first exception is raised as it is. A worker that dies (out
    of memory, killed) is a UserError too, except on Ray, which repeats its task.
    """
    serial = traceback_wanted() or (settings.workers == 1 and settings.backend == "processes")
    backend = BACKENDS["serial" if serial else settings.backend]
    pending: deque[Task] = deque()
    failures = Failures()

    def counted() -> Iterator[Task]:
        for task in tasks:
            pending.append(task)
            yield task

    with tqdm(total=total, desc=label, disable=None, leave=False, unit_scale=True) as bar:
        for outcome in backend(function, counted(), settings.workers):
            task = pending.popleft()
            bar.update(weight(task))
            if isinstance(outcome, UserError):
                failures.add(outcome, name(task))
            elif not failures:
                yield outcome
    failures.end()


def watched(items: Iterable[Result], label: str, total: int) -> Iterator[Result]:
    """The items as they are; on a terminal a bar shows how many of `total` are done."""
    with tqdm(items, total=total, desc=label, disable=None, leave=False, unit_scale=True) as bar:
        yield from bar


def attempt(function: Callable[[Task], Result], task: Task) -> Result | UserError:
    """A task's result, or what the user is told of the exception that it ended with."""
    try:
        return function(task)
    except Exception as error:
        return as_told(error)


def _serial(function: Callable[[Task], Result], tasks: Iterable[Task], workers: int) -> Iterator[Result | UserError]:
    return (attempt(function, task) for task in tasks)


def _set_out() -> None:
    # Ctrl-C reaches the whole process group; only the parent should act on it, by ending the pool.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    threading.Thread(target=_end_with_parent, daemon=True).start()


def _end_with_parent() -> None:
    """End a worker when the stage is killed: it would wait for tasks for ever, and keep the stage's pipes open."""
    parent = multiprocessing.parent_process()
    if parent is not None:
        parent.join()
        os._exit(1)


def _context(module: str) -> BaseContext:
    """How workers are started; `module` is where their function stands.

    Where this process has no threads they are forks of it: what is loaded and compiled here needn't be again in each. A
    fork of one that has (of Arrow, of a solver) can hang, so there a forkserver imports the module.
    """
    if not _has_threads():
        return multiprocessing.get_context("fork")
    context = multiprocessing.get_context("forkserver")
    context.set_forkserver_preload([module])
    return context


def _has_threads() -> bool:
    """Has this process threads that a fork would lose, or can't that be told?

    The operating system's count tells on Linux, once those are gone that end at a fork and start again at need: the
    threads of linear algebra (OpenBLAS). So it is taken after a fork that does nothing.
    """
    threads = Path("/proc/self/task")
    if threading.active_count() > 1 or not threads.is_dir():
        return True
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # that a fork may hang: not one that ends at once
        child = os.fork()
    if child == 0:
        os._exit(0)
    os.waitpid(child, 0)
    return len(list(threads.iterdir())) > 1


def _processes(function: Callable[[Task], Result], tasks: Iterable[Task], workers: int) -> Iterator[Result | UserError]:
    context = _context(function.__module__)
    remaining = iter(tasks)
    running: deque[Future[Result | UserError]] = deque()
    pool = ProcessPoolExecutor(workers, mp_context=context, initializer=_set_out)
    try:
        running.extend(pool.submit(attempt, function, task) for task in islice(remaining, workers * AHEAD))
        while running:
            result = running.popleft().result()
            running.extend(pool.submit(attempt, function, task) for task in islice(remaining, 1))
            yield result
    except BrokenProcessPool as error:
        raise UserError(
            "a worker process died (out of memory?); lower execution.workers in params.yaml and run again"
        ) from error
    finally:
        pool.shutdown(wait=True, cancel_futures=True)


def _ray(function: Callable[[Task], Result], tasks: Iterable[Task], workers: int) -> Iterator[Result | UserError]:
    try:
        import ray
    except ImportError as error:
        raise UserError(
            "params.yaml: execution.backend is ray, but Ray is not installed; run: pip install 'edgejson[ray]'"
        ) from error
    address = os.environ.get("RAY_ADDRESS")
    if not ray.is_initialized():
        try:
            # Without an address: a cluster of this machine alone, with as many CPUs as workers are asked for.
            started = {"address": address} if address else {"num_cpus": workers, "include_dashboard": False}
            ray.init(
                **started, log_to_driver=False, logging_level=logging.ERROR, runtime_env={"env_vars": _environment()}
            )
        except ConnectionError as error:
            raise UserError(f"RAY_ADDRESS: no Ray cluster answers at {address!r}; start one with: ray start") from error
    # A task may be repeated: it is a pure function of its arguments, so the result is the same.
    remote = ray.remote(max_retries=-1, num_cpus=1)(attempt)
    slots = max(int(ray.cluster_resources().get("CPU", workers)), 1)
    remaining = iter(tasks)
    running = deque(remote.remote(function, task) for task in islice(remaining, slots * AHEAD))
    try:
        while running:
            result = ray.get(running.popleft())
            running.extend(remote.remote(function, task) for task in islice(remaining, 1))
            yield result
    except ray.exceptions.RayTaskError as error:
        raise error.cause from error
    finally:
        for reference in running:
            ray.cancel(reference, force=True)


def _environment() -> dict[str, str]:
    """Ray's workers must import what the driver imports: the working directory's library."""
    return {"PYTHONPATH": os.pathsep.join([str(Path.cwd()), os.environ.get("PYTHONPATH", "")]).rstrip(os.pathsep)}


BACKENDS = {"serial": _serial, "processes": _processes, "ray": _ray}
