"""Greedy answers of the tuned model, one file of lines {"id", "raw"} a set; what is answered stays answered."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from tqdm import tqdm

from edgejson.effect import weights
from edgejson.effect.choosing import Turns
from edgejson.effect.settings import Effect
from edgejson.pipeline import layout
from edgejson.pipeline.records import encode, read_jsonl
from edgejson.teachers.engines.requests import digest


class Predictor:
    """The model with its adapter merged in."""

    def __init__(self, settings: Effect, adapter: Path | None) -> None:
        """`adapter` is a folder that `tuning` wrote; None: the model as it is."""
        from peft import PeftModel

        weights.prepare(settings.seed, settings.threads)
        base = weights.folder_of(settings.model.name)
        self.settings = settings
        self.device = weights.device()
        self.tokenizer = weights.tokenizer_of(base)
        model = weights.load(base, self.device)
        if adapter is not None:
            model = PeftModel.from_pretrained(model, str(adapter)).merge_and_unload()
        self.model = model.eval()
        self._key = f"{digest(adapter)[:16] if adapter else 'plain'}-{settings.predict.max_new_tokens}"

    def predict(self, name: str, conversations: Sequence[Turns]) -> list[dict[str, str]]:
        """Answers in the order of the conversations. Those of an earlier run that was cut off are taken as they are."""
        kept = layout.WORK / "effect" / "predictions" / self._key / f"{name}.jsonl"
        kept.parent.mkdir(parents=True, exist_ok=True)
        asked = {turns.id: self._prompt(turns) for turns in conversations}
        answers = dict(_known(kept, asked))
        todo = sorted((id_ for id_ in asked if id_ not in answers), key=lambda id_: len(asked[id_]))
        size = self.settings.predict.batch
        with kept.open("ab") as file, tqdm(total=len(todo), desc=f"predict {name}", disable=None) as bar:
            for start in range(0, len(todo), size):
                batch = todo[start : start + size]
                for id_, answer in zip(batch, self._answers([asked[id_] for id_ in batch]), strict=True):
                    answers[id_] = answer
                    file.write(encode({"id": id_, "prompt": asked[id_], "raw": answer}))
                file.flush()
                bar.update(len(batch))
        return [{"id": turns.id, "raw": answers[turns.id]} for turns in conversations]

    def _prompt(self, turns: Turns) -> str:
        return str(self.tokenizer.apply_chat_template(turns.messages, add_generation_prompt=True, tokenize=False))

    def _answers(self, prompts: list[str]) -> list[str]:
        import torch

        inputs: Any = self.tokenizer(prompts, add_special_tokens=False, padding=True, return_tensors="pt")
        inputs = inputs.to(self.device)
        with torch.inference_mode(), torch.autocast(self.device, dtype=torch.bfloat16, enabled=self.device != "cpu"):
            found = self.model.generate(
                **inputs,
                max_new_tokens=self.settings.predict.max_new_tokens,
                do_sample=False,
                # What the tuning ends each answer with; a converted model's own settings may name another, or none.
                eos_token_id=self.tokenizer.eos_token_id,
                pad_token_id=self.tokenizer.pad_token_id,
            )
        new = found[:, inputs["input_ids"].shape[1] :]
        return list(self.tokenizer.batch_decode(new, skip_special_tokens=True))


def _known(path: Path, asked: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Answers to the same prompts that an earlier run gave; a last line that was cut off is passed over."""
    if not path.exists():
        return
    whole = path.read_bytes()
    if whole and not whole.endswith(b"\n"):
        path.write_bytes(whole[: whole.rfind(b"\n") + 1])
    for line in read_jsonl(path):
        if asked.get(line["id"]) == line["prompt"]:
            yield line["id"], line["raw"]
