"""What can go wrong, each as one plain sentence for a person and an exit code for a script.

A sentence says what is wrong, where, and what to do; it is already translated when the error is raised.
"""


class BreedingCenterError(Exception):
    """Anything this program says no to on purpose."""

    exit_code = 1

    def __init__(self, sentence: str) -> None:
        super().__init__(sentence)
        self.sentence = sentence


class NotUnderstood(BreedingCenterError):
    """What was typed cannot be understood, whatever the records say."""

    exit_code = 2


class Refused(BreedingCenterError):
    """A rule of the center says no."""


class NotFound(Refused):
    """No record answers to what was typed."""


class Ambiguous(Refused):
    """Several records answer to what was typed; the sentence lists them."""


class NeedsConfirmation(Refused):
    """A doubt: possible, but unlikely. Said again with a reason, it is recorded and flagged."""

    def __init__(self, sentence: str, doubt: str = "") -> None:
        super().__init__(sentence)
        # The doubt by itself, for a face that has its own way of asking.
        self.doubt = doubt or sentence


class AlreadyDone(Refused):
    """Somebody else did it first; the sentence says who and when."""


class Busy(Refused):
    """Another program held the records for too long."""


class NoDatabase(BreedingCenterError):
    """There are no records at the place named."""

    exit_code = 3


class SchemaOutOfDate(BreedingCenterError):
    """The records were written by an older (or a newer) program."""

    exit_code = 4
