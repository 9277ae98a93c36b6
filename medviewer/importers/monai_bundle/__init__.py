"""MONAI bundles, their declarative part -> packs."""
