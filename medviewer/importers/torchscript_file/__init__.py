"""TorchScript, legacy -> packs."""
