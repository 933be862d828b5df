"""How the weights are made: annotated and raw articles in, `quotetrack/model/` out.

inputs     the files of the shared folder, refused by file and line before anything trains
corpora    annotations realigned to the pipeline's tokens, by characters
vectors    word vectors from raw articles
train      spaCy's own configuration and training loop
evaluate   the figures, with their confidence
package    the trained folder, checked and slimmed, as it is shipped
recipe     the steps, in order

Run by `python -m quotetrack.training STEP`, or `make train`.
"""
