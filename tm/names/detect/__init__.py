"""Inconsistent names found without a register.

tm.names.detect.texts       Text: a text with its place; what the rest reads
tm.names.detect.mentions    capitalised words of a text
tm.names.detect.endings     the stems of a word: one word in two cases, or two words
"""
