"""What a glossary file may say: the strict shapes of `glossary/`.

Every model forbids unknown keys, so a mistyped key is an error with its file and line instead of a rule that
silently died. Only `approved` entries may change text; `draft` and `conflict` entries only suggest.
"""

from __future__ import annotations

import datetime
from typing import Annotated, Literal

from pydantic import (
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    StringConstraints,
    ValidationInfo,
    field_validator,
)

from pipeline.lexicon.patterns import compiled, trouble

Text = Annotated[str, StringConstraints(min_length=1, strict=True)]


def _flag(value: object) -> object:
    """`true` or `false` and nothing else: YAML's yes, no, on and off stay the words they are."""
    if isinstance(value, bool):
        return value
    if value not in ("true", "false"):
        message = "expected true or false"
        raise ValueError(message)
    return value == "true"


Flag = Annotated[bool, BeforeValidator(_flag)]
Status = Literal["draft", "conflict", "approved", "deprecated"]
Severity = Literal["critical", "major", "minor"]
TermKind = Literal[
    "anatomy", "concept", "condition", "device", "drug", "drug_class", "measure", "organism", "person",
    "setting", "substance", "symptom", "test", "treatment", "trial",
]  # fmt: skip
NameKind = Literal[
    "brand", "company", "drug", "gene", "helpline", "journal", "organisation", "programme", "scale", "test"
]


class Strict(BaseModel):
    """Base of every shape: unknown keys are errors, text and flags are not coerced, instances cannot change."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Strict):
    """Where an entry comes from; `url` and `date` only for a page that was really opened."""

    name: Text
    follows: Text | None = None
    url: Text | None = None
    date: datetime.date | None = None


class Avoid(Strict):
    """A rendering that must not be used, with the reason a reviewer is shown."""

    form: Text
    why: Text
    severity: Severity = "major"


class Forms(Strict):
    """The forms of one concept in one language.

    `abbr` holds abbreviations, matched in their exact case; the other forms match in any case.
    """

    preferred: Text
    also: tuple[Text, ...] = ()
    abbr: tuple[Text, ...] = ()
    avoid: tuple[Avoid, ...] = ()


class Term(Strict):
    """One concept of the term base.

    `general` marks everyday medical words with many right renderings (treatment, cell, blood): they are found, and
    rendered where they stand alone, but a rendering that says it otherwise is no finding.
    """

    id: Text
    en: Forms
    zh: Forms
    kind: TermKind
    domain: Text
    general: Flag = False
    status: Status
    source: Source
    reviewed_by: Text | None = None
    note: Text | None = None


class Name(Strict):
    """A proper name: a drug, brand, organisation, helpline, scale, gene or journal.

    Without `zh` the Latin name stays as a listed island in Chinese. `of` names the generic behind a brand;
    `doi` holds journal stems of DOIs; `phone` the numbers of a helpline.
    """

    id: Text
    kind: NameKind
    en: Forms
    zh: Forms | None = None
    of: Text | None = None
    doi: tuple[Text, ...] = ()
    phone: tuple[Text, ...] = ()
    domain: Text | None = None
    status: Status
    source: Source
    reviewed_by: Text | None = None
    note: Text | None = None


class Cues(Strict):
    """Words that decide a sense. A string beginning with `@` stands for every form of that kind of term.

    `before` and `after` touch the wrong word (spaces aside); `near` is anywhere in the sentence; `list` is
    another item of the same list, wholly that word; `block` is a kind of block; `domain` the specialty most of
    the article's terms belong to.
    """

    before: tuple[Text, ...] = ()
    after: tuple[Text, ...] = ()
    near: tuple[Text, ...] = ()
    list: tuple[Text, ...] = ()
    block: tuple[Literal["heading", "paragraph", "list_item", "table_row", "citation"], ...] = ()
    domain: tuple[Text, ...] = ()


class Right(Strict):
    """The rendering that should stand there, in one or both languages."""

    en: Text | None = None
    zh: Text | None = None


class Sense(Strict):
    """A systematic wrong-sense translation, or a lost or swapped English word.

    `lang` is the language of the `wrong` surfaces. The rule fires where a cue holds and no counter-cue does; with
    `alone` set also without any cue (for surfaces that are never right in health text). With `fix` an adjacent cue
    lets the text be changed, else it is only flagged. `whole` restricts it to units that are the wrong word and
    nothing else, such as list items.
    """

    id: Text
    lang: Literal["zh", "en"]
    word: Text
    wrong: tuple[Text, ...] = Field(min_length=1)
    right: Right
    cues: Cues = Cues()
    counter: Cues = Cues()
    alone: Flag = False
    whole: Flag = False
    fix: Flag = False
    severity: Severity
    why: Text
    status: Status
    source: Source
    reviewed_by: Text | None = None


class LookAlike(Strict):
    """Two real names so close that no repair may turn one into the other."""

    pair: tuple[Text, Text]
    source: Text


class Stem(Strict):
    """A generic-name stem and its Chinese rendering, written with a hyphen where the rest of the name goes."""

    en: Text
    zh: Text
    examples: tuple[Text, ...] = ()


class Spam(Strict):
    """Injected spam and page furniture.

    `brands` are betting, adult and loan brands' roots; `products` the nouns such injections end in (客户端, 官网);
    `phrases` are injections by themselves; `counter` words make the article one *about* gambling, sport or apps.
    `furniture` are lines of a page that are not the article: matched as whole blocks.
    """

    brands: tuple[Text, ...]
    products: tuple[Text, ...]
    phrases: tuple[Text, ...]
    counter: tuple[Text, ...]
    furniture: tuple[Text, ...]


class Pattern(Strict):
    r"""A reviewer's own check: a regular expression with examples it must match and examples it must not.

    `language` is the language of the sentences it looks at, by their letters. Groups may stand in `suggestion` as \1.
    """

    id: Text
    pattern: Text
    language: Literal["en", "zh", "any"] = "any"
    severity: Severity
    message: Text
    suggestion: Right = Right()
    matches: tuple[Text, ...] = Field(min_length=1)
    spares: tuple[Text, ...] = Field(min_length=1)
    status: Status = "approved"
    source: Source
    reviewed_by: Text | None = None

    @field_validator("pattern")
    @classmethod
    def _compiles(cls, value: str) -> str:
        compiled(value)
        return value

    @field_validator("matches", "spares")
    @classmethod
    def _examples_hold(cls, value: tuple[str, ...], info: ValidationInfo) -> tuple[str, ...]:
        pattern = info.data.get("pattern")
        must_match = info.field_name == "matches"
        if not isinstance(pattern, str):
            return value  # the pattern itself is wrong, which is told already
        for example in value:
            problem = trouble(pattern, example, must_match=must_match)
            if problem is not None:
                raise ValueError(problem)
        return value


class Decision(Strict):
    """What a person decided: `key` is a fingerprint (scope here) or a group (scope everywhere)."""

    key: Text
    scope: Literal["here", "everywhere"] = "here"
    rule: Text
    decision: Literal["accept", "edit", "reject"]
    en: Text | None = None
    zh: Text | None = None
    reviewer: Text
    date: Text
    note: Text | None = None
