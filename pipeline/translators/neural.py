"""Renders sentences through neural models in CTranslate2 form: the built-in pair, OPUS-MT, NLLB.

`neural_folder` tells what a folder holds, `neural_source` prepares what the model reads, `neural_clauses` cuts what is
too long for it, `neural_decoder` decodes. Models that were not made for mixed sentences are not asked about them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from importlib.metadata import version

from pipeline.model import Language
from pipeline.settings import NeuralSettings
from pipeline.translators.neural_clauses import Part, joined, parts_of
from pipeline.translators.neural_decoder import Decoder, Hypothesis, Load, load
from pipeline.translators.neural_folder import ModelFolder, digest_of
from pipeline.translators.neural_source import Source, restored, same_marks, source_of
from pipeline.translators.protocol import Candidate, Request

MOST_PIECES = 100  # of a source: training sentences are no longer than 128; longer ones are cut at clause marks
_METHOD = 1  # raised whenever this engine renders the same request with the same model in another way


@dataclass(frozen=True, slots=True)
class _Job:
    """One way of putting a request to a model; `request` is its place in the batch, `at` where its parts stand."""

    request: int
    source: Source
    parts: tuple[Part, ...]
    at: int


class NeuralTranslator:
    """Up to one model for each language to write; models are loaded when they are first needed."""

    name = "neural"
    second_pass = True

    def __init__(
        self, models: Mapping[Language, ModelFolder], settings: NeuralSettings, *, loader: Load = load
    ) -> None:
        """Use these models; nothing is read yet."""
        self._models = dict(models)
        self._settings = settings
        self._loader = loader
        self._loaded: dict[ModelFolder, Decoder] = {}

    @cached_property
    def signature(self) -> str:
        """The models by layout and digest, how they are decoded, and by what.

        Raises:
            TranslationError: if a model file is gone.

        """
        models = ",".join(
            f"{target}={model.layout}-{digest_of(model.path)[:16]}" for target, model in sorted(self._models.items())
        )
        decoding = f"beam={self._settings.beam},wide={self._settings.wide_beam},pieces={MOST_PIECES},method={_METHOD}"
        return f"neural:{models}:{decoding}:ctranslate2-{version('ctranslate2')}"

    def translate(self, requests: Sequence[Request]) -> list[tuple[Candidate, ...]]:
        """Return each request's finished hypotheses, constrained ones first; none where a model does not apply.

        Raises:
            TranslationError: if a model cannot be loaded.

        """
        found: list[tuple[Candidate, ...]] = [()] * len(requests)
        groups: dict[tuple[Language, bool], list[int]] = {}
        for n, request in enumerate(requests):
            if self._applies(request):
                groups.setdefault((request.target, request.wide), []).append(n)
        for (target, wide), members in groups.items():
            rendered = self._rendered([requests[n] for n in members], target, wide=wide)
            for n, candidates in zip(members, rendered, strict=True):
                found[n] = candidates
        return found

    def _applies(self, request: Request) -> bool:
        model = self._models.get(request.target)
        if model is None or request.source == "other" or not request.text.strip():
            return False
        return model.mixed or request.source == ("zh" if request.target == "en" else "en")

    def _rendered(self, requests: Sequence[Request], target: Language, *, wide: bool) -> list[tuple[Candidate, ...]]:
        model = self._models[target]
        decoder = self._decoder(model)
        jobs: list[_Job] = []
        pieces: list[list[str]] = []
        for n, request in enumerate(requests):
            for source in _sources(request, model, decoder):
                parts = parts_of(source.text, lambda text: len(decoder.pieces(text)), MOST_PIECES)
                jobs.append(_Job(n, source, parts, len(pieces)))
                pieces += (decoder.pieces(part.text) for part in parts)
        beam = self._settings.wide_beam if wide else self._settings.beam
        decoded = decoder.decode(pieces, target, beam) if pieces else []
        offered: list[dict[str, float]] = [{} for _ in requests]
        for job in jobs:
            for text, score in _texts(job, decoded[job.at : job.at + len(job.parts)], target):
                offered[job.request].setdefault(text, score)
        return [tuple(Candidate(text, round(score, 4), "neural") for text, score in texts.items()) for texts in offered]

    def _decoder(self, model: ModelFolder) -> Decoder:
        if model not in self._loaded:
            self._loaded[model] = self._loader(model, self._settings)
        return self._loaded[model]


def _sources(request: Request, model: ModelFolder, decoder: Decoder) -> list[Source]:
    """What to decode for a request, best first: with its terms put in and, in the second pass, without."""
    source = source_of(request, decoder.symbols, constrain=model.mixed)
    if request.wide and source.terms:
        return [source, source_of(request, decoder.symbols, constrain=False)]
    return [source]


def _texts(job: _Job, decoded: Sequence[list[Hypothesis]], target: Language) -> list[tuple[str, float]]:
    """The renderings of a job that hold its marks: every hypothesis of a whole sentence, the best one of a cut one."""
    kept = [
        [hypothesis for hypothesis in hypotheses if same_marks(part.text, hypothesis.text)]
        for part, hypotheses in zip(job.parts, decoded, strict=True)
    ]
    if not kept or not all(kept):
        return []
    if len(kept) == 1:
        return [(restored(hypothesis.text, job.source), hypothesis.score) for hypothesis in kept[0]]
    best = [hypotheses[0] for hypotheses in kept]
    text = joined([hypothesis.text for hypothesis in best], job.parts, target)
    return [(restored(text, job.source), min(hypothesis.score for hypothesis in best))]
