"""nnU-Net v2 models: folders and zips -> packs."""
