"""Files as they were in a git revision."""

from __future__ import annotations

import os
import subprocess
from pathlib import Path

from tm.errors import UsageError

__all__ = ["content_at", "head"]


def content_at(revision: str, path: Path) -> bytes:
    """Return a file's bytes in a revision, b"" where it did not exist.

    UsageError when this is no git repository or the revision is unknown.
    """
    named = Path(os.path.abspath(path))  # noqa: PTH100  (a link is a file of its own in git)
    folder = next(parent for parent in named.parents if parent.is_dir())
    if _git(folder, "rev-parse", "--verify", "--quiet", f"{revision}^{{commit}}") is None:
        raise UsageError(f"git knows no revision “{revision}” here", hint="see git log")
    top = (_git(folder, "rev-parse", "--show-toplevel") or b"").removesuffix(b"\n")
    below = os.path.relpath(folder.resolve() / named.relative_to(folder), os.fsdecode(top))
    return _git(folder, "show", f"{revision}:{below}") or b""


def head(folder: Path) -> str:
    """Return the commit that is checked out in a folder, "" where there is none."""
    return (_git(folder, "rev-parse", "--verify", "--quiet", "HEAD") or b"").decode().strip()


def _git(folder: Path, *arguments: str) -> bytes | None:
    """Return what git prints, None when it fails."""
    try:
        result = subprocess.run(  # noqa: S603  (no shell, and revisions cannot be options)
            ["git", "-C", str(folder), *arguments],  # noqa: S607  (the user's own git)
            capture_output=True,
            check=False,
        )
    except FileNotFoundError as error:
        raise UsageError("git is not installed", hint="compare two files instead") from error
    return result.stdout if result.returncode == 0 else None
