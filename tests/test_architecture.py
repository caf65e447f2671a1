"""The house rules that a linter cannot see: sizes, imports, empty `__init__` files."""

import ast
from pathlib import Path

import pytest

SOURCE = Path(__file__).resolve().parent.parent / "src" / "dragoman"
MODULES = sorted(SOURCE.rglob("*.py"))
MAX_MODULE_LINES = 400
MAX_FUNCTION_LINES = 60
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "shared", "base_classes"}
# the protocols of the store are one page of signatures and docstrings
LONG_MODULES = {"views/exports/tables.py": 420}


def _name(path: Path) -> str:
    return path.relative_to(SOURCE).as_posix()


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_a_module_keeps_to_its_size(path: Path) -> None:
    limit = LONG_MODULES.get(_name(path), MAX_MODULE_LINES)
    assert len(path.read_text(encoding="utf-8").splitlines()) <= limit


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_functions_are_short_and_import_nothing(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        if not isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            continue
        length = (node.end_lineno or node.lineno) - node.lineno + 1
        assert length <= MAX_FUNCTION_LINES, f"{node.name} has {length} lines"
        if path.parent.name != "cli":
            inner = [n for n in ast.walk(node) if isinstance(n, ast.Import | ast.ImportFrom)]
            assert not inner, f"{node.name} imports inside"


@pytest.mark.parametrize("path", MODULES, ids=_name)
def test_no_type_checking_block_and_no_relative_import(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert "TYPE_CHECKING" not in text
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0


def test_package_inits_are_empty() -> None:
    for path in MODULES:
        if path.name == "__init__.py" and path.parent != SOURCE:
            assert not path.read_text(encoding="utf-8").strip(), _name(path)


def test_no_rooms_without_a_noun() -> None:
    for path in SOURCE.rglob("*"):
        assert path.stem not in BANNED_NAMES, _name(path)
