"""Bytes to headers: elements, character sets, transfer syntaxes; nothing is judged here."""
