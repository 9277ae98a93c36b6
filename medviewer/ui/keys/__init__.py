"""Key images: chosen with a key, shown in a gallery."""
