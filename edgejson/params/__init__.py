"""params.yaml: one module a stage with the blocks that it reads; the blocks are declared where they are used.

`reading` reads a file for any of them; `whole` is all of them together.
"""
