"""Oddities of GENIUS's files: each read as GENIUS reads it, and told in a note; what makes no sense is refused."""

import pytest

import bargain as bg
from tests.interop.domains import GENIUS

DOMAIN = """<negotiation_template><utility_space number_of_issues="2">
<objective index="0" etype="objective" type="objective" description="" name="yard">
<issue index="1" etype="discrete" type="discrete" vtype="discrete" name="gate">
<item index="1" value="open"/><item index="2" value="shut"/></issue>
<issue index="2" etype="discrete" type="discrete" vtype="discrete" name="tree">
<item index="1" value="oak"/><item index="2" value="elm"/><item index="3" value="none"/></issue>
</objective></utility_space></negotiation_template>"""
GATE = '<issue index="1" type="discrete" name="gate"><item value="open" evaluation="3"/><item value="shut" evaluation="6"/></issue>'
TREE = (
    '<issue index="2" type="discrete" name="tree"><item value="oak" evaluation="4"/><item value="elm" evaluation="1"/>'
    '<item value="none" evaluation="2"/></issue>'
)
WEIGHTS = '<weight index="1" value="0.25"/><weight index="2" value="0.75"/>'
DIVIDED = "ann: evaluations are divided by the issue's largest, as in GENIUS: gate by 6, tree by 4"


def profile(inside=GATE + TREE + WEIGHTS, last='<reservation value="0.5"/>', head="<utility_space>"):
    return f'{head}<objective index="0" type="objective" name="yard">{inside}</objective>{last}</utility_space>'


def read(folder, text, domain=DOMAIN, encoding="utf-8"):
    (folder / "yard.xml").write_text(domain, encoding=encoding)
    (folder / "ann.xml").write_text(text, encoding=encoding)
    return bg.read_genius(folder / "yard.xml", folder / "ann.xml")


def worths(found):
    """(gate, tree): points of each outcome, as weight · worth."""
    game, shares = found.game, found.game.weights("ann")
    return [[shares[i.name] * i.worth("ann", o) for o in i.outcomes] for i in game.issues]


PLAIN = [[12.5, 25.0], [75.0, 18.75, 37.5]]


def test_evaluations_are_divided_by_the_issue_s_largest(tmp_path):
    found = read(tmp_path, profile())
    assert worths(found) == PLAIN
    assert dict(found.game.disagreement) == {"ann": 50.0}
    assert found.notes == (DIVIDED,)


@pytest.mark.parametrize(
    ("old", "new", "expected", "notes"),
    [
        pytest.param(  # listed twice: the last counts
            '<item value="elm" evaluation="1"/>', '<item value="elm" evaluation="9"/><item value="elm" evaluation="1"/>',
            PLAIN, ("ann: 'tree': 'elm' is listed twice; the last evaluation counts, as in GENIUS", DIVIDED), id="twice",
        ),
        pytest.param(  # what the domain does not have counts for the largest only
            "</issue><weight", '<item value="ash" evaluation="8"/></issue><weight', [[12.5, 25.0], [37.5, 9.375, 18.75]],
            ("ann: 'tree': the domain does not have 'ash'; left out, but for the largest evaluation",
             DIVIDED.replace("tree by 4", "tree by 8")), id="extra",
        ),
        pytest.param(  # no evaluation
            '<item value="elm" evaluation="1"/>', '<item value="elm" evaluation="null"/>',
            [[12.5, 25.0], [75.0, 0.0, 37.5]],
            ("ann: 'tree': no evaluation of 'elm'; read as 0, where GENIUS stops", DIVIDED), id="lacking",
        ),
        pytest.param(  # no weight: 0, and the rest sums to less than 1
            '<weight index="1" value="0.25"/>', "", [[0.0, 0.0], [75.0, 18.75, 37.5]],
            ("ann: gate: no weight; read as 0, where GENIUS stops", DIVIDED,
             "ann: the weights sum to 0.75, not 1; worths are times 0.75, so that payoffs are 100 × utility"), id="no weight",
        ),
        pytest.param(  # an issue that is not valued at all
            GATE, "", [[0.0, 0.0], [75.0, 18.75, 37.5]],
            ("ann: gate: the profile does not value it; read as nothing to this party, where GENIUS stops",
             DIVIDED.replace("gate by 6, ", ""),
             "ann: the weights sum to 0.75, not 1; worths are times 0.75, so that payoffs are 100 × utility"), id="no issue",
        ),
        pytest.param(  # all zero
            TREE, TREE.replace('"4"', '"0"').replace('"1"', '"0"').replace('evaluation="2"', 'evaluation="0.0"'),
            [[12.5, 25.0], [0.0, 0.0, 0.0]],
            ("ann: 'tree': no evaluation is above 0; all are read as 0, as in GENIUS", DIVIDED.replace(", tree by 4", "")),
            id="zero",
        ),
        pytest.param('<reservation value="0.5"/>', "", PLAIN, (DIVIDED, "ann: no reservation value; 0, as in GENIUS"), id="rv"),
        pytest.param('name="tree"', 'name="trees"', PLAIN,
                     ("ann: issue 2 is called 'trees' here; paired by its index, as in GENIUS", DIVIDED), id="name"),
        pytest.param('<issue index="2"', '<issue index="5"', [[0.0, 0.0], [0.0, 0.0, 0.0]], None, id="index"),
    ],
)  # fmt: skip
def test_an_oddity_is_read_as_genius_does_and_told(old, new, expected, notes, tmp_path):
    text = profile()
    assert text.count(old) == 1
    found = read(tmp_path, text.replace(old, new))
    if notes is None:  # paired by name: the weight of index 5 is missing
        notes = ("ann: the indices are not the domain's; issues are paired by their names",
                 "ann: tree: no weight; read as 0, where GENIUS stops", DIVIDED,
                 "ann: the weights sum to 0.25, not 1; worths are times 0.25, so that payoffs are 100 × utility")  # fmt: skip
        expected = [[12.5, 25.0], [0.0, 0.0, 0.0]]
    assert (
        worths(found) == pytest.approx(expected) if False else [pytest.approx(row) for row in expected] == worths(found)
    )
    assert found.notes == notes


