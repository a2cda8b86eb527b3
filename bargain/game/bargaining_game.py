"""The game: parties, issues, what ties issues together, and what happens without agreement."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from bargain.errors import GameError
from bargain.game.check import check
from bargain.game.choice import Choice
from bargain.game.condition import Beyond
from bargain.game.document import issue_from, parts, to_document
from bargain.game.frozen import EMPTY, FrozenDict
from bargain.game.lever import Lever, following, places_kept
from bargain.game.linkage import Linkage
from bargain.game.names import distinct, known, note, text
from bargain.game.party import Party
from bargain.game.paths import changed, locate, split
from bargain.game.preference import by_party
from bargain.game.protocol import OutsideOption, TakesMeasures, measures_of
from bargain.game.quantity import value_of
from bargain.game.range import Range
from bargain.game.rankings import rank_order_centroid
from bargain.game.red_line import RedLine, named, red_line_among
from bargain.game.utility import payoffs
from bargain.showing import Shown

Issue = Choice | Range


@dataclass(frozen=True, repr=False)
class BargainingGame(Shown):
    """Parties that may settle issues together, and get their outside option if they do not.

    Frozen: every `with_…` and `without_…` returns a new game. Without an outside option every party gets 0 points.
    Raises GameError that names the place, the value and the cure when the parts do not fit together.

    >>> game = BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
    ...     "road", outcomes=["north", "south"], weight={"Ann": 3, "Bob": 1},
    ...     worth={"Ann": [100, 0], "Bob": [0, 100]})
    >>> dict(game.payoffs({"road": "north"}))
    {'Ann': 100.0, 'Bob': 0.0}
    """

    title: str
    parties: tuple[Party, ...] = ()
    issues: tuple[Issue, ...] = ()
    linkages: tuple[Linkage, ...] = ()
    red_lines: tuple[RedLine, ...] = ()
    outside_option: OutsideOption | None = None
    levers: tuple[Lever, ...] = ()
    rankings: FrozenDict[str, tuple[str, ...]] = EMPTY
    source: str = ""

    def __post_init__(self) -> None:
        text(self.title, "title")
        note(self.source, "source")
        given: Iterable[Any] = self.parties
        if isinstance(given, (str, Mapping)) or not isinstance(given, Iterable):
            raise GameError(f'parties: {given!r} is not a list; write ["Ann", "Bob"]')
        parties = tuple(p if isinstance(p, Party) else Party(p) for p in given)
        object.__setattr__(self, "parties", parties)
        for field in ("issues", "linkages", "red_lines", "levers"):
            object.__setattr__(self, field, tuple(getattr(self, field)))
        orders = {party: distinct(order, f"rankings.{party}", "issue") for party, order in self.rankings.items()}
        object.__setattr__(self, "rankings", FrozenDict(orders))
        check(self)

    def __repr__(self) -> str:
        option = "none given" if self.outside_option is None else self.outside_option.kind
        issues = ", ".join(self.issue_names) or "none"
        return f"<game {self.title!r}: parties {', '.join(self.party_names)}; issues {issues}; outside option {option}>"

    # ---- reading ----

    @property
    def party_names(self) -> tuple[str, ...]:
        """Names of the parties, in file order."""
        return tuple(p.name for p in self.parties)

    @property
    def issue_names(self) -> tuple[str, ...]:
        """Names of the issues, in file order."""
        return tuple(i.name for i in self.issues)

    def issue(self, name: str) -> Issue:
        """The issue called `name`."""
        return self.issues[self.issue_names.index(known(name, self.issue_names, "issues", "issue"))]

    def party(self, name: str) -> Party:
        """The party called `name`."""
        return self.parties[self.party_names.index(known(name, self.party_names, "parties", "party"))]

    def weights(self, party: str) -> FrozenDict[str, float]:
        """Weights of `party` over all issues, summing to 1; from its ranking by rank-order centroid if it has one."""
        raw = self._raw_weights(party)
        total = sum(raw.values())
        return FrozenDict({name: raw.get(name, 0.0) / total if total else 0.0 for name in self.issue_names})

    def weight_total(self, party: str) -> float:
        """Sum of the weights of `party` as written: payoffs times this number are short decimals."""
        return sum(self._raw_weights(party).values()) or 1.0

    def _raw_weights(self, party: str) -> dict[str, float]:
        if party in self.rankings:
            order = self.rankings[party]
            whole = float(math.lcm(*range(1, len(order) + 1)) * len(order)) if len(order) <= 20 else 1.0
            return {name: w * whole for name, w in zip(order, rank_order_centroid(len(order)), strict=True)}
        return {i.name: value_of(i.preferences[party].weight or 0.0) for i in self.issues if party in i.preferences}

    @property
    def all_red_lines(self) -> tuple[RedLine, ...]:
        """Every red line: those of single issues first, in file order, then the joint ones."""
        single = []
        for issue in self.issues:
            for party, view in issue.preferences.items():
                for outcome, price in view.never.items():
                    if isinstance(issue, Range):
                        bound = Beyond(outcome, value_of(price))  # type: ignore[arg-type]
                        single.append(RedLine(party, FrozenDict({issue.name: bound})))
                    else:
                        single.append(RedLine(party, FrozenDict({issue.name: (outcome,)}), price))
        return (*single, *self.red_lines)

    @property
    def disagreement(self) -> FrozenDict[str, float]:
        """Payoff of every party with no agreement, in points."""
        if self.outside_option is None:
            return FrozenDict(dict.fromkeys(self.party_names, 0.0))
        return self.outside_option.disagreement(self)

    def payoffs(self, agreement: Mapping[str, Any]) -> FrozenDict[str, float]:
        """Payoff of every party from `agreement` (issue → outcome), in points. Red lines are not refused here."""
        return payoffs(self, agreement)

    # ---- extending ----

    def with_issue(
        self,
        name: str,
        *,
        outcomes: Sequence[str] | None = None,
        range: tuple[Any, Any] | None = None,
        unit: str = "",
        weight: Mapping[str, Any] | None = None,
        worth: Mapping[str, Any] | None = None,
        never: Mapping[str, Any] | None = None,
        question: str = "",
        status_quo: Any = None,
        indifferent: Sequence[str] = (),
        endings: Mapping[str, Any] | None = None,
        source: str = "",
    ) -> BargainingGame:
        """A new game with one more issue: `outcomes` for a choice, `range` (and `unit`) for a divisible matter.

        `weight`, `worth`, `never`: party → its view, as in a case file. `endings`: how each ending of the outside
        option settles the issue, where it differs from `status_quo`.
        """
        where = f"issues.{text(name, 'issues')}"
        if name in self.issue_names:
            raise GameError(f"{where}: the game has this issue already; take it out first with without_issue({name!r})")
        if (outcomes is None) == (range is None):
            raise GameError(f"{where}: give either outcomes=[…] or range=(low, high)")
        views = by_party(self.party_names, where, weight=weight, worth=worth, never=never)
        settled = {"outcomes": outcomes} if outcomes is not None else {"range": range, "unit": unit}
        if outcomes is not None and unit:
            raise GameError(f"{where}.unit: {unit!r} belongs to a range; an issue with outcomes has none")
        common = {"question": question, "status_quo": status_quo, "indifferent": indifferent, "source": source}
        option = self.outside_option
        if endings:
            if option is None:
                raise GameError(f"{where}.endings: the game has no outside option yet; add it first")
            option = option.with_endings(name, endings)
        issue = issue_from(name, {**settled, **common, **views})
        return replace(self, issues=(*self.issues, issue), outside_option=option)

    def without_issue(self, name: str) -> BargainingGame:
        """A new game without issue `name`: its linkages, joint red lines and lever paths go with it."""
        self.issue(name)
        option = self.outside_option
        game = replace(
            self,
            issues=tuple(i for i in self.issues if i.name != name),
            linkages=tuple(k for k in self.linkages if name not in k.when),
            red_lines=tuple(r for r in self.red_lines if name not in r.never),
            rankings=FrozenDict({p: tuple(i for i in order if i != name) for p, order in self.rankings.items()}),
            outside_option=None if option is None else option.without_issue(name),
            levers=(),
        )
        return self._with_its_levers(game)

    def _with_its_levers(self, game: BargainingGame) -> BargainingGame:
        """`game`, this one less some parts, with this one's levers on what is left."""
        if not self.levers:
            return game
        moved = {
            ("linkages",): places_kept(self.linkages, game.linkages),
            ("red_lines",): places_kept(self.red_lines, game.red_lines),
            ("outside_option", "measures"): places_kept(
                measures_of(self.outside_option), measures_of(game.outside_option)
            ),
        }
        return replace(game, levers=following(self.levers, to_document(game, defaults=True), moved))

    def with_outside_option(self, outside_option: OutsideOption) -> BargainingGame:
        """A new game in which no agreement means `outside_option`."""
        return replace(self, outside_option=outside_option)

    def with_measure(self, measure: Any) -> BargainingGame:
        """A new game whose outside option has one more measure, such as sanctions."""
        return replace(self, outside_option=self._open_to_measures().with_measure(measure))

    def without_measure(self, name: str | int) -> BargainingGame:
        """A new game without the measure called `name`, or at that position; lever paths into it go with it."""
        option = self._open_to_measures().without_measure(name)
        return self._with_its_levers(replace(self, outside_option=option, levers=()))

    def _open_to_measures(self) -> TakesMeasures:
        option = self.outside_option
        if option is None:
            raise GameError("outside_option: the game has none to take measures; add it with with_outside_option first")
        if not isinstance(option, TakesMeasures):
            raise GameError(f"outside_option: {option.kind!r} takes no measures; use a fixed one or a war")
        return option

    def with_linkage(self, party: str, when: Mapping[str, Any], points: Any) -> BargainingGame:
        """A new game in which `party` gets `points` more where `when` (issue → outcomes) holds."""
        return replace(self, linkages=(*self.linkages, Linkage(party, when, points)))  # type: ignore[arg-type]

    def with_red_line(self, party: str, never: Mapping[str, Any], price: Any = None) -> BargainingGame:
        """A new game in which `party` refuses `never` (issue → outcomes), absolutely or up to `price` points."""
        line = RedLine(party, never, price)  # type: ignore[arg-type]
        if len(line.never) > 1:
            return replace(self, red_lines=(*self.red_lines, line))
        ((issue, outcomes),) = line.never.items()
        view = self._view(party, issue)
        if isinstance(outcomes, Beyond) and price is not None:
            raise GameError(f"issues.{issue}.{party}.never: a bound of a range has no price; leave the price out")
        more = (
            {str(o): line.price for o in outcomes} if isinstance(outcomes, tuple) else {outcomes.side: outcomes.bound}
        )
        return self._with_view(party, issue, {**view.never, **more})

    def without_red_line(self, line: RedLine | str, /, **never: Any) -> BargainingGame:
        """A new game in which one red line is lifted.

        `line`: a red line of `all_red_lines`, or its label, or the party that holds it with `never` naming issue and
        outcome: `game.without_red_line("Ukraine", recognition="Russian")`.
        """
        lifted = red_line_among(self.all_red_lines, line, never)
        if lifted in self.red_lines:
            at = self.red_lines.index(lifted)
            left = self.red_lines[:at] + self.red_lines[at + 1 :]
            return self._with_its_levers(replace(self, red_lines=left, levers=()))
        ((issue, outcomes),) = lifted.never.items()
        kept = self._view(lifted.party, issue).never.without(*named(outcomes))
        return self._with_its_levers(replace(self, levers=())._with_view(lifted.party, issue, kept))

    def _view(self, party: str, issue: str) -> Any:
        known(party, self.party_names, "red_lines.party", "party")
        views = self.issue(issue).preferences
        if party not in views:
            raise GameError(f"issues.{issue}: {party!r} is indifferent to it and so has no red line there")
        return views[party]

    def _with_view(self, party: str, issue: str, never: Mapping[str, Any]) -> BargainingGame:
        view = self._view(party, issue).with_never(never)
        new = self.issue(issue).with_view(party, view)
        return replace(self, issues=tuple(new if i.name == issue else i for i in self.issues))

    def with_lever(self, name: str, held_by: str, levels: Mapping[str, Mapping[str, Any]]) -> BargainingGame:
        """A new game with a lever: `levels` maps each level's name to {path: number}."""
        return replace(self, levers=(*self.levers, Lever(name, held_by, levels)))  # type: ignore[arg-type]

    def at_levels(self, levels: Mapping[str, str]) -> BargainingGame:
        """A new game in which each lever of `levels` stands at the level named."""
        levers = {v.name: v for v in self.levers}
        numbers: dict[str, Any] = {}
        for name, level in levels.items():
            lever = levers[known(name, levers, "levers", "lever")]
            numbers |= lever.levels[known(level, lever.levels, f"levers.{name}.levels", "level")]
        try:
            return self.with_values(numbers)
        except GameError as error:
            where = " with ".join(f"levers.{name}.levels.{level}" for name, level in levels.items())
            raise GameError(f"{where}: {error}") from None

    def with_value(self, path: str, number: Any) -> BargainingGame:
        """A new game in which the number at `path` is `number`; a plain number keeps the evidence of the old one.

        `path` is written as in the case file: `issues.recognition.Ukraine.weight`,
        `outside_option.cost_per_year.Ukraine`, `issues.recognition.Russia.worth.deferred`.
        """
        return self.with_values({path: number})

    def with_values(self, numbers: Mapping[str, Any]) -> BargainingGame:
        """All of `numbers` laid over at once: halves of a change, such as one of two probabilities, may not hold."""
        document = to_document(self, defaults=True)
        positions: dict[int, dict[Any, int]] = {}
        for path, number in numbers.items():
            container, key = locate(document, path, positions)
            try:
                container[key] = changed(container[key], number)
            except GameError as error:
                raise GameError(f"path {path!r}: {error}") from None
        option = self.outside_option
        if option is not None and any(split(path)[0] == "outside_option" for path in numbers):
            option = type(option).from_document(document["outside_option"])
        return BargainingGame(**parts(document), outside_option=option)

    def value_at(self, path: str) -> float:
        """The plain number at `path`."""
        container, key = locate(to_document(self, defaults=True), path)
        return value_of(container[key])
