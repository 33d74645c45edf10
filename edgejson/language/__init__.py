"""English: words and their forms, which the writer and the judge both read."""
