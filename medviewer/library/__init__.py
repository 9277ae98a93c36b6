"""The local study index: what was seen where, found again by search. A cache; losing it loses nothing."""
