"""Plain weights beside a manifest that names their network -> packs."""
