"""The user's words. The only place that prints or exits."""

from __future__ import annotations

import argparse
import gc
import signal
import sys
import traceback
from collections.abc import Callable, Sequence
from pathlib import Path
from types import FrameType
from typing import Any

from booklet import __version__
from booklet.errors import BookletError, Exit
from booklet.terminal import Progress, console, summary, table, terminal_width

EPILOG = """\
Exit codes: 0 done · 1 done, but findings and --strict · 2 wrong use · 3 bad input · 4 cannot finish.
Messages go to stderr, results to stdout."""


def main(words: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    gc.set_threshold(50_000, 20, 20)  # millions of small objects, hardly a cycle among them: a twentieth of the time
    given = _parser().parse_args(words)
    signal.signal(signal.SIGTERM, _terminate)
    try:
        code = _COMMANDS[given.command](given)
        sys.stdout.flush()
    except BookletError as error:
        _say(f"booklet: {error}")
        if given.debug:
            traceback.print_exc()
        return error.exit_code
    except KeyboardInterrupt:
        _say("booklet: stopped")
        return Exit.INTERRUPTED
    except _Terminated:
        _say("booklet: stopped")
        return Exit.TERMINATED
    except BrokenPipeError:
        sys.stderr.close()
        return Exit.DONE
    except Exception as error:  # a fault of ours is told in one line, too
        _say(
            f"booklet: a fault of the program: {type(error).__name__}: {error}\n  Run again with --debug and report it."
        )
        if given.debug:
            traceback.print_exc()
        return Exit.CANNOT_FINISH
    return code


class _Terminated(BaseException):
    """Raised by SIGTERM, so that unfinished files are removed on the way out."""


def _terminate(number: int, frame: FrameType | None) -> None:
    raise _Terminated


def _say(words: str) -> None:
    print(words, file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="booklet",
        description="Turn a folder of source texts into a printable commemorative booklet.",
        epilog=EPILOG,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--version", action="version", version=f"booklet {__version__}")
    common = argparse.ArgumentParser(add_help=False)
    common.add_argument("--debug", action="store_true", help="show where an error arose")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")

    def command(name: str, words: str) -> argparse.ArgumentParser:
        return commands.add_parser(name, help=words, description=f"{words[0].upper()}{words[1:]}.", parents=[common])

    build = command("build", "make the booklet: three PDFs, checked")
    build.add_argument("folder", nargs="?", type=Path, default=Path(), help="the project (default: here)")
    build.add_argument(
        "-o", dest="target", type=Path, metavar="DIR", help="where the files go (default: FOLDER/output)"
    )
    build.add_argument(
        "--for",
        dest="editions",
        metavar="EDITIONS",
        help="reading, duplex, one-sided, press, large-print, draft; commas between (default: as booklet.toml says)",
    )
    build.add_argument(
        "--draft",
        action="store_true",
        help="make the file for those who must approve: stamped, lines numbered, corrections marked",
    )
    build.add_argument("--strict", action="store_true", help="exit with 1 if anything needs a person's eye")
    trial = command("printer-test", "make a test sheet for your printer, with a picture of folding and stapling")
    trial.add_argument("folder", nargs="?", type=Path, default=Path(), help="the project (default: here)")
    trial.add_argument("-o", dest="target", type=Path, metavar="DIR", help="where it goes (default: FOLDER/output)")
    new = command("new", "make a new project that builds at once")
    new.add_argument("folder", type=Path)
    clean = command("clean", "print the cleaned text of a file")
    clean.add_argument("files", nargs="+", type=Path, metavar="FILE")
    clean.add_argument("--format", choices=["text", "diff", "json"], default="text")
    for name, words in (("order", "print the texts in order, with evidence"), ("figures", "print claims and topics")):
        listed = command(name, words)
        listed.add_argument("folder", nargs="?", type=Path, default=Path())
        listed.add_argument("--format", choices=["table", "json"], default="table")
    check = command("check", "check the installation, the project and its finished files")
    check.add_argument("folder", nargs="?", type=Path, default=Path())
    check.add_argument("--strict", action="store_true", help="exit with 1 if there are findings")
    command("rules", "print the cleaning rules with their reasons and examples")
    eject = command("eject", "copy one shipped template or style into the project")
    eject.add_argument("name")
    eject.add_argument("folder", nargs="?", type=Path, default=Path())
    return parser


# -- the commands


def _build(given: argparse.Namespace) -> int:
    from booklet import pipeline
    from booklet.editions import CHOICES
    from booklet.errors import WrongUse

    editions = [name.strip() for name in given.editions.split(",")] if given.editions else []
    for name in editions:
        if name not in CHOICES:
            raise WrongUse(f"there is no edition {name}", advice=f"Known: {', '.join(CHOICES)}.")
    if given.draft:
        editions.append("draft")
    with Progress(pipeline.STAGES) as progress:
        understood, made = pipeline.build(given.folder, given.target, editions, progress.step)
        progress.done()
    summary(understood, made)
    if made.rejected:
        return Exit.CANNOT_FINISH
    return Exit.FINDINGS if given.strict and made.findings else Exit.DONE


def _printer_test(given: argparse.Namespace) -> int:
    from booklet import pipeline

    print(pipeline.printer_test(given.folder, given.target))
    _say("Print it first: it says what to change if sheets come out wrong.")
    return Exit.DONE


def _new(given: argparse.Namespace) -> int:
    from booklet import begin

    begin.new_project(given.folder)
    _say(f"{given.folder} is ready. Put your texts into {given.folder}/seeds, then: booklet build {given.folder}")
    return Exit.DONE


def _eject(given: argparse.Namespace) -> int:
    from booklet import begin

    target = begin.eject(given.folder, given.name)
    _say(f"{target} is yours now; it wins over the shipped one.")
    return Exit.DONE


def _clean(given: argparse.Namespace) -> int:
    from booklet.output import as_json
    from booklet.report import changes
    from booklet.tidy import clean_file

    results = [clean_file(path, proposing=given.format != "text") for path in given.files]
    if given.format == "json":
        sys.stdout.write(as_json([changes.as_json(source, cleaned) for source, cleaned in results]))
    elif given.format == "diff":
        for source, cleaned in results:
            print(changes.as_diff(source, cleaned, colour=sys.stdout.isatty(), width=terminal_width()))
    else:
        for _, cleaned in results:
            sys.stdout.write(cleaned.text)
    for note in dict.fromkeys(note for _, cleaned in results for note in cleaned.notes):
        _say(f"booklet: {note}")
    for _, cleaned in results:
        for name in cleaned.stale:
            _say(f"booklet: sources.toml: {cleaned.file}: {name} matches nothing any more")
    return Exit.DONE


def _refusals(understood: Any) -> int:
    """Name the files that could not be read, when the rest was answered without them."""
    for error in understood.refused:
        _say(f"booklet: {error}")
    return Exit.BAD_INPUT if understood.refused else Exit.DONE


def _order(given: argparse.Namespace) -> int:
    from rich.markup import escape

    from booklet import pipeline
    from booklet.output import as_json
    from booklet.report import order

    understood = pipeline.understand(given.folder, until="order")
    if given.format == "json":
        sys.stdout.write(as_json(order.as_json(understood.witnesses, understood.placed)))
        return _refusals(understood)
    out = console(sys.stdout)
    rows = table("", "date", "how known", "text", "evidence, and what was decided")
    rows.columns[-2].ratio, rows.columns[-1].ratio, rows.expand = 4, 5, True
    for row in order.as_rows(understood.witnesses, understood.placed):
        rows.add_row(*(escape(cell) for cell in row))
    out.print(rows)
    for line in order.rules_used(understood.placed):
        out.print(f"\n{line}", style="dim", highlight=False)
    return _refusals(understood)


def _figures(given: argparse.Namespace) -> int:
    from booklet import pipeline
    from booklet.output import as_json
    from booklet.report import figures

    understood = pipeline.figures(given.folder)
    if given.format == "json":
        sys.stdout.write(as_json(figures.as_json(understood.topics)))
        return _refusals(understood)
    out = console(sys.stdout)
    for topic in understood.topics:
        out.print(f"\n{topic.topic}: {topic.verdict}", style="bold", highlight=False, end="")
        out.print(f"   {topic.id}", style="dim", highlight=False)
        rows = table("text", "page", "says", "read so", "id")
        for claim in topic.claims:
            rows.add_row(claim.file, claim.page or "", f"“{claim.quote}”", claim.why, claim.id)
        out.print(rows)
    return _refusals(understood)


def _check(given: argparse.Namespace) -> int:
    from booklet import pipeline
    from booklet.report import findings as findings_report

    findings = pipeline.check(given.folder)
    for line in findings_report.as_lines(findings) or ["Nothing found."]:
        print(line)
    if any(finding.severity == "error" for finding in findings):
        return Exit.CANNOT_FINISH
    return Exit.FINDINGS if given.strict and findings else Exit.DONE


def _rules(given: argparse.Namespace) -> int:
    from booklet.report import rules as rules_report
    from booklet.rules import RULES

    sys.stdout.write(rules_report.as_text(RULES))
    return Exit.DONE


_COMMANDS: dict[str, Callable[[argparse.Namespace], int]] = {
    "build": _build,
    "printer-test": _printer_test,
    "new": _new,
    "clean": _clean,
    "order": _order,
    "figures": _figures,
    "check": _check,
    "rules": _rules,
    "eject": _eject,
}
