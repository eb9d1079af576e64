"""docs/calcom-api.md says what the declarations say."""

import importlib.util
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]


def generator() -> ModuleType:
    spec = importlib.util.spec_from_file_location("calcom_api", ROOT / "docs" / "calcom_api.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_the_table_of_operations_is_current() -> None:
    made = generator()
    text = made.PAGE.read_text(encoding="utf-8")
    assert text == made.page(made.told(text)), "run .venv/bin/python docs/calcom_api.py"


def test_every_operation_was_tried() -> None:
    made = generator()
    tried = made.told(made.PAGE.read_text(encoding="utf-8"))
    assert len(tried) == 140
    assert [call for call, how in tried.items() if "wire" not in how and "sandbox" not in how] == []
