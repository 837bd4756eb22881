"""Reports of `tm check`: one module a format, each a function from findings to text.

tm.report.base   Rendering: the findings and what is needed to show them
text, line       for people: with the line of the file and a caret; one line each
json, jsonl      for programs
sarif            SARIF 2.1.0: code scanning of GitHub, editors
junit            JUnit XML: test reports of CI servers
github           annotations of GitHub Actions
gitlab           code quality of GitLab
html             one page
"""

from tm.report.base import REPORTS, Render, Rendering

__all__ = ["REPORTS", "Render", "Rendering"]
