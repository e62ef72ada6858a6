"""What is asked of the translation engines: one job a sentence, in document order, and the requests made from it.

`translate` asks first and `verify` asks again for what did not pass, so both see the same job, built the same way.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.context import Context
from pipeline.model import Article, Finding, Language, Rendering, RenderingStatus, Run, Sentence, is_open_harm
from pipeline.scanning import Scanned, Unit, scan_units, sentence_units, terms_of
from pipeline.text import View, digest, simplified, traditional, typeset
from pipeline.translators.protocol import Request, Translator

# Findings that say only that both languages stand in the sentence: a rendering in one of them settles that.
RESIDUE = frozenset({"chinese_in_english", "english_in_chinese"})
# Harm another wording could mend, by ITS type; a wrong value or a contradiction in the article it could not.
_WORDING = frozenset({"grammar", "misspelling", "mistranslation", "terminology", "untranslated"})
_MARK = re.compile("[⟦⟧]")


@dataclass(frozen=True, slots=True)
class Job:
    """One sentence with everything needed to render and to judge it; `harm` are its open findings, minor aside."""

    article: Article
    unit: Unit
    sentence: Sentence
    scanned: Scanned
    harm: tuple[Finding, ...]

    @property
    def view(self) -> View:
        """The current text."""
        return self.scanned.view

    @property
    def source(self) -> str:
        """The text as it came."""
        return self.article.original[self.sentence.start : self.sentence.end]

    @property
    def runs(self) -> tuple[Run, ...]:
        """The sentence's language runs in offsets of the current text."""
        at = self.view.from_original
        return tuple(Run(at(run.start), at(run.end), run.lang, run.kind) for run in self.sentence.runs)

    @property
    def is_garbled(self) -> bool:
        """Whether another wording in the same language could mend what is open."""
        return any(finding.its in _WORDING and finding.rule not in RESIDUE for finding in self.harm)

    @property
    def best_status(self) -> RenderingStatus:
        """The best a rendering of this sentence can be: a flag still open on the source leaves a draft."""
        return "draft" if any(finding.rule not in RESIDUE for finding in self.harm) else "machine"

    @property
    def confidence(self) -> float:
        """What the sentence itself is worth in its own language, 0..1."""
        return round(1.0 - max((finding.confidence for finding in self.harm), default=0.0) / 2, 3)


@dataclass(frozen=True, slots=True)
class Want:
    """A job and the language it is wanted in."""

    job: Job
    language: Language

    @property
    def repairs(self) -> bool:
        """Whether this is a repair within one language."""
        return self.job.sentence.lang == self.language


def jobs_of(article: Article, context: Context) -> list[Job]:
    """One job for every sentence, in the order of `sentence_units`."""
    units = sentence_units(article)
    harm: dict[tuple[int, int], tuple[Finding, ...]] = {}
    for finding in article.findings:
        if finding.sentence is not None and is_open_harm(finding):
            harm[finding.sentence] = (*harm.get(finding.sentence, ()), finding)
    return [
        Job(article, unit, unit.block.sentences[unit.number], item, harm.get((unit.block.index, unit.number), ()))
        for unit, item in zip(units, scan_units(article, units, context), strict=True)
    ]


def key_of(want: Want, signature: str) -> str:
    """What a rendering was made from: current text, language, term constraints, engine."""
    terms = (use.entry for use in want.job.sentence.terms)
    return digest(want.job.view.text, want.language, *terms, signature)


def ask(engine: Translator, wants: Sequence[Want], context: Context, *, wide: bool) -> list[tuple[Rendering, ...]]:
    """Ask one engine for all of them at once; each answer is typeset, in the wanted script, best first.

    An answer with one of our own marks in it (⟦gap⟧) is none: it would say of itself what only `write` may say.
    """
    if not wants:
        return []
    answers = engine.translate([_request(want, wide=wide) for want in wants])
    return [
        tuple(
            Rendering(
                finished(item.text, want.language, context), item.by, want.job.best_status, item.score,
                key_of(want, engine.signature),
            )
            for item in offered
            if not _MARK.search(item.text)
        )
        for want, offered in zip(wants, answers, strict=True)
    ]  # fmt: skip


def _request(want: Want, *, wide: bool) -> Request:
    job = want.job
    return Request(
        job.view.text, job.sentence.lang, want.language, job.unit.block.kind, tuple(terms_of(job.scanned)), job.runs,
        job.unit.siblings, wide,
    )  # fmt: skip


def finished(text: str, language: Language, context: Context) -> str:
    """Typeset a rendering and write Chinese in the script the settings ask for."""
    return in_script(typeset(language, text), language, context)


def in_script(text: str, language: Language, context: Context) -> str:
    """Chinese in the script the settings ask for; English as it is."""
    if language == "en":
        return text
    return simplified(text) if context.settings.zh == "zh-Hans" else traditional(text)
