"""What is known of a series travels between processes as plain nouns."""

from __future__ import annotations

import pickle
import pickletools

import pytest

from medviewer.core.series import Catalog, LoadReport, SeriesEntry, SeriesInfo, Verdict


@pytest.mark.parametrize("verdict", Verdict)
def test_catalog_is_pickled_with_nouns_only_and_comes_back_the_same(verdict: Verdict) -> None:
    entry = SeriesEntry(SeriesInfo("1"), "dicom", ("a.dcm",), (1, 2, 3), LoadReport(verdict))
    catalog = Catalog("folder", (entry,))
    message = pickle.dumps(catalog)
    assert pickle.loads(message) == catalog  # noqa: S301 - our own bytes
    assert "getattr" not in [argument for _, argument, _ in pickletools.genops(message)]
