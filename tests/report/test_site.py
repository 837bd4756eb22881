"""tm report: what its pages hold, and how they are in a browser."""

from __future__ import annotations

import csv
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from lxml import html

from tm.errors import TmError
from tm.project import Project
from tm.project.reporting import Wanted, gather
from tm.report.site import plots, render, write

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
LARGEST = 2_000_000


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """The project's article with faults in the Belarusian catalog, a memory and a history."""
    folder = tmp_path_factory.mktemp("project")
    for name in ("seeds", "locales"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(ROOT / "pyproject.toml", folder)
    po = folder / "locales/be/belarus-2020.po"
    right = po.read_text("utf-8")
    (folder / "right.po").write_text(right, "utf-8")
    wrong = right.replace("Бабарыку", "Бабарыко").replace("атрымаў 80,1", "атрымаў <b>81,1")
    po.write_text(wrong, "utf-8")
    before = Path.cwd()
    os.chdir(folder)
    tm = [sys.executable, "-c", "from tm.cli import main; main()"]
    for arguments in (
        ["memory", "import"],
        ["score", str(po), "right.po", "--bootstrap", "50", "--history", "h.jsonl"],
    ):
        subprocess.run([*tm, *arguments], check=True, capture_output=True)
    yield folder
    os.chdir(before)


@pytest.fixture(scope="module")
def pages(project: Path) -> Path:
    wanted = Wanted(
        pairs=(("locales/be/belarus-2020.po", "right.po"),), history=str(project / "h.jsonl")
    )
    write(gather(Project.open(project), wanted), project / "out", "Беларусь <2020>")
    return project / "out"


def trees(pages: Path) -> dict[str, Any]:
    return {path.name: html.parse(path).getroot() for path in sorted(pages.glob("*.html"))}


def test_every_page_is_there_and_leads_nowhere_else(pages: Path) -> None:
    found = trees(pages)
    assert set(found) == {
        "index.html", "findings.html", "names.html", "memory.html", "scores.html", "segments.html",
    }  # fmt: skip
    for tree in found.values():
        for link in tree.xpath("//@href | //@src"):
            assert link.startswith(("#", "data:")) or (pages / link).is_file(), link
        assert len(tree.xpath("//h1")) == 1
        assert tree.get("lang") == "en"
    assert sum(path.stat().st_size for path in pages.iterdir()) <= LARGEST
    assert b"http" not in b"".join(
        path.read_bytes().replace(b"http://www.w3.org/", b"") for path in pages.glob("*.html")
    )


def test_faults_are_shown_in_place_and_escaped(pages: Path) -> None:
    found = trees(pages)
    marked = found["findings.html"].xpath("//td[@lang='be']//mark")
    assert "Бабарыко" in [mark.text_content() for mark in marked]
    assert all(len(mark.getparent().text_content()) > len(mark.text_content()) for mark in marked)
    assert not found["segments.html"].xpath("//td//b")
    rows = found["segments.html"].xpath("//tbody/tr")
    assert len(rows) == 2
    gone = [one.text for one in found["segments.html"].xpath("//del")]
    came = [one.text for one in found["segments.html"].xpath("//ins")]
    assert "Бабарыку" in gone
    assert "Бабарыко" in came
    lost = found["names.html"].xpath("//table")[0]
    assert "Бабарыко" in lost.text_content()


def test_texts_say_their_language(pages: Path) -> None:
    cyrillic = 0
    for tree in trees(pages).values():
        for cell in tree.xpath("//td"):
            letters = sum(
                "а" <= char <= "я" or char in "ёіў" for char in cell.text_content().lower()
            )
            if letters > 20:
                cyrillic += 1
                assert cell.get("lang") in {"ru", "be"}, cell.text_content()
    assert cyrillic > 20


def test_every_table_has_its_csv_twin(pages: Path) -> None:
    tables = 0
    for tree in trees(pages).values():
        for table in tree.xpath("//table"):
            tables += 1
            (link,) = table.xpath("./caption/a/@href")
            with (pages / link).open(encoding="utf-8", newline="") as stream:
                head, *rows = csv.reader(stream)
            assert head == [cell.text_content() for cell in table.xpath("./thead/tr/th")]
            assert rows == [
                [cell.text_content() for cell in row.xpath("./th | ./td")]
                for row in table.xpath("./tbody/tr")
            ]
    assert tables >= 7


def test_every_plot_has_a_name_and_a_table(pages: Path) -> None:
    plots = 0
    for tree in trees(pages).values():
        for plot in tree.xpath("//figure/*"):
            plots += 1
            assert (plot.tag, plot.get("role")) == ("svg", "img")
            assert plot.get("aria-label")
            assert tree.xpath("//table")
        ids = tree.xpath("//@id")
        assert len(ids) == len(set(ids))
    assert plots >= 4


def test_the_same_project_gives_the_same_pages(project: Path) -> None:
    made = [render(gather(Project.open(project), Wanted()), "a") for _ in range(2)]
    assert made[0] == made[1]


def test_without_the_library_the_tables_stay(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn = render(gather(Project.open(project), Wanted()), "a")
    monkeypatch.setattr(plots, "find_spec", lambda _: None)
    plain = render(gather(Project.open(project), Wanted()), "a")
    assert b"<svg" in drawn["index.html"]
    assert b"<svg" not in plain["index.html"]
    assert plain["index.html"].count(b"<table") == drawn["index.html"].count(b"<table")


def test_other_files_of_the_folder_stay(project: Path) -> None:
    folder = project / "other"
    folder.mkdir()
    (folder / "mine.txt").write_text("ў", "utf-8")
    write(gather(Project.open(project), Wanted()), folder, "a")
    assert (folder / "mine.txt").read_text("utf-8") == "ў"
    (project / "file").write_text("")
    with pytest.raises(TmError, match="file"):
        write(gather(Project.open(project), Wanted()), project / "file", "a")


# --- in a browser -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def browser() -> Iterator[Any]:
    """Debian's Chromium; installed where that is possible and asked for (CI), else a loud skip."""
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed")
    path = shutil.which("chromium")
    if path is None and os.environ.get("CI") and shutil.which("apt-get") and os.geteuid() == 0:
        for command in (["update"], ["install", "-y", "--no-install-recommends", "chromium"]):
            subprocess.run(
                ["apt-get", "-qq", *command], check=False, capture_output=True, timeout=300
            )
        path = shutil.which("chromium")
    if path is None:
        pytest.skip("no chromium: the pages are not looked at in a browser")
    with playwright.sync_playwright() as started:
        opened = started.chromium.launch(executable_path=path, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 400])
def test_pages_are_accessible_and_ask_for_nothing(
    pages: Path, browser: Any, scheme: str, width: int
) -> None:
    from axe_playwright_python.sync_playwright import Axe  # noqa: PLC0415  (where a browser is)

    context = browser.new_context(color_scheme=scheme, viewport={"width": width, "height": 900})
    page = context.new_page()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    for path in sorted(pages.glob("*.html")):
        page.goto(path.as_uri())
        result = Axe().run(page)
        assert result.violations_count == 0, result.generate_report()
        assert page.evaluate("document.documentElement.scrollWidth") <= width
    here = pages.as_uri()
    assert [url for url in asked if not url.startswith((here, "data:"))] == []
    context.close()


def test_rows_are_filtered_by_keyboard(pages: Path, browser: Any) -> None:
    page = browser.new_page()
    page.goto((pages / "names.html").as_uri())
    page.get_by_label("Show rows with").press_sequentially("tikhanovsk")
    shown = page.locator("#names tbody tr:visible")
    assert 0 < shown.count() < page.locator("#names tbody tr").count()
    assert all("tikhanovsk" in text.lower() for text in shown.all_inner_texts())
    page.close()
