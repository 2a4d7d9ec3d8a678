"""The user's words. The only place that prints or exits."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path

from booklet.errors import BookletError, Exit


def main(words: list[str] | None = None) -> int:
    """Run the command line and return its exit code."""
    parser = argparse.ArgumentParser(prog="booklet")
    commands = parser.add_subparsers(dest="command", required=True)
    clean = commands.add_parser("clean")
    clean.add_argument("files", nargs="+", type=Path)
    clean.add_argument("--format", choices=["text", "diff", "json"], default="text")
    order = commands.add_parser("order")
    order.add_argument("folder", nargs="?", type=Path, default=Path())
    order.add_argument("--format", choices=["table", "json"], default="table")
    figures = commands.add_parser("figures")
    figures.add_argument("folder", nargs="?", type=Path, default=Path())
    figures.add_argument("--format", choices=["table", "json"], default="table")
    given = parser.parse_args(words)
    try:
        return run(given)
    except BookletError as error:
        print(f"booklet: {error}", file=sys.stderr)
        return error.exit_code


def run(given: argparse.Namespace) -> int:
    """Do what one command asks."""
    from booklet import pipeline  # noqa: PLC0415  # `--help` and `--version` load no stage

    if given.command == "clean":
        from booklet.report import changes  # noqa: PLC0415

        results = [pipeline.clean_file(path) for path in given.files]
        if given.format == "json":
            print(json.dumps([changes.as_json(source, cleaned) for source, cleaned in results], ensure_ascii=False))
        elif given.format == "diff":
            for source, cleaned in results:
                print(changes.as_diff(source, cleaned))
        else:
            for _, cleaned in results:
                sys.stdout.write(cleaned.text)
    elif given.command == "order":
        from booklet.report import order as order_report  # noqa: PLC0415

        understood = pipeline.understand(given.folder, until="order")
        print(json.dumps(order_report.as_json(understood.witnesses, understood.order), ensure_ascii=False, indent=1))
    elif given.command == "figures":
        from booklet.report import figures as figures_report  # noqa: PLC0415

        understood = pipeline.understand(given.folder, until="compare")
        print(json.dumps(figures_report.as_json(understood.topics), ensure_ascii=False, indent=1))
    return Exit.DONE
