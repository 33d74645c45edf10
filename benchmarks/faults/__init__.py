"""Faults of all kinds, made on purpose: see `__main__`."""
