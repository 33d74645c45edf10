"""Any JSON Schema -> valid, plausible, self-consistent instances.

`compile_sampler(schema, settings)` compiles a schema once; `Sampler.sample(rng)` draws an instance.
"""

from edgejson.values.engine.sampler import Sampler, compile_sampler

__all__ = ["Sampler", "compile_sampler"]
