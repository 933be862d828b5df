"""`quotetrack review`: what somebody decides about what the program found."""

from __future__ import annotations

import click

from quotetrack.cli.decide import decision_options
from quotetrack.cli.mismatches import decide_about_mismatch
from quotetrack.cli.options import database_option
from quotetrack.cli.output import clean_line
from quotetrack.cli.review_queue import queue
from quotetrack.records import (
    Correction,
    Reviewed,
    ReviewState,
    SpeakerKind,
    StatementType,
    Verdict,
)
from quotetrack.settings import Settings
from quotetrack.store.claims import find_claim_roots
from quotetrack.store.corrections import tell_changes
from quotetrack.store.session import open_database

_STATES = {
    "confirm": ReviewState.CONFIRMED,
    "reject": ReviewState.DISMISSED,
    "correct": ReviewState.CORRECTED,
    "reopen": ReviewState.OPEN,
}
_TYPES = click.Choice([type_.value for type_ in StatementType])
_KINDS = click.Choice([kind.value for kind in SpeakerKind])
_SPEAKER = click.option("--speaker", metavar="NAME", help="Who said it; '' for nobody named.")
_action = click.argument("action", type=click.Choice(list(_STATES)))


@click.group(
    name="review",
    epilog="\b\nExample:\n  quotetrack review queue\n"
    "  quotetrack review statement 17 confirm --by Rina\n"
    '  quotetrack review statement 17 correct --speaker "Leonid Kasinsky" --by Rina',
)
@database_option
def command() -> None:
    """Confirm, reject or correct what was found, and list what is worth a look.

    What is decided holds in every later run; what the program found stays in the database, and
    --raw lists it. Another review of the same supersedes it, `reopen` undoes it.
    """


@command.command(
    epilog="\b\nExample:\n  quotetrack review statement 17 correct --speaker 'Leonid Kasinsky'"
    " --by Rina --note 'misprint in paragraph 4'"
)
@decision_options
@_action
@_SPEAKER
@click.option("--kind", type=_KINDS, help="What sort of party speaks.")
@click.option("--role", metavar="OFFICE", help="The speaker's office; '' for none.")
@click.option("--type", "type_", type=_TYPES, help="Whether it was quoted, or reported.")
@click.option(
    "--source", "sources", multiple=True, metavar="NAME", help="Through whom; '' for none."
)
@click.option("--content", metavar="WORDS", help="What was said, as the article prints it.")
@click.option("--start", type=int, metavar="N", help="Where the content begins, in characters.")
@click.option("--end", type=int, metavar="N", help="Where it ends, that character excluded.")
@database_option
@click.pass_obj
def statement(
    settings: Settings,
    id: int,
    author: str,
    reason: str | None,
    action: str,
    speaker: str | None,
    kind: str | None,
    role: str | None,
    type_: str | None,
    sources: tuple[str, ...],
    content: str | None,
    start: int | None,
    end: int | None,
) -> None:
    """Review statement ID, as `quotes` numbers it.

    A correction takes the place of what the program found, and keeps what it does not name.
    """
    # Here, not above, as in the commands below: what compares claims is slow to import.
    from quotetrack.store.statement_reviews import review_statements

    if content is not None and (start is not None or end is not None):
        raise click.UsageError("--content and --start or --end say the same: give one")
    correction = Correction(
        speaker=speaker,
        kind=SpeakerKind(kind) if kind else None,
        role=role,
        type=StatementType(type_) if type_ else None,
        sources=sources or None,
        start_char=start,
        end_char=end,
        words=content,
    )
    verdict = _read_verdict(action, author, reason, correction)
    with open_database(settings.database_url) as database, database.session() as session:
        (reviewed,) = review_statements(session, [id], verdict)
    click.echo(_describe(reviewed, author))


