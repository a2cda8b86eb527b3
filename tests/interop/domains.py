"""The scenarios in the folders beside: ten of GENIUS and five of NegMAS, written for these tests."""

from pathlib import Path

HERE = Path(__file__).parent

GENIUS = {
    folder.name: (folder / "domain.xml", sorted(p for p in folder.glob("*.xml") if p.name != "domain.xml"))
    for folder in sorted((HERE / "genius").iterdir())
}
"""Name → the domain's file, and the profiles in the order of their names."""

NEGMAS = {
    "choir": ("choir.json", {"alto": "alto.json", "bass": "bass.json"}),
    "garden": ("garden.yml", {"lena": "lena.yml", "mats": "mats.yml"}),
    "harbour": ("domain.yml", {"town": "1-town.yml", "port": "2-port.yml"}),
    "mill": ("space.yml", {"baker": "baker.yml", "miller": "miller.yml"}),
    "trail": ("domain.yml", {"hikers": "a.yml", "owners": "b.yml"}),
}
"""Name → the outcome space's file, and the file of each utility function."""


def settled(game, row):
    """An agreement from the outcomes of all issues in order: texts for choices, numbers for ranges."""
    pairs = zip(game.issues, row, strict=True)
    return {i.name: str(x) if i.kind == "choice" else float(x) for i, x in pairs}
