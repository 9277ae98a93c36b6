"""brainchop's MeshNets (TensorFlow.js layer models) -> packs."""
