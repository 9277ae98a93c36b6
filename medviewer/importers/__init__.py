"""Foreign model formats -> model packs. Reads them as data; nothing of theirs is executed."""
