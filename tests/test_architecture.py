"""Imports run one way, and no module bears a name that would hide another's."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
LAYERS = (
    "records settings errors installed",
    "reading",
    "language",
    "matching",
    "measures",
    "comparison",
    "by_event snapshot store edits edits_told edits_turned edit_rows corrections reviewed"
    " presentations additions inputs charts exports distributed",
    "building exporting measuring __main__ cli views",
    "app",
)
LAYER = {name: number for number, names in enumerate(LAYERS) for name in names.split()}
HIDING = set(
    "data config types report results html parser files core context env exceptions version debug"
    " plugin".split()
)
FILES = {p.relative_to(ROOT).as_posix(): p for p in (ROOT / "coverage").rglob("*.py")}
FILES["app.py"] = ROOT / "app.py"


def imported(file: Path) -> Iterator[str]:
    """Full dotted names that a module imports, wherever in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file.name} imports by dots"
            yield from (f"{node.module}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)


@pytest.mark.parametrize("place", sorted(FILES.keys() - {"coverage/__init__.py"}))
def test_a_module_imports_from_its_own_layer_and_those_before(place: str) -> None:
    """`coverage/matching/pairs.py` may use `language`, never `measures`."""
    mine = LAYER[Path(place.removeprefix("coverage/")).parts[0].removesuffix(".py")]
    names = list(imported(FILES[place]))
    used = {name.split(".")[1] for name in names if name.startswith("coverage.")}
    assert [name for name in sorted(used) if LAYER[name] > mine] == []
    if place != "app.py" and not place.startswith("coverage/views/"):
        assert [name for name in names if name.split(".")[0] == "streamlit"] == []


def test_the_package_hides_nothing_but_the_module_it_is_known_to_hide() -> None:
    """The package is called `coverage`, as coverage.py is: no module may be taken for its parts."""
    assert "coverage/__init__.py" in FILES
    assert {Path(place).stem for place in FILES} & HIDING == set()
