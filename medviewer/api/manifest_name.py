"""The name of the file that makes a folder a plugin."""

MANIFEST_NAME = "plugin.toml"
