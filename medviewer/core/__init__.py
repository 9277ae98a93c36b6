"""The nouns of medviewer. Needs numpy only; knows no files, no Qt, no VTK, no torch and no threads."""
