"""Reading and writing of foreign files. Runs in the reader host; it never asks or shows anything."""
