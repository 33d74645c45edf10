"""From a schema to its instances: merged keywords, makers, the sampler."""
