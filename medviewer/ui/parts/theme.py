"""The look of the window: one dark palette, one accent colour, one short stylesheet on an 8 px grid."""

from __future__ import annotations

from PySide6.QtGui import QColor, QFont, QPalette
from PySide6.QtWidgets import QApplication, QStyleFactory

from medviewer.ui.parts.colours import Colours, colours, use_colours

BACKGROUND = "#121416"
PANEL = "#1a1d21"
RAISED = "#23282e"
BORDER = "#2d333a"
TEXT = "#d8dde3"
MUTED = "#8e98a3"
ACCENT = "#4ea1d8"
MEASURED = "#ffedb0"
"""What the reader measures, on pictures and where it is told of."""

PLANE_DASHES: dict[str, tuple[float, ...]] = {"axial": (12, 6), "sagittal": (3, 5), "coronal": (10, 4, 2, 4)}

_TEXT_PX, _SUBTITLE_PX, _TITLE_PX = 12, 14, 16
_STYLE = f"""
QMainWindow, QDialog {{ background: {BACKGROUND}; }}
QToolTip {{ background: {RAISED}; color: {TEXT}; border: 1px solid {BORDER}; padding: 4px 8px; }}
QMenuBar {{ background: {PANEL}; padding: 0 4px; }}
QMenuBar::item {{ padding: 6px 8px; background: transparent; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {RAISED}; }}
QMenu {{ background: {PANEL}; border: 1px solid {BORDER}; padding: 4px; }}
QMenu::item {{ padding: 4px 24px; border-radius: 4px; }}
QMenu::item:selected {{ background: {ACCENT}; color: {BACKGROUND}; }}
QMenu::item:disabled {{ color: #5f6872; background: transparent; }}
QMenu::separator {{ height: 1px; background: {BORDER}; margin: 4px 8px; }}
QToolBar {{ background: {PANEL}; border: 0;
    border-bottom: 1px solid {BORDER}; padding: 4px 8px; spacing: 2px; }}
QToolBar::separator {{ background: {BORDER}; width: 1px; margin: 4px 8px; }}
QToolButton {{ background: transparent; border: 1px solid transparent;
    border-radius: 4px; padding: 4px 6px; }}
QToolButton:hover {{ background: {RAISED}; }}
QToolButton:checked {{ background: {RAISED}; border-color: {ACCENT}; color: {ACCENT}; }}
QToolButton:disabled {{ color: #5f6872; }}
QToolButton#qt_toolbar_ext_button, QToolButton#qt_menubar_ext_button {{ padding: 0; background: {RAISED}; }}
QToolButton::menu-indicator {{ image: none; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QPushButton {{ background: {RAISED}; border: 1px solid {BORDER}; border-radius: 4px; padding: 4px 12px; }}
QPushButton:hover {{ border-color: {ACCENT}; }}
QPushButton:disabled {{ color: #5f6872; border-color: {RAISED}; }}
QCheckBox {{ border: 1px solid transparent; border-radius: 4px; }}
QCheckBox:focus {{ border-color: {ACCENT}; }}
QPushButton:focus, QToolButton:focus {{ border-color: {ACCENT}; }}
QLineEdit:focus, QComboBox:focus {{ border-color: {ACCENT}; }}
QCheckBox::indicator:unchecked {{ border: 1px solid {MUTED}; border-radius: 2px; background: {RAISED}; }}
QCheckBox:focus, QRadioButton:focus {{ color: {ACCENT}; }}
QSlider:focus {{ border: 1px solid {ACCENT}; border-radius: 4px; }}
QScrollArea {{ background: {PANEL}; border: 0; }}
QListView, QTreeView, QTextEdit, QPlainTextEdit {{ background: {PANEL}; border: 1px solid {PANEL}; }}
QListView:focus, QTreeView:focus, QTableView:focus, QTextEdit:focus, QPlainTextEdit:focus {{
    border: 1px solid {ACCENT}; }}
QScrollArea:focus {{ border: 1px solid {ACCENT}; }}
QListView::item:selected {{ background: {RAISED}; color: {TEXT}; }}
QLineEdit, QComboBox {{ background: {RAISED}; border: 1px solid {BORDER};
    border-radius: 4px; padding: 4px 8px; }}
QLabel[role="title"], QLabel[role="subtitle"] {{ font-weight: 600; }}
QStatusBar {{ background: {PANEL}; border-top: 1px solid {BORDER}; color: {MUTED}; }}
QStatusBar::item {{ border: 0; }}
QSplitter::handle {{ background: {BACKGROUND}; }}
QScrollBar:vertical {{ background: transparent; width: 8px; margin: 0; }}
QScrollBar:horizontal {{ background: transparent; height: 8px; margin: 0; }}
QScrollBar::handle {{ background: {BORDER}; border-radius: 4px; min-height: 24px; min-width: 24px; }}
QScrollBar::handle:hover {{ background: {MUTED}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QProgressBar {{ background: {BORDER}; border: 0; border-radius: 3px; max-height: 6px; min-height: 6px; }}
QProgressBar::chunk {{ background: {ACCENT}; border-radius: 3px; }}
QSlider::groove:horizontal {{ background: {BORDER}; height: 4px; border-radius: 2px; }}
QSlider::sub-page:horizontal {{ background: {MUTED}; border-radius: 2px; }}
QSlider::handle:horizontal {{ background: {TEXT}; width: 12px; margin: -4px 0; border-radius: 6px; }}
QSlider::handle:horizontal:hover {{ background: {ACCENT}; }}
QLabel[role="muted"] {{ color: {MUTED}; }}
QLabel[role="badge"] {{ color: {BACKGROUND}; background: {ACCENT}; border-radius: 3px; padding: 0 4px; }}
QLabel[role="badge-plain"] {{ color: {MUTED}; border: 1px solid {BORDER};
    border-radius: 3px; padding: 0 4px; }}
QComboBox QAbstractItemView {{ background: {RAISED}; color: {TEXT}; border: 1px solid {BORDER};
    selection-background-color: #24445c; selection-color: {TEXT}; outline: 0; }}
QTabWidget::pane {{ border: 0; border-top: 1px solid {BORDER}; }}
QTabBar::tab {{ background: transparent; color: {MUTED}; padding: 6px 12px; border: 0;
    border-bottom: 2px solid transparent; }}
QTabBar::tab:selected {{ color: {TEXT}; border-bottom-color: {ACCENT}; }}
QTabBar::tab:focus {{ color: {TEXT}; }}
QTableView {{ background: {PANEL}; border: 1px solid {PANEL}; outline: 0; }}
QTableView::item {{ padding: 2px 8px; border: 0; }}
QTableView::item:selected {{ background: #24445c; color: {TEXT}; }}
QHeaderView::section {{ background: {PANEL}; color: {MUTED}; border: 0;
    border-bottom: 1px solid {BORDER}; padding: 6px 8px; }}
QTableCornerButton::section {{ background: {PANEL}; border: 0; }}
QFrame[role="panel"] {{ background: {PANEL}; }}
QFrame[role="card"] {{ background: {RAISED}; border-radius: 4px; }}
"""


