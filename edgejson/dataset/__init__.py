"""From checked records to the dataset: selection, quotas, splitting, leakage, prompts, files."""
