"""The report: one self-contained page to look at the data with."""

from edgejson.report.collecting import collect
from edgejson.report.page import write_page
from edgejson.report.pictures import Sources

__all__ = ["Sources", "collect", "write_page"]
