"""What was measured, as Markdown tables: printed by `bilingual bench rules`, kept in docs/proof.md."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from pathlib import Path

from pipeline.atomic import write_whole
from pipeline.bench.damage import KINDS
from pipeline.bench.pairs import PairTally
from pipeline.bench.proof import CHANGING, MAY_CHANGE, Proof
from pipeline.bench.tally import BANDS, Band, KindTally, RuleTally, Tally
from pipeline.checks import ARTICLE_CHECKS, CHECKS
from pipeline.errors import InputError
from pipeline.model import Language

BEGIN, END = "<!-- bench rules: begin -->", "<!-- bench rules: end -->"
ENOUGH = 20  # findings from which a share is worth a word
OFF = 0.1  # by how much a stated confidence may differ from the measured share
_SEED = {"A": "Seed A: development", "B": "Seed B: held out"}
_DIRECTION: dict[Language, str] = {"zh": "en→zh", "en": "zh→en"}


def page(proofs: Sequence[Proof]) -> str:
    """All tables of all seeds."""
    return "\n\n".join("\n\n".join(_sections(proof)) for proof in proofs) + "\n"


def _sections(proof: Proof) -> Iterator[str]:
    source = proof.source
    yield f"## {_SEED[proof.seed]}"
    yield _summary(proof)
    yield "### Damage found, by kind"
    yield _kinds(source)
    yield "### Drug names, each damaged"
    yield _names(proof)
    yield "### Rules"
    yield _rules(source)
    yield from _below(source)
    yield "### Errors in renderings, by kind"
    yield _pairs(proof)
    yield "### Stated confidence against measured rightness"
    yield _reliability(proof)
    yield from _off(proof)


def _summary(proof: Proof) -> str:
    source = proof.source
    words, chars = source.words["en"], source.words["zh"]
    alarms = _alarms(source)
    lines = [
        f"- {source.damaged} damages seeded into {source.sentences} sentences, sound ones included: {_caught(source)}."
    ]
    for size, unit, lang in ((words, "English words", "en"), (chars, "Chinese characters", "zh")):
        harm, minor, changed = (_rate(alarms[f"{lang} {name}"], size) for name in ("harm", "minor", "changed"))
        told = f"{harm} critical or major findings per 1,000, {minor} minor; {changed} of these change the text"
        lines.append(f"- Sound text, {size} {unit}: {told}.")
    lines += [
        f"- Critical and major findings on damage: {_of(source.harm_right, source.harm)}.",
        f"- Changed sentences that name a drug oftener than they did or should: {_of(source.strayed, source.changed)}.",
        f"- {proof.articles} whole sound articles: {_told(_alarms(proof.traps))}.",
    ]
    if proof.hand is not None:
        on_damage = _of(proof.hand.harm_right, proof.hand.harm)
        lines.append(f"- Articles damaged by hand, {proof.hand.damaged} damages: {_caught(proof.hand)}.")
        lines.append(f"- Critical and major findings on damage in those: {on_damage}.")
    return "\n".join(lines)


def _caught(tally: Tally) -> str:
    found = ((name, tally.severities.get(name)) for name in ("critical", "major", "minor", "all"))
    return ", ".join(f"{name} found {_of(count.found, count.seeded)}" for name, count in found if count)


def _told(alarms: Counter[str]) -> str:
    harm = alarms["en harm"] + alarms["zh harm"]
    return f"{harm} critical or major findings, {alarms['en minor'] + alarms['zh minor']} minor"


def _alarms(tally: Tally) -> Counter[str]:
    whole: Counter[str] = Counter()
    for count in tally.rules.values():
        whole.update(count.alarms)
    return whole


def _kinds(tally: Tally) -> str:
    rows = []
    for kind in KINDS:
        count = tally.kinds.get(kind.name, KindTally())
        seeded = count.seeded
        rows.append((
            kind.name, kind.severity, str(seeded), str(count.found), _share(count.found, seeded),
            _share(count.by_its_rule, seeded), _share(count.mended, seeded),
        ))  # fmt: skip
    return table(("damage", "severity", "seeded", "found", "recall", "by its rule", "mended"), rows, 2)


def _names(proof: Proof) -> str:
    rows = [
        (
            title, str(count.seeded), _share(count.right, count.seeded), _share(count.flagged, count.seeded),
            str(count.other), _share(count.missed, count.seeded),
        )
        for title, count in proof.names.items()
    ]  # fmt: skip
    return table(("damage", "seeded", "named right", "flagged", "made another drug", "not seen"), rows, 1)


def _rules(tally: Tally) -> str:
    words, chars = tally.words["en"], tally.words["zh"]
    rows = []
    for name in (*CHANGING, *(rule.id for rule in (*CHECKS, *ARTICLE_CHECKS))):
        count = tally.rules.get(name, RuleTally())
        rows.append((
            name, str(count.seeded), str(count.caught), _share(count.caught, count.seeded), str(count.findings),
            _share(count.right, count.findings), str(count.changes), _share(count.right_changes, count.changes),
            _share(count.mended, count.own),
            _rate(count.alarms["en harm"], words), _rate(count.alarms["en minor"], words),
            _rate(count.alarms["zh harm"], chars), _rate(count.alarms["zh minor"], chars),
        ))  # fmt: skip
    head = (
        "rule", "seeded", "found", "recall", "findings", "precision", "changes", "precision of changes", "mending",
        "en c+m", "en minor", "zh c+m", "zh minor",
    )  # fmt: skip
    return table(head, rows, 1)


def below(tally: Tally) -> dict[str, tuple[int, int]]:
    """Rules that changed text and were right in less than they must be: their right changes and all."""
    counts = {name: tally.rules[name] for name in CHANGING if name in tally.rules}
    return {
        name: (count.right_changes, count.changes)
        for name, count in counts.items()
        if count.changes and count.right_changes < MAY_CHANGE * count.changes
    }


def _below(tally: Tally) -> Iterator[str]:
    low = below(tally)
    if low:
        told = ", ".join(f"`{name}` {_of(*counts)}" for name, counts in low.items())
        yield f"Rules that change text with a measured precision below {MAY_CHANGE}: {told}."
    else:
        yield f"Every rule that changes text is right in {MAY_CHANGE} or more of its changes."


def _pairs(proof: Proof) -> str:
    rows = []
    for name in dict.fromkeys(name for name, _ in proof.pairs.kinds):
        cells = [name]
        found = alarms = 0
        for language in _DIRECTION:
            count = proof.pairs.kinds.get((name, language), PairTally())
            cells += [str(count.seeded), _share(count.found, count.seeded)]
            found, alarms = found + count.found, alarms + count.alarms
        rows.append((*cells, str(alarms), _share(found, found + alarms)))
    head = ("error", "en→zh", "recall", "zh→en", "recall", "false alarms", "precision")
    sound = (
        f"{direction} {proof.pairs.flagged.get(language, 0)} of {proof.pairs.pairs.get(language, 0)}"
        for language, direction in _DIRECTION.items()
    )
    return table(head, rows, 1) + f"\n\nSound pairs with a critical or major finding: {', '.join(sound)}."


def _reliability(proof: Proof) -> str:
    bands = [_together(pair) for pair in zip(proof.source.bands, proof.checks.bands, strict=True)]
    rows = [
        (
            f"{n / BANDS:.1f} to {(n + 1) / BANDS:.1f}", str(band.findings), _share(band.stated, band.findings),
            _share(band.right, band.findings),
        )
        for n, band in enumerate(bands)
    ]  # fmt: skip
    return (
        table(("stated", "findings", "mean stated", "right"), rows, 1)
        + f"\n\nExpected calibration error: {calibration_error(bands):.3f}."
    )


def calibration_error(bands: Sequence[Band]) -> float:
    """The mean difference of stated confidence and measured share over the bands, each weighed by its findings."""
    findings = sum(band.findings for band in bands)
    return sum(abs(band.stated - band.right) for band in bands) / findings if findings else 0.0


def _together(bands: Sequence[Band]) -> Band:
    return Band(
        sum(band.findings for band in bands), sum(band.stated for band in bands), sum(band.right for band in bands)
    )


def off(proof: Proof) -> dict[str, Band]:
    """Rules whose stated confidence is off, with enough findings to say so."""
    bands = {**proof.source.by_rule, **proof.checks.by_rule}
    return {
        name: band
        for name, band in sorted(bands.items())
        if band.findings >= ENOUGH and abs(band.stated - band.right) > OFF * band.findings
    }


def _off(proof: Proof) -> Iterator[str]:
    rows = [
        (name, str(band.findings), _share(band.stated, band.findings), _share(band.right, band.findings))
        for name, band in off(proof).items()
    ]
    if rows:
        yield f"Rules whose stated confidence is off by more than {OFF}:"
        yield table(("rule", "findings", "mean stated", "right"), rows, 1)


def _of(part: int, whole: int) -> str:
    return f"{part} of {whole} = {_share(part, whole)}"


def _share(part: float, whole: int) -> str:
    return f"{part / whole:.3f}" if whole else "-"


def _rate(count: int, size: int) -> str:
    return f"{1000 * count / size:.2f}" if size else "-"


def table(head: Sequence[str], rows: Sequence[Sequence[str]], words: int) -> str:
    """A Markdown table whose first columns are words, the others figures."""
    lines = ["| " + " | ".join(row) + " |" for row in (head, *rows)]
    rule = "|" + "|".join("---" if n < words else "---:" for n in range(len(head))) + "|"
    return "\n".join([lines[0], rule, *lines[1:]])


def write_page(file: Path, text: str) -> None:
    """Put the tables between the markers of a page.

    Raises:
        InputError: if the page or its markers are not there.

    """
    try:
        old = file.read_text(encoding="utf-8")
    except OSError as err:
        message = f"{file}: cannot be read ({err.strerror}); give a page with the lines {BEGIN} and {END}"
        raise InputError(message) from err
    before, begin, rest = old.partition(BEGIN)
    _, end, after = rest.partition(END)
    if not begin or not end:
        message = f"{file}: expected the lines {BEGIN} and {END}; the tables go between them"
        raise InputError(message)
    write_whole(file, f"{before}{BEGIN}\n\n{text}\n{END}{after}")
