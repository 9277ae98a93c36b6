"""What is on screen, as observable state. Knows no Qt, no VTK, and not how a file or a result was made."""
