"""medviewer measured against its peers and the physical floor, in one run: `make bench`."""
