"""A report as a set of static pages that need nothing but their own files.

Overview ─ PAGES ─▶ pages: index.html …, style.css, filter.js, a CSV file a table
"""

from __future__ import annotations

from importlib.resources import files
from typing import TYPE_CHECKING

from tm import __version__
from tm.errors import WriteError
from tm.files import write_bytes
from tm.report.site.markup import element, text
from tm.report.site.pages import PAGES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from tm.project.reporting import Overview
    from tm.report.site.pages import Page

__all__ = ["render", "write"]

_SHARED = ("style.css", "filter.js")


def write(given: Overview, folder: Path, title: str) -> list[str]:
    """Write the pages into a folder and return the names of the files.

    All are made before the first is written. Files of other names stay. WriteError where the folder
    cannot be made.
    """
    made = render(given, title)
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise WriteError(
            f"{folder}: cannot be made: {error.strerror}", hint="choose another folder"
        ) from error
    for name, data in made.items():
        write_bytes(folder / name, data)
    return list(made)


def render(given: Overview, title: str) -> dict[str, bytes]:
    """Return the files by name."""
    pages = [page for make in PAGES if (page := make(given)) is not None]
    made = {page.file: _page(page, pages, title).encode() for page in pages}
    for table in (table for page in pages for table in page.tables):
        made[f"{table.name}.csv"] = table.csv().encode()
    for name in _SHARED:
        made[name] = files("tm.report.site").joinpath(name).read_bytes()
    return made


def _page(page: Page, pages: Sequence[Page], title: str) -> str:
    links = "".join(
        element("li", element("a", one.name, href=one.file, **here))
        for one in pages
        for here in ({"aria-current": "page"} if one is page else {},)
    )
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{text(page.name)} · {text(title)}</title>\n"
        '<link rel="icon" href="data:,">\n<link rel="stylesheet" href="style.css">\n'
        '<script src="filter.js" defer></script>\n</head>\n<body>\n'
        '<a class="skip" href="#content">Skip to the content</a>\n'
        f'<header><nav aria-label="Report"><ul>{links}</ul></nav></header>\n'
        f'<main id="content">\n{element("h1", page.name)}\n'
        f"{element('p', page.about, class_='lead')}\n{''.join(page.body)}\n</main>\n"
        f"<footer>{text(title)}, by tm {__version__}</footer>\n</body>\n</html>\n"
    )
