"""What the reports about the whole population answer: founders, the summary, ancestry, exclusions, assumptions."""

import math
from collections import Counter
from datetime import datetime
from uuid import UUID

from breeding_center.animals.queries import stage_limits, taxon_views
from breeding_center.breeding.ancestry import Ancestry, by_range, by_subspecies
from breeding_center.breeding.gene_values import gene_value_of
from breeding_center.breeding.genetics import depth, diversity, effective_size, genedrop
from breeding_center.breeding.genetics.arrays import Floats, Integers, np
from breeding_center.breeding.genetics.diversity import FounderContributions, effective_number
from breeding_center.breeding.ranges import show_range
from breeding_center.breeding.studbook import DAM, LifeState, Studbook, studbook
from breeding_center.breeding.studbook_answers import (
    asked_for,
    drop_note,
    known_number,
    listed,
    mean_kinship_range,
    shares,
    who,
)
from breeding_center.breeding.studbook_drops import drop_genes
from breeding_center.breeding.studbook_notes import (
    notes,
    percent,
    require_animals,
    require_reference,
    told_assumption,
    without_kin,
)
from breeding_center.breeding.studbook_rows import as_kept, as_uuid
from breeding_center.declarations.report import Answer, Row
from breeding_center.errors import NotUnderstood
from breeding_center.storage.reading import Reading
from breeding_center.text import _
from breeding_center.text import listed as named_in_turn
from breeding_center.vocabulary import LifeStage, Sex
from breeding_center.vocabulary.studbook import AssumptionKind, ExclusionKind

MOST_PAIRWISE = 2000  # members of whom all kinships are looked at for the effective size by coancestry


# ---------------------------------------------------------------- founders


def founders(
    reading: Reading,
    *,
    as_of: datetime,
    taxon: UUID | None,
    institution: UUID | None,
    assumptions: bool,
    drops: int,
    seed: int,
) -> Answer:
    """Whose genes the living carry: founders by what they gave, nameless parents, and who could still give."""
    if not drops:
        raise NotUnderstood(_("At least one gene drop is needed."))
    book = asked_for(reading, as_of, taxon, institution, assumptions)
    require_reference(book)
    given, drop = book.contributions(), drop_genes(book, drops, seed)
    potential = potential_founders(book)
    rows = _founder_rows(reading, book, given, drop, set(potential.tolist()))
    rows += _nameless_rows(book, given, drop)
    return Answer(rows, [*_founder_notes(book, given, drop, potential), *notes(reading, book)])


def potential_founders(book: Studbook) -> Integers:
    """Living founders without living descendants: what they carry is nobody else's (Ballou & Lacy 1995)."""
    reference = book.reference
    without_parents = book.pedigree.founder & (book.founder_known > 0)
    without_parents[[child for draw in book.draws for child in draw.children]] = False
    candidates = reference[without_parents[reference]]
    alone = set(without_kin(book).tolist())
    if not len(candidates):
        return candidates
    given = book.contributions()
    share = dict(zip(given.founders.tolist(), given.shares.tolist(), strict=True))
    own = 1.0 / len(reference)  # what an animal gives to a set by being in it
    chosen = [at for at in candidates.tolist() if at in alone or share.get(at, 0.0) <= own * (1 + 1e-9)]
    return np.array(chosen, np.intp)


def _founder_rows(
    reading: Reading, book: Studbook, given: FounderContributions, drop: genedrop.GeneDrop, potential: set[int]
) -> list[Row]:
    taxa = {key: view.name for key, view in taxon_views(reading).items()}
    retained = _by_place(drop.founders, drop.retention[: len(drop.founders)], drop.retention_se[: len(drop.founders)])
    unique = _by_place(book.reference, drop.uniqueness, drop.uniqueness_se)
    descendants = living_descendants(book, given.founders)
    ordered = sorted(zip(given.founders.tolist(), given.shares.tolist(), strict=True), key=lambda pair: -pair[1])
    rows: list[Row] = []
    for at, share in ordered:
        kept, kept_se = retained.get(at, (None, None))
        alone, alone_se = unique.get(at, (None, None))
        kind = "potential_founder" if at in potential else "founder" if book.founder_known[at] else "unknown_parents"
        rows.append(
            {
                **next(who(book, [at])), "kind": kind, "taxon": None if book.taxa[at] is None else
                taxa.get(book.taxon_id(at)), "origin": show_range(book.origins[at] or "") or None,
                "born": book.birth(at),
                "state": book.lives[at].state, "living_descendants": descendants[at], "contribution": share,
                "retention": kept, "retention_se": kept_se, "genomes_left": kept,
                "uniqueness": alone, "uniqueness_se": alone_se,
            }
        )  # fmt: skip
    return rows


