"""The local study index: which studies are where, found again by name, number, date and pinyin.

The index is a cache in one SQLite file. Hosts write it (`index`, `copy_in`, `change`); the window
reads it on worker threads (`query`, `presence`). What may not be lost, the list of indexed places, is kept
apart in a small file of its own (`place_list`).
"""
