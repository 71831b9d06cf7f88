"""Diseases by their names: understood in either language, kept under one name, and said by `words.label`.

A disease that is not known here is kept and shown as it was typed.
"""

from breeding_center.text import fold

# The name that is kept, which is also the English one, and what else people write for it.
_KNOWN: dict[str, tuple[str, ...]] = {
    "canine distemper": ("distemper", "cdv", "canine distemper virus", "犬瘟热", "犬瘟", "犬瘟热病毒"),
    "rabies": ("rabies virus", "狂犬病", "狂犬"),
    "canine parvovirus": (
        "parvovirus", "parvo", "cpv", "canine parvovirus enteritis", "犬细小病毒病", "犬细小病毒", "细小病毒", "细小",
    ),
    "infectious canine hepatitis": ("canine hepatitis", "ich", "cav-1", "犬传染性肝炎", "传染性肝炎"),
    "canine adenovirus": ("adenovirus", "cav", "犬腺病毒病", "犬腺病毒", "腺病毒"),
    "canine parainfluenza": ("parainfluenza", "cpiv", "犬副流感", "副流感", "犬副流感病毒"),
    "canine coronavirus": ("ccov", "犬冠状病毒病", "犬冠状病毒"),
    "canine influenza": ("civ", "犬流感"),
    "leptospirosis": ("leptospira", "lepto", "钩端螺旋体病", "钩端螺旋体", "钩体病"),
    "avian influenza": ("bird flu", "avian flu", "h5n1", "禽流感", "高致病性禽流感"),
    "influenza": ("flu", "流感", "流行性感冒"),
    "pseudorabies": ("aujeszky's disease", "伪狂犬病", "伪狂犬"),
    "toxoplasmosis": ("toxoplasma", "弓形虫病", "弓形虫"),
    "tuberculosis": ("tb", "结核病", "结核"),
    "brucellosis": ("brucella", "布鲁氏菌病", "布病"),
    "anthrax": ("炭疽", "炭疽病"),
    "tetanus": ("破伤风",),
    "foot-and-mouth disease": ("fmd", "foot and mouth disease", "口蹄疫"),
}  # fmt: skip
_BY_SPELLING = {fold(word): name for name, words in _KNOWN.items() for word in (name, *words)}


def canonical(written: str) -> str:
    """The one name a disease is kept under: 'canine distemper' for 犬瘟热; as it was typed where it is not known."""
    return _BY_SPELLING.get(fold(written), written)


def disease_key(written: str) -> str:
    """What two spellings of the same disease have in common."""
    return fold(canonical(written))
