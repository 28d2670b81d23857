"""Recordings of what a model was asked and answered: one file a test, replayed without a model and a network."""

from __future__ import annotations

import contextlib
import json
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz.fuzz import ratio
from vcr import VCR
from vcr.cassette import Cassette
from vcr.request import Request

FOLDER = Path(__file__).with_name("cassettes")
HOW = "`make record` records what is missing, from the embedded model (it needs the extra `local`)"
ANEW = f"When the change is meant, delete the file; {HOW}."
ANYWHERE = "http://localhost"  # the port of the embedded server changes from run to run
KEPT = "content-type"  # of the headers; nothing else of them is stored
AROUND = 40  # letters shown on either side of a difference
NO_LITERAL = set("\r\x85\u2028\u2029")  # YAML would read them as line breaks


class NotRecorded(AssertionError):
    """A request that the recording has no answer for."""


class Recording(Cassette):  # type: ignore[misc]  # vcr has no types
    """A cassette that says what differs between a request and the recorded one that is closest to it."""

    def can_play_response_for(self, request: Request) -> bool:
        """Whether an answer is left for the request. Raises NotRecorded when there is none and none may be recorded."""
        playable = bool(super().can_play_response_for(request))
        if not playable and self.write_protected:
            raise NotRecorded(self._told(self.filter_request(request)))
        return playable

    def _told(self, request: Request) -> str:
        same = [each for each in self.requests if (each.method, each.path) == (request.method, request.path)]
        if not same:
            return f"{self.path} has no request {request.method} {request.path}; {HOW}"
        body = _text(request)
        number, closest = max(enumerate(same, 1), key=lambda each: ratio(body, _text(each[1])))
        found = next(differences(_read(_text(closest)), _read(body)), "nothing differs: it is played already")
        return f"{self.path} has no such request. The closest is number {number}: {found}. {ANEW}"


@contextlib.contextmanager
def recorded(path: Path, *, record: bool) -> Iterator[Recording]:
    """
    Requests of the block are answered from the file; with `record`, from the network and into the file.

    Raises NotRecorded for a request that is not in the file, and for an answer in it that nobody asked for.
    """
    vcr = VCR(decode_compressed_response=True)
    vcr.register_serializer("readable", Readable)
    vcr.register_matcher("asked", same_body)
    settings = vcr.get_merged_config(
        path=str(path),
        serializer="readable",
        record_mode="once" if record else "none",
        match_on=["method", "path", "asked"],
        before_record_request=kept_of_request,
        before_record_response=kept_of_response,
        record_on_exception=False,
    )
    with Recording.use(**settings) as recording:
        yield recording
    if not record and not recording.all_played:
        left = len(recording) - recording.play_count
        raise NotRecorded(f"{path} has {left} answers that nobody asked for. {ANEW}")


class Readable:
    """YAML with letters as they are and texts of several lines as such; what it writes reads back as it was."""

    @staticmethod
    def serialize(data: dict[str, Any]) -> str:
        """The file's text."""
        text = yaml.dump(data, Dumper=_Dumper, allow_unicode=True, width=1_000_000, sort_keys=False)
        assert Readable.deserialize(text) == data, "a recording must hold every letter as it came"
        return str(text)

    @staticmethod
    def deserialize(text: str) -> Any:
        """What a file's text says; it can make nothing but plain values."""
        return yaml.load(text, Loader=_Loader)  # noqa: S506 - it is a safe loader, in C where there is one


_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class _Dumper(yaml.SafeDumper):  # type: ignore[misc]  # yaml has no types
    """With block texts."""


def _block(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    literal = "\n" in text and not NO_LITERAL & set(text)
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style="|" if literal else None)


_Dumper.add_representer(str, _block)


def kept_of_request(request: Request) -> Request:
    """Method, path, body and the type of the body."""
    kept = {name: value for name, value in request.headers.items() if name.lower() == KEPT}
    return Request(request.method, f"{ANYWHERE}{request.path}", request.body, kept)


def kept_of_response(response: dict[str, Any]) -> dict[str, Any]:
    """Status, body and the type of the body."""
    kept = {name: value for name, value in response["headers"].items() if name.lower() == KEPT}
    return {**response, "headers": kept}


def same_body(asked: Request, recorded: Request) -> bool:
    """Whether two requests ask for the same; the order of JSON keys does not count."""
    ours, theirs = _text(asked), _text(recorded)
    return ours == theirs or bool(_read(ours) == _read(theirs))


def differences(recorded: Any, asked: Any, path: str = "") -> Iterator[str]:
    """
    Where two JSON values differ, in words.

    >>> next(differences({"messages": [{"content": "Who?"}]}, {"messages": [{"content": "Why?"}]}))
    "messages[0].content differs at character 2: recorded 'Who?', asked 'Why?'"
    """
    if isinstance(recorded, dict) and isinstance(asked, dict):
        for key in dict.fromkeys([*recorded, *asked]):
            yield from differences(recorded.get(key), asked.get(key), f"{path}.{key}".lstrip("."))
    elif isinstance(recorded, list) and isinstance(asked, list) and len(recorded) == len(asked):
        for number, pair in enumerate(zip(recorded, asked, strict=True)):
            yield from differences(*pair, f"{path}[{number}]")
    elif recorded != asked:
        before, after = str(recorded), str(asked)
        place = next((n for n, pair in enumerate(zip(before, after, strict=False)) if len(set(pair)) > 1), len(before))
        shown = slice(max(0, place - AROUND), place + AROUND)
        yield f"{path} differs at character {place}: recorded {before[shown]!r}, asked {after[shown]!r}"


def _text(request: Request) -> str:
    body = request.body or b""
    return body.decode() if isinstance(body, bytes) else str(body)


@lru_cache(maxsize=4096)  # each request is compared with every recorded one
def _read(text: str) -> Any:
    try:
        return json.loads(text)
    except ValueError:
        return text
