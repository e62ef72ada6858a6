"""The command line: arguments in, exit code out. 0 done, 1 findings at the gate, 2 usage or glossary, 3 some failed."""

from __future__ import annotations

import sys
from typing import Any, NoReturn

import click

from pipeline.commands.about import config, rules
from pipeline.commands.bench import bench
from pipeline.commands.check import check
from pipeline.commands.common import USAGE
from pipeline.commands.glossary import glossary
from pipeline.commands.models import models
from pipeline.commands.run import run
from pipeline.errors import BilingualError


class _Group(click.Group):
    """Our errors become one line on stderr and exit code 2, never a traceback."""

    def invoke(self, ctx: click.Context) -> Any:  # noqa: ANN401 - click's own signature
        try:
            return super().invoke(ctx)
        except BilingualError as err:
            _stop(str(err))


def _stop(message: str) -> NoReturn:
    click.echo(f"bilingual: {message}", err=True)
    sys.exit(USAGE)


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="bilingual-rescue", prog_name="bilingual")
def main() -> None:
    """Rescue machine-damaged medical articles: clean English, clean Chinese, and a review queue.

    Example: bilingual run input -o output
    """


for _command in (run, check, rules, config, glossary, models, bench):
    main.add_command(_command)
