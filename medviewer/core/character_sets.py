"""Character sets that a user can set by hand where a file names none or a wrong one."""

from __future__ import annotations

CHOSEN_BY_HAND = {
    "utf-8": "Unicode (UTF-8)",
    "gb18030": "Chinese, simplified (GB18030, GBK)",
    "big5": "Chinese, traditional (Big5)",
    "shift_jis": "Japanese (Shift JIS)",
    "euc_jp": "Japanese (EUC)",
    "euc_kr": "Korean (EUC)",
    "latin-1": "Western European (Latin-1)",
    "iso8859-2": "Central European (Latin-2)",
    "iso8859-5": "Cyrillic (ISO 8859-5)",
    "cp1251": "Cyrillic (Windows 1251)",
    "iso8859-7": "Greek (ISO 8859-7)",
    "iso8859-6": "Arabic (ISO 8859-6)",
    "iso8859-8": "Hebrew (ISO 8859-8)",
    "tis-620": "Thai (TIS 620)",
}
"""What a user reads, by the name of the codec; such a set is taken at its word."""
