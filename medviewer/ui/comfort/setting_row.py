"""One line of the page of settings: what it is, what it does, and the control that changes it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QPushButton,
    QSizePolicy,
    QSpinBox,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from medviewer.ui.comfort.setting import Setting
from medviewer.ui.comfort.settings import Settings
from medviewer.ui.parts.plain_label import PlainLabel

_CONTROL_PX, _CONTROL_HEIGHT_PX = 264, 26


class SettingRow(QWidget):
    """Shows the present value of a setting and writes another at once."""

    def __init__(
        self,
        setting: Setting,
        settings: Settings,
        ask_folder: Callable[[], str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setting = setting
        self._settings = settings
        self._ask_folder = ask_folder
        self.title = PlainLabel(translated(setting.title))
        self.help = PlainLabel(translated(setting.help), role="muted", wrap=True)
        self.control: QWidget = QWidget() if setting.kind == "note" else self._make_control()
        self.control.setToolTip(translated(setting.help))
        self.control.setAccessibleName(translated(setting.title))
        self.usual = QToolButton()
        self.usual.setText("↺")
        self.usual.setToolTip(self.tr("Back to the usual value"))
        self.usual.setAccessibleName(self.tr("Back to the usual value"))
        keeps_place = self.usual.sizePolicy()
        keeps_place.setRetainSizeWhenHidden(True)
        self.usual.setSizePolicy(keeps_place)
        self.usual.clicked.connect(lambda: settings.reset(setting.key))
        self._build()
        self.refresh()

    def fits(self, words: list[str]) -> bool:
        """Whether all words occur in what the row says, in this language or in English."""
        setting = self.setting
        choices = [name for _, name in setting.choices]
        said = [setting.title, setting.help, setting.key, *choices]
        text = " ".join([*said, *(translated(one) for one in said)]).lower()
        return all(word in text for word in words)

    def refresh(self) -> None:
        """Shows the present value; nothing is written."""
        control, settings, key = self.control, self._settings, self.setting.key
        control.blockSignals(True)
        if isinstance(control, QCheckBox):
            control.setChecked(settings.flag(key))
        elif isinstance(control, QComboBox):
            control.setCurrentIndex(max(control.findData(settings.text(key)), 0))
        elif isinstance(control, QDoubleSpinBox):
            control.setValue(settings.number(key))
        elif isinstance(control, QSpinBox):
            control.setValue(settings.count(key))
        elif isinstance(control, QPushButton):
            control.setText(settings.text(key) or self.tr("Choose…"))
        control.blockSignals(False)
        self.usual.setVisible(self.setting.kind != "note" and not settings.is_usual(key))

    # --- building ---

    def _build(self) -> None:
        texts = QVBoxLayout()
        texts.setSpacing(2)
        texts.addWidget(self.title)
        texts.addWidget(self.help)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 8, 0, 8)
        row.setSpacing(16)
        row.addLayout(texts, 1)
        if self.setting.kind != "note":
            self.control.setMinimumWidth(_CONTROL_PX)  # words in large text may need more
        row.addWidget(self.control, 0, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self.usual, 0, Qt.AlignmentFlag.AlignVCenter)

    def _make_control(self) -> QWidget:
        setting = self.setting
        key, (least, most) = setting.key, setting.bounds
        if setting.kind == "flag":
            box = QCheckBox(self.tr("On"))
            box.toggled.connect(lambda on: self._settings.set(key, on))
            return box
        if setting.kind == "choice":
            combo = QComboBox()
            for value, name in setting.choices:
                combo.addItem(translated(name), value)
            combo.currentIndexChanged.connect(lambda at: self._settings.set(key, combo.itemData(at)))
            return self._calm(combo)
        if setting.kind == "folder":
            button = QPushButton()
            button.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
            button.clicked.connect(self._choose_folder)
            return button
        spin: QSpinBox | QDoubleSpinBox
        if setting.kind == "count":
            spin = QSpinBox()
            spin.setRange(round(least), round(most))
            spin.setSingleStep(5 if most - least > 80 else 1)
        else:
            spin = QDoubleSpinBox()
            spin.setRange(least, most)
            spin.setSingleStep(0.1)
            spin.setDecimals(2)
        spin.setKeyboardTracking(False)
        spin.setSuffix(f" {setting.unit}" if setting.unit else "")
        spin.valueChanged.connect(lambda value: self._settings.set(key, value))
        return self._calm(spin)

    def _calm(self, control: QWidget) -> QWidget:
        """Scrolling the page must change no value on its way."""
        control.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        control.setMinimumHeight(_CONTROL_HEIGHT_PX)
        control.installEventFilter(self)
        return control

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and watched is self.control and not self.control.hasFocus():
            event.ignore()
            return True
        return False

    def _choose_folder(self) -> None:
        folder = self._ask_folder()
        if folder:
            self._settings.set(self.setting.key, folder)


def translated(text: str) -> str:
    """A text of the table of settings in the language of the window."""
    return QCoreApplication.translate("Settings", text) if text else ""
