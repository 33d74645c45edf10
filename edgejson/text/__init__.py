"""A record's value -> the text that someone would have written, from which it can be read back exactly."""

from edgejson.text.registers import REGISTERS
from edgejson.text.renderer import Renderer, Rendering

__all__ = ["REGISTERS", "Renderer", "Rendering"]