def _nameless_rows(book: Studbook, given: FounderContributions, drop: genedrop.GeneDrop) -> list[Row]:
    """Unknown parents that are founders all the same, each named after the offspring that is known of it."""
    retained = _by_place(drop.phantoms, drop.retention[len(drop.founders) :], drop.retention_se[len(drop.founders) :])
    pairs = sorted(zip(given.phantoms.tolist(), given.phantom_shares.tolist(), strict=True), key=lambda pair: -pair[1])
    rows: list[Row] = []
    for child, share in pairs:
        is_dam = not book.parents(child, DAM)
        named = _("unknown dam of {animal}") if is_dam else _("unknown sire of {animal}")
        kept, kept_se = retained.get(child, (None, None))
        rows.append(
            {
                "studbook_number": None, "animal": named.format(animal=book.label(child)),
                "sex": Sex.FEMALE if is_dam else Sex.MALE, "kind": "unnamed_parent", "contribution": share,
                "retention": kept, "retention_se": kept_se, "genomes_left": None if kept is None else kept / 2,
            }
        )  # fmt: skip
    return rows


def _by_place(places: Integers, values: Floats, errors: Floats) -> dict[int, tuple[float, float]]:
    return {
        at: (value, error)
        for at, value, error in zip(places.tolist(), values.tolist(), errors.tolist(), strict=True)
    }  # fmt: skip


def living_descendants(book: Studbook, places: Integers) -> dict[int, int]:
    """How many of the reference set descend from each of some animals, every candidate parent counted."""
    pedigree = book.pedigree if book.expected is None else book.expected.nodes
    at = np.arange(len(book)) if book.expected is None else book.expected.at
    found: dict[int, int] = {}
    for begin in range(0, len(places), 64):
        some = places[begin : begin + 64]
        below = np.zeros((len(pedigree) + 1, len(some)), np.bool_)
        below[at[some], np.arange(len(some))] = True
        for a, b in pedigree.spans:
            below[a:b] |= below[pedigree.sire[a:b]] | below[pedigree.dam[a:b]]
        below[at[some], np.arange(len(some))] = False
        counts = below[at[book.reference]].sum(axis=0).tolist()
        found.update(zip(some.tolist(), counts, strict=True))
    return found


def _founder_notes(
    book: Studbook, given: FounderContributions, drop: genedrop.GeneDrop, potential: Integers
) -> list[str]:
    left = genome_equivalents_left(drop)
    by_retention = retention_genomes(given, drop)
    said = [
        _("{named} founders and {unnamed} unnamed parents; their effective number is {effective}.").format(
            named=len(given.founders), unnamed=len(given.phantoms), effective=f"{given.effective_founders:.2f}"
        ),
        _("Founder genomes by retention (Lacy 1989): {genomes}; Ng by gene drop {dropped} ± {error}.").format(
            genomes=f"{by_retention:.2f}", dropped=f"{drop.genomes:.2f}", error=f"{drop.genomes_se:.3f}"
        ),
        _("Genomes still here: {left}; bred to equal shares they would hold a gene diversity of {diversity}.").format(
            left=f"{left:.2f}", diversity=f"{1 - 0.5 / left:.4f}"
        ),
        drop_note(drop),
    ]
    if len(potential):
        rest = np.setdiff1d(book.reference, potential)
        names = _(", ").join(book.label(at) for at in potential.tolist()[:12])
        said.insert(
            1, _("Potential founders, living and without living descendants: {count} ({animals}).").format(
                count=len(potential), animals=names
            ),
        )  # fmt: skip
        if len(rest):
            said.insert(
                2, _("Without them the gene diversity is {without}, with them {with_them}.").format(
                    without=f"{book.mean_kinship(rest).gene_diversity:.4f}",
                    with_them=f"{book.mean_kinship().gene_diversity:.4f}",
                ),
            )  # fmt: skip
    return said


def genome_equivalents_left(drop: genedrop.GeneDrop) -> float:
    """Founder genomes of which something is left: Σ r, an unnamed parent being half of one (Lacy 1989)."""
    named = len(drop.founders)
    return float(drop.retention[:named].sum() + 0.5 * drop.retention[named:].sum())


def retention_genomes(given: FounderContributions, drop: genedrop.GeneDrop) -> float:
    """fg = 1 / Σ (p² / r) (Lacy 1989), the two lists of founders brought together by place."""
    named, phantom = len(drop.founders), drop.retention
    kept = dict(zip(drop.founders.tolist(), phantom[:named].tolist(), strict=True))
    nameless = dict(zip(drop.phantoms.tolist(), phantom[named:].tolist(), strict=True))
    retention = [kept.get(at, 1.0) for at in given.founders.tolist()]
    retention += [nameless.get(at, 1.0) for at in given.phantoms.tolist()]
    return diversity.retention_genome_equivalents(given, np.array(retention))


