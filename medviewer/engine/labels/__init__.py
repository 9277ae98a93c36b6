"""From mean outputs to a label map on the volume's grid."""
