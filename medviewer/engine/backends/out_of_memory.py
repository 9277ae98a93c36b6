"""What libraries say when memory fails."""

from __future__ import annotations


def is_out_of_memory(error: BaseException) -> bool:
    """Whether an exception says that the memory of the graphics card or of the machine is full."""
    text = str(error).lower()
    return (
        isinstance(error, MemoryError)
        or type(error).__name__ == "OutOfMemoryError"
        or ("cuda" in text and "out of memory" in text)
        or "can't allocate memory" in text  # torch's allocator for the processor
        or "failed to allocate memory" in text  # onnxruntime
        or "could not allocate" in text  # oneDNN
        or "bad_alloc" in text  # C++
    )
