"""Reports and lists out: a row a subject, a writer a format; `formats.py` lists the formats."""
