"""The part of the dataset card that tells what to do with the files."""

from __future__ import annotations

_LOADED = """\
from datasets import load_dataset

records = load_dataset("path/to/this/folder")  # typed columns; `expected_output` is JSON text
chats = load_dataset("path/to/this/folder", "chat")  # `messages`
asked = load_dataset("path/to/this/folder", "completion")  # `prompt`, `completion`
pairs = load_dataset("path/to/this/folder", "preference")  # `prompt`, `chosen`, `rejected`"""

_FILES = """\
| folder | what |
|---|---|
| `jsonl/`, `data/` | the records, with `expected_output` as JSON and as JSON text |
| `chat/` | `messages` |
| `completion/` | `prompt` and `completion`, as turns |
| `preference/` | `prompt`, `chosen`, `rejected`: the label with a defect that the checks refuse, and its `kind` |
| `tools/`, `hermes/` | records as calls of functions: as the OpenAI protocol has them, and as text between tags |
| `reward/` | `prompt`, with the `text` and the annotated `schema` that EdgeJSON's reward judges an answer by |
| `evidence/` | where in the text each leaf of an answer stands |
| `trainers/` | settings for TRL, Axolotl and LLaMA-Factory, a script for Unsloth; each says how it is run |
| `lm_eval/` | tasks of lm-evaluation-harness |"""

_SCORED = """\
python -m edgejson score --gold jsonl/test-00000-of-00001.jsonl --pred predictions.jsonl --schemas schemas
lm_eval run --include_path lm_eval --tasks edgejson --apply_chat_template --model hf --model_args pretrained=..."""


def use() -> str:
    """The part, as Markdown."""
    return "\n\n".join(
        (
            "## Use",
            fenced(_LOADED, "python"),
            _FILES,
            "Predictions are scored by either of these; the second needs EdgeJSON beside lm-eval.",
            fenced(_SCORED, "console"),
        )
    )


def fenced(content: str, language: str) -> str:
    """Content in a code fence that it can't close."""
    fence = "```"
    while fence in content:
        fence += "`"
    return f"{fence}{language}\n{content}\n{fence}"
