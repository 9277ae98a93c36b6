"""How the 3D picture looks: presets, light, crop, surfaces, and where it lies in the world."""
