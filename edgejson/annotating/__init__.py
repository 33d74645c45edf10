"""Annotations learned from accepted pairs: their values cut out of their texts, what is left generalised and proved.

`learning.learn(schema, examples, means)` does it all: `cutting` puts slots in place of values, `generalising` makes the
sentences fit other records, `crossing` puts them together anew, `proving` has them say other records, which the checks
must accept; `writing` makes entries of the schema's annotations of what is left.
"""
