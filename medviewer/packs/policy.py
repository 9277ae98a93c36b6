"""What an administrator decides about models: settings in the configuration folders, no window needed."""

from __future__ import annotations

import json
import secrets
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path
from typing import Any

import platformdirs

from medviewer.core.errors import PluginError

_NAME = "models.json"


@dataclass(frozen=True)
class ModelPolicy:
    """The decisions of one ``models.json``.

    Parameters
    ----------
    require_signature
        Packs without a signature by one of the clinic's keys are refused, not only warned of.
    allowed_plugins
        Plugins of the user's folder and of installed packages that may run: id -> hash of its files
        (`plugin_hash`) when it was allowed.
    administrator_only
        Only in the machine's own folder: the user's file and keys are not looked at.
    """

    require_signature: bool = False
    allowed_plugins: Mapping[str, str] = field(default_factory=dict)
    administrator_only: bool = False


def machine_config() -> Path:
    """The folder of settings that hold for every user of this machine; only an administrator may write it."""
    return Path(platformdirs.site_config_dir("medviewer", appauthor=False))


def user_config() -> Path:
    """The user's folder of settings."""
    return Path(platformdirs.user_config_dir("medviewer", appauthor=False))


def key_folders() -> tuple[Path, ...]:
    """Where public keys ``*.pub`` lie that packs may be signed with."""
    folders = (machine_config(),) if read_policy(machine_config()).administrator_only else _both()
    return tuple(folder / "keys" for folder in folders)


def current_policy() -> ModelPolicy:
    """What holds now: the machine's decisions and, unless they are to hold alone, the user's."""
    machine = read_policy(machine_config())
    if machine.administrator_only:
        return machine
    user = read_policy(user_config())
    return ModelPolicy(
        require_signature=machine.require_signature or user.require_signature,
        allowed_plugins={**user.allowed_plugins, **machine.allowed_plugins},
    )


def read_policy(folder: Path) -> ModelPolicy:
    """The decisions in one folder; the defaults where there are none.

    Raises
    ------
    PluginError
        If the file is damaged: what an administrator meant must not be guessed.
    """
    path = folder / _NAME
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
        return _policy(content)
    except FileNotFoundError:
        return ModelPolicy()
    except (OSError, ValueError, TypeError, RecursionError) as error:
        raise PluginError(
            f"The settings for models in {path} cannot be read; correct or remove it."
        ) from error


def allow_plugin(model_id: str, content_hash: str, folder: Path | None = None) -> None:
    """Lets a plugin run as long as its files are as they are now."""
    folder = folder or user_config()
    policy = read_policy(folder)
    write_policy(replace(policy, allowed_plugins={**policy.allowed_plugins, model_id: content_hash}), folder)


def forbid_plugin(model_id: str, folder: Path | None = None) -> None:
    """Takes the permission back."""
    folder = folder or user_config()
    policy = read_policy(folder)
    rest = {key: value for key, value in policy.allowed_plugins.items() if key != model_id}
    write_policy(replace(policy, allowed_plugins=rest), folder)


def write_policy(policy: ModelPolicy, folder: Path) -> None:
    """Writes the decisions of one folder, wholly or not at all.

    Raises
    ------
    PluginError
        If it may not be written there.
    """
    temporary = folder / f".{_NAME}-{secrets.token_hex(6)}"
    try:
        folder.mkdir(parents=True, exist_ok=True)
        temporary.write_text(json.dumps(asdict(policy), indent=2, sort_keys=True) + "\n", encoding="utf-8")
        temporary.replace(folder / _NAME)
    except OSError as error:
        raise PluginError(f"{folder / _NAME} may not be written ({error.strerror}).") from error
    finally:
        temporary.unlink(missing_ok=True)


def _policy(content: Any) -> ModelPolicy:
    policy = ModelPolicy(**content)
    plugins = policy.allowed_plugins
    flags = (policy.require_signature, policy.administrator_only)
    if not all(isinstance(flag, bool) for flag in flags) or not isinstance(plugins, dict):
        raise ValueError("not a policy")
    if not all(isinstance(text, str) for pair in plugins.items() for text in pair):
        raise ValueError("not a policy")
    return policy


def _both() -> tuple[Path, Path]:
    return machine_config(), user_config()
