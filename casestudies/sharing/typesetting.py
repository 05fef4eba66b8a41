"""What typst makes of the templates that lie beside the code."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import typst


def typeset(template: Path, data: Mapping[str, Any], **how: Any) -> bytes:
    """What a template makes of data, as `how` says to typst; of equal data, equal bytes on every machine.

    The data is one input, named as the template is, in JSON, so that no text in it is markup. Nothing is read but the
    template's own folder, and no font but typst's own. Raises typst.TypstError.
    """
    made: bytes = typst.compile(
        template,
        root=template.parent,
        ignore_system_fonts=True,
        sys_inputs={template.stem: json.dumps(data)},
        **how,
    )
    return made
