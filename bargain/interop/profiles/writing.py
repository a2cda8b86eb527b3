"""A game as GENIUS's files. Evaluations are over their largest, and weights times it, so that GENIUS's division by the
largest gives back what a game says: Σ (weight·largest/100)·(worth/largest) = payoff/100."""

from __future__ import annotations

from collections.abc import Sequence
from math import exp
from xml.sax.saxutils import quoteattr

from bargain.errors import ScenarioError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.choice import Choice
from bargain.game.names import shown
from bargain.game.quantity import value_of
from bargain.game.range import Range
from bargain.interop.additive import MOST_INTEGERS
from bargain.interop.decimals import utility
from bargain.interop.folders import file_names
from bargain.interop.losses import counted, lost_as_profiles, reservations
from bargain.interop.shapes import Peak, bent, cut, integers, line, shape, worths

DOMAIN_FILE = "domain.xml"

Lines = list[str]


def lost(game: BargainingGame) -> list[str]:
    """What GENIUS's files cannot hold of `game`."""
    curves = counted("curve of range", bent(game)).replace("ranges", "range")
    return [*lost_as_profiles(game, keeps=("question",)), *([f"{curves}: cut to a grid of numbers"] if curves else [])]


def files_of(game: BargainingGame) -> tuple[dict[str, bytes], list[str]]:
    """Name → content of the domain and all profiles, and notes. Raises ScenarioError for names that XML cannot hold."""
    _printable(game)
    curved = set(bent(game))
    issues = [cut(game, i) if isinstance(i, Range) and i.name in curved else i for i in game.issues]
    forms = [_form(game, issue) for issue in issues]
    domain = ["<negotiation_template>", f'<utility_space number_of_issues="{len(issues)}">', _objective(game)]
    for k, (issue, form) in enumerate(zip(issues, forms, strict=True), 1):
        domain += _outline(k, issue, form)
    files = {DOMAIN_FILE: _file([*domain, "</objective>", "</utility_space>", "</negotiation_template>"])}
    reserved = reservations(game)
    notes = []
    for party, name in zip(game.party_names, file_names(game.party_names, "xml", DOMAIN_FILE), strict=True):
        rate = value_of(game.party(party).discount_rate)
        if rate:
            notes.append(
                f"{party}: the discount rate {rate:g} is written as the factor {exp(-rate):.6g} over one negotiation, "
                f"as if that took a year"
            )
        files[name] = _file(_profile(game, party, issues, forms, reserved[party]))
    return files, notes


def _file(lines: Lines) -> bytes:
    return ("\n".join(['<?xml version="1.0" encoding="UTF-8"?>', *lines]) + "\n").encode()


def _objective(game: BargainingGame) -> str:
    return f'<objective index="0" etype="objective" type="objective" description="" name={quoteattr(game.title)}>'


def _form(game: BargainingGame, issue: Choice | Range) -> str:
    """The kind of issue as which it is written."""
    if isinstance(issue, Range):
        return "real"
    whole = integers(issue)
    if whole is None or len(whole) > MOST_INTEGERS or max(map(abs, whole)) >= 2**31:
        return "discrete"
    return "integer" if all(line(worths(issue, party)) for party in game.party_names) else "discrete"


def _tag(k: int, issue: Choice | Range, form: str) -> str:
    about = f" description={quoteattr(issue.question)}" if issue.question else ""
    tag = f'<issue index="{k}" etype="{form}" type="{form}" vtype="{form}" name={quoteattr(issue.name)}{about}'
    if form == "integer" and isinstance(issue, Choice):
        tag += f' lowerbound="{issue.outcomes[0]}" upperbound="{issue.outcomes[-1]}"'
    return f"{tag}>"


def _outline(k: int, issue: Choice | Range, form: str) -> Lines:
    inside: Lines = []
    if isinstance(issue, Range):
        inside = [_range(issue)]
    elif form == "discrete":
        inside = [f'<item index="{n}" value={quoteattr(o)}/>' for n, o in enumerate(issue.outcomes, 1)]
    return [_tag(k, issue, form), *inside, "</issue>"]


def _range(issue: Range) -> str:
    low, high = issue.bounds
    return f'<range lowerbound="{low!r}" upperbound="{high!r}"/>'


def _profile(
    game: BargainingGame, party: str, issues: Sequence[Choice | Range], forms: Sequence[str], reserved: float
) -> Lines:
    lines = [f'<utility_space number_of_issues="{len(issues)}" party={quoteattr(party)}>', _objective(game)]
    shares, weights = game.weights(party), []
    for k, (issue, form) in enumerate(zip(issues, forms, strict=True), 1):
        inside, largest = _valued(issue, form, party)
        lines += [_tag(k, issue, form), *inside, "</issue>"]
        weights.append(f'<weight index="{k}" value="{shares[issue.name] * largest!r}"/>')
    rate = value_of(game.party(party).discount_rate)
    if rate > 600:
        raise ScenarioError(
            f"parties.{party}.discount_rate: {rate:g} leaves no discount factor above 0; use at most 600"
        )
    last = [f'<discount_factor value="{exp(-rate)!r}"/>', f'<reservation value="{utility(reserved)!r}"/>']
    return [*lines, *weights, "</objective>", *last, "</utility_space>"]


def _valued(issue: Choice | Range, form: str, party: str) -> tuple[Lines, float]:
    """What stands inside the issue in a party's profile, and by what its weight is multiplied."""
    if isinstance(issue, Range):
        found = shape(issue, party)
        low, _ = issue.bounds
        if isinstance(found, Peak):
            three = f'parameter0="{found.start!r}" parameter1="{found.end!r}" parameter2="{found.top!r}"'
            return [_range(issue), f'<evaluator ftype="triangular" {three}/>'], found.height
        assert found is not None, "what is bent was cut"
        two = f'parameter0="{found.level - found.slope * low!r}" parameter1="{found.slope!r}"'
        return [_range(issue), f'<evaluator ftype="linear" {two}/>'], found.height
    values = worths(issue, party)
    if form == "integer":
        straight = line(values)
        assert straight is not None, "the form says so"
        return [f'<evaluator ftype="linear" slope="{straight.slope!r}" offset="{straight.level!r}"/>'], straight.height
    largest = max(values)
    over = [w / largest if largest else 0.0 for w in values]
    pairs = zip(issue.outcomes, over, strict=True)
    items = [f'<item index="{n}" value={quoteattr(o)} evaluation="{v!r}"/>' for n, (o, v) in enumerate(pairs, 1)]
    return items, utility(largest)


def _printable(game: BargainingGame) -> None:
    """Raise ScenarioError where a text has a character that XML 1.0 cannot write at all."""
    texts = [("title", game.title)]
    for issue in game.issues:
        outcomes = issue.outcomes if isinstance(issue, Choice) else ()
        texts += [("issues", text) for text in (issue.name, issue.question, *outcomes)]
    texts += [("parties", party) for party in game.party_names]
    for where, text in texts:
        if any((ord(c) < 32 and c not in "\t\n\r") or ord(c) in (0xFFFE, 0xFFFF) for c in text):
            raise ScenarioError(f"{where}: {shown(text)} has a character that XML cannot hold; choose another name")
