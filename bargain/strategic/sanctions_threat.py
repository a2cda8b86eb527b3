"""The sanctions threat game: threaten or not, comply or stand firm, impose sanctions or back down.

A sender wants a target to give up something. Payoffs (sender, target) over the status quo, all in points:

| what happens | sender | target |
| --- | --- | --- |
| no threat | 0 | 0 |
| threat, the target complies | v_S − k | −v_T |
| threat, the target stands firm, the sender imposes | s·v_S − c_S − k | −s·v_T − c_T |
| threat, the target stands firm, the sender backs down | −a − k | 0 |

v_S, v_T (`sender_stake`, `target_stake`, points > 0): what compliance brings the sender and takes from the target.
c_S, c_T (`sender_cost`, `target_cost`, points ≥ 0): what sanctions cost each once imposed, whether or not they succeed.
s (`success`, a probability): sanctions make the target give in after all; otherwise the status quo holds.
a (`audience_cost`, points ≥ 0): what it costs the sender to back down. k (`threat_cost`, points ≥ 0): to threaten.

Backward, in probabilities q of compliance and m of imposition, each after what goes before:

- Impose when s·v_S − c_S > −a, so when the net cost c_S − s·v_S is below a.
- Stand firm when m·(s·v_T + c_T) < v_T, so at a cost c_T below the threshold v_T·(1/m − s).
- Threaten when q·v_S + (1 − q)·max(s·v_S − c_S, −a) > k.

Complete information: subgame perfect equilibria. A cost that is a frozen distribution of scipy.stats is private: its
bearer knows the number, the other the distribution. Perfect Bayesian equilibria: thresholds, as above. A private
`sender_cost` gives the target something to infer from a threat: every type threatens; or some of those that would back
down do, so many that the target replies with q = (a + k)/(v_S + a) and bluffing breaks even; or only types that would
impose do. Beside it there may be equilibria without a threat, in which the target takes a threat for a bluff: where no
threat is made, nothing refutes the belief. With one type of sender m is what it would do.
Backing down is seen only where the sender's cost is private, where imposing is a matter of indifference, or where a
and k are 0; else a sender that would back down has nothing to win by a threat.

Sources: that sanctions which hurt both can bring compliance, and their threat alone may do, depending on what they cost
each: Eaton & Engers (1992), Sanctions, Journal of Political Economy 100, 899–928; here c_S and c_T. Theirs is a game
without end in which sanctions can be renewed; here it is one round. Who expects more conflict to come loses more by a
concession: Drezner (1999), The Sanctions Paradox, Cambridge University Press; here such expectations have to be put
into v_S and v_T. A leader pays at home for a threat not carried out: Fearon (1994), Domestic political audiences and
the escalation of international disputes, American Political Science Review 88, 577–592; there the cost grows as the
crisis goes on, here it is the number a, paid once. Left out as well: demands of different size, partial compliance,
third parties, sanctions that end, and discounting.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from bargain.errors import GameError
from bargain.game.bargaining_game import BargainingGame
from bargain.game.condition import holds
from bargain.game.names import known, shown, text
from bargain.game.quantity import Quantity, quantity, value_of
from bargain.game.utility import settled
from bargain.showing import Shown
from bargain.strategic.private.cost import cost_type
from bargain.strategic.registry import strategic_game
from bargain.strategic.sanctions.equilibrium import SanctionsEquilibrium
from bargain.strategic.sanctions.game import SanctionsGame
from bargain.strategic.sanctions.solving import SanctionsFamily, solve
from bargain.tolerances import EQUAL


@dataclass(frozen=True)
class SanctionsThreat(Shown):
    """The answer: all equilibria of one sanctions threat game.

    `equilibria`: every one that is isolated; of connected sets every pure one and every end, those with a threat first.
    `families`: the connected sets whole, as bounds on the probabilities. `game`: the parameters, in points.
    `method`: how they were found.
    """

    game: SanctionsGame
    equilibria: tuple[SanctionsEquilibrium, ...]
    families: tuple[SanctionsFamily, ...]
    method: str

    @property
    def unique(self) -> bool:
        """Whether there is one equilibrium only."""
        return len(self.equilibria) == 1 and not self.families

    @property
    def equilibrium(self) -> SanctionsEquilibrium:
        """The only equilibrium; GameError where there are several."""
        if not self.unique:
            raise GameError(f"equilibrium: there are {len(self.equilibria)} or more; read .equilibria and .families")
        return self.equilibria[0]

    @property
    def credibility(self) -> float:
        """Probability that the sender would rather impose than back down: 1 or 0 when its cost is known."""
        return self.game.resolve[0]

    @property
    def deviation(self) -> float:
        """The most that any party of any type could gain by leaving any of the equilibria, points."""
        return max(one.deviation for one in self.equilibria)

    def to_dict(self) -> dict[str, Any]:
        """Plain JSON types; a private cost as the text of its distribution."""
        game = self.game
        costs = {"sender_cost": game.sender_cost, "target_cost": game.target_cost}
        plain = ("sender", "target", "sender_stake", "target_stake", "audience_cost", "threat_cost", "success")
        return {
            **{name: getattr(game, name) for name in plain},
            **{name: cost.low if cost.known else cost.label for name, cost in costs.items()},
            "credibility": self.credibility,
            "equilibria": [one.to_dict() for one in self.equilibria],
            "families": [one.to_dict() for one in self.families],
            "method": self.method,
        }

    def __repr__(self) -> str:
        game, count = self.game, len(self.equilibria)
        number = f"{count} equilibri{'um' if count == 1 else 'a'}"
        head = f"sanctions threat of {game.sender} against {game.target}: {number}"
        lines = [head + (", ends of connected sets among them" if self.families else "")]
        for one in self.equilibria:
            lines.append(f"  {one.outcome}")
            ends = ", ".join(f"{name} {chance:.4g}" for name, chance in one.probabilities.items() if chance > 0)
            points = ", ".join(f"{party} {payoff:+.4f}" for party, payoff in one.payoffs.items())
            lines.append(f"    {ends}; payoffs in points over the status quo: {points}")
        lines += [f"  all equilibria with {family}" for family in self.families]
        return "\n".join([*lines, f"  found by {self.method}; largest gain from deviating {self.deviation:.1e} points"])


def _from_game(
    game: BargainingGame,
    *,
    sender: str,
    target: str,
    demand: Mapping[str, Any],
    sender_cost: Any,
    target_cost: Any,
    audience_cost: Any,
    threat_cost: Any = 0.0,
    success: Any = 0.0,
    status_quo: Mapping[str, Any] | None = None,
) -> SanctionsThreat:
    """The threat of `sender` against `target` over `demand` (issue → outcome) in a case file's game.

    The stakes are what each party's payoff (with linkages, prices of red lines, risk attitude; points) changes by
    when the demand is met and all other issues stay at the status quo; `status_quo` (issue → outcome) says what
    that is where an issue does not, or otherwise than it does. Costs as for a call, in points of the same payoffs.
    Raises GameError where the demand does not help the sender, costs the target nothing, or crosses a red line that
    the target holds absolutely. Other parties' payoffs play no part.

    >>> game = BargainingGame("road", parties=["Ann", "Bob"]).with_issue(
    ...     "road", outcomes=["north", "south"], status_quo="south",
    ...     weight={"Ann": 3, "Bob": 1}, worth={"Ann": [100, 0], "Bob": [40, 100]})
    >>> found = sanctions_threat.from_game(game, sender="Ann", target="Bob", demand={"road": "north"},
    ...     sender_cost=10, target_cost=70, audience_cost=15)
    >>> found.game.sender_stake, found.game.target_stake, found.equilibrium.probabilities["compliance"]
    (100.0, 60.0, 1.0)
    """
    for name, party in (("sender", sender), ("target", target)):
        known(party, game.party_names, name, "party")
    _two(sender, target)
    before, after = _demanded(game, demand, status_quo or {})
    crossed = [r for r in game.all_red_lines if r.party == target and r.absolute and holds(r.never, after)]
    if crossed:
        raise GameError(
            f"demand: it crosses an absolute red line ({crossed[0].label}), so no cost makes {target!r} comply; "
            "demand something else, or lift it with without_red_line"
        )
    old, new = game.payoffs(before), game.payoffs(after)
    stakes = {sender: new[sender] - old[sender], target: old[target] - new[target]}
    for party, does in ((sender, "gains"), (target, "gives up")):
        if stakes[party] <= EQUAL:
            raise GameError(
                f"demand: {party!r} {does} {stakes[party]:.6g} points by it over the status quo; it must be above 0"
            )
    return sanctions_threat(
        sender_stake=stakes[sender],
        target_stake=stakes[target],
        sender_cost=sender_cost,
        target_cost=target_cost,
        audience_cost=audience_cost,
        threat_cost=threat_cost,
        success=success,
        sender=sender,
        target=target,
    )


@strategic_game(
    question="which threat of sanctions is credible, and what does it buy?",
    source="Eaton & Engers 1992; Fearon 1994; Drezner 1999",
    from_game=_from_game,
)
def sanctions_threat(
    *,
    sender_stake: Any,
    target_stake: Any,
    sender_cost: Any,
    target_cost: Any,
    audience_cost: Any,
    threat_cost: Any = 0.0,
    success: Any = 0.0,
    sender: str = "sender",
    target: str = "target",
) -> SanctionsThreat:
    """Threaten or not, comply or stand firm, impose sanctions or back down: all equilibria, in points.

    `sender_stake`, `target_stake`: what compliance brings the one and takes from the other, above 0. `target_cost`,
    `sender_cost`: what sanctions cost each, at least 0; either may be a frozen distribution of scipy.stats, then it
    is private (the sender's has to be continuous). `audience_cost`, `threat_cost`: at least 0. `success`: the
    probability that sanctions, once imposed, make the target give in. Any number may carry evidence (Quantity).
    Raises GameError that names the parameter, the value and what is allowed. Sources: see the module.

    >>> from scipy.stats import uniform
    >>> numbers = {"sender_stake": 20, "target_stake": 10, "sender_cost": 6, "audience_cost": 8}
    >>> found = sanctions_threat(**numbers, target_cost=uniform(2, 20)).equilibrium
    >>> found.threshold, round(found.compliance, 4), round(found.payoffs["sender"], 4)
    (10.0, 0.6, 9.6)
    """
    _two(text(sender, "sender"), text(target, "target"))
    costs = {
        "sender_cost": cost_type(sender_cost, "sender_cost"),
        "target_cost": cost_type(target_cost, "target_cost"),
    }
    if not costs["sender_cost"].known and not hasattr(costs["sender_cost"], "law"):
        raise GameError(
            f"sender_cost: {costs['sender_cost'].label} has separate values; the private cost of the sender has to "
            "be a continuous distribution, such as scipy.stats.uniform(2, 8)"
        )
    game = SanctionsGame(
        sender=sender,
        target=target,
        sender_stake=_points(sender_stake, "sender_stake", strict=True),
        target_stake=_points(target_stake, "target_stake", strict=True),
        audience_cost=_points(audience_cost, "audience_cost"),
        threat_cost=_points(threat_cost, "threat_cost"),
        success=_points(success, "success", high=1),
        **costs,
    )
    equilibria, families = solve(game)
    private = not (game.sender_cost.known and game.target_cost.known)
    method = "thresholds of the private types, backward" if private else "backward induction"
    return SanctionsThreat(game, equilibria, families, method)


def _two(sender: str, target: str) -> None:
    if sender == target:
        raise GameError(f"target: {shown(target)} is the sender too; name another party")


def _points(given: Any, where: str, *, high: float = math.inf, strict: bool = False) -> float:
    if hasattr(given, "cdf"):
        raise GameError(f"{where}: only sender_cost and target_cost may be private; give a number such as 30 or 0.5")
    return value_of(quantity(given, where, low=0, high=high, strict=strict))


def _demanded(
    game: BargainingGame, demand: Mapping[str, Any], status_quo: Mapping[str, Any]
) -> tuple[Mapping[str, Any], Mapping[str, Any]]:
    """What holds today on every issue, and what would hold with the demand met."""
    for name, given in (("demand", demand), ("status_quo", status_quo)):
        if not isinstance(given, Mapping):
            raise GameError(f"{name}: {shown(given)} is no table; write {{issue: outcome}}")
    if not demand:
        raise GameError("demand: it names no issue; write {issue: outcome}")
    for issue in status_quo:
        known(issue, game.issue_names, "status_quo", "issue")
    plain: dict[str, Any] = {}
    for issue, held in {**{i.name: i.status_quo for i in game.issues}, **status_quo}.items():
        if held is None:
            raise GameError(f"issues.{issue}: no status quo; give the issue one, or status_quo={{{issue!r}: …}}")
        plain[issue] = value_of(held) if isinstance(held, Quantity) else held
    wanted = {known(issue, game.issue_names, "demand", "issue"): outcome for issue, outcome in demand.items()}
    before = settled(game, plain, "status_quo")
    return before, settled(game, {**before, **wanted}, "demand")
