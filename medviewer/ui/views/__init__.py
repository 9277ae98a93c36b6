"""Where pictures are painted, and what is painted over them."""
