"""Independent random streams: every example has its own, whoever makes it and in whatever order."""

from __future__ import annotations

from hashlib import blake2b
from random import Random


def stream(seed: int, *names: str | int) -> Random:
    """A random stream that depends on nothing but `seed` and `names`.

    `stream(seed, schema_id, index)` is the stream of one example; a further name gives a part of the
    work (the text, say) a stream of its own, so that drawing more values there moves nothing else.
    """
    key = "\x1f".join([str(seed), *map(str, names)]).encode()
    return Random(int.from_bytes(blake2b(key, digest_size=8).digest(), "big"))
