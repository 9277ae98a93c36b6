"""What a run will take, reckoned before it starts. No torch."""
