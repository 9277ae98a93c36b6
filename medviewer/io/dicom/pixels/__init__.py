"""From stored bytes to true values: codecs, colours, lookup tables, uptake."""
