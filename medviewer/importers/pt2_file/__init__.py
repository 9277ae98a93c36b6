"""torch.export programs (.pt2) -> packs."""
