"""The licence file of a release."""

from __future__ import annotations

from edgejson.release.card import LICENCE_NAME, LICENCE_URL, Contents


def licence(contents: Contents) -> str:
    """What may be done with a dataset, and where the licence's own text stands."""
    return f"""{contents.name}: the data in this folder
SPDX-License-Identifier: CC-BY-4.0

This dataset is licensed under the {LICENCE_NAME} International License (CC BY 4.0).
A summary is at {LICENCE_URL}, the licence itself at
{LICENCE_URL}legalcode.

You may copy, share and adapt the data in any medium and for any purpose, commercial ones too, as long as you give
credit (the name above will do), link to the licence, and say whether you changed anything. The data comes as it is,
without warranties of any kind; the licence's text alone decides.

README.md says which models worded some of the texts, under which licences, and what program made the data.
"""
