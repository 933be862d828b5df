"""Settings, as the environment gives them."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from quotetrack.errors import QuotetrackError
from quotetrack.settings import Settings


def test_without_variables_the_defaults_hold() -> None:
    assert Settings.from_environment({}) == Settings()


def test_the_time_of_reports_can_be_fixed() -> None:
    settings = Settings.from_environment({"SOURCE_DATE_EPOCH": "1772438400"})
    assert settings.report_time == datetime(2026, 3, 2, 8, tzinfo=UTC)


@pytest.mark.parametrize("epoch", ["now", "-1", "1.5", "²", "253402300800"])
def test_a_time_that_is_none_is_named(epoch: str) -> None:
    with pytest.raises(QuotetrackError, match="SOURCE_DATE_EPOCH"):
        Settings.from_environment({"SOURCE_DATE_EPOCH": epoch})
