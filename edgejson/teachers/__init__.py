"""Language models that write texts, invent records and read them back, behind one interface."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import count

from edgejson.pipeline.errors import UserError
from edgejson.teachers.cache import Cache
from edgejson.teachers.engines.finding import Engines
from edgejson.teachers.engines.process import TeacherProcess
from edgejson.teachers.engines.requests import Completion, Finish, Payload, Request, identity, named, payload, usable
from edgejson.teachers.engines.requests import key as key_of
from edgejson.teachers.engines.teacher import Teacher
from edgejson.teachers.recorded import Recorded, Source

__all__ = ["Cache", "Completion", "Finish", "Recorded", "Request", "Session", "Turn", "generate"]


@dataclass(frozen=True, slots=True)
class Turn:
    """A request, and what is asked next once its answer is there."""

    request: Request
    answered: Callable[[Completion], Iterable[Turn]]


@dataclass(slots=True)
class Talk:
    """What a model was asked in one go."""

    begun: bool = False  #: what comes now follows from an answer, and goes ahead of what waits
    asked: dict[int, str] = field(default_factory=dict)  #: keys of requests by their numbers
    waiting: dict[str, list[Turn]] = field(default_factory=dict)  #: by the key of the request that has no answer yet


class Session:
    """A teacher with what is recorded and the request cache in front of it.

    Its process starts at the first request that neither knows; its weights need not be there before.
    """

    def __init__(
        self,
        name: str,
        teacher: Teacher,
        engines: Engines,
        cache: Cache,
        recorded: Recorded | None = None,
        *,
        writes: bool = False,
        replays: bool = False,
    ) -> None:
        """`writes` says that the teacher is to describe records, so that an engine without grammars refuses at once.

        `replays`: where the model is not here, what is neither recorded nor cached is refused, not an error.
        """
        self.name = name
        self.teacher = teacher
        self._process = TeacherProcess(name, teacher, engines, writes)
        self._cache = cache
        self._recorded = recorded
        self._replays = replays
        self._absent: set[str] = set()  #: keys of requests that nobody here can answer
        self._identity = ""
        self._numbers = count()  #: of what the process is asked

    def __enter__(self) -> Session:
        return self

    def __exit__(self, *error: object) -> None:
        self._process.close()

    def missing(self, requests: Sequence[Request]) -> list[Request]:
        """Those requests, each once, whose completions are neither recorded nor cached."""
        keyed = self._keyed(requests)
        known = self._known(keyed)
        return [request for key, request in keyed.items() if key not in known]

    def sources(self, requests: Sequence[Request]) -> Counter[Source]:
        """How many of the requests, each counted once, are recorded, cached, new."""
        keyed = self._keyed(requests)
        known = self._known(keyed)
        return Counter(known[key][1] if key in known else "new" for key in keyed)

    def generate(
        self, requests: Sequence[Request], progress: Callable[[Completion], None] = lambda completion: None
    ) -> list[Completion]:
        """The completions of `requests`, in their order, asked all at once; see `converse`."""
        came: dict[int, Completion] = {}

        def turn(position: int, request: Request) -> Turn:
            def answered(completion: Completion) -> tuple[Turn, ...]:
                came[position] = completion
                return ()

            return Turn(request, answered)

        self.converse([turn(*one) for one in enumerate(requests)], progress)
        return [came[position] for position in range(len(requests))]

    def converse(self, turns: Iterable[Turn], progress: Callable[[Completion], None] = lambda completion: None) -> None:
        """Answer requests, and those that follow from an answer as soon as it is there, before what still waits.

        What is not known goes to the model at once, which works on all that it has room for. Each answer is on disk as
        soon as it ends; `progress` is called then, and once for every known one. Raises UserError where the teacher
        can't start or dies; what had ended by then stays in the cache.
        """
        talk = Talk()
        new = list(turns)
        try:
            while new or talk.waiting:
                ended = self._taken_up(new, talk, progress)
                if not ended and talk.waiting:
                    ended = self._ended(talk)
                    progress(ended[0][1])
                new = [following for turn, completion in ended for following in turn.answered(completion)]
        except UserError as error:
            answered, asked = len(talk.asked) - len(talk.waiting), len(talk.asked)
            more = f" ({answered} of {asked} requests had been answered; they are kept, the next run asks the rest)"
            raise UserError(f"{error}{more if answered else ''}") from error

    def _taken_up(
        self, new: Sequence[Turn], talk: Talk, progress: Callable[[Completion], None]
    ) -> list[tuple[Turn, Completion]]:
        """Those turns whose answers are known; the others are asked of the model, each request once."""
        keys = [self._key(turn.request) for turn in new]
        keyed = {key: turn.request for key, turn in zip(keys, new, strict=True) if key not in talk.waiting}
        known = self._known(keyed)
        for key, (completion, source) in known.items():
            progress(completion)
            self._note(key, keyed[key], completion, source)
        for key, turn in zip(keys, new, strict=True):
            if key in known:
                continue
            if key not in talk.waiting:
                number = next(self._numbers)
                self._process.ask(number, payload(self.teacher, turn.request), ahead=talk.begun)
                talk.asked[number] = key
            talk.waiting.setdefault(key, []).append(turn)
        talk.begun = True
        return [(turn, known[key][0]) for key, turn in zip(keys, new, strict=True) if key in known]

    def _ended(self, talk: Talk) -> list[tuple[Turn, Completion]]:
        """The turns that the model's next answer is for; one that is an answer is kept."""
        number, completion = self._process.answer()
        key = talk.asked[number]
        turns = talk.waiting.pop(key)
        asked = payload(self.teacher, turns[0].request)
        checked = usable(asked, completion)
        if checked.finish != "refused":
            (name,) = self._cache_keys([asked])
            self._cache.put(name, self.name, checked)
        self._note(key, turns[0].request, checked, "new")
        return [(turn, checked) for turn in turns]

    def _note(self, key: str, request: Request, completion: Completion, source: Source) -> None:
        if self._recorded is not None and key not in self._absent:
            self._recorded.use(self.name, request.schema_id, key, completion, source)

    def _known(self, keyed: Mapping[str, Request]) -> dict[str, tuple[Completion, Source]]:
        """What is known of some requests, and from where; what is recorded counts before what is cached."""
        recorded = self._recorded.get(keyed) if self._recorded is not None else {}
        known: dict[str, tuple[Completion, Source]] = {key: (one, "recorded") for key, one in recorded.items()}
        rest = [key for key in keyed if key not in known]
        if not rest:
            return known
        payloads = [payload(self.teacher, keyed[key]) for key in rest]
        try:
            names = self._cache_keys(payloads)
        except UserError as error:
            if self._replays:
                self._absent.update(rest)
                none = Completion(f"no recorded answer, and {error}", 0, 0, "refused", None)
                return known | dict.fromkeys(rest, (none, "new"))
            raise UserError(f"{error} ({len(rest)} of {len(keyed)} requests have no recorded answer)") from error
        cached = self._cache.get(names)
        for key, name, asked in zip(rest, names, payloads, strict=True):
            if name not in cached:
                continue
            if usable(asked, cached[name]).finish == "refused":
                self._cache.forget(name)
            else:
                known[key] = cached[name], "cached"
        return known

    def _keyed(self, requests: Iterable[Request]) -> dict[str, Request]:
        """Requests, each once, by the key under which they are recorded."""
        return {self._key(request): request for request in requests}

    def _key(self, request: Request) -> str:
        return key_of(named(self.teacher), payload(self.teacher, request))

    def _cache_keys(self, payloads: Iterable[Payload]) -> list[str]:
        """The keys under which they are cached: where a model's file changes, so do they."""
        self._identity = self._identity or identity(self.teacher)
        return [key_of(self._identity, asked) for asked in payloads]


def generate(
    name: str, teacher: Teacher, engines: Engines, requests: Sequence[Request], cache: Cache | None = None
) -> Iterator[Completion]:
    """One batch of requests to one teacher: its completions, in order.

    `name` is the teacher's key in `llm.teachers`; `cache` is the shared one where none is given. Raises UserError
    where the teacher can't run.
    """
    with cache or Cache() as opened, Session(name, teacher, engines, opened) as session:
        yield from session.generate(requests)
