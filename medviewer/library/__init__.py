"""The local study index: which studies are where, found again by name, number, date and pinyin.

The index is a cache in one SQLite file. Hosts write it (`index`, `store`, `copy_in`, `remove`); the window
reads it on worker threads (`query`, `presence`). What may not be lost, the list of indexed places, is kept
apart in a small file of its own (`places`).
"""
