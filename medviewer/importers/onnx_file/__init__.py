"""ONNX models -> packs."""