@command.command(
    epilog="\b\nExample:\n  quotetrack review alias 4 reject --note 'that is his brother'"
)
@decision_options
@_action
@_SPEAKER
@database_option
@click.pass_obj
def alias(
    settings: Settings, id: int, author: str, reason: str | None, action: str, speaker: str | None
) -> None:
    """Review whether alias ID, as `speakers show` numbers it, is a name of that speaker.

    Of one that is taken for somebody else across articles, `confirm` does what `speakers merge`
    does for a proposal, and `reject` what `speakers part` does. What an article prints for a
    speaker whom it names in full elsewhere ("Galuzin") is, once rejected, nobody's name in every
    statement that prints it, now and in later runs; corrected, it is the one of --speaker.
    """
    from quotetrack.ingest.across import compare_articles
    from quotetrack.store.alias_reviews import review_alias

    verdict = _read_verdict(action, author, reason, Correction(speaker=speaker))
    with open_database(settings.database_url) as database:
        with database.session() as session:
            changed = review_alias(session, id, verdict)
        what = f"{changed} statements have another speaker"
        if changed is None:
            changed = compare_articles(database).speakers
            what = f"{changed} appearances of speakers have another name"
    click.echo(f"alias {id} is {verdict.state.value}, by {author}; {what}")


@command.command(epilog="\b\nExample:\n  quotetrack review mismatch 3 reject --note 'two brothers'")
@decision_options
@click.argument("action", type=click.Choice([name for name in _STATES if name != "correct"]))
@database_option
@click.pass_obj
def mismatch(settings: Settings, id: int, author: str, reason: str | None, action: str) -> None:
    """Review mismatch ID, as `mismatches` numbers it: its `confirm`, `dismiss` and `reopen`.

    What is wrong in an article is corrected by reviewing its statement.
    """
    decide_about_mismatch(settings, id, _STATES[action], author, reason)


@command.command(
    epilog="\b\nExample:\n  quotetrack review claim 12 correct --speaker 'Mikhail Galuzin'"
)
@decision_options
@_action
@_SPEAKER
@click.option("--kind", type=_KINDS, help="What sort of party speaks.")
@click.option("--role", metavar="OFFICE", help="The speaker's office; '' for none.")
@database_option
@click.pass_obj
def claim(
    settings: Settings,
    id: int,
    author: str,
    reason: str | None,
    action: str,
    speaker: str | None,
    kind: str | None,
    role: str | None,
) -> None:
    """Review every statement that claim ID, as `claims` numbers it, has now."""
    from quotetrack.store.statement_reviews import review_statements

    correction = Correction(speaker, SpeakerKind(kind) if kind else None, role)
    verdict = _read_verdict(action, author, reason, correction)
    with open_database(settings.database_url) as database, database.session() as session:
        reviewed = review_statements(session, find_claim_roots(session, id), verdict)
    count = len(reviewed)
    what = "statement is" if count == 1 else "statements are"
    click.echo(f"claim {id}: {count} {what} {verdict.state.value}, by {author}")


command.add_command(queue)


def _read_verdict(action: str, author: str, reason: str | None, correction: Correction) -> Verdict:
    state, is_given = _STATES[action], correction != Correction()
    if state is ReviewState.CORRECTED and not is_given:
        raise click.UsageError("say what is to be corrected: --speaker NAME, for one; see --help")
    if state is not ReviewState.CORRECTED and is_given:
        raise click.UsageError(f"{action} changes nothing: use correct")
    return Verdict(state, author, reason, correction if is_given else None)


def _describe(reviewed: Reviewed, author: str) -> str:
    """Return in one line what a review did."""
    told = f"statement {reviewed.id} is {reviewed.state.value}, by {author}"
    changes = tell_changes(reviewed.changes)
    new = " (a speaker new to the database)" if reviewed.is_new else ""
    lost = "" if reviewed.found else "; the last run does not find it"
    return clean_line(f"{told}{f': {changes}' if changes else ''}{new}{lost}")
