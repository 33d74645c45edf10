"""LoRA with Unsloth, the loss that of the answers alone.

In the release's folder: python trainers/tune_unsloth.py [MODEL [further settings of SFTConfig as NAME=NUMBER]]
"""

from __future__ import annotations

import sys

from unsloth import FastLanguageModel  # isort: skip  # it must come first: it changes what the others do

from datasets import load_dataset
from trl import SFTConfig, SFTTrainer

MODEL = "HuggingFaceTB/SmolLM2-135M-Instruct"
LINEAR = ["q_proj", "k_proj", "v_proj", "o_proj", "gate_proj", "up_proj", "down_proj"]
SETTINGS = {
    "output_dir": "tuned/unsloth",
    "seed": 1,
    "completion_only_loss": True,
    "max_length": 4096,
    "num_train_epochs": 2,
    "per_device_train_batch_size": 8,
    "learning_rate": 1e-3,
    "lr_scheduler_type": "cosine",
    "logging_steps": 10,
    "report_to": "none",
}


def main(model_name: str = MODEL, *more: str) -> None:
    """Tune the model, save the adapter."""
    model, tokenizer = FastLanguageModel.from_pretrained(model_name, max_seq_length=4096, load_in_4bit=False)
    model = FastLanguageModel.get_peft_model(model, r=16, lora_alpha=32, target_modules=LINEAR, random_state=1)
    settings = SETTINGS | {name: int(number) for name, number in (one.split("=") for one in more)}
    trainer = SFTTrainer(
        model=model,
        processing_class=tokenizer,
        train_dataset=load_dataset("parquet", data_files="completion/train-*.parquet", split="train"),
        args=SFTConfig(**settings),
    )
    trainer.train()
    trainer.save_model()


if __name__ == "__main__":
    main(*sys.argv[1:])
