"""TotalSegmentator's weight folders -> packs."""
