"""The preview of a schema: what is on the page, that nothing of the schema is markup, and the server that renews it."""

from __future__ import annotations

import argparse
import http.client
import json
import re
import shutil
import socket
import struct
from collections.abc import Iterator
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from report_records import ATTACK
from test_page import HTML, Page, cut, records

from edgejson.commands import preview as command
from edgejson.pipeline.errors import UserError
from edgejson.report.serving import PageServer

ROOT = Path(__file__).parents[2]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder without params.yaml, with a schema."""
    for name in ("rating.json", "rating.annotations.yaml"):
        shutil.copy(ROOT / "schemas/simple" / name, tmp_path)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def given(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    command.arguments(parser)
    return parser.parse_args(words)


def test_it_has_thirty_texts_with_evidence_verdict_and_prompt(folder: Path, capsys: Any) -> None:
    assert command.run(given("rating.json")) == 0
    assert capsys.readouterr().out == "rating.preview.html: open it in a browser\n"
    told = records(folder / "rating.preview.html")
    assert len(told) == 30
    assert len({one["register"] for one in told}) > 4
    tags = [tag for one in told for tag in one["tags"]]
    assert len({tag for tag in tags if tag.startswith("adversarial:")}) > 4
    varied = [one for one in told if any(tag.startswith("variant:") for tag in one["tags"])]
    assert 10 < len(varied) < 30
    for one in told:
        placed = [one["leaves"][at : at + 4] for at in range(0, len(one["leaves"]), 4)]
        assert any(start >= 0 for _, _, start, _ in placed)
        assert "reasons" in one or one["text"] in one["prompt"]
    plain = next(one for one in told if one not in varied and "reasons" not in one)
    start, end, first, last = plain["leaves"][:4]
    assert json.loads(cut(plain["json"], start, end)) == cut(plain["text"], first, last)


def test_it_says_what_lint_says_and_what_is_known(folder: Path) -> None:
    text = (folder / "rating.annotations.yaml").read_text("utf-8")
    struck = "  - (This is about|The review is of|The rating is for) the {product}.\n"
    assert struck in text
    text = text.replace(struck, f'  - {{value: "{struck[4:-1]}", struck: true}}\n')
    (folder / "rating.annotations.yaml").write_text(text.replace("faker: name", "faker: word"), encoding="utf-8")
    document = json.loads((folder / "rating.json").read_text("utf-8"))
    document["properties"]["stars"]["maximun"] = 7
    (folder / "rating.json").write_text(json.dumps(document))
    command.run(given("rating.json", "--out", "page.html"))
    page = (folder / "page.html").read_text("utf-8")
    assert "<li>note: rating.json#/properties/stars/maximun: 2020-12 has no such keyword; it has no effect" in page
    assert re.search(r"<tr><td><bdi>hand</bdi><td class=\"count\">[\d.]+%<td class=\"count\">\d\d<td", page)
    assert re.search(r"<del [^>]*><bdi>\(This is about", page)


def test_nothing_of_a_schema_becomes_markup(folder: Path) -> None:
    hostile = {
        "title": ATTACK,
        "description": ATTACK,
        "type": "object",
        "properties": {ATTACK: {"type": "string", "description": ATTACK, "examples": [ATTACK, "\u202eevil\x07"]}},
        "required": [ATTACK],
        ATTACK: 1,
    }
    (folder / "bad.json").write_text(json.dumps(hostile))
    words = {"": {"pool": [{"value": {ATTACK: ATTACK}}]}}
    (folder / "bad.annotations.yaml").write_text(json.dumps(words))
    command.run(given("bad.json"))
    page = Page(folder / "bad.preview.html")
    assert {tag for tag, _ in page.tags} <= {*HTML, "ul", "li"}
    assert len(page.scripts) == 2
    assert any(ATTACK in one["text"] for one in records(folder / "bad.preview.html"))
    policy = next(a["content"] for tag, a in page.tags if tag == "meta" and "http-equiv" in a)
    assert policy and policy.startswith("default-src 'none'") and "connect-src 'none'" in policy
    assert "unsafe" not in policy


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('{"type": "objekt"}', "bad.json#/type: 'objekt' is not valid"),
        ('{"type": ', "bad.json:1"),
        ("{}", "bad.json#: the root accepts any value"),
        ('{"type": "integer", "minimum": 3, "maximum": 2}', "bad.json"),
    ],
)
def test_a_bad_schema_is_one_line_and_writes_nothing(folder: Path, content: str, told: str) -> None:
    (folder / "bad.json").write_text(content)
    with pytest.raises(UserError) as error:
        command.run(given("bad.json"))
    assert str(error.value).startswith(told) and "\n" not in str(error.value)
    assert not (folder / "bad.preview.html").exists()


def test_a_page_that_cannot_be_written_is_one_line(folder: Path) -> None:
    with pytest.raises(UserError, match=r"^--out none/page.html: can't be written \(No such file or directory\)$"):
        command.run(given("rating.json", "--out", "none/page.html"))


@pytest.fixture
def server(folder: Path) -> Iterator[PageServer]:
    """The schema's preview, served."""
    with command.server(given("rating.json", "--serve", "--port", "0")) as server:
        Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def asked(server: PageServer, path: str = "/", **headers: str) -> tuple[int, str, http.client.HTTPMessage]:
    """Status, body and headers of an answer."""
    connection = http.client.HTTPConnection("127.0.0.1", server.server_port, timeout=60)
    connection.request("GET", path, headers=headers)
    answer = connection.getresponse()
    return answer.status, answer.read().decode(), answer.headers


