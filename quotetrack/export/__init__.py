"""Statements out: one writer per format, all with the fields of `row.FIELDS`."""
