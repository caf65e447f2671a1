"""The fonts of the PDF, and what becomes of a character that they lack.

In:  text of any script. Out: text in reportlab's markup, each stretch in a font that has its characters.
IBM Plex Serif sets Latin and Cyrillic; Noto Serif stands in for what it lacks (dotted letters of romanised names,
Greek). Other scripts (Arabic, Hebrew, Chinese, Hangul, ...) have no glyphs here: each such stretch is printed as its
name in brackets, "[Arabic, 5 characters]", so that nothing is lost unseen; the HTML and Markdown reports show it.
"""

from __future__ import annotations

import functools
import importlib.resources
import unicodedata
from html import escape
from itertools import groupby
from typing import Literal

from reportlab.lib.fonts import addMapping
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

SERIF, WIDE = "Plex", "Noto"
FACES = {
    "Plex": ("fontpkg_ibm_plex_serif", "IBMPlexSerif-Regular.ttf"),
    "Plex-Bold": ("fontpkg_ibm_plex_serif", "IBMPlexSerif-Bold.ttf"),
    "Plex-Italic": ("fontpkg_ibm_plex_serif", "IBMPlexSerif-Italic.ttf"),
    "Plex-BoldItalic": ("fontpkg_ibm_plex_serif", "IBMPlexSerif-BoldItalic.ttf"),
    "Noto": ("fontpkg_noto_serif", "NotoSerif[wdth,wght].ttf"),
    "Noto-Italic": ("fontpkg_noto_serif", "NotoSerif-Italic[wdth,wght].ttf"),
}
Cover = Literal["serif", "wide", "none", "drop"]
# Marks that only steer the direction or the joining of text; alone they could turn a line round.
DROPPED = frozenset("\u200b\u200c\u200d\u200e\u200f\u2060\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\ufeff")


@functools.cache
def load_fonts() -> tuple[frozenset[int], frozenset[int]]:
    """Make the fonts known to reportlab, once; give the characters of the serif and of the wide one."""
    for name, (package, file) in FACES.items():
        with importlib.resources.as_file(importlib.resources.files(package) / "files" / file) as path:
            pdfmetrics.registerFont(TTFont(name, str(path)))
    for bold in (0, 1):
        for italic in (0, 1):
            styled = "Bold" * bold + "Italic" * italic
            addMapping(SERIF, bold, italic, f"{SERIF}-{styled}" if styled else SERIF)
            addMapping(WIDE, bold, italic, f"{WIDE}-Italic" if italic else WIDE)
    serif, wide = (frozenset(pdfmetrics.getFont(name).face.charToGlyph) for name in (SERIF, WIDE))
    return serif, wide


def mark_up(text: str) -> str:
    """Escape text and put each stretch in a font that has it.

    >>> mark_up("a < b")
    'a &lt; b'
    """
    serif, wide = load_fonts()

    def cover(character: str) -> Cover:
        code = ord(character)
        if character in DROPPED or unicodedata.category(character) in ("Cc", "Cs", "Co"):
            return "drop"
        return "serif" if code in serif else "wide" if code in wide else "none"

    flat = unicodedata.normalize("NFC", " ".join(text.split()))
    parts = []
    for kind, characters in groupby(flat, cover):
        stretch = "".join(characters)
        if kind == "serif":
            parts.append(escape(stretch, quote=False))
        elif kind == "wide":
            parts.append(f'<font name="{WIDE}">{escape(stretch, quote=False)}</font>')
        elif kind == "none":
            parts.append(f"[{name_script(stretch)}, {len(stretch)} character{'s' if len(stretch) > 1 else ''}]")
    return "".join(parts)


def name_script(stretch: str) -> str:
    """Name the script of characters by the first word of the first one's Unicode name.

    >>> name_script("ابت"), name_script("北京")
    ('Arabic', 'CJK')
    """
    word = unicodedata.name(stretch[0], "other script").split()[0]
    return word if word == "CJK" else word.capitalize()
