"""Model packs: the folder and the ``.mvpack`` file, what they say, and where installed ones lie. No torch."""
