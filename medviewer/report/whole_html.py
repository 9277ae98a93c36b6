"""A page with its pictures inside: one file that needs nothing else."""

from __future__ import annotations

import base64
from collections.abc import Sequence

from medviewer.core.report import ReportPicture
from medviewer.core.report_page import ReportPage
from medviewer.report.addresses import picture_address

_IN_BROWSERS = (
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    "<style>body { background: #ffffff; } img { max-width: 100%; height: auto; } "
    ".shot { width: 50%; } .shot img { width: 97%; } "
    "@media screen { body { max-width: 720px; margin: 24px auto; padding: 0 16px; } } "
    "@media print { tr, img, p { break-inside: avoid; } h1, h2, h3 { break-after: avoid; } "
    "* { print-color-adjust: exact; } }</style></head>"
)
"""For browsers only: the program lays out and parts pages on paper itself."""


def whole_html(page: ReportPage, pictures: Sequence[ReportPicture]) -> str:
    """The page's HTML with each picture as a ``data:`` address in the place of its reference."""
    html = page.html.replace("</head>", _IN_BROWSERS, 1)
    for number, picture in enumerate(pictures, 1):
        data = base64.b64encode(picture.png).decode("ascii")
        html = html.replace(f'src="{picture_address(number)}"', f'src="data:image/png;base64,{data}"')
    return html
