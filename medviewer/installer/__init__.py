"""The install gate and the store of installed packs."""
