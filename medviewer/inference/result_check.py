"""The check of every result before it is shown; plugins' own tests use the same one."""

from medviewer.api.result_check import check_result

__all__ = ["check_result"]
