"""Choosing and filling layouts, and views and panels in windows of their own."""
