"""What every test shares: golden files can be rewritten, and in CI nothing is skipped."""

import os
import tempfile
from collections.abc import Generator
from typing import TypeVar

import pytest

Report = TypeVar("Report", pytest.TestReport, pytest.CollectReport)

_MAY_SKIP = "ONRECORD_RAW"
"""Only what needs the tables as released may: they are no part of the repository, so no clone could run it."""

os.environ["ONRECORD_DATA"] = tempfile.mkdtemp(prefix="onrecord-data-")
"""No test reads or writes what the person running it has updated."""

_NO_SKIP = os.environ.get("ONRECORD_CI_NO_SKIP") == "1"


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add ``--update``, which rewrites the golden files."""
    parser.addoption("--update", action="store_true", help="rewrite the golden files")


@pytest.fixture
def update(request: pytest.FixtureRequest) -> bool:
    """Whether golden files are to be rewritten."""
    return bool(request.config.getoption("--update"))


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport() -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail what is skipped, where nothing may be."""
    return _forbid_skip((yield))


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Fail a module that skips itself, where nothing may be skipped."""
    return _forbid_skip((yield))


def _forbid_skip(report: Report) -> Report:
    is_skip = report.outcome == "skipped" and not hasattr(report, "wasxfail")
    if _NO_SKIP and is_skip and _MAY_SKIP not in str(report.longrepr):
        report.outcome = "failed"
        report.longrepr = f"skipped where nothing may be (ONRECORD_CI_NO_SKIP=1): {report.longrepr}"
    return report
