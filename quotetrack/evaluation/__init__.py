"""How good quotetrack is: statements found, held against those that people or rules annotated.

lines        JSON lines read, refused by file and line
inputs       annotated articles, and the statements predicted for them
names        when two names are one speaker's, two offices one office
matching     which predicted content is which annotated one
counting     one article's pairs, what is counted in them, and parts of them
figures      precision, recall and F1 of counts, with bootstrap intervals over articles
measures     the figures by name, for all articles or by groups; calibration
differences  errors one by one; statements gained and lost between two predictions

Nothing here reads articles: it knows the pipeline's words, not its rules, so that a change of
the rules never moves the measure.
"""
