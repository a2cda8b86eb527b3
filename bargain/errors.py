"""Every deliberate error of the package. Catch `BargainError` to catch them all."""


class BargainError(Exception):
    """Root of all errors that this package raises on purpose."""


class GameError(BargainError, ValueError):
    """A game, or a change to one, that cannot be: the message names the place, the value and the cure."""


class ScenarioError(BargainError, ValueError):
    """A case file that cannot be read or written: the message names the file, the key, the value and the cure."""


class ConceptError(BargainError, ValueError):
    """A concept asked of a problem on which it is not defined (two parties only, shares only …)."""


class NoEquilibriumError(BargainError, RuntimeError):
    """A strategic game of which no equilibrium was found: the message says what was tried."""


class SolverError(BargainError, RuntimeError):
    """The optimiser gave up: neither an answer nor a proof that there is none."""


class LostWorkersError(BargainError, RuntimeError):
    """The workers of an ensemble are gone and cannot be had again; finished chunks are in the checkpoint, if any."""


class TooLargeError(BargainError, ValueError):
    """A request whose exact answer would not fit in memory: the message says what to ask instead."""


class AnalysisError(BargainError):
    """A documented analysis that cannot be run: the message names the file and what went wrong in it."""


class MissingExtraError(BargainError, ImportError):
    """A feature whose optional packages are not installed: the message names the extra."""