def test_the_page_follows_the_schema_and_its_annotations(server: PageServer, folder: Path) -> None:
    status, page, headers = asked(server)
    assert status == 200 and headers["Content-Type"] == "text/html; charset=utf-8"
    assert "connect-src 'self'" in page
    stamp = asked(server, "/stamp")[1]
    assert f'data-stamp="{stamp}"' in page
    assert asked(server)[1] == page
    good = (folder / "rating.json").read_text("utf-8")
    (folder / "rating.json").write_text('{"type": "objekt"}')
    assert asked(server, "/stamp")[1] != stamp
    fault = asked(server)[1]
    assert "<li>rating.json#/type: &#x27;objekt&#x27; is not valid" in fault and '"records":[]' in fault
    (folder / "rating.json").write_text(good, encoding="utf-8")
    assert asked(server)[1] == page
    (folder / "rating.annotations.yaml").write_text('"/properties/starz":\n  unit: x\n')
    fault = asked(server)[1]
    assert "rating.annotations.yaml:1: the schema has nothing at" in fault
    (folder / "rating.json").unlink()
    assert "<li>rating.json: " in asked(server)[1]


def test_only_this_machine_asking_for_itself_is_answered(server: PageServer) -> None:
    assert server.server_address[0] == "127.0.0.1"
    assert asked(server, "/stamp", Host="evil.example:80")[0] == 403
    assert asked(server, "/stamp", Host=f"localhost:{server.server_port}")[0] == 200
    assert asked(server, "/../rating.json")[0] == 404


def test_a_reader_that_goes_away_and_a_file_that_cannot_be_read_are_no_tracebacks(
    server: PageServer, folder: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    with socket.create_connection(("127.0.0.1", server.server_port)) as early:
        early.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # reset, not closed
        early.sendall(b"GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")
    assert asked(server)[0] == 200
    (folder / "rating.json").unlink()
    (folder / "rating.json").mkdir()
    assert "<li>rating.json: " in asked(server)[1]
    assert capfd.readouterr().err == ""


def test_a_port_in_use_is_one_line(server: PageServer) -> None:
    port = str(server.server_port)
    with pytest.raises(UserError, match=rf"^--port {port}: can't be served on \(Address already in use\); "):
        command.server(given("rating.json", "--serve", "--port", port))
