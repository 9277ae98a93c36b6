"""Images on screen, from the first slice that arrives to the windowing by hand."""
