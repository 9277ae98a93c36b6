"""What can be done: one table of commands, and who carries them out."""
