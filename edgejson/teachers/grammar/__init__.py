"""What holds a model's output: grammars of texts and of records."""
