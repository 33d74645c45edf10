"""Annotations learned from accepted pairs: their values cut out of their texts, what is left generalised and proved.

`learning.learn(schema, pairs, ...)` does it all: `cutting` finds the slots, `generalising` makes frames of sentences, `proving` has
them say other records, which the checks must pass.
"""
