"""What the machine has: GPUs, who holds their memory, and what a model is likely to need."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

from edgejson.teachers.engines.teacher import Teacher

_MIB = 1 << 20
#: Bytes of one weight by what a model's name or settings say; 2 (16 bits) where they say nothing.
_WEIGHT_BYTES = (("awq", 0.65), ("gptq", 0.65), ("int4", 0.65), ("4bit", 0.65), ("fp8", 1.05), ("int8", 1.05))
#: What an engine takes besides weights and cache: CUDA context, activations, graphs.
_OVERHEAD_MIB = 1500


@dataclass(frozen=True, slots=True)
class Gpu:
    """One GPU's memory in MiB, and the processes that hold some of it: (pid, name, MiB)."""

    name: str
    total: int
    free: int
    holders: tuple[tuple[int, str, int], ...]


def gpus() -> tuple[list[Gpu], str]:
    """The GPUs that nvidia-smi sees, and the driver's CUDA version; none and "" without nvidia-smi."""
    if shutil.which("nvidia-smi") is None:
        return [], ""
    version = re.search(r"CUDA Version:\s*([0-9.]+)", _smi())
    holders: dict[str, list[tuple[int, str, int]]] = {}
    for line in _smi("--query-compute-apps=gpu_uuid,pid,process_name,used_memory").splitlines():
        uuid, pid, name, used = [part.strip() for part in line.rsplit(",", 3)] if line.count(",") >= 3 else [""] * 4
        if pid.isdigit():
            holders.setdefault(uuid, []).append((int(pid), name, int(used) if used.isdigit() else 0))
    found = []
    for line in _smi("--query-gpu=uuid,name,memory.total,memory.free").splitlines():
        uuid, name, total, free = [part.strip() for part in line.split(",")]
        found.append(Gpu(name, int(total), int(free), tuple(holders.get(uuid, ()))))
    return found, version[1] if version else ""


def _smi(*query: str) -> str:
    form = ["--format=csv,noheader,nounits"] if query else []
    done = subprocess.run(["nvidia-smi", *query, *form], capture_output=True, text=True, timeout=30, check=False)
    return done.stdout if done.returncode == 0 else ""


def need_mib(teacher: Teacher, path: Path | None, sequences: int) -> int | None:
    """An estimate of the memory that a teacher needs, MiB: weights, a cache of so many sequences, and 1.5 GiB besides.

    A sequence is half as long as the longest on average, at 0.2 MiB a token with weights of 9 GB, less with smaller
    ones. Weights are known from the files' size where they lie here, else from the size in the model's name ("14B");
    None where neither tells.
    """
    if path is not None:
        files = [path] if path.is_file() else [one for one in path.rglob("*") if one.is_file()]
        weights = sum(one.stat().st_size for one in files) / _MIB
    else:
        size = re.search(r"(\d+(?:\.\d+)?)\s*b\b", teacher.model.lower().replace("-", " "))
        if size is None:
            return None
        about = f"{teacher.model} {teacher.quantization}".lower()
        each = next((count for word, count in _WEIGHT_BYTES if word in about), 2.0)
        weights = float(size[1]) * 1e9 * each / _MIB
    cache = 0.2 * teacher.max_model_len / 2 * sequences * min(1.0, weights / 9000)
    return round(weights + cache + _OVERHEAD_MIB)
