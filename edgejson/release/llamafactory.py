"""What LLaMA-Factory has to be told of the chats of a release: it reads one file by one name."""

from __future__ import annotations

from pathlib import Path

import orjson

_TAGS = {
    "role_tag": "role",
    "content_tag": "content",
    "user_tag": "user",
    "assistant_tag": "assistant",
    "system_tag": "system",
}


def describe(trainers: Path, shards: int) -> None:
    """Write dataset_info.json beside the settings, and fill in there which of its names are trained on."""
    info = {
        f"edgejson_{number}": {
            "file_name": f"../chat/train-{number:05d}-of-{shards:05d}.jsonl",
            "formatting": "sharegpt",
            "columns": {"messages": "messages"},
            "tags": _TAGS,
        }
        for number in range(shards)
    }
    (trainers / "dataset_info.json").write_bytes(orjson.dumps(info, option=orjson.OPT_INDENT_2))
    settings = trainers / "llamafactory.yaml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("SHARDS", ",".join(info)), encoding="utf-8")
