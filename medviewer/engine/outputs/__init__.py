"""From what other networks say to findings, boxes and landmarks."""
