"""Read the bad inputs of bad_inputs.toml and say what each gives."""

from __future__ import annotations

import os
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from tm import config
from tm.documents import kind_of, parse
from tm.errors import TmError
from tm.names.exchange.files import Languages, read
from tm.names.name import Name
from tm.names.register import read_register
from tm.project.exchange import open_input
from tm.segment import Segmenter, read_srx
from tm.terms.base import read_terms

CASES: list[dict[str, Any]] = tomllib.loads(
    Path(__file__).with_suffix(".toml").read_text(encoding="utf-8")
)["input"]


def content(case: dict[str, Any], prefix: str = "") -> bytes:
    """Return the bytes of a case's file (of its second one with the prefix "second")."""
    if prefix:
        text, data = case.get(prefix, ""), case.get(f"{prefix}_bytes", "")
        return bytes(text.encode() or data.encode("latin-1"))
    if "bytes" in case:
        return bytes(case["bytes"].encode("latin-1"))
    if "utf16" in case:
        return bytes(case["utf16"].encode("utf-16"))
    if "repeat" in case:
        before, text, times, after = case["repeat"]
        return bytes(f"{before}{text * times}{after}".encode())
    return bytes(case["text"].encode())


def result(case: dict[str, Any]) -> str:
    """Return what reading a case gives: "read: …" or "error: …"; other exceptions pass through."""
    names = case["file"].split(",")
    home = Path.cwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        try:
            Path(names[0]).write_bytes(content(case))
            for name in names[1:]:
                Path(name).write_bytes(content(case, "second"))
            return f"read: {_read(case['file'])}"
        except TmError as error:
            return f"error: {error}"
        finally:
            os.chdir(home)


def _read(file: str) -> str:
    suffix = Path(file).suffix
    if file.endswith((".names.toml", ".terms.toml")):
        return _entries(Path(file))
    if suffix == ".tbx":
        entities, left_out = read(Path(file).read_bytes(), file, "tbx", Name, Languages("en"))
        return f"{len(entities)} names, {len(left_out)} left out"
    if suffix == ".toml":
        Path(file).rename("tm.toml")
        return str(config.load(Path())[0].source)
    if suffix == ".srx":
        return f"{len(Segmenter.for_language('be', read_srx(Path(file))).spans('A. B.'))} sentences"
    kind = kind_of(file)
    if kind is not None:
        blocks = parse(Path(file).read_bytes(), kind, path=file).blocks
        return f"{len(blocks)} {'block' if len(blocks) == 1 else 'blocks'}"
    target = "be" if suffix == ".po" and "language" not in file else None
    with open_input(file, target=target) as document:
        units = sum(1 for _ in document.units)
    return f"{units} {'unit' if units == 1 else 'units'}"


def _entries(path: Path) -> str:
    """Return what a register holds (names proposed by a scan are one), or a termbase."""
    if path.name.endswith(".names.toml"):
        return f"{len(read_register(path))} names"
    return f"{len(read_terms(path))} terms"


def page() -> str:
    """Return the table of all cases in Markdown."""
    lines = [
        "# What bad input gives",
        "",
        "Every case of tests/bad_inputs.toml and what its reader says. An error ends the command",
        "with exit code 2 and leaves existing files as they are. What is read loses nothing.",
        "",
        "| file | what is wrong with it | result |",
        "| --- | --- | --- |",
    ]
    for case in CASES:
        cells = (f"`{case['file']}`", case["what"], result(case).replace("\n", " "))
        lines.append("| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |")
    return "\n".join([*lines, ""])
