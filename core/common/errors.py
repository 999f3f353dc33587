"""Errors that a person can cause and mend.

Each message is a full sentence in the user's language: what is wrong, where (file, row, column),
and what to do. They reach the user as a message, never as a traceback.
"""

from .telling import tellable


class MaillageError(Exception):
    """Base of every error meant for a person's eyes; what its message quotes holds no secret."""

    def __init__(self, message: str) -> None:
        super().__init__(tellable(message))


class InputError(MaillageError):
    """A file, layer or parameter cannot be used as it is."""


class OutputError(MaillageError):
    """A result could not be written; what was there before is untouched."""


class ServiceError(MaillageError):
    """A service on the network cannot be reached, refuses, or answers what cannot be used.

    ``status`` is its HTTP status, None when there was no answer; ``answer`` its own words, and
    ``code`` its own number for the error.
    """

    def __init__(
        self,
        message: str,
        status: int | None = None,
        answer: str = "",
        code: int | None = None,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.answer = tellable(answer)
        self.code = code


class Cancelled(MaillageError):
    """The person cancelled the job."""
