#!/bin/sh
# Opens medviewer with its sample study; where no window can be opened, does the same job headless.
set -eu
medviewer=$1

can_open_a_window() {
    case "$(uname -s)" in
        Linux) [ -n "${DISPLAY:-}${WAYLAND_DISPLAY:-}" ] || return 1 ;;
    esac
    "$(dirname "$medviewer")/python" -c 'from PySide6.QtGui import QGuiApplication; QGuiApplication([])' \
        >/dev/null 2>&1
}

if can_open_a_window; then
    exec "$medviewer" demo
fi
echo "medviewer: there is no display, so the demonstration runs without a window and writes to demo/"
QT_QPA_PLATFORM=offscreen exec "$medviewer" demo --headless demo
