"""Chinese words or clauses left inside an English sentence.

Why it matters: the reader of the English version gets half a sentence, and engines drop or distort the other half.
Leaves alone: Chinese that is mentioned rather than used (quoted, in brackets after its pinyin), and citations.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.kinds import left_over
from pipeline.rule import HAS_BOTH, Fires, Found, Quiet, Rule, Scope


def find(scope: Scope) -> Iterator[Found]:
    """Yield each damaged run, trimmed to its words."""
    yield from left_over(scope, "zh")


CHINESE_IN_ENGLISH = Rule(
    id="chinese_in_english", severity="major", mqm="untranslated", its="untranslated",
    message="Chinese left in an English sentence", message_zh="英文句子中残留中文",
    source="peers: leftover source language", triggers=(HAS_BOTH,), find=find, doc=__doc__,
    fires=(
        Fires("Most people with 高血压 feel perfectly well for years.", "高血压"),
        Fires("Doctors recommend that adults 每周锻炼三次 to protect the heart.", "每周锻炼三次"),
    ),
    quiet=(
        Quiet("The Chinese word “气” means vital energy in this tradition.", "a word that is mentioned"),
        Quiet("The herb renshen (人参) is a Chinese tonic.", "in brackets after its pinyin"),
    ),
)  # fmt: skip
