"""The environment variables that the project reads, found in its source."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
READERS = {"text", "secret", "boolean", "integer", "items", "choice", "address"}


def read_by(*paths: Path) -> set[str]:
    """Every name that these files hand to a reader of civicport.environment."""
    return {name for path in paths for name in names(ast.parse(path.read_text(encoding="utf-8")))}


def names(tree: ast.AST) -> Iterator[str]:
    """The literal first arguments of ``environment.reader("NAME", ...)``."""
    for node in ast.walk(tree):
        match node:
            case ast.Call(
                func=ast.Attribute(value=ast.Name(id="environment"), attr=reader),
                args=[ast.Constant(value=str(name)), *_],
            ) if reader in READERS:
                yield name
                if reader == "secret":
                    yield f"{name}_FILE"


def of_settings() -> set[str]:
    """Those that decide how the catalogue runs."""
    return read_by(ROOT / "civicport" / "settings.py")
