"""Ways of writing, one file each: `write(page)` makes the text, `CLASS` says how free its form is."""

from __future__ import annotations

from collections.abc import Callable
from types import ModuleType

from edgejson.text.page import Page
from edgejson.text.registers import (
    authored,
    chat,
    email,
    form,
    keyvalue,
    log,
    mixed,
    notes,
    prose,
    receipt,
    table,
    transcript,
)

_MODULES: tuple[ModuleType, ...] = (
    prose, chat, email, transcript, authored, notes, receipt, log, mixed, form, table, keyvalue,
)  # fmt: skip

#: Register -> its writer.
WRITERS: dict[str, Callable[[Page], str]] = {module.__name__.rpartition(".")[2]: module.write for module in _MODULES}

#: Register -> its class: "prose", "semi" or "structured".
REGISTERS: dict[str, str] = {module.__name__.rpartition(".")[2]: module.CLASS for module in _MODULES}
