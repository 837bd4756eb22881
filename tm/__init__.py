"""`tm`: a translation-memory toolkit for English, Russian and Belarusian.

Start with `tm.model`: every format reads and writes its `Unit`.
"""

__all__ = ["__version__"]

__version__ = "0.1.0"
