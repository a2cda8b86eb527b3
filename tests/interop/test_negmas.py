"""Five NegMAS scenarios: what is read are NegMAS's utilities, of every agreement; and nothing is lost on the way back."""

import pytest

import bargain as bg
from tests.interop import oracle
from tests.interop.domains import HERE, NEGMAS, settled

FOLDER = HERE / "negmas"

SCALES = {
    ("mill", "baker"): (0.0, 36.0),  # up to 0.5·12 + 2·16 − 2
    ("mill", "miller"): (-0.205, 0.63 + 0.3 * 2**-0.5 + 0.205),  # from 0.7·(−0.4) + 0.3·2⁻² to 0.7·0.9 + 0.3·2^(−1/2)
}
"""Utilities that leave 0 … 1: what is taken off them, and by what they are divided."""

RANGES = {"harbour": ["depth"], "trail": ["length"]}


def on_points(name, party, utility):
    low, span = SCALES.get((name, party), (0.0, 1.0))
    return 100 * (utility - low) / span


@pytest.mark.parametrize("name", NEGMAS)
def test_payoffs_are_utilities_times_100(name):
    space, ufuns = NEGMAS[name]
    game = bg.read_negmas(FOLDER / name).game
    assert list(game.party_names) == list(ufuns)
    for party, file in ufuns.items():
        agreements, reserved = oracle.negmas(FOLDER / name, space, file)
        if (name, party) == ("trail", "hikers"):
            reserved = 0.3  # the discounted function's own, not the inner one's
        if (name, party) == ("mill", "miller"):
            assert game.disagreement[party] == 0.0  # no reserved value: no payoff is below it
        else:
            assert game.disagreement[party] == pytest.approx(on_points(name, party, reserved), abs=1e-9)
        for row, utility in agreements.items():
            assert game.payoffs(settled(game, row))[party] == pytest.approx(on_points(name, party, utility), abs=1e-9)


@pytest.mark.parametrize("name", NEGMAS)
def test_there_and_back_nothing_is_lost(name, tmp_path):
    game = bg.read_negmas(FOLDER / name).game
    bg.write_negmas(game, tmp_path / "new")
    again = bg.read_negmas(tmp_path / "new").game
    assert (again.title, again.party_names, again.issue_names) == (game.title, game.party_names, game.issue_names)
    assert dict(again.disagreement) == pytest.approx(dict(game.disagreement), abs=1e-9)
    space, ufuns = NEGMAS[name]
    for row in oracle.negmas(FOLDER / name, space, next(iter(ufuns.values())))[0]:
        there = settled(game, row)
        assert dict(again.payoffs(there)) == pytest.approx(dict(game.payoffs(there)), abs=1e-9)
    assert [i.kind for i in again.issues] == [i.kind for i in game.issues]
    assert [i.name for i in game.issues if i.kind == "range"] == RANGES.get(name, [])


@pytest.mark.parametrize("name", NEGMAS)
def test_files_to_game_to_files_keeps_the_utilities(name, tmp_path):
    space, ufuns = NEGMAS[name]
    bg.write_negmas(bg.read_negmas(FOLDER / name).game, tmp_path / "new")
    for party, file in ufuns.items():
        before, _ = oracle.negmas(FOLDER / name, space, file)
        after, _ = oracle.negmas(tmp_path / "new", "domain.yml", next((tmp_path / "new").glob(f"*{party}.yml")).name)
        assert [tuple(map(str, row)) for row in after] == [tuple(map(str, row)) for row in before]
        there = [on_points(name, party, u) / 100 for u in before.values()]
        assert list(after.values()) == pytest.approx(there, abs=1e-12)


def test_notes_say_how_a_scenario_was_read():
    assert bg.read_negmas(FOLDER / "garden").notes == ()
    assert bg.read_negmas(FOLDER / "choir").notes == (
        "open: unquoted yes, no, on and off are true and false in YAML, and called so here",
    )
    assert bg.read_negmas(FOLDER / "trail").notes == (
        "hikers: the discount 0.6 is kept as discount_rate 0.510826 per negotiation, from start to deadline, where the "
        "package counts years",
    )
    assert bg.read_negmas(FOLDER / "mill").notes == (
        "miller: no reserved value (−inf): whatever is agreed is better; read as 0 points, which no payoff is below",
        "baker: utilities run from 7.5 to 36; payoffs are 100 × utility / 36",
        "miller: utilities run from -0.205 to 0.8421320344; payoffs are 100 × (utility + 0.205) / 1.047132034",
    )


