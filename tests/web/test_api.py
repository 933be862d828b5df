"""The addresses as OpenAPI describes them, asked with all sorts of values: no server error."""

from __future__ import annotations

from typing import Any

import schemathesis
from fastapi.testclient import TestClient
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis.checks import not_a_server_error
from schemathesis.core.result import Ok
from schemathesis.specs.openapi.checks import response_schema_conformance, status_code_conformance

from quotetrack.store.session import Database
from quotetrack.web.app import create_app

TOKEN = "a token of some length"
BEARER = {"authorization": f"Bearer {TOKEN}", "accept": "application/json"}
CHECKS = [not_a_server_error, status_code_conformance, response_schema_conformance]


def test_no_request_breaks_the_server(own: Database) -> None:
    app = create_app(own, token=TOKEN, hosts=["testserver"])  # as schemathesis asks for it
    schema = schemathesis.openapi.from_asgi("/openapi.json", app, headers=BEARER)
    asked: set[str] = set()
    answered: set[int] = set()

    for found in schema.get_all_operations():
        assert isinstance(found, Ok), found
        operation = found.ok()
        if operation.path == "/try":  # what the pipeline makes of a text is tried elsewhere
            continue

        @settings(
            max_examples=10,
            database=None,
            deadline=None,
            derandomize=True,
            phases=[Phase.generate],
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def ask(case: schemathesis.Case[Any]) -> None:
            response = case.call(headers=BEARER)
            asked.add(case.operation.label)
            answered.add(response.status_code)
            case.validate_response(response, checks=CHECKS)

        ask()
    assert len(asked) > 15
    assert {200, 303, 404} <= answered


def test_no_value_breaks_a_page(page: TestClient) -> None:
    @settings(max_examples=60, database=None, derandomize=True, deadline=None)
    @given(
        path=st.sampled_from(
            [
                *("/search", "/articles", "/speakers", "/claims", "/mismatches", "/export"),
                *("/export/claims", "/export/mismatches?format=csv"),
            ]
        ),
        name=st.sampled_from(
            ["q", "after", "outlet", "kind", "since", "lang", "speaker", "at", "subject", "format"]
        ),
        value=st.text(max_size=30),
    )
    def ask(path: str, name: str, value: str) -> None:
        assert page.get(path, params={name: value}).status_code < 500

    ask()