def test_weights_above_1_scale_the_reservation_value_too(tmp_path):
    found = read(tmp_path, profile(GATE + TREE + WEIGHTS.replace("0.25", "0.5")))
    assert (
        found.notes[-1]
        == "ann: the weights sum to 1.25, not 1; payoffs are 100 × utility / 1.25; GENIUS cuts utilities at 1"
    )
    assert found.game.payoffs({"gate": "shut", "tree": "none"})["ann"] == pytest.approx(100 * (0.5 + 0.375) / 1.25)
    assert found.game.disagreement["ann"] == pytest.approx(100 * 0.5 / 1.25)


@pytest.mark.parametrize(
    ("factor", "rate", "note"),
    [
        ("1.0", 0.0, None),
        ("0.0", 0.0, None),
        ("0.5", 0.6931471805599453,
         "ann: the discount factor 0.5 is kept as discount_rate 0.693147 per negotiation, from start to deadline, where the "
         "package counts years"),
        ("1.5", 0.0, "ann: the discount factor 1.5 is not between 0 and 1; nothing is discounted, as in GENIUS"),
        ("s", 0.0, "ann: the discount factor 's' is no number; nothing is discounted, as in GENIUS"),
    ],
)  # fmt: skip
def test_discount_factors(factor, rate, note, tmp_path):
    found = read(tmp_path, profile(last=f'<discount_factor value="{factor}"/><reservation value="0.5"/>'))
    assert found.game.party("ann").discount_rate == rate
    assert found.notes == ((DIVIDED,) if note is None else (DIVIDED, note))


def test_case_blanks_comments_and_forms_of_numbers_do_not_matter(tmp_path):
    text = (
        profile()
        .replace('value="0.25"', 'VALUE=" 2.5E-1 "')
        .replace("issue ", "Issue ")
        .replace("</issue>", "</Issue>")
    )
    text = text.replace('"4"', '" 4.0 "').replace("<objective", "<!-- mine --><objective").replace("gate", " gate ")
    found = read(tmp_path, text)
    assert worths(found) == PLAIN


def test_items_are_found_without_their_stray_blanks(tmp_path):
    found = read(tmp_path, profile(), DOMAIN.replace('"elm"', '"elm "'))
    assert found.game.issue("tree").outcomes == ("oak", "elm ", "none")
    assert worths(found) == PLAIN


def test_a_bare_ampersand_and_a_late_declaration_are_mended_and_told(tmp_path):
    domain = "<!-- a yard -->\n<?xml version='1.0'?>\n" + DOMAIN.replace("open", "open & wide &amp; &lol; free")
    found = read(tmp_path, profile().replace("open", "open & wide & &lol; free"), domain)
    assert found.game.issue("gate").outcomes == ("open & wide & &lol; free", "shut")
    yard, ann = tmp_path / "yard.xml", tmp_path / "ann.xml"
    assert found.notes[:3] == (
        f"{yard}: what stands before the XML declaration is passed over",
        f"{yard}: a bare & is read as the sign itself, as GENIUS does",
        f"{ann}: a bare & is read as the sign itself, as GENIUS does",
    )


