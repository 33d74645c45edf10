"""LoRA on the answers of a dataset's records, from checkpoint to checkpoint.

The loss is that of the answer's tokens alone; what comes before is the model's own chat template. A batch holds records
of like length, so that little is padded; the order of the batches is drawn by the seed. With the same seed, settings,
records and machine a CPU gives the same adapter, byte for byte, however often the work was cut off.
"""

from __future__ import annotations

import math
import shutil
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from pathlib import Path
from random import Random
from typing import Any

import orjson
from tqdm import tqdm

from edgejson.effect import weights
from edgejson.effect.choosing import Turns
from edgejson.effect.settings import Effect, Tune
from edgejson.pipeline import layout
from edgejson.pipeline.errors import UserError

WARM_UP = 0.05  #: share of the steps in which the learning rate rises
#: Records whose gradients are worked out at once on a CPU: more cost memory (8 of 640 tokens 10 GB, 2 3 GB), not time.
TOGETHER = 2


@dataclass(frozen=True, slots=True)
class Encoded:
    """A conversation in tokens; the answer begins at `answer`."""

    tokens: list[int]
    answer: int


@dataclass(frozen=True, slots=True)
class Tuned:
    """What was done."""

    records: int
    too_long: int  #: left out
    tokens: int  #: of the records, once
    steps: int
    loss: float  #: mean of the last tenth of the steps, nats a token
    seconds: float  #: of this run; a run that went on from a checkpoint counts its own only


def encode(conversations: Sequence[Turns], tokenizer: Any, limit: int) -> Iterator[Encoded | None]:
    """Each conversation in tokens; None for one of more than `limit`."""
    for turns in conversations:
        asked = tokenizer.apply_chat_template(turns.messages, add_generation_prompt=True, tokenize=False)
        prompt = tokenizer(asked, add_special_tokens=False)["input_ids"]
        answer = [*tokenizer(turns.answer, add_special_tokens=False)["input_ids"], tokenizer.eos_token_id]
        yield Encoded(prompt + answer, len(prompt)) if len(prompt) + len(answer) <= limit else None


def batches(records: Sequence[Encoded], settings: Tune, seed: int) -> list[list[int]]:
    """The records' numbers, batch by batch, for all epochs: those of like length together, batches in random order."""
    found = []
    for epoch in range(settings.epochs):
        rng = Random(f"{seed} {epoch}")
        order = sorted(range(len(records)), key=lambda number: (len(records[number].tokens), rng.random()))
        cut = [order[start : start + settings.batch] for start in range(0, len(order), settings.batch)]
        rng.shuffle(cut)
        found += cut
    return found


def rate_at(step: int, steps: int, highest: float) -> float:
    """The learning rate of a step: a linear rise, then a cosine to a tenth."""
    rise = max(1, round(steps * WARM_UP))
    if step < rise:
        return highest * (step + 1) / rise
    gone = (step - rise) / max(1, steps - rise)
    return highest * (0.1 + 0.9 * (1 + math.cos(math.pi * gone)) / 2)


