"""What stands at the sides of the window."""
