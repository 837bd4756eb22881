"""The use cases shared by the command line and, later, server and editor service.

layout      where the documents of a project and their catalogs are
work        extract, init, update, build, compile, status
exchange    files of any format in and out: convert, export
revisions   a file as it was in a git revision
"""

from tm.project.layout import Doc, Project

__all__ = ["Doc", "Project"]
