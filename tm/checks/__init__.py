"""Checks: a rule is a function from a pair, a document or a project to problems.

tm.checks.base       Rule, Problem, Pair, Context: what a rule is given and what it says
tm.checks.run        all rules over files of units
tm.checks.names      rules on names, one a module
tm.checks.terms      rules on terms, one a module
"""

from tm.checks.base import RULES, Context, Problem, Rule, Side, Subject

__all__ = ["RULES", "Context", "Problem", "Rule", "Side", "Subject"]
