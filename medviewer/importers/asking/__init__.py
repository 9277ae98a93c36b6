"""What a model in another format may be told before it is converted, and what it says itself."""
