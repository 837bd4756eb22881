"""The command `tm`: a lazy group with one module a verb.

`main` is the only place where errors become exit codes: 0 clean, 1 findings, 2 usage, configuration
or unreadable input, 70 a bug, 130 interrupted.
"""

from __future__ import annotations

import gc
import os
import sys
import traceback
from io import TextIOWrapper

import click

from tm import __version__
from tm.cli.lazy import LazyGroup
from tm.errors import TmError

__all__ = ["COMMANDS", "cli", "main"]

COMMANDS: dict[str, str] = {
    "align": "Align an article with its translations.",
    "build": "Write the translated articles.",
    "check": "Check translations.",
    "compile": "Compile catalogs to MO.",
    "convert": "Convert a file of units to another format.",
    "corpus": "Make parallel corpora from translations.",
    "diff": "Show what changed between two versions, word by word.",
    "explain": "Explain rules of `tm check`.",
    "export": "Write a document's units over all languages.",
    "extract": "Write the template (POT) of every article.",
    "init": "Start the catalogs of a language.",
    "memory": "Keep translations and find them again.",
    "list": "List formats, document kinds, languages, transliteration schemes, checks or metrics.",
    "merge-driver": "Merge two versions of a catalog for git.",
    "names": "Keep names consistent: one register, every variant, every case form.",
    "pretranslate": "Fill untranslated entries from the memory.",
    "score": "Score translations, with intervals and signatures.",
    "report": "Write a report for people as HTML pages.",
    "segment": "Cut a text into sentences.",
    "status": "Count what is translated.",
    "terms": "Keep terms: concepts with their preferred, admitted and forbidden words.",
    "update": "Bring catalogs up to date with their articles.",
}
"""The verbs and their one-line help; `tm --help` imports no verb's module."""


@click.group(
    cls=LazyGroup,
    verbs=COMMANDS,
    package="tm.cli",
    context_settings={"help_option_names": ["-h", "--help"]},
)
@click.version_option(__version__, prog_name="tm")
def cli() -> None:
    """Translation memory for English, Russian and Belarusian.

    An article becomes sentence units in PO and TMX; translators edit the PO in any editor; tm keeps
    the catalogs up to date, and builds the translated article.
    """


def main() -> None:
    """Run the command line and exit with the code that its result means."""
    gc.set_threshold(200_000, 20, 20)  # units refer to no unit: looking for cycles is lost time
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # data is UTF-8 in every locale
            stream.reconfigure(encoding="utf-8", errors="surrogateescape")
    sys.exit(_run())


def _run() -> int:
    try:
        try:
            code = cli.main(prog_name="tm", standalone_mode=False, color=_colour())
        except click.exceptions.Exit as leave:
            code = leave.exit_code
        sys.stdout.flush()
    except BaseException as error:  # noqa: BLE001  (the last line of defence)
        return _failed(error)
    return code if isinstance(code, int) else 0


def _failed(error: BaseException) -> int:
    """Say what went wrong, and return the exit code for it; what nobody expected is a bug."""
    match error:
        case click.exceptions.Abort() | KeyboardInterrupt():
            return _say("tm: interrupted", 130)
        case click.ClickException():
            error.show()
            return 2
        case TmError():
            return _say(f"tm: {error}", error.exit_code)
        case BrokenPipeError() | SystemExit():  # the reader has had enough; click exits then
            _close_output()
            return 0
        case OSError():
            try:
                sys.stdout.flush()
            except OSError:
                _close_output()
            why = (error.strerror or str(error)).lower()
            named = isinstance(error.filename, str)
            return _say(f"tm: {error.filename}: {why}" if named else f"tm: {why}", 2)
        case _:
            return _say(_report(error), 70)


def _close_output() -> None:
    """Forget what cannot be written to standard output, so that Python does not try it again."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _colour() -> bool | None:
    """Return False where NO_COLOR (no-color.org) is set, None to let the terminal decide."""
    return False if os.environ.get("NO_COLOR") else None


def _say(message: str, code: int) -> int:
    click.echo(message, err=True)
    return code


def _report(error: BaseException) -> str:
    python = sys.version.split()[0]
    return (
        "tm: this is a bug. Please report it with the following text:\n"
        f"  tm {__version__}, Python {python}, {sys.platform}, command: {' '.join(sys.argv[1:])}\n"
        f"{''.join(traceback.format_exception(error))}"
    )
