"""A page with its pictures inside: one file that needs nothing else."""

from __future__ import annotations

import base64
from collections.abc import Sequence

from medviewer.core.report import ReportPicture
from medviewer.core.report_page import ReportPage
from medviewer.report.addresses import picture_address

_ON_SCREEN = (
    "<style>@media screen { body { max-width: 720px; margin: 24px auto; padding: 0 16px; } "
    "img { max-width: 100%; height: auto; } }</style></head>"
)
"""For browsers only: the layout on paper has margins of its own."""


def whole_html(page: ReportPage, pictures: Sequence[ReportPicture]) -> str:
    """The page's HTML with each picture as a ``data:`` address in the place of its reference."""
    html = page.html.replace("</head>", _ON_SCREEN, 1)
    for number, picture in enumerate(pictures, 1):
        data = base64.b64encode(picture.png).decode("ascii")
        html = html.replace(f'src="{picture_address(number)}"', f'src="data:image/png;base64,{data}"')
    return html
