"""Marks under the hand: drawing, painting, their list."""
