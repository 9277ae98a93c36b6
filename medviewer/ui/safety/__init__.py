"""Work that is never lost, and patients that are never taken for one another."""
