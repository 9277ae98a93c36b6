"""The window: widgets that show the scene and turn hands into verbs. Knows no voxels and no file formats."""
