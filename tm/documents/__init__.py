"""Articles: blocks to translate, a skeleton that keeps the rest, and the translated article.

tm.documents.article    parse, build, inline, kind_of: by document kind
tm.documents.sentences  where a block is cut
tm.documents.base       Block, Article, Replacement; Kind, what a document kind must offer
tm.documents.text       one module a kind: text, markdown, html
"""

from tm.documents.article import build, inline, kind_of, parse
from tm.documents.base import KINDS, Article, Block, Kind, Replacement
from tm.documents.sentences import sentences

__all__ = [
    "KINDS",
    "Article",
    "Block",
    "Kind",
    "Replacement",
    "build",
    "inline",
    "kind_of",
    "parse",
    "sentences",
]
