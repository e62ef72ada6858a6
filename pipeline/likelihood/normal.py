"""Chinese text as the model sees it: figures, Latin words and typography put aside, its two ends marked.

    服药2周后，Prozac 的效果（25%） -> ^服药0周后，A的效果（0）$

What is put aside says nothing of grammar, and differs between sound articles.
"""

from __future__ import annotations

import re

from pipeline.text import LATIN

START, END, FIGURE, WORD = "^", "$", "0", "A"
_WORD = rf"[{LATIN}][{LATIN}0-9'’./+-]*"
_LATIN = re.compile(rf"{_WORD}(?:[ ]+{_WORD})*")
_FIGURE = re.compile(r"[0-9]+(?:[.,:][0-9]+)*[ ]?%?")
_SPACE = re.compile(r"\s+")
# One character to one: half-width marks to full-width ones, all quotation marks and all dashes alike.
_MARK_OF = dict(zip(",;:!?.()[]\"'“‘’「」『』-–—~〜∼", "，；：！？。（）（）”””””””””～～～～～～", strict=True))
_MARK = re.compile(f"[{re.escape(''.join(_MARK_OF))}]")  # four times as fast as str.translate: such marks are few
_TOKEN = re.compile(rf"(?P<word>{_LATIN.pattern})|(?P<figure>{_FIGURE.pattern})|(?P<space>\s+)|(?P<other>.)", re.DOTALL)


def normal(text: str) -> str:
    """Return the text as the model sees it; a full stop at its end is dropped, other marks stay.

    >>> normal("每天 2 次，共 1,500 mg.")
    '^每天0次，共0A$'
    """
    text = _FIGURE.sub(FIGURE, _LATIN.sub(WORD, text))
    text = _MARK.sub(_full_width, _SPACE.sub("", text))
    return f"{START}{text.rstrip('。')}{END}"


def placed(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return `normal(text)` and for each of its characters the range of the text it stands for.

    >>> placed("服药 10 天")
    ('^服药0天$', [(0, 0), (0, 1), (1, 2), (3, 6), (6, 7), (7, 7)])
    """
    chars, places = [START], [(0, 0)]
    for token in _TOKEN.finditer(text):
        if token.lastgroup == "space":
            continue
        chars.append({"word": WORD, "figure": FIGURE}.get(token.lastgroup or "", _MARK_OF.get(token[0], token[0])))
        places.append(token.span())
    while chars[-1] == "。":
        chars.pop()
        places.pop()
    return "".join([*chars, END]), [*places, (len(text), len(text))]


def _full_width(mark: re.Match[str]) -> str:
    return _MARK_OF[mark[0]]
