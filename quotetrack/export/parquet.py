"""Rows as Parquet, with types that a database knows: days, moments, lists, offsets as structs.

What the report says of itself is JSON in the file's own metadata under the key `quotetrack`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime
from itertools import islice
from typing import Any, BinaryIO

import pyarrow as pa
import pyarrow.parquet as pq

from quotetrack.export.about import describe
from quotetrack.export.jsonl import dump
from quotetrack.export.report import Report, Written
from quotetrack.export.schema import Field, FieldType, Row, Schema

METADATA_KEY = "quotetrack"
ROWS_IN_GROUP = 5_000  # held at a time

_SPAN = pa.struct([pa.field("start", pa.int64(), False), pa.field("end", pa.int64(), False)])
_TYPES = {
    FieldType.TEXT: pa.string(),
    FieldType.INTEGER: pa.int64(),
    FieldType.NUMBER: pa.float64(),
    FieldType.FLAG: pa.bool_(),
    FieldType.DAY: pa.date32(),
    FieldType.MOMENT: pa.timestamp("us", tz="UTC"),
    FieldType.SPAN: _SPAN,
}


def write(report: Report, stream: BinaryIO) -> Written:
    """Write the rows in groups, as they come."""
    schema, count = report.schema, 0
    columns = pa.schema(
        [pa.field(field.name, _read_type(field)) for field in schema.fields],
        {METADATA_KEY: dump(describe(report.about, schema))},
    )
    rows = report.rows()
    with pq.ParquetWriter(stream, columns, compression="zstd") as writer:
        while group := list(islice(rows, ROWS_IN_GROUP)):
            arrays = list(_read_columns(schema, group, columns))
            writer.write_batch(pa.RecordBatch.from_arrays(arrays, schema=columns))
            count += len(group)
    return Written(count)


def _read_type(field: Field) -> Any:
    type_ = _TYPES[field.type]
    return pa.list_(type_) if field.many or field.pair else type_


def _read_columns(schema: Schema, rows: Sequence[Row], columns: Any) -> Iterator[Any]:
    for field, column in zip(schema.fields, columns, strict=True):
        values = [row[field.name] for row in rows]
        read = _READERS.get(field.type)
        if read is not None:
            if field.many or field.pair:
                values = [[None if v is None else read(v) for v in value] for value in values]
            else:
                values = [None if value is None else read(value) for value in values]
        yield pa.array(values, column.type)


def _read_span(span: Sequence[int]) -> dict[str, int]:
    return {"start": span[0], "end": span[1]}


_READERS: dict[FieldType, Callable[[Any], Any]] = {
    FieldType.DAY: date.fromisoformat,
    FieldType.MOMENT: datetime.fromisoformat,
    FieldType.SPAN: _read_span,
}
