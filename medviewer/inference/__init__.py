"""Finding models, checking what they are given and what they give, and running them."""
