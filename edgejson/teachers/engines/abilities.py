"""What an OpenAI-compatible server can do beyond plain answers, found by trying: there is no field that tells."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import orjson

from edgejson.pipeline.errors import UserError
from edgejson.teachers.engines.endpoint import Endpoint
from edgejson.teachers.engines.llamacpp import read_answer

#: How servers take a GBNF grammar: there is no standard field for one.
DIALECTS: dict[str, Callable[[str], dict[str, Any]]] = {
    "llama.cpp": lambda grammar: {"grammar": grammar},
    "vLLM": lambda grammar: {"structured_outputs": {"grammar": grammar}},
    "vLLM before 0.11": lambda grammar: {"guided_grammar": grammar},
}
#: What no model says of itself.
_PROBE = 'root ::= "probe-" [0-9] [0-9]\n'
_PROBED = re.compile(r"probe-[0-9][0-9]")
_PROBE_SHAPE = {
    "type": "object",
    "properties": {"probe": {"enum": ["p17"]}},
    "required": ["probe"],
    "additionalProperties": False,
}


def grammar_dialect(endpoint: Endpoint, model: str) -> str:
    """The dialect in which a server takes grammars. Raises UserError where it takes none, or does not answer."""
    said = ""
    for name, fields in DIALECTS.items():
        answer = _asked(endpoint, model, fields(_PROBE))
        if "choices" in answer and _PROBED.fullmatch(read_answer(answer).text.strip()):
            return name
        said = said or _refusal(answer)
    raise UserError(
        f"{endpoint.url}: this server takes no GBNF grammar{said}, which a teacher that writes texts needs, so that no "
        "value gets lost: use llama.cpp's server or vllm serve, or another engine; a server without grammars can read "
        "back (llm.verify) and try the test set (baseline.models)"
    )


def require_schemas(endpoint: Endpoint, model: str) -> None:
    """Raise UserError where a server does not keep to a JSON Schema in `response_format`."""
    answer = _asked(endpoint, model, shaped(_PROBE_SHAPE))
    text = read_answer(answer).text if "choices" in answer else ""
    try:
        if orjson.loads(text) == {"probe": "p17"}:
            return
    except orjson.JSONDecodeError:
        pass  # the server wrote something else than the JSON that the schema asks for: what is raised below says so
    raise UserError(
        f"{endpoint.url}: this server does not follow JSON Schemas (response_format){_refusal(answer)}, which "
        "inventing records, reading back (llm.verify) and baseline.models with constrained: true need; use another "
        "server, or settings without them"
    )


def gives_logprobs(endpoint: Endpoint, model: str) -> bool:
    """Does a server tell log-probabilities of the tokens that it chose?"""
    answer = _asked(endpoint, model, {"logprobs": True, "top_logprobs": 1})
    return "choices" in answer and read_answer(answer).logprob is not None


def shaped(schema: Any) -> dict[str, Any]:
    """The field of a request that has the answer follow a JSON Schema."""
    form = {"name": "record", "schema": schema, "strict": True}
    return {"response_format": {"type": "json_schema", "json_schema": form}}


def _asked(endpoint: Endpoint, model: str, fields: dict[str, Any]) -> dict[str, Any]:
    # Room for the blanks that a grammar of JSON lets a model write between its marks.
    question = {"messages": [{"role": "user", "content": "probe"}], "max_tokens": 64, "temperature": 0.0}
    return endpoint.post({"model": model, **question, **fields})


def _refusal(answer: dict[str, Any]) -> str:
    return f" (it says: {answer['error']['message']})" if "error" in answer else ""
