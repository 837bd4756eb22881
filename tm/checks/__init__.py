"""Checks: a rule is a function from a unit, a file or a project to problems.

tm.checks.base       Rule, Problem, Subject, File, Context: what a rule is given and what it says
tm.checks.run        all rules over files of units
tm.checks.<family>   the rules of a family, one a module; its `NAMES` lists them
"""
