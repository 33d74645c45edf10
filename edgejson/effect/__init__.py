"""What a dataset is worth: a small model is tuned on it and tried on texts that it has not seen.

PyTorch, Transformers and PEFT are the extra `train`; they are imported where they are used.

| module | what |
|---|---|
| `settings` | effect/params.yaml |
| `weights` | the model that is tuned: a Hugging Face folder or id, or the embedded model's GGUF file converted once |
| `choosing` | which records are trained on, which are predicted |
| `tuning` | LoRA on the answers, from checkpoint to checkpoint |
| `predicting` | greedy answers, one file a set |
| `worth` | the scores as metrics and as a table |
"""