SPACE = """
type: CartesianOutcomeSpace
name: yard
issues:
- {name: gate, type: CategoricalIssue, values: [open, shut]}
- {name: fee, type: ContinuousIssue, values: [0.0, 4.0]}
"""
LINE = "{type: LinearFun, slope: 0.25}"


def scenario(folder, ufun, space=SPACE):
    (folder / "space.yml").write_text(space, encoding="utf-8")
    (folder / "ann.yml").write_text(ufun, encoding="utf-8")
    return bg.read_negmas(folder)


def additive(values, rest="reserved_value: 0"):
    return f"type: LinearAdditiveUtilityFunction\nname: Ann\nweights: [0.5, 0.5]\nvalues: {values}\n{rest}\n"


@pytest.mark.parametrize(
    ("function", "at_one"),
    [
        ("{type: IdentityFun}", 1.0),
        ("{type: ConstFun, bias: 0.3}", 0.3),
        ("{type: LinearFun, slope: 0.2}", 0.2),
        ("{type: AffineFun, slope: -0.2, bias: 0.9}", 0.7),
        ("{type: TriangularFun, start: 0, middle: 2, end: 4}", 0.5),
        ("{type: TrapezoidalFun, start: -1, rise_end: 0, fall_start: 1, end: 4}", 1.0),
        ("{type: BiasedFun, fun: {type: LinearFun, slope: 0.1}, bias: 0.2}", 0.3),
        ("{type: AggregatingFun, funs: [{type: LinearFun, slope: 0.1}, {type: ConstFun, bias: 0.4}], weights: [2, 0.5]}", 0.4),
        ("{type: MultiModalTrapezoidalFun, starts: [0, 2], rise_ends: [2, 3], fall_starts: [2, 3], ends: [3, 4]}", 0.5),
    ],
)  # fmt: skip
def test_functions_made_of_lines_are_exact_over_a_range(function, at_one, tmp_path):
    found = scenario(tmp_path, additive(f"[{{open: 0, shut: 0}}, {function}]"))
    spread = 1.0 if "IdentityFun" not in function else 2.0  # runs to 4: utilities reach 2
    assert found.game.payoffs({"gate": "open", "fee": 1.0})["Ann"] == pytest.approx(50 * at_one / spread, abs=1e-9)
    again = bg.write_negmas(found.game, tmp_path / "new") or bg.read_negmas(tmp_path / "new").game
    for fee in (0.0, 0.4, 1.0, 2.5, 3.0, 3.7, 4.0):
        there = {"gate": "shut", "fee": fee}
        assert again.payoffs(there)["Ann"] == pytest.approx(found.game.payoffs(there)["Ann"], abs=1e-9)


@pytest.mark.parametrize(
    ("function", "at_one"),
    [
        ("{type: QuadraticFun, a2: 0.05, a1: -0.2, bias: 0.5}", 0.35),
        ("{type: PolynomialFun, coefficients: [0.1, -0.02], bias: 0.5}", 0.58),
        ("{type: ExponentialFun, tau: -1, base: 2}", 0.5),
        ("{type: LogFun, tau: 0.1, base: 10, scale: -0.4, bias: 0.1}", 0.5),
        ("{type: SinFun, multiplier: 0.5, phase: 0.2, amplitude: 0.6, bias: 0.1}", 0.4865306123),
        ("{type: CosFun, multiplier: 0.5, amplitude: 0.3, bias: 0.5}", 0.7632747686),
        ("{type: GaussianFun, center: 2, sigma: 1, scale: 0.8}", 0.4852245278),
    ],
)
def test_curves_over_a_range_become_pieces_and_a_note_says_how_far_off(function, at_one, tmp_path):
    space = SPACE.replace("[0.0, 4.0]", "[1.0, 5.0]")
    found = scenario(tmp_path, additive(f"[{{open: 0, shut: 0}}, {function}]"), space)
    assert found.game.payoffs({"gate": "open", "fee": 1.0})["Ann"] == pytest.approx(50 * at_one, abs=1e-7)
    kind = function.split(":")[1].split(",")[0].strip()
    assert any(
        note.startswith(f"Ann: fee: the curve {kind} is read as straight pieces; off by ") for note in found.notes
    )


