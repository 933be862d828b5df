"""Tests of how the model is made, on articles made up here."""
