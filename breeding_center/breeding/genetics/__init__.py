"""Population genetics of a pedigree: pure kernels, arrays in and arrays out.

Nothing here knows a database, a face or a clock, and numpy loads only when a kernel runs. What each number means and
where it comes from stands with the kernel that computes it.

pedigree        order, loops, unknown parents          inbreeding, kinship   F, f, mean kinship
diversity       founders, ancestors, gene value        genedrop              retention, uniqueness, Ng, with errors
depth           generations, completeness, GCI         effective_size        Ne by five ways
uncertain       several possible parents               pairs, plan           what pairs would give; the best set
demography      life table, growth, projection         assignment            the cheapest pairing, proven
litter          a planned birth, before and after      alternatives          other males for the dams of a plan
exhaustive      every plan of a small center

window, paths and indirect are the three ways in which kinships are found; `inbreeding` chooses among them.
"""