def test_a_curve_with_a_corner_is_exact_at_the_corner(tmp_path):
    parts = "{type: TriangularFun, start: 0, middle: 1.003, end: 4}, {type: ExponentialFun, tau: -1, base: 2}"
    found = scenario(
        tmp_path, additive(f"[{{open: 0, shut: 0}}, {{type: AggregatingFun, funs: [{parts}], weights: [0.6, 0.3]}}]")
    )
    there = found.game.payoffs({"gate": "open", "fee": 1.003})["Ann"]
    assert there == pytest.approx(50 * (0.6 + 0.3 * 2**-1.003), abs=1e-9)


def test_a_constant_a_table_and_affine_functions(tmp_path):
    constant = scenario(tmp_path, "type: ConstUtilityFunction\nname: Ann\nvalue: 0.4\nreserved_value: 0.1\n")
    assert constant.game.payoffs({"gate": "open", "fee": 3.0})["Ann"] == 40.0
    assert constant.notes == (
        "Ann: every agreement has the same utility, 0.4; payoffs are 40, and weights mean nothing",
    )
    one = "type: CartesianOutcomeSpace\nissues: [{name: gate, type: CategoricalIssue, values: [open, shut]}]\n"
    table = "type: MappingUtilityFunction\nname: Ann\nmapping:\n  ? [open]\n  : 0.7\n  ? [shut]\n  : 0.2\n"
    assert scenario(tmp_path, table, one).game.payoffs({"gate": "open"})["Ann"] == 70.0
    two = "type: CartesianOutcomeSpace\nissues:\n- {name: a, type: ContiguousIssue, values: [0, 2]}\n" \
          "- {name: b, type: ContinuousIssue, values: [0.0, 1.0]}\n"  # fmt: skip
    affine = "type: AffineUtilityFunction\nname: Ann\nweights: [0.25, 0.25]\nbias: 0.125\nreserved_value: 0\n"
    assert scenario(tmp_path, affine, two).game.payoffs({"a": "2", "b": 0.5})["Ann"] == pytest.approx(75.0)


def test_a_reserved_outcome_is_worth_what_it_is(tmp_path):
    rest = "reserved_value: -.inf\nreserved_outcome: [open, 3.0]"
    found = scenario(tmp_path, additive(f"[{{open: 0.2, shut: 1}}, {LINE}]", rest))
    assert found.game.disagreement["Ann"] == pytest.approx(100 * (0.5 * 0.2 + 0.5 * 0.75))


@pytest.mark.parametrize(
    ("ufun", "message"),
    [
        (additive(f"[{{open: 0.2}}, {LINE}]"), "values of 'gate': has no 'shut'; known: open"),
        (additive(f"[{{open: .nan, shut: 1}}, {LINE}]"),
         "values of 'gate': nan is not a number of at most 1e+15; write one such as 30 or 0.5"),
        (additive(f"[{LINE}, {LINE}]"), "values of 'gate', outcome: 'open' is not a number; write a number such as 30 or 0.5"),
        (additive("[{open: 0, shut: 1}, {type: LambdaFun, f: x}]"),
         "values of 'fee': no function 'LambdaFun' can be read; known: AffineFun, AggregatingFun, BiasedFun, ConstFun, CosFun, "
         "ExponentialFun, GaussianFun, IdentityFun, LinearFun, LogFun, MultiModalTrapezoidalFun, PolynomialFun, "
         "QuadraticFun, SinFun, TableFun, TrapezoidalFun, TriangularFun"),
        (additive("[{open: 0, shut: 1}, {type: TableFun, mapping: {0: 1}}]"),
         "values of 'fee': a table over a range; give a function such as LinearFun"),
        (additive(f"[{LINE}]"), "values: 1 for 2 issues; give one for each"),
        (additive(f"[{{open: 0, shut: 1}}, {LINE}]", "reserved_value: lots"),
         "reserved_value: 'lots' is not a number; write a number such as 30 or 0.5"),
        (additive(f"[{{open: 0, shut: 1}}, {LINE}]", "reserved_value: .inf"),
         "reserved_value: inf is not a number of at most 1e+15; write one such as 30 or 0.5"),
        (additive("[{open: 0, shut: 1}, {type: ExponentialFun, tau: 0.5, base: -2}]"),
         "values of 'fee': has no finite value at 0.015625; change its numbers"),
        ("type: HyperRectangleUtilityFunction\nname: Ann\n",
         "type: no utility function 'HyperRectangleUtilityFunction' can be read, only sums of a value for each issue; "
         "known: AffineUtilityFunction, ConstUtilityFunction, ExpDiscountedUFun, LinDiscountedUFun, "
         "LinearAdditiveUtilityFunction, LinearUtilityAggregationFunction, LinearUtilityFunction, MappingUtilityFunction"),
        ("type: MappingUtilityFunction\nmapping: {a: 1}\n",
         "mapping: a table of whole agreements over several issues; only sums of a value for each issue can be read"),
    ],
)  # fmt: skip
def test_what_is_no_utility_is_refused_with_place_and_cure(ufun, message, tmp_path):
    with pytest.raises(bg.ScenarioError) as refused:
        scenario(tmp_path, ufun)
    assert str(refused.value) == f"{tmp_path / 'ann.yml'}: {message}"