# ---------------------------------------------------------------- the population in one row


def population_summary(
    reading: Reading, *, as_of: datetime, taxon: UUID | None, institution: UUID | None, assumptions: bool
) -> Answer:
    """The population in figures: with every unknown parent a founder of its own, and by its known part alone."""
    book = asked_for(reading, as_of, taxon, institution, assumptions)
    require_reference(book)
    over, said = book.mean_kinship_range, mean_kinship_range(book)[2]
    valued = gene_value_of(reading, book, taxon, institution)
    row: Row = {
        **_all_counted(book), **_known_alone(book), **_further(book),
        "ne_family_sizes": known_number(_by_family_sizes(reading, book)),
        "mean_kinship_low": None if over is None else float(over.low[-1]),
        "mean_kinship_high": None if over is None else float(over.high[-1]),
        "gene_value": valued.value, "gene_value_known": valued.known, "currency_on": book.currency_on,
    }  # fmt: skip
    explained = [
        _("Without a suffix, every unknown parent counts as a founder of its own; '_known' is the part known alone."),
        _("Ne by inbreeding: Gutiérrez et al. 2009; by coancestry: Cervantes et al. 2011; by sex ratio: Wright 1931."),
        _("Ne by family sizes: 4 Nm Nf / (Nm + Nf), each sex (N k - 1) / (k - 1 + v / k), Lande & Barrowclough 1987."),
    ]
    likeliest = [_("Generations and effective ancestors are of the likeliest pedigree.")] if book.draws else []
    return Answer([row], [*said, *explained, *valued.said, *likeliest, *notes(reading, book)])


def _all_counted(book: Studbook) -> dict[str, object]:
    reference, given, found = book.reference, book.contributions(), book.mean_kinship()
    generations = depth.equivalent_generations(book.likeliest)[reference]
    return {
        "animals": len(reference),
        "founders": len(given.founders) + len(given.phantoms),
        "gene_diversity": found.gene_diversity,
        "mean_kinship": found.overall,
        "founder_genome_equivalents": known_number(found.founder_genome_equivalents),
        "effective_founders": known_number(given.effective_founders),
        "mean_inbreeding": float(book.inbreeding()[reference].mean()),
        "complete_generations": float(generations.mean()),
    }


def _known_alone(book: Studbook) -> dict[str, object]:
    reference, given, found = book.reference, book.contributions(), book.mean_kinship_known()
    is_known = book.founder_known[given.founders] > 0
    part = given.shares[is_known]
    total = float(part.sum())
    share = book.known.share[reference]
    within = book.known.inbreeding[reference]
    within = within[np.isfinite(within)]
    depths = depth.equivalent_generations(book.likeliest)[reference]
    weight = float(share.sum())
    return {
        "animals_known": int((share > 0).sum()),
        "founders_known": int(is_known.sum()),
        "gene_diversity_known": known_number(found.gene_diversity),
        "mean_kinship_known": known_number(found.overall),
        "founder_genome_equivalents_known": known_number(found.founder_genome_equivalents),
        "effective_founders_known": known_number(effective_number(part / total)) if total > 0 else None,
        "mean_inbreeding_known": float(within.mean()) if len(within) else 0.0,
        "complete_generations_known": float((share * depths).sum() / weight) if weight > 0 else None,
    }


def _further(book: Studbook) -> dict[str, object]:
    """Beside what every report of a population has: sexes, knowledge, effective sizes, the whole studbook."""
    reference = book.reference
    sexes = Counter(book.sexes[at] for at in reference.tolist())
    inbred, depths = book.inbreeding(), depth.equivalent_generations(book.likeliest)
    real = np.array([at for at in range(len(book)) if book.is_record[at]], np.intp)
    by_inbreeding = effective_size.from_inbreeding(inbred[reference], depths[reference])
    found, knowledge = book.mean_kinship(), book.knowledge
    return {
        "males": sexes[Sex.MALE], "females": sexes[Sex.FEMALE], "unknown_sex": sexes[Sex.UNKNOWN],
        "potential_founders": len(potential_founders(book)),
        "mean_kinship_without_self": known_number(found.overall_without_self),
        "effective_ancestors": known_number(diversity.effective_ancestors(book.likeliest, reference).number),
        "ne_inbreeding": known_number(by_inbreeding.number),
        "ne_inbreeding_se": known_number(by_inbreeding.standard_error),
        "ne_coancestry": known_number(_by_coancestry(book, depths)),
        "ne_sex_ratio": _by_sex_ratio(book),
        "known_share": float(knowledge.known[reference].mean()),
        "assumed_share": float(knowledge.assumed[reference].mean()),
        "dna_share": float(knowledge.dna[reference].mean()),
        "excluded": len(book.excluded), "animals_all": len(real),
        "mean_inbreeding_all": float(inbred[real].mean()),
        "complete_generations_all": float(depths[real].mean()),
    }  # fmt: skip


