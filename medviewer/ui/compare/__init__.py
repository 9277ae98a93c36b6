"""Comparing the image on screen with another one."""