def test_encodings(tmp_path):
    domain = DOMAIN.replace("oak", "Föhre")
    text = profile().replace("oak", "Föhre")
    for encoding, head in (
        ("utf-8-sig", ""),
        ("utf-16", ""),
        ("iso-8859-1", '<?xml version="1.0" encoding="ISO-8859-1"?>'),
    ):
        assert read(tmp_path, head + text, head + domain, encoding).game.issue("tree").outcomes[0] == "Föhre"
    found = read(tmp_path, text, domain, "iso-8859-1")
    assert found.game.issue("tree").outcomes[0] == "Föhre"
    assert found.notes[0] == f"{tmp_path / 'yard.xml'}: no encoding is declared and it is not UTF-8; read as ISO-8859-1"


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('"0.25"', '"heavy"', "line 1, weight: 'heavy' is not a number; write a number such as 30 or 0.5"),
        ('"0.25"', '"-1"', "line 1, weight: -1 is below 0; give a number of at least 0"),
        ('"0.25"', '"NaN"', "line 1, weight: 'NaN' is not a number; write a number such as 30 or 0.5"),
        ('evaluation="4"', 'evaluation="4,5"',
         "issue 'tree', line 1, evaluation of 'oak': '4,5' is not a number; write a number such as 30 or 0.5"),
        ('<item value="oak" evaluation="4"/><item value="elm" evaluation="1"/><item value="none" evaluation="2"/>', "",
         "issue 'tree', line 1: has neither items nor an evaluator; give it one of the two"),
        ('<reservation value="0.5"/>', "<reservation/>", "line 1, reservation: <reservation> has no 'value'; add it"),
        ('<issue index="2" type="discrete" name="tree">', '<issue index="1" type="discrete" name="tree">',
         "line 1: the domain has no issue 'tree' with index 1 and such items"),
        ("<utility_space>", '<utility_space type="nonlinear">',
         "type='nonlinear': the utility is made of constraints or hyper-rectangles over several issues; only additive "
         "utilities can be read, the sum of a value for each issue"),
        ("</objective>", "</objective><utility><ufun/></utility>",
         "<utility> on line 1: the utility is made of constraints or hyper-rectangles over several issues; only additive "
         "utilities can be read, the sum of a value for each issue"),
    ],
)  # fmt: skip
def test_what_makes_no_sense_is_refused_with_place_and_cure(old, new, message, tmp_path):
    text = profile()
    assert text.count(old) == 1
    if "such items" in message:
        text = text.replace('name="tree"', 'name="bush"')
        old, message = old.replace("tree", "bush"), message.replace("tree", "bush")
        new = new.replace("tree", "bush")
    with pytest.raises(bg.ScenarioError) as refused:
        read(tmp_path, text.replace(old, new))
    assert str(refused.value) == f"{tmp_path / 'ann.xml'}: {message}"


def test_domains_that_make_no_sense(tmp_path):
    for old, new, message in (
        ('name="tree"', 'name="gate"', "two issues have the name 'gate'; give each its own"),
        ('<issue index="2"', '<issue index="1"', "two issues have the index 1; give each its own"),
        ('type="discrete" vtype="discrete" name="tree"', 'type="colour" name="tree"',
         "issue 'tree', line 5: 'colour' is no type of issue that can be read; known: discrete, integer, real"),
        ('value="oak"', 'value=" "', "issue 'tree', line 6: an item's value is empty; give it a name"),
    ):  # fmt: skip
        assert DOMAIN.count(old) == 1
        with pytest.raises(bg.ScenarioError) as refused:
            read(tmp_path, profile(), DOMAIN.replace(old, new))
        assert str(refused.value) == f"{tmp_path / 'yard.xml'}: {message}"


def test_folders_and_lone_domains(tmp_path):
    domain, _ = GENIUS["tour"]
    with pytest.raises(bg.ScenarioError) as refused:
        bg.read_genius(domain)
    assert str(refused.value) == f"{domain}: is a domain without profiles; name them too, or the folder that holds all"
    with pytest.raises(bg.ScenarioError) as refused:
        bg.read_genius(tmp_path)
    message = "needs one domain, <negotiation_template>, and has none; name the domain and its profiles"
    assert str(refused.value) == f"{tmp_path}: {message}"
    read(tmp_path, profile())
    (tmp_path / "pareto.xml").write_text("<bid></bid><bid></bid>")
    (tmp_path / "log.xml").write_text("<Tournament/>")
    found = bg.read_genius(tmp_path)
    assert found.game.party_names == ("ann",)
    assert found.notes[0] == f"{tmp_path / 'log.xml'}: begins with <tournament> and is left out"
