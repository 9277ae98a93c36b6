"""What pictures, cards and windows need, imported before they are asked for, but after the first paint."""

from __future__ import annotations

# ruff: noqa: F401 - imported so that it is there


def import_ahead() -> None:
    """For a worker thread, once the window is painted: neither a picture nor a window then waits for it."""
    import medviewer.render.slice_renderer
    import medviewer.render.volume_renderer
    import medviewer.ui.comfort.help_page
    import medviewer.ui.comfort.keys_page
    import medviewer.ui.comfort.palette
    import medviewer.ui.comfort.palette_of_window
    import medviewer.ui.comfort.settings_page
    import medviewer.ui.document_view
    import medviewer.ui.explain.explain_section
    import medviewer.ui.layouts.layout_desk
    import medviewer.ui.library.window
    import medviewer.ui.models.browser_window
    import medviewer.ui.models.compare_view
    import medviewer.ui.models.install_window
    import medviewer.ui.panels.anomaly_rows
    import medviewer.ui.panels.detection_rows
    import medviewer.ui.panels.job_row
    import medviewer.ui.panels.landmark_rows
    import medviewer.ui.panels.layer_row
    import medviewer.ui.panels.roi_row
    import medviewer.ui.panels.segment_list
    import medviewer.ui.panels.slice_curve


def import_cards() -> None:
    """What is needed as soon as a model is found."""
    import medviewer.ui.panels.model_card
