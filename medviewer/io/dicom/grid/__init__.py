"""Which slices belong together and whether they form a grid: grouping, verdicts, straightening, time."""