@pytest.mark.parametrize(
    ("space", "message"),
    [
        (SPACE.replace("[open, shut]", "[open, open]"), "issues[0] 'gate': two values are called 'open'; keep one"),
        (SPACE.replace("[0.0, 4.0]", "[4.0, 0.0]"),
         "issues[1] 'fee': the lowest value 4 is above the highest 0; swap the two"),
        (SPACE.replace("name: fee", "name: gate"), "issues: two are called 'gate'; give each its own name"),
        (SPACE.replace("ContinuousIssue", "CallableIssue"),
         "issues[1] 'fee': no issue of type 'CallableIssue' can be read; known: CardinalIssue, CategoricalIssue, "
         "DiscreteCardinalIssue, DiscreteIssue, DiscreteOrdinalIssue, OrdinalIssue, SingletonIssue, ContiguousIssue, "
         "ContinuousIssue, OptionalIssue"),
    ],
)  # fmt: skip
def test_what_is_no_outcome_space_is_refused_with_place_and_cure(space, message, tmp_path):
    with pytest.raises(bg.ScenarioError) as refused:
        scenario(tmp_path, additive(f"[{{open: 0, shut: 1}}, {LINE}]"), space)
    assert str(refused.value) == f"{tmp_path / 'space.yml'}: {message}"


def test_a_folder_needs_one_space_and_a_utility(tmp_path):
    with pytest.raises(bg.ScenarioError) as refused:
        bg.read_negmas(tmp_path)
    assert str(refused.value) == f"{tmp_path}: needs one outcome space (type: CartesianOutcomeSpace) and has none"
    (tmp_path / "space.yml").write_text(SPACE, encoding="utf-8")
    with pytest.raises(bg.ScenarioError) as refused:
        bg.read_negmas(tmp_path)
    assert str(refused.value) == f"{tmp_path}: holds no utility function; a game needs one for each party"


@pytest.mark.parametrize("written", ["1e-2", "'0.01'", "0.01"])
def test_a_discount_may_be_a_text_as_yaml_reads_one_without_a_point(written, tmp_path):
    inner = additive(f"[{{open: 0, shut: 1}}, {LINE}]", "reserved_value: 0.2").replace("\n", "\n  ")
    found = scenario(tmp_path, f"type: ExpDiscountedUFun\nname: Ann\ndiscount: {written}\nufun:\n  {inner}\n")
    assert found.game.party("Ann").discount_rate == pytest.approx(4.605170186)


def test_outcomes_that_negmas_would_drop_from_a_table_are_listed(tmp_path):
    game = bg.BargainingGame("t", parties=["Ann"]).with_issue(
        "seal", outcomes=["_private", "public"], weight={"Ann": 1}, worth={"Ann": [30, 100]}
    )
    bg.write_negmas(game, tmp_path / "new")
    assert oracle.yaml.safe_load((tmp_path / "new" / "Ann.yml").read_text())["values"] == [[0.3, 1.0]]
    assert bg.read_negmas(tmp_path / "new").game.payoffs({"seal": "_private"})["Ann"] == 30.0
