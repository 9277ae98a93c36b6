"""The languages of the window: words from Qt Linguist files, exchanged while it runs."""
