"""Turn a template, its style and its script into one file that loads nothing and runs nothing else.

Every value a template prints is escaped (autoescape is always on) and passes `plain` first, so that a forgotten filter
can show a token but never send an override of direction. The policy allows the style and script by hash alone.
"""

from __future__ import annotations

import base64
import hashlib
from functools import lru_cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from pipeline.report.visible import plain, rendered, shown


def render_page(template: str, *, styles: tuple[str, ...], scripts: tuple[str, ...] = (), **values: object) -> str:
    """Render a template of this package with the named static files inlined."""
    style, script = _inlined(styles), _inlined(scripts)
    page = _environment().get_template(template)
    return page.render(style=Markup(style), script=Markup(script), policy=content_policy(style, script), **values)


def content_policy(style: str, script: str) -> str:
    """Return the content security policy of a page with this inline style and script.

    >>> content_policy("", "")[:38]
    "default-src 'none'; base-uri 'none'; f"
    """
    parts = ["default-src 'none'", "base-uri 'none'", "form-action 'none'", f"style-src '{_digest(style)}'"]
    if script:
        parts.append(f"script-src '{_digest(script)}'")
    return "; ".join(parts)


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@lru_cache(maxsize=8)
def _inlined(names: tuple[str, ...]) -> str:
    folder = files("pipeline.report") / "static"
    return "".join((folder / name).read_text(encoding="utf-8") for name in names)


@lru_cache(maxsize=1)
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("pipeline.report", "templates"),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
        finalize=_finalise,
    )
    environment.filters |= {"shown": shown, "rendered": rendered}
    return environment


def _finalise(value: object) -> object:
    if isinstance(value, str) and not isinstance(value, Markup):
        return plain(value)
    return value
