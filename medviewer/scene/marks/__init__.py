"""What the reader draws: marks, their handles and figures, key images, lesions."""
