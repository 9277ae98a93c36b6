"""Results and objects over an image: segmentations, heat maps, landmarks, contours, presentation states."""
