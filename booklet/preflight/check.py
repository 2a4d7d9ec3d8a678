"""Run every check that suits an edition on a finished file."""

from __future__ import annotations

from pathlib import Path

from booklet.model import Finding
from booklet.preflight.expectation import Expectation

_UNREADABLE = {"P02-pages", "P05-glyphs"}  # then the letters cannot be read back, and nothing more can be said of them


def check_edition(path: Path, expected: Expectation) -> tuple[Finding, ...]:
    """Return what is wrong with a finished file, and what a person should look at. Nothing is changed in it."""
    import pikepdf

    from booklet.preflight import grid_checks, line_checks, look_checks, structure_checks, text_checks
    from booklet.preflight.file_checks import FILE_CHECKS, failed
    from booklet.preflight.press_checks import PRESS_CHECKS

    try:
        pdf = pikepdf.open(path)
    except (pikepdf.PdfError, OSError) as error:
        return (failed("P01-sound", f"the file cannot be opened: {error}", expected),)
    with pdf:
        findings = [finding for check in (*FILE_CHECKS, *PRESS_CHECKS) for finding in check(pdf, expected)]
        if not any(finding.code in _UNREADABLE and finding.severity == "error" for finding in findings):
            pages = text_checks.book_pages(path, pdf, expected)
            for check in (text_checks.check_letters, text_checks.check_words, text_checks.check_notes):
                findings += check(pages, expected)
            if expected.edition.name != "draft":  # its marks stand in the margins
                findings += text_checks.check_margins(pages, expected)
                for other in (structure_checks.check_order, structure_checks.check_contents):
                    findings += other(pdf, pages, expected)
                findings += look_checks.check_contrast(pdf, pages, expected)
            findings += look_checks.check_pictures(pdf, expected)
            if expected.edition.links:  # the other layouts break like this one: said once is enough
                findings += line_checks.check_lines(pages, expected)
                findings += grid_checks.check_grid(pages, expected)
                findings += structure_checks.check_folios(pages, expected)
    return tuple(findings)