def dark_palette() -> QPalette:
    """The palette that widgets without a rule in the stylesheet use."""
    palette = QPalette()
    role = QPalette.ColorRole
    for colour_role, colour in (
        (role.Window, PANEL),
        (role.WindowText, TEXT),
        (role.Base, PANEL),
        (role.AlternateBase, RAISED),
        (role.Text, TEXT),
        (role.Button, RAISED),
        (role.ButtonText, TEXT),
        (role.ToolTipBase, RAISED),
        (role.ToolTipText, TEXT),
        (role.BrightText, colours().error),
        (role.Highlight, ACCENT),
        (role.HighlightedText, BACKGROUND),
        (role.Link, ACCENT),
        (role.PlaceholderText, MUTED),
    ):
        palette.setColor(colour_role, QColor(colour))
    for colour_role in (role.WindowText, role.Text, role.ButtonText):
        palette.setColor(QPalette.ColorGroup.Disabled, colour_role, QColor("#5f6872"))
    return palette


def apply_theme(application: QApplication, text_scale: float = 1.0, palette: str = "usual") -> None:
    """Gives the whole application its dark look.

    ``text_scale`` makes its text larger or smaller, ``palette`` names one of `medviewer.ui.parts.colours`.
    """
    style = QStyleFactory.create("Fusion")
    if style is not None:
        application.setStyle(style)
    use_colours(application, palette)
    application.setPalette(dark_palette())
    sizes = (("*", _TEXT_PX), ('QLabel[role="title"]', _TITLE_PX), ('QLabel[role="subtitle"]', _SUBTITLE_PX))
    looks = "".join(f"{what} {{ font-size: {round(px * text_scale)}px; }}\n" for what, px in sizes)
    application.setStyleSheet(looks + _STYLE + _states(colours()))


def text_scale(font: QFont) -> float:
    """How much larger than usual the text of a widget is, for what is painted in sizes of its own."""
    return font.pixelSize() / _TEXT_PX if font.pixelSize() > 0 else 1.0


def grown(px: int, font: QFont) -> int:
    """A height that was made for usual text, for the text of a font; never less."""
    return round(px * max(text_scale(font), 1.0))


def _states(now: Colours) -> str:
    """The rules whose colours say how something stands."""
    return f"""
QLabel[role="warning"] {{ color: {now.warning}; }}
QLabel[role="error"] {{ color: {now.error}; }}
QLabel[role="good"] {{ color: {now.good}; }}
QLabel[role="badge-warning"] {{ color: {BACKGROUND}; background: {now.warning};
    border-radius: 3px; padding: 0 4px; }}
QFrame[severity] {{ background: {RAISED}; border-left: 3px solid {now.warning}; }}
QFrame[severity="error"] {{ border-left-color: {now.error}; }}
"""
