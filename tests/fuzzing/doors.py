"""The doors by which what others wrote comes in."""

from tests.fuzzing.explorer import EXPLORER
from tests.fuzzing.files import FILES

DOORS = {**FILES, **EXPLORER}
