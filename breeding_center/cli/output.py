"""Handing a report over: on the terminal, into a pipe, or as a file that is whole or not there."""

import os
import shutil
import sys
from pathlib import Path
from typing import BinaryIO

import click

from breeding_center.cli.options import FORMAT_NAMES
from breeding_center.cli.speaking import is_terminal, say
from breeding_center.cli.table import table_lines, wants_bold
from breeding_center.declarations.formats import BINARY_FORMATS, text_lines, write_report
from breeding_center.declarations.report import ReportResult
from breeding_center.declarations.written import as_read, left_out
from breeding_center.errors import NotUnderstood, Refused
from breeding_center.text import _, safe_text

ENDINGS = {"htm": "html", "markdown": "md"}
# Formats that carry the report's notes in themselves.
WITH_NOTES = frozenset({"md", "html", "xlsx", "pdf"})


def give(
    result: ReportResult,
    form: str | None,
    output: str | None,
    *,
    spreadsheet: bool = False,
    database: str | None = None,
) -> None:
    """Hand the report over as it was asked for; notes go to standard error where the format has no place for them."""
    form = form or _format_of(output, result.shown_as)
    if output is not None and output != "-":
        _refuse_live_database(Path(output), database)
        _write_file(Path(output), result, form, spreadsheet)
    elif form in BINARY_FORMATS:
        _write_binary(result, form)
    else:
        _write_text(result, form, spreadsheet)
    if form not in WITH_NOTES:
        for note in result.notes:
            say(note)


def _format_of(output: str | None, shown_as: str) -> str:
    if output is None or output == "-":
        return shown_as
    ending = Path(output).suffix.removeprefix(".").casefold()
    form = shown_as if ending == "txt" else ENDINGS.get(ending, ending)
    if form in FORMAT_NAMES:
        return form
    raise NotUnderstood(
        _("{file}: say which format to write, --format {formats}.").format(file=output, formats="|".join(FORMAT_NAMES))
    )


def _write_text(result: ReportResult, form: str, spreadsheet: bool) -> None:
    terminal = is_terminal(sys.stdout)
    if form == "table":
        width = shutil.get_terminal_size().columns if terminal or _is_told_a_width() else None
        for line in table_lines(result, width=width, bold=wants_bold(sys.stdout)):
            click.echo(line)
        missing = left_out(as_read(result), width)
        if missing:
            say(missing)
    elif form == "svg":
        write_report(result, form, sys.stdout.buffer)
    elif terminal:
        # A file keeps record text as it is; a terminal would obey it.
        for text in text_lines(result, form, spreadsheet=spreadsheet):
            click.echo(safe_text(text.replace("\r\n", "\n"), lines=True), nl=False)
    else:
        write_report(result, form, sys.stdout.buffer, spreadsheet=spreadsheet)


def _is_told_a_width() -> bool:
    """Whether somebody says how wide lines may be: a pipe has no width of its own."""
    return os.environ.get("COLUMNS", "").isdecimal() and int(os.environ["COLUMNS"]) > 0


def _write_binary(result: ReportResult, form: str) -> None:
    if is_terminal(sys.stdout):
        raise Refused(_("{format} is not for a terminal: name a file with --output.").format(format=form))
    for sentence in write_report(result, form, sys.stdout.buffer):
        say(sentence)


def _refuse_live_database(output: Path, database: str | None) -> None:
    """An export written over the records would be the last thing done to them."""
    if database is None or "://" in database:
        return
    records = Path(database).expanduser()
    beside = [records.with_name(records.name + ending) for ending in ("", "-wal", "-shm", ".lock")]
    if any(output.resolve() == each.resolve() for each in beside):
        raise Refused(_("{file} holds the records: write the report somewhere else.").format(file=output))


def _write_file(output: Path, result: ReportResult, form: str, spreadsheet: bool) -> None:
    """Write beside the file and rename, so that a full disk leaves the old file as it was."""
    import tempfile

    try:
        handle, beside = tempfile.mkstemp(prefix=f".{output.name[:100]}.", dir=output.parent)
    except OSError as error:
        raise _unwritable(output, error) from None
    try:
        with os.fdopen(handle, "wb") as stream:
            sentences = _write_stream(stream, result, form, spreadsheet)
            stream.flush()
            os.fsync(stream.fileno())
        Path(beside).chmod(_usual_mode(output))
        Path(beside).replace(output)
    except OSError as error:
        Path(beside).unlink(missing_ok=True)
        raise _unwritable(output, error) from None
    except BaseException:
        Path(beside).unlink(missing_ok=True)
        raise
    for sentence in sentences:
        say(sentence)
    say(_("Written: {file}").format(file=output))


def _write_stream(stream: BinaryIO, result: ReportResult, form: str, spreadsheet: bool) -> list[str]:
    if form != "table":
        return write_report(result, form, stream, spreadsheet=spreadsheet)
    for line in table_lines(result):
        stream.write((line + "\n").encode("utf-8", "backslashreplace"))
    return []


def _usual_mode(output: Path) -> int:
    """The permissions the file has, or those a new file gets."""
    if output.exists():
        return output.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask


def _unwritable(output: Path, error: OSError) -> Refused:
    return Refused(_("{file} cannot be written: {why}.").format(file=output, why=error.strerror or error))
