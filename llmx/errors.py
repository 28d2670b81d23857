"""
Every error that llmx raises for people to read. Each says what happened, with which value, and what to do.

    LlmxError                   status
    ├── BudgetReached           1   a limit of tokens or money stops the run
    ├── UsageError              2   an option, a schema, a prompt, a model name, an output
    │   ├── SchemaNotFound      2
    │   ├── SchemaBroken        2
    │   ├── PromptNotFound      2
    │   ├── PromptBroken        2
    │   ├── ModelUnknown        2
    │   ├── ConfigBroken        2
    │   └── OutputError         2   a path that cannot be written
    ├── ModelError              3   no answer can be had from the model
    │   ├── ModelUnreachable    3   nothing listens, connection lost, timeouts, 5xx after retries
    │   ├── ModelRefused        3   the request, or the model, unknown to the server
    │   │   └── AccessRefused   3   key refused, quota exhausted
    │   ├── ModelNotReady       3   embedded model: checksum, disk full, will not load
    │   └── NotStored           3   nothing may be asked, and the answer is not stored
    └── InputError              4   an article that cannot be read

What a model answered wrongly is no error: it is a Problem on the Result.
"""

from __future__ import annotations


class LlmxError(Exception):
    """Base of all errors of llmx; `status` is the exit status of the command line."""

    status = 1


class BudgetReached(LlmxError):
    """Nothing more may be spent; what is done by then is kept."""

    status = 1


class UsageError(LlmxError):
    """The call itself is wrong: an option, a schema, a prompt, a model name, an output path."""

    status = 2


class SchemaNotFound(UsageError):
    """No schema has that name, or no file is at that path."""


class SchemaBroken(UsageError):
    """The schema file does not import, holds no record class, or marks something that is not there."""


class PromptNotFound(UsageError):
    """No prompt has that name, or no folder is at that path."""


class PromptBroken(UsageError):
    """A prompt lacks a file or a hole, or has one that nothing fills."""


class ModelUnknown(UsageError):
    """No model has that name, or none is installed."""


class ConfigBroken(UsageError):
    """config.toml cannot be read, or says what cannot be meant."""


class OutputError(UsageError):
    """The output cannot be written."""


class ModelError(LlmxError):
    """No answer can be had from the model."""

    status = 3


class ModelUnreachable(ModelError):
    """Nothing listens, the connection broke, or the server failed after all retries."""


class ModelRefused(ModelError):
    """The server refuses the request, or does not know the model."""


class AccessRefused(ModelRefused):
    """The server refuses whoever asks: a wrong key, no credit, a quota that is used up."""


class ModelNotReady(ModelError):
    """The embedded model cannot be prepared: a wrong checksum, a full disk, a server that will not start."""


class NotStored(ModelError):
    """Nothing may be asked of the model, and the answer is not stored."""


class InputError(LlmxError):
    """An article cannot be read."""

    status = 4
