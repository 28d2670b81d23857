"""Any model behind an OpenAI-compatible server. The only file that knows openai and instructor."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from functools import cached_property
from types import NoneType
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from llmx.errors import ModelError, ModelUnreachable
from llmx.models.address import checked_key, host_of, is_loopback, without_query
from llmx.models.base import Answer, Profile, Question
from llmx.models.choices import meant, shares, spoken
from llmx.models.failures import failure, field, no_answer, words
from llmx.models.parameters import SAMPLING, Manner, Request, adapted, refusal
from llmx.models.reply import Reply, read_stream, read_whole
from llmx.models.retry import BadResponse, Passing, Tell, nothing, persist

if TYPE_CHECKING:
    from httpx2 import Client
    from httpx2 import Request as HttpRequest
    from openai import APIStatusError, OpenAI
    from openai.types.chat import ChatCompletion

REMOTE_SECONDS = 600.0  # of one request, from the first byte sent to the last byte read
LOCAL_SECONDS = 900.0  # a small machine reads a long article slowly
SILENCE = 300.0  # seconds without a byte from a remote server
CONNECT = 10.0
SILENT = logging.NullHandler()  # instructor logs answers that it cannot read; without a handler that goes to stderr
CANDIDATES = 20  # the most that the API allows
WORD_TOKENS = 16  # for a choice in words; some servers take no smaller limit
THOUGHT_TOKENS = 4096  # beside those of an answer, for a model that thinks before it answers
TRIES_OF_A_PROBE = 2  # of one request: what a server cannot do must not take minutes to find out
KEPT_HEADERS = frozenset(
    {
        *("accept", "accept-encoding", "authorization", "connection"),
        *("content-length", "content-type", "host", "user-agent"),
        "x-stainless-raw-response",  # openai reads it off the request again
    }
)


class OpenAICompatible:
    """
    A model that a server offers under `model`.

    Safe for several threads. It is asked in the manner that a probe has found; what the server then refuses to be told
    (`seed`, a JSON schema, …) is left out from then on.
    Raises UsageError for an address or a key that cannot be used.
    """

    def __init__(
        self,
        name: str,
        model: str,
        base_url: str,
        api_key: str = "",
        profile: Profile | None = None,
        *,
        manner: Manner | None = None,
        tell: Tell = nothing,
        warn: Tell | None = None,
        sleep: Callable[[float], None] = time.sleep,
        seconds: float | None = None,
    ) -> None:
        self._name, self._model, self._profile = name, model, profile or Profile()
        self._host, self._base_url, self._key = host_of(base_url), base_url, checked_key(api_key)
        self._local = is_loopback(base_url)
        self._seconds = seconds or (LOCAL_SECONDS if self._local else REMOTE_SECONDS)
        self._tell, self._warn, self._sleep = tell, warn or tell, sleep
        self._announced = self._local
        found = manner or Manner()
        self._refused, self._thought_tokens = found.left_out, found.thought_tokens

    @property
    def name(self) -> str:
        """The name the user gave."""
        return self._name

    @property
    def profile(self) -> Profile:
        """What is known of the model."""
        return self._profile

    def ask(self, question: Question) -> Answer:
        """The answer, as it came. Raises ModelError when none can be had after all tries."""
        self._announce()
        if question.choices:
            return self._choose(question)
        reply = self._carried(question) if question.answer else self._send(self._streamed(question))
        return Answer(reply.text, reply.finish, reply.model or self._model, reply.usage)

    def models(self) -> list[str]:
        """The names of the models that the server lists."""
        import openai

        def listed() -> list[str]:
            try:
                return [each.id for each in self._client.models.list().data]
            except openai.APIStatusError as error:
                raise self._failure(error) from None
            except (openai.APIError, ValueError, TypeError, AttributeError) as error:
                raise self._broken(error) from None

        return persist(listed, self._tell, self._sleep)

    def attempt(self, request: Request) -> Reply | str:
        """
        A request as it stands, for a probe: the reply, or the part of it that the server will not have.

        Raises ModelError when the server refuses it altogether, or does not answer.
        """
        sent = {"model": self._model, **request}
        return persist(lambda: self._post(sent), self._tell, self._sleep, TRIES_OF_A_PROBE)

    def look_up(self, path: str) -> Mapping[str, Any]:
        """The JSON object at a path of the server, as `/props`; an empty one when there is none."""
        import openai
        from httpx2 import HTTPError, Response

        whole = urlsplit(self._base_url)._replace(path=path, query="", fragment="").geturl()
        try:
            found = self._client.get(whole, cast_to=Response).json()
        except (openai.APIError, HTTPError, ValueError):
            return {}
        return found if isinstance(found, dict) else {}

    def close(self) -> None:
        """Let go of the connections."""
        if "_client" in vars(self):
            self._client.close()

    def _announce(self) -> None:
        if not self._announced:
            self._announced = True
            self._warn(f"sending the article to {self._host}")

    def _asked(self, question: Question, max_tokens: int) -> Request:
        messages = [{"role": each.role, "content": each.content} for each in question.messages]
        limit = max_tokens + self._thought_tokens
        return {"model": self._model, "messages": messages, "max_tokens": limit, **SAMPLING}

    def _streamed(self, question: Question) -> Request:
        streaming = {"stream": True, "stream_options": {"include_usage": True}}
        return self._asked(question, question.max_tokens) | streaming

    def _carried(self, question: Question) -> Reply:
        """instructor puts the schema into the request; what it makes of the answer is of no account here."""
        import instructor
        from instructor.core.exceptions import IncompleteOutputException, InstructorRetryException

        logging.getLogger("instructor").addHandler(SILENT)
        replies: list[Reply] = []

        def create(**request: Any) -> ChatCompletion:
            replies.append(self._send(request))
            return _completion(replies[0])

        ask: Any = instructor.patch(create=create, mode=instructor.Mode.JSON_SCHEMA)
        try:
            ask(response_model=question.answer, max_retries=0, **self._streamed(question))
        except (InstructorRetryException, IncompleteOutputException) as error:
            if not replies:
                raise (error.__cause__ or error) from None
        return replies[0]

    def _choose(self, question: Question) -> Answer:
        reply = self._first_token(question)
        if reply.first is None and meant(spoken(reply.text), question.choices) is None:
            self._refused |= {"logprobs"}
            reply = self._first_token(question)
        if reply.finish == "length" and not self._thought_tokens and not spoken(reply.text):
            self._thought_tokens = THOUGHT_TOKENS  # it was still thinking when the limit came
            reply = self._first_token(question)
        probabilities = shares(reply.first, question.choices) if reply.first else None
        # One token is all that was asked for: that the limit cut it says nothing.
        finish = "stop" if reply.finish == "length" else reply.finish
        return Answer(spoken(reply.text), finish, reply.model or self._model, reply.usage, probabilities)

    def _first_token(self, question: Question) -> Reply:
        if "logprobs" in self._refused:
            return self._send(self._asked(question, WORD_TOKENS))
        candidates = {"logprobs": True, "top_logprobs": CANDIDATES}
        return self._send(self._asked(question, 1) | candidates)

    def _send(self, request: Request) -> Reply:
        while True:
            sent = adapted(request, self._refused)
            outcome = persist(lambda sent=sent: self._post(sent), self._tell, self._sleep)  # type: ignore[misc]  # mypy infers no lambda with a default
            if isinstance(outcome, Reply):
                return replace(outcome, text=outcome.called) if outcome.called and "tools" in sent else outcome
            self._refused |= {outcome}

    def _post(self, sent: Request) -> Reply | str:
        """The reply, or the part of the request that the server will not have."""
        import openai
        from httpx2 import HTTPError

        end = time.monotonic() + self._seconds
        try:
            with self._client.chat.completions.with_streaming_response.create(**sent) as response:
                read = read_stream if "event-stream" in response.headers.get("content-type", "") else read_whole
                return read(self._in_time(response.iter_bytes(), end))
        except openai.APIStatusError as error:
            return self._refusal(error, sent)
        except (openai.APIError, HTTPError) as error:
            if isinstance(error, openai.APIError) and not isinstance(error.__cause__, (HTTPError, OSError, NoneType)):
                raise error.__cause__ from None  # openai calls whatever goes wrong a failed connection
            raise self._broken(error) from None
        except BadResponse as error:
            raise no_answer(error, self._host, self._key) from None

    def _in_time(self, chunks: Iterable[bytes], end: float) -> Iterator[bytes]:
        for chunk in chunks:
            if time.monotonic() > end:
                raise Passing(f"{self._host} had not finished after {self._seconds:.0f} s")
            yield chunk

    def _refusal(self, error: APIStatusError, sent: Request) -> str:
        if error.status_code in (400, 422):
            named = field(error.body, "param")
            part = refusal(words(error.body, self._key), named if isinstance(named, str) else None, sent)
            if part is not None:
                return part
        raise self._failure(error) from None

    def _failure(self, error: APIStatusError) -> Passing | ModelError:
        return failure(
            error.status_code, error.body or error.response.text, error.response.headers, self._host, self._key
        )

    def _broken(self, error: BaseException) -> Passing | ModelError:
        """The error for a connection that failed, by what made it fail."""
        inmost = _inmost(error)
        if isinstance(inmost, ConnectionRefusedError) and self._local:
            return ModelUnreachable(
                f"nothing listens at {without_query(self._base_url)}; start the server, or give its --base-url"
            )
        if isinstance(inmost, TimeoutError):
            return Passing(f"{self._host} is silent; is it busy, or the address wrong?")
        return Passing(f"the connection to {self._host} failed ({type(inmost).__name__}); is the address right?")

    @cached_property
    def _client(self) -> OpenAI:
        from openai import OpenAI

        return OpenAI(api_key=self._key or "none", base_url=self._base_url, max_retries=0, http_client=self._http())

    def _http(self) -> Client:
        from httpx2 import Client, Timeout

        silence = self._seconds if self._local else min(SILENCE, self._seconds)
        return Client(
            timeout=Timeout(silence, connect=CONNECT, pool=None),
            follow_redirects=False,  # an article goes to no other host than the one that was told
            trust_env=not self._local,  # no proxy between this machine and itself
            verify=not self._base_url.lower().startswith("http:"),  # plain HTTP needs no certificates, slow to load
            event_hooks={"request": [_plain]},
        )


def _plain(request: HttpRequest) -> None:
    """Drop what openai tells of this machine, and what OPENAI_* variables would add for another host than OpenAI's."""
    for name in [each for each in request.headers if each not in KEPT_HEADERS]:
        del request.headers[name]


def _completion(reply: Reply) -> ChatCompletion:
    from openai.types.chat import ChatCompletion

    message = {"role": "assistant", "content": reply.text}
    choice = {"index": 0, "finish_reason": "stop", "message": message, "logprobs": None}
    return ChatCompletion.model_validate(
        {"id": "", "object": "chat.completion", "created": 0, "model": reply.model, "choices": [choice]}
    )


def _inmost(error: BaseException) -> BaseException:
    """The operating system's own word for what failed, under the errors of openai and httpx2, if there is one."""
    under: BaseException | None = error
    while under and not isinstance(under, OSError):
        under = under.__cause__ or under.__context__
    return under or error.__cause__ or error
