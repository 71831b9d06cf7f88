"""The mountain ranges that giant pandas live in, by what they are called and which subspecies lives there.

An `origin` is what was written of a founder, in whatever words; where it is one of the six ranges in any of these
spellings, it is shown in the language of the reader.
"""

from breeding_center.text import N_, _, fold

# The six ranges of the national surveys; the Qinling subspecies lives in the first alone (Wan, Wu & Fang 2005).
QINLING = N_("Qinling")
SICHUAN = (N_("Minshan"), N_("Qionglai"), N_("Daxiangling"), N_("Xiaoxiangling"), N_("Liangshan"))
TAXON_OF = {QINLING: "qinlingensis", **dict.fromkeys(SICHUAN, "melanoleuca")}
_CHINESE = dict(zip(("秦岭", "岷山", "邛崃", "大相岭", "小相岭", "凉山"), TAXON_OF, strict=True))
_ENDINGS = (" mountains", " mts", " mts.", "山系", "山脉", "山")


def range_of(origin: str) -> str | None:
    """The one of the six ranges that is meant; None where the words are others."""
    known = {fold(name): name for name in TAXON_OF} | {fold(zh): name for zh, name in _CHINESE.items()}
    said = fold(origin)
    return next(
        (known[one] for one in (said, *(said.removesuffix(end).strip() for end in _ENDINGS)) if one in known), None
    )


def show_range(origin: str) -> str:
    """An origin as people read it."""
    known = range_of(origin)
    return origin if known is None else _(known)
