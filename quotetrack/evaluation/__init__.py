"""How good quotetrack is: files to measure on, figures and their bootstrap intervals."""
