"""What all tests share: goldens that a person can read, rewritten with `pytest --accept`."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

# The same examples on every run, and no clock: a slow machine is not a fault.
settings.register_profile("steady", deadline=None, derandomize=True, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("steady")

Golden = Callable[[str, Path], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--accept", action="store_true", help="write what the tests found into the goldens")


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Compares a text with a golden file; with --accept it writes the file, and the change is reviewed as a diff."""
    accept = request.config.getoption("--accept")

    def compare(found: str, path: Path) -> None:
        if accept:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(found, encoding="utf-8")
        assert path.exists(), f"{path.name} is not there: look at what was found and run pytest --accept\n{found}"
        assert found == path.read_text(encoding="utf-8")

    return compare
