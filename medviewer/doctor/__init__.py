"""What is slow or missing on this machine; the command line and the window tell the same."""
