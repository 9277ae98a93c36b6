"""The network's grid: where it lies in the volume, and images onto it and back."""
