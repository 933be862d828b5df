"""Tests of the measure, on articles made up here."""
