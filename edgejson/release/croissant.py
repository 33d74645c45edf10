"""Croissant metadata (MLCommons, format 1.0): the files of a release and their records, for machines."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
import pyarrow as pa  # type: ignore[import-untyped]

from edgejson.pipeline.metrics import counted
from edgejson.release.card import LICENCE_URL, Contents
from edgejson.release.revision import Revision
from edgejson.release.tables import COLUMNS

#: The JSON-LD context that the specification prescribes.
_CONTEXT = Path(__file__).with_name("croissant_context.json")
_MEDIA = {".parquet": "application/x-parquet", ".jsonl": "application/jsonlines", ".json": "application/json"}
_TYPES = {pa.string(): "sc:Text", pa.float64(): "sc:Float", pa.int64(): "sc:Integer"}


@dataclass(frozen=True, slots=True)
class File:
    """A file of a release: path below its folder, size in bytes, SHA-256."""

    path: str
    size: int
    sha256: str


def croissant(contents: Contents, files: Sequence[File], revision: Revision, version: str) -> dict[str, Any]:
    """The metadata as a JSON-LD object: every data file, and a record set for each Parquet file."""
    described = [file for file in files if any(file.path.endswith(ending) for ending in _MEDIA)]
    pairs = counted(sum(contents.records.values()), "pair")
    metadata = {
        "@context": orjson.loads(_CONTEXT.read_bytes()),
        "@type": "sc:Dataset",
        "conformsTo": "http://mlcommons.org/croissant/1.0",
        "name": contents.name,
        "description": f"{pairs} of a text and the JSON that a schema asks for, "
        "for training and testing small language models on structured extraction.",
        "license": LICENCE_URL,
        "version": version,
        "keywords": ["structured extraction", "JSON Schema", "synthetic"],
        "inLanguage": contents.language,
        "isLiveDataset": False,
        "distribution": [_file(file) for file in described],
        "recordSet": [_record_set(file) for file in described if file.path.startswith("data/")],
    }
    if revision.date:
        metadata["datePublished"] = revision.date
    return metadata


def _file(file: File) -> dict[str, Any]:
    ending = file.path[file.path.rindex(".") :]
    return {
        "@type": "cr:FileObject",
        "@id": file.path,
        "name": file.path,
        "contentUrl": file.path,
        "contentSize": f"{file.size} B",
        "encodingFormat": _MEDIA[ending],
        "sha256": file.sha256,
    }


def _record_set(file: File) -> dict[str, Any]:
    name = file.path.removeprefix("data/").removesuffix(".parquet").removesuffix("-00000-of-00001")
    fields = []
    for column, (type_, about) in COLUMNS.items():
        repeated = pa.types.is_list(type_)
        data_type = _TYPES.get(type_.value_type if repeated else type_)
        if data_type is None:  # a struct: its members are read from the file itself
            continue
        fields.append(
            {
                "@type": "cr:Field",
                "@id": f"{name}/{column}",
                "name": column,
                "description": about,
                "dataType": data_type,
                **({"repeated": True} if repeated else {}),
                "source": {"fileObject": {"@id": file.path}, "extract": {"column": column}},
            }
        )
    return {"@type": "cr:RecordSet", "@id": name, "name": name, "field": fields}
