"""The model that is tuned, as Transformers loads it."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError
from edgejson.pipeline.records import whole_folder
from edgejson.teachers.engines.requests import digest, model_file


def libraries() -> None:
    """Raise UserError where the extra `train` is not installed."""
    try:
        for name in ("torch", "transformers", "peft"):
            import_module(name)
    except ImportError as error:
        raise UserError(f"{error.name} is not installed; run make effect, or pip install 'edgejson[train]'") from error
    from transformers.utils import logging

    logging.set_verbosity_error()  # what a user must know is told by the stages
    logging.disable_progress_bar()


def folder_of(name: str) -> str:
    """A folder with safetensors and a tokenizer, or a hub's id; a GGUF file is converted once.

    The converted weights are kept in .work/, by the file's content. Raises UserError where the file is missing.
    """
    found = model_file(name)
    if found is None or found.is_dir():
        return str(found or name)
    folder = layout.WORK / "weights" / digest(found)[:16]
    if not folder.exists():
        print(f"converting {found.name} ...", flush=True)
        _convert(found, folder)
    return str(folder)


def _convert(file: Path, folder: Path) -> None:
    import torch
    from transformers import AutoModelForCausalLM, AutoTokenizer, GgufConfig

    where = {"pretrained_model_name_or_path": str(file.parent), "gguf_file": file.name}
    with whole_folder(folder) as fresh:
        AutoTokenizer.from_pretrained(**where).save_pretrained(fresh)
        dequantised = GgufConfig(dequantize=True)
        model = AutoModelForCausalLM.from_pretrained(**where, dtype=torch.float32, quantization_config=dequantised)
        model.save_pretrained(fresh)


def tokenizer_of(folder: str) -> Any:
    """The tokenizer, padding on the left. Raises UserError where the model has no chat template."""
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(folder, padding_side="left")
    if not tokenizer.chat_template:
        raise UserError(f"effect/params.yaml: model.name: {folder} has no chat template; take an instruct model")
    if tokenizer.pad_token_id is None:
        tokenizer.pad_token = tokenizer.eos_token
    return tokenizer


def load(folder: str, device: str) -> Any:
    """The model in single precision on a CPU, in bfloat16 on a GPU."""
    import torch
    from transformers import AutoModelForCausalLM

    dtype = torch.float32 if device == "cpu" else torch.bfloat16
    return AutoModelForCausalLM.from_pretrained(folder, dtype=dtype, attn_implementation="sdpa").to(device)


def device() -> str:
    """ "cuda" where there is a GPU, else "cpu"."""
    import torch

    return "cuda" if torch.cuda.is_available() else "cpu"


def prepare(seed: int, threads: int) -> None:
    """Equal bytes for an equal seed on one machine, as far as PyTorch can promise it."""
    import torch

    if threads:
        torch.set_num_threads(threads)
    torch.manual_seed(seed)
    torch.use_deterministic_algorithms(True, warn_only=True)
