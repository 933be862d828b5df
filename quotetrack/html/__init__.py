"""HTML that a page and a report share; standard library only."""
