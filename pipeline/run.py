"""START HERE: the stages in their order, and the loop that runs an article through them.

read -> normalise -> scrub -> segment -> repair -> match -> flag -> translate -> verify -> write

Every stage is a pure function (Article, Context) -> Article. Files, network, clock and models stay at the edges:
`batch` reads and writes, `translators` hold models. `check` stops after flag and never loads a model.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from pipeline.context import Context
from pipeline.model import Article
from pipeline.stages.flag import flag
from pipeline.stages.match import match
from pipeline.stages.normalise import normalise
from pipeline.stages.read import read
from pipeline.stages.repair import repair
from pipeline.stages.scrub import scrub
from pipeline.stages.segment import segment
from pipeline.stages.translate import translate
from pipeline.stages.verify import verify
from pipeline.stages.write import write

Stage = Callable[[Article, Context], Article]

CHECK_STAGES: tuple[Stage, ...] = (read, normalise, scrub, segment, repair, match, flag)
STAGES: tuple[Stage, ...] = (*CHECK_STAGES, translate, verify, write)


def process(article: Article, context: Context, stages: Sequence[Stage] = STAGES) -> Article:
    """Run an article (decoded text in `original`) through stages in order."""
    for stage in stages:
        article = stage(article, context)
    return article
