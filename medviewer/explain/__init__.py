"""Explanations of what a classifier states: heat maps, their tests, uncertainty. Runs in the model host."""
