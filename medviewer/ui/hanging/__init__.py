"""Hanging rules in the window: applied when a study is opened, made by example, edited as a list."""
