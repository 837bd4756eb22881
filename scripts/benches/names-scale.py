"""How long names take to check: a PO of 50,000 units against a register of 5,000 names.

The names are made of syllables, the units mention three names each in any case form; half and
double sizes show the growth. CPU time of the whole command on one core, with the rules that need
the register; the last line is all rules on names, so detection of unregistered ones too.
"""

from __future__ import annotations

import argparse
import random
import resource
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from tm.names.analyse import analyse, part_forms
from tm.names.name import Form, Name

if TYPE_CHECKING:
    from collections.abc import Sequence

TM = Path(sys.executable).with_name("tm")
RULES = "names/declined,names/forbidden,names/missing,script/look-alike"
RULES += ",names/not-declined,names/not-preferred,names/wrong-gender"

_ONSETS = ("б", "в", "г", "д", "ж", "з", "к", "л", "м", "н", "п", "р", "с", "т", "ф", "х", "ч", "ш")
_VOWELS = ("а", "о", "у", "и", "е", "я")
_ENDS = ("ский", "ов", "ин", "ко", "ич", "ук")
_LATIN = dict(
    zip(
        "бвгджзклмнпрстфхчшаоуиеяйь",
        [
            "b",
            "v",
            "g",
            "d",
            "zh",
            "z",
            "k",
            "l",
            "m",
            "n",
            "p",
            "r",
            "s",
            "t",
            "f",
            "kh",
            "ch",
            "sh",
            "a",
            "o",
            "u",
            "i",
            "e",
            "ya",
            "y",
            "'",
        ],
        strict=True,
    )
)
_GIVEN = ("Иван", "Пётр", "Сергей", "Алексей", "Виктор", "Павел", "Борис", "Антон")
_WORDS = [
    "вчера",
    "сегодня",
    "город",
    "новый",
    "письмо",
    "работа",
    "сказал",
    "было",
    "очень",
    "долго",
    "дорога",
    "люди",
    "много",
    "встреча",
]


def names_of(count: int, rng: random.Random) -> list[Name]:
    """Return that many men with different surnames."""
    surnames: dict[str, None] = {}
    while len(surnames) < count:
        stem = "".join(rng.choice(_ONSETS) + rng.choice(_VOWELS) for _ in range(rng.choice((2, 3))))
        surnames[(stem + rng.choice(_ONSETS) + rng.choice(_ENDS)).capitalize()] = None
    return [
        Name(
            f"n{number}",
            {"ru": (Form(full := f"{rng.choice(_GIVEN)} {surname}"),), "en": (Form(latin(full)),)},
            gender={"ru": "m"},
            kind="person",
        )
        for number, surname in enumerate(surnames)
    ]


def latin(text: str) -> str:
    """Return a text in Latin letters, somehow."""
    return (
        "".join(_LATIN.get(c, c) for c in text.lower().replace("ё", "е")).title().replace("'", "")
    )


def catalog(names: Sequence[Name], units: int, rng: random.Random) -> str:
    """Return a PO whose units mention three names each."""
    lines = ['msgid ""\nmsgstr "Language: ru\\nContent-Type: text/plain; charset=UTF-8\\n"\n']
    for number in range(units):
        chosen = rng.sample(names, 3)
        source = " and ".join(name.forms["en"][0].text for name in chosen)
        target = " и ".join(_some_form(name, rng) for name in chosen)
        filler = " ".join(rng.choice(_WORDS) for _ in range(8))
        lines.append(f'\nmsgid "{number} met {source}."\nmsgstr "{number} {filler} {target}."\n')
    return "".join(lines)


def _some_form(name: Name, rng: random.Random) -> str:
    parts = analyse(name.forms["ru"][0], "ru", "person", "m")
    case = rng.choice(("nom", "gen", "dat", "acc", "ins", "loc"))
    return " ".join(
        next(f.text for f in part_forms(p, "ru", "m") if f.case == case and f.number == "sg")
        for p in parts
    )


def register(names: Sequence[Name]) -> str:
    """Return the register of names as TOML."""
    return "\n".join(
        f'[[name]]\nid = "{name.id}"\nkind = "person"\ngender = "m"\n'
        f'forms.en = "{name.forms["en"][0].text}"\nforms.ru = "{name.forms["ru"][0].text}"\n'
        for name in names
    )


def measure(folder: Path, units: int, count: int, rounds: int, rules: str = RULES) -> float:
    """Print and return the median CPU time of `tm names check` on one file, in seconds."""
    rng = random.Random(7)  # noqa: S311  (made-up names are no secret)
    names = names_of(count, rng)
    (folder / "ru.po").write_text(catalog(names, units, rng), encoding="utf-8")
    (folder / "names.toml").write_text(register(names), encoding="utf-8")
    command = [
        str(TM),
        "check",
        "--select",
        rules,
        "ru.po",
        "--register",
        "names.toml",
        "--format",
        "jsonl",
    ]
    times: list[float] = []
    findings = 0
    for _ in range(rounds):
        before = cpu()
        done = subprocess.run(command, cwd=folder, capture_output=True, check=False)
        times.append(cpu() - before)
        findings = len(done.stdout.splitlines())
        if done.returncode:
            sys.exit(done.stderr.decode() + done.stdout.decode()[:500])
    took = statistics.median(times)
    spread = f"{min(times):.2f} to {max(times):.2f}"
    print(f"{units:>7,} units  {count:>6,} names  {took:6.2f} s  ({spread})  {findings} findings")
    return took


def cpu() -> float:
    """Return the CPU time of all finished child processes, in seconds."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    """Print the time for the whole size, half and double."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=5)
    rounds = parser.parse_args().rounds
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        whole = measure(folder, 50_000, 5_000, rounds)
        for units, count in ((25_000, 5_000), (100_000, 5_000), (50_000, 2_500), (50_000, 10_000)):
            took = measure(folder, units, count, rounds)
            print(f"         {took / whole:.2f} times the first")
        print("all rules on names:")
        measure(folder, 50_000, 5_000, rounds, "names")
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    print(f"peak memory {peak:.0f} MB")


if __name__ == "__main__":
    main()
