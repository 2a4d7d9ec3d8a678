"""The errors a person can meet: what happened, what to do, and the exit code.

    BookletError            4
    ├── WrongUse            2   the command line asks for something that is not there
    ├── BadInput            3   a text, a configuration, a template or a style is at fault
    └── CannotFinish        4   cannot write, cannot render, a library is missing, preflight failed

The figure behind each name is the exit code.
"""

from __future__ import annotations

from enum import IntEnum


class Exit(IntEnum):
    """The exit codes that the README documents."""

    DONE = 0
    FINDINGS = 1
    WRONG_USE = 2
    BAD_INPUT = 3
    CANNOT_FINISH = 4
    INTERRUPTED = 130
    TERMINATED = 143


class BookletError(Exception):
    """Say in one or two lines what is wrong, where, and what to do about it."""

    exit_code: Exit = Exit.CANNOT_FINISH

    def __init__(self, problem: str, *, where: str = "", line: int | None = None, advice: str = "") -> None:
        """`where` is a file or key as the user knows it; `line` counts from 1."""
        self.problem = problem
        self.where = where
        self.line = line
        self.advice = advice
        super().__init__(str(self))

    def __str__(self) -> str:
        place = self.where + (f":{self.line}" if self.line is not None else "")
        text = f"{place}: {self.problem}" if place else self.problem
        return f"{text}\n  {self.advice}" if self.advice else text

    def as_dict(self) -> dict[str, object]:
        """Return all that is needed to raise the same error in another process."""
        return {
            "kind": type(self).__name__,
            "problem": self.problem,
            "where": self.where,
            "line": self.line,
            "advice": self.advice,
        }

    @staticmethod
    def rebuild(fields: dict[str, object]) -> BookletError:
        """Return the error that `as_dict` described."""
        kinds = {kind.__name__: kind for kind in (BookletError, WrongUse, BadInput, CannotFinish)}
        line = fields["line"]
        return kinds[str(fields["kind"])](
            str(fields["problem"]),
            where=str(fields["where"]),
            line=line if isinstance(line, int) else None,
            advice=str(fields["advice"]),
        )


class WrongUse(BookletError):
    """The command line names something that does not exist or does not fit."""

    exit_code = Exit.WRONG_USE


class BadInput(BookletError):
    """A text, configuration, template or style cannot be used as it is."""

    exit_code = Exit.BAD_INPUT


class CannotFinish(BookletError):
    """Nothing is wrong with the input, but the result cannot be made or kept."""

    exit_code = Exit.CANNOT_FINISH