def _by_coancestry(book: Studbook, depths: Floats) -> float:
    reference = book.reference
    if not 1 < len(reference) <= MOST_PAIRWISE:
        return math.nan
    return effective_size.from_coancestry(book.kinship(reference), depths[reference]).number


def _by_family_sizes(reading: Reading, book: Studbook) -> float:
    """Ne from the lifetime offspring of all that are dead and lived to breed, the childless among them."""
    adult = {
        as_kept(reading, taxon): next((one.from_days for one in limits if one.stage is LifeStage.ADULT), None)
        for taxon, limits in stage_limits(reading).items()
    }
    pedigree = book.likeliest
    offspring = np.bincount(pedigree.sire[pedigree.sire >= 0], minlength=len(book))
    offspring += np.bincount(pedigree.dam[pedigree.dam >= 0], minlength=len(book))
    by_sex: dict[Sex, list[int]] = {Sex.MALE: [], Sex.FEMALE: [], Sex.UNKNOWN: []}
    for at, life in enumerate(book.lives):
        born, mature = book.birth_from[at], adult.get(book.taxa[at])
        died = life.since if life.state is LifeState.DEAD else None
        if born is not None and mature is not None and died is not None and (died - born).days >= mature:
            by_sex[book.sexes[at]].append(int(offspring[at]))
    males, females = (np.array(by_sex[sex], np.intp) for sex in (Sex.MALE, Sex.FEMALE))
    return effective_size.from_family_sizes(males, females).number


def _by_sex_ratio(book: Studbook) -> float:
    """Ne of the breeders that are in the set: those with offspring."""
    is_parent = book.likeliest.parent
    bred = Counter(book.sexes[at] for at in book.reference.tolist() if is_parent[at])
    return effective_size.from_sex_ratio(bred[Sex.MALE], bred[Sex.FEMALE])


# ---------------------------------------------------------------- ancestry


def ancestry(
    reading: Reading,
    *,
    as_of: datetime,
    taxon: UUID | None,
    institution: UUID | None,
    living: bool,
    assumptions: bool,
) -> Answer:
    """From which subspecies and mountain ranges each animal's founders came."""
    book = asked_for(reading, as_of, taxon, institution, assumptions)
    require_animals(book)
    subspecies, ranges = by_subspecies(reading, book), by_range(book)
    taxa = {key: view.name for key, view in taxon_views(reading).items()}
    places = listed(book, living)
    rows: list[Row] = [
        {
            **head, "taxon": taxa.get(book.taxon_id(at)), "subspecies": told_shares(subspecies.of(at)),
            "ranges": told_shares(ranges.of(at)), **shares(book, at),
        }
        for at, head in zip(places, who(book, places), strict=True)
    ]  # fmt: skip
    return Answer(rows, [*_of_the_set(book, subspecies, ranges), *notes(reading, book)])


def told_shares(found: dict[str, float]) -> str:
    """Shares by group in words, and what is not known."""
    told = [f"{group} {percent(share)}" for group, share in found.items()]
    rest = 1.0 - sum(found.values())
    if rest > 1e-9:
        told.append(_("not known {share}").format(share=percent(rest)))
    return named_in_turn(told)


def _of_the_set(book: Studbook, *found: Ancestry) -> list[str]:
    if not len(book.reference):
        return []
    said = []
    for one in found:
        means = one.shares[book.reference].mean(axis=0).tolist() if one.groups else []
        said.append(
            _("The reference set descends from: {shares}.").format(
                shares=told_shares(dict(zip(one.groups, means, strict=True)))
            )
        )
    return said


# ---------------------------------------------------------------- lists


def exclusions(
    reading: Reading, *, as_of: datetime, taxon: UUID | None, institution: UUID | None
) -> list[dict[str, object]]:
    """The living animals that are not of the managed ones, and why."""
    book = studbook(reading, as_of=as_of, taxon=taxon, institution=institution)
    return [
        {**next(who(book, [one.place])), "kind": ExclusionKind(one.kind), "from_on": one.from_on, "why": one.why}
        for one in book.excluded
    ]


def assumptions(reading: Reading) -> list[dict[str, object]]:
    """The analytic assumptions that stand."""
    book = studbook(reading)
    return [
        {
            "id": as_uuid(row[0]), "kind": AssumptionKind(row[2]), "assumption": told_assumption(book, row),
            "assumed_on": row[6], "source": row[7],
        }
        for row in book.assumptions
    ]  # fmt: skip
