"""What the addresses take and give, for people; `/openapi.json` is the same for programs."""

from __future__ import annotations

from typing import Any

from fastapi import APIRouter, Response

from quotetrack.web.answers import gives
from quotetrack.web.shapes import Shape
from quotetrack.web.view import Asked

router = APIRouter()


class Parameter(Shape):
    """What an address takes."""

    name: str
    place: str
    kind: str
    required: bool
    meaning: str


class Address(Shape):
    """An address."""

    method: str
    path: str
    summary: str
    description: str
    parameters: list[Parameter]
    gives: str | None


class FieldShape(Shape):
    """A field of a shape."""

    name: str
    kind: str


class Documented(Shape):
    """A shape, as JSON has it."""

    name: str
    description: str
    fields: list[FieldShape]


class DocsPage(Shape):
    """All addresses and shapes."""

    addresses: list[Address]
    shapes: list[Documented]


@router.get("/docs", responses=gives(DocsPage), summary="This documentation")
def show_docs(view: Asked) -> Response:
    """Show all addresses, what they take and what they give."""
    schema = view.request.app.openapi()
    shapes: dict[str, dict[str, Any]] = schema["components"]["schemas"]
    page = DocsPage(
        addresses=[
            _read_address(path, method, operation, shapes)
            for path, operations in schema["paths"].items()
            for method, operation in operations.items()
        ],
        shapes=[
            Documented(
                name=name,
                description=shape.get("description", ""),
                fields=[
                    FieldShape(name=field, kind=name_kind(kind))
                    for field, kind in shape.get("properties", {}).items()
                ],
            )
            for name, shape in sorted(shapes.items())
            if not name.startswith("Body_")
        ],
    )
    return view.answer("docs.html", page)


def name_kind(schema: dict[str, Any]) -> str:
    """Return what a schema asks for, in a few words: "list of StatementShape", "text or null"."""
    if "$ref" in schema:
        return str(schema["$ref"]).rsplit("/", 1)[-1]
    if "anyOf" in schema:
        return " or ".join(dict.fromkeys(map(name_kind, schema["anyOf"])))
    if "prefixItems" in schema:
        return f"[{', '.join(map(name_kind, schema['prefixItems']))}]"
    if schema.get("type") == "array":
        return f"list of {name_kind(schema.get('items', {}))}"
    if "enum" in schema:
        return " or ".join(map(str, schema["enum"]))
    if schema.get("format") in ("date", "date-time"):
        return "day" if schema["format"] == "date" else "moment"
    kinds = {"string": "text", "integer": "number", "number": "decimal", "boolean": "yes or no"}
    kind = str(schema.get("type", "anything"))
    return kinds.get(kind, kind)


def _read_address(
    path: str, method: str, operation: dict[str, Any], shapes: dict[str, dict[str, Any]]
) -> Address:
    given = operation["responses"].get("200", {}).get("content", {}).get("application/json", {})
    return Address(
        method=method.upper(),
        path=path,
        summary=operation.get("summary", ""),
        description=operation.get("description", ""),
        parameters=[*_read_query(operation), *_read_body(operation, shapes)],
        gives=name_kind(given["schema"]) if given.get("schema") else None,
    )


def _read_query(operation: dict[str, Any]) -> list[Parameter]:
    return [
        Parameter(
            name=given["name"],
            place=given["in"],
            kind=name_kind(given.get("schema", {})),
            required=given.get("required", False),
            meaning=given.get("description", ""),
        )
        for given in operation.get("parameters", ())
    ]


def _read_body(operation: dict[str, Any], shapes: dict[str, dict[str, Any]]) -> list[Parameter]:
    contents = operation.get("requestBody", {}).get("content", {}).values()
    names = [name_kind(content["schema"]) for content in contents]
    bodies = [shapes[name] for name in names if name in shapes]
    return [
        Parameter(
            name=name,
            place="form",
            kind=name_kind(kind),
            required=name in body.get("required", ()),
            meaning=kind.get("description", ""),
        )
        for body in bodies
        for name, kind in body.get("properties", {}).items()
    ]
