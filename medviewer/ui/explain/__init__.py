"""Explanations in the window: the legend of a heat map, the choice of a method, what the tests say."""
