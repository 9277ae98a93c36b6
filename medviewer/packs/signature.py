"""Signatures of packs: minisign (Ed25519) over ``SHA256SUMS``, against the clinic's own public keys."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from medviewer.core.errors import PluginError
from medviewer.packs.hashes import SIGNATURE_NAME, SUMS_NAME

_LONGEST_BYTES = 4096


def signer_of(folder: Path, key_folders: Sequence[Path]) -> str:
    """Name of the key (its file without ``.pub``) that signed a pack; ``""`` if the pack is not signed.

    A signature covers ``SHA256SUMS``, and that every other file: check the hashes too.

    Raises
    ------
    PluginError
        If there is a signature, but by none of the keys, or not for this content.
    """
    path = folder / SIGNATURE_NAME
    if not path.is_file():
        return ""
    import minisign  # brings cryptography, which only a signed pack needs

    try:
        signature = minisign.Signature.from_bytes(_small(path))
        content = (folder / SUMS_NAME).read_bytes()
    except (minisign.Error, OSError, ValueError) as error:
        raise PluginError(f"{SIGNATURE_NAME} cannot be read, so the pack is refused.") from error
    for key_path in _keys(key_folders):
        try:
            minisign.PublicKey.from_bytes(_small(key_path)).verify(content, signature)
        except (minisign.VerifyError, minisign.ParseError, OSError, ValueError):
            continue  # another key's signature, or no key
        return key_path.stem
    raise PluginError(
        "The pack is signed, but not by a key that this machine knows, or it was changed after it was "
        "signed; ask the sender, and put the public key of those you trust into the key folder."
    )


def _keys(folders: Sequence[Path]) -> list[Path]:
    return [path for folder in folders if folder.is_dir() for path in sorted(folder.glob("*.pub"))]


def _small(path: Path) -> bytes:
    with path.open("rb") as file:
        content = file.read(_LONGEST_BYTES + 1)
    if len(content) > _LONGEST_BYTES:
        raise ValueError("too long for a key or a signature")
    return content
