"""What runs a network: torch, OpenVINO, onnxruntime."""