def tune(conversations: Sequence[Turns], settings: Effect, adapter: Path) -> Tuned:
    """Tune the model on the first `data.records` conversations that are short enough; write the adapter to a folder.

    Raises UserError where none is.
    """
    weights.prepare(settings.seed, settings.threads)
    base = weights.folder_of(settings.model.name)
    tokenizer = weights.tokenizer_of(base)
    records: list[Encoded] = []
    too_long = 0
    for encoded in encode(conversations, tokenizer, settings.model.max_tokens):
        too_long += encoded is None
        if encoded is not None and len(records) < settings.data.records:
            records.append(encoded)
    if not records:
        raise UserError(
            f"effect/params.yaml: model.max_tokens: none of {len(conversations)} records has at most "
            f"{settings.model.max_tokens} tokens; allow more"
        )
    run = _Run(base, records, settings, tokenizer.pad_token_id)
    started = time.monotonic()
    run.go()
    run.write(adapter)
    tenth = run.losses[-max(1, len(run.losses) // 10) :]
    size = sum(len(record.tokens) for record in records)
    seconds = time.monotonic() - started
    return Tuned(len(records), too_long, size, len(run.plan), sum(tenth) / len(tenth), seconds)


class _Run:
    """One tuning, which goes on where an earlier one with the same inputs was cut off."""

    def __init__(self, base: str, records: list[Encoded], settings: Effect, pad: int) -> None:
        import torch
        from peft import LoraConfig, get_peft_model

        self.records, self.settings, self.pad = records, settings, pad
        self.plan = batches(records, settings.tune, settings.seed)
        self.losses: list[float] = []
        self.device = weights.device()
        rank = settings.tune.rank
        lora = LoraConfig(r=rank, lora_alpha=2 * rank, target_modules="all-linear", task_type="CAUSAL_LM")
        self.model = get_peft_model(weights.load(base, self.device), lora)
        self.trained = [weight for weight in self.model.parameters() if weight.requires_grad]
        self.optimizer = torch.optim.AdamW(self.trained, lr=settings.tune.rate, weight_decay=0.0)
        self.checkpoint = layout.WORK / "effect" / self._key(base) / "checkpoint.pt"

    def _key(self, base: str) -> str:
        """What a checkpoint must agree in."""
        digest = blake2b(digest_size=12)
        digest.update(repr((base, self.settings.seed, self.settings.tune, self.settings.threads)).encode())
        for record in self.records:
            digest.update(repr((record.tokens, record.answer)).encode())
        return digest.hexdigest()

    def go(self) -> None:
        """All steps that are left."""
        self._resume()
        tokens, started = 0, time.monotonic()
        with tqdm(total=len(self.plan), initial=len(self.losses), desc="tune", unit="step", disable=None) as bar:
            for step in range(len(self.losses), len(self.plan)):
                batch = [self.records[number] for number in self.plan[step]]
                self.losses.append(self._step(batch, step))
                tokens += sum(len(record.tokens) for record in batch)
                speed = tokens / (time.monotonic() - started)
                bar.set_postfix_str(f"loss {self.losses[-1]:.3f}, {speed:.0f} tokens/s")
                bar.update()
                if (step + 1) % self.settings.tune.checkpoint == 0:
                    self._save()

    def _step(self, batch: list[Encoded], step: int) -> float:
        """One step of the optimizer; the mean loss of the batch's answer tokens, nats."""
        import torch

        count = sum(len(record.tokens) - record.answer for record in batch)
        size = len(batch) if self.device != "cpu" else TOGETHER
        loss = sum(self._backward(batch[start : start + size], count) for start in range(0, len(batch), size))
        torch.nn.utils.clip_grad_norm_(self.trained, 1.0)
        for group in self.optimizer.param_groups:
            group["lr"] = rate_at(step, len(self.plan), self.settings.tune.rate)
        self.optimizer.step()
        self.optimizer.zero_grad(set_to_none=True)
        return loss

    def _backward(self, records: list[Encoded], count: int) -> float:
        """Add the gradients of some records of a batch that has `count` answer tokens; their part of its loss."""
        import torch

        width = max(len(record.tokens) for record in records)
        ids = torch.full((len(records), width), self.pad, device=self.device)
        seen = torch.zeros_like(ids)
        told = torch.zeros_like(ids, dtype=torch.bool)  # tokens that the model has to tell
        for row, record in enumerate(records):
            size = len(record.tokens)
            ids[row, :size] = torch.tensor(record.tokens)
            seen[row, :size] = 1
            told[row, record.answer : size] = True
        inner = self.model.get_base_model()
        # A CPU without bfloat16 in hardware emulates it, tens of times slower than single precision.
        with torch.autocast(self.device, dtype=torch.bfloat16, enabled=self.device != "cpu"):
            hidden = inner.model(input_ids=ids, attention_mask=seen).last_hidden_state[:, :-1]
            scores = inner.lm_head(hidden[told[:, 1:]])  # of those tokens alone: a vocabulary is wide
        loss = torch.nn.functional.cross_entropy(scores.float(), ids[:, 1:][told[:, 1:]], reduction="sum") / count
        loss.backward()
        return float(loss.detach())

    def _save(self) -> None:
        import torch

        state = {
            "losses": self.losses,
            "weights": [weight.detach() for weight in self.trained],
            "optimizer": self.optimizer.state_dict(),
        }
        self.checkpoint.parent.mkdir(parents=True, exist_ok=True)
        partial = self.checkpoint.with_suffix(".part")
        torch.save(state, partial)
        partial.replace(self.checkpoint)

    def _resume(self) -> None:
        import torch

        if not self.checkpoint.exists():
            return
        state = torch.load(self.checkpoint, map_location=self.device, weights_only=True)
        with torch.no_grad():
            for weight, saved in zip(self.trained, state["weights"], strict=True):
                weight.copy_(saved)
        self.optimizer.load_state_dict(state["optimizer"])
        self.losses = list(state["losses"])
        print(f"going on from step {len(self.losses)} of {len(self.plan)}", flush=True)

    def write(self, adapter: Path) -> None:
        """Write the adapter; its checkpoint has done its service."""
        self.model.save_pretrained(adapter)
        config = adapter / "adapter_config.json"
        told = orjson.loads(config.read_bytes())
        told["target_modules"] = sorted(told["target_modules"])  # a set, whose order is another in each process
        config.write_bytes(orjson.dumps(told, option=orjson.OPT_INDENT_2 | orjson.OPT_SORT_KEYS))
        (adapter / "README.md").unlink(missing_ok=True)  # PEFT's template of a model card says nothing
        shutil.rmtree(self.checkpoint.parent, ignore_errors=True)
