"""What can be had from the test set's text: by parsers, without learning, and by models.

| module | what |
|---|---|
| `targets`, `names` | what a parser looks for: the places of a plain schema and their names |
| `reading` | words to values |
| `labels`, `tables`, `spotting` | the three parsers; `assembling` and `regions` serve them |
| `parsers` | the parsers by name, and the best combination |
| `control` | plain records that a parser must solve to count |
| `models` | teachers that try the test set |
| `examining`, `outcome` | the stage: gold audit and parsers by schema; metrics and tables |
"""
