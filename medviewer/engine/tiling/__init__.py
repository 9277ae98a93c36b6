"""Tiles: where they begin, what runs on them, where their sums lie, and when a voxel is complete."""
