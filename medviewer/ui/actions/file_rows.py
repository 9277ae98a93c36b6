"""The commands of the File menu, as data."""

from __future__ import annotations

from medviewer.ui.actions.action_row import ActionRow

R = ActionRow

FILE = (
    R("file.open_folder", "Open folder…", "Ctrl+O", "Open a study: a folder of images",
      "mdi6.folder-open-outline", "File", "file.open_folder"),
    R("file.open_files", "Open files…", "Ctrl+Shift+O", "Open one or more image files",
      "mdi6.file-image-outline", "File", "file.open_files"),
    R("file.library", "Library", "Ctrl+L", "Find a study that was opened or indexed before",
      "mdi6.bookshelf", "File", "library.show"),
    R("file.open_sample", "Open sample study", "Ctrl+Shift+E",
      "Open a simulated chest CT that comes with the program", "mdi6.flask-outline", "File",
      "file.open_sample"),
    R("file.open_sample_prior", "Its prior, a year before", "Ctrl+Alt+E",
      "Open the simulated chest of the year before, to compare with the sample study",
      "mdi6.flask-empty-outline", "File/More samples", "file.open_sample", "prior"),
    R("file.open_sample_abdomen", "Abdomen", "Ctrl+Alt+A",
      "Open a simulated abdomen CT with contrast", "mdi6.flask-empty-plus-outline", "File/More samples",
      "file.open_sample", "abdomen"),
    R("file.open_labels", "Open segmentation…", "Ctrl+Shift+L",
      "Lay a saved segmentation over the image on screen", "mdi6.layers-plus", "File", "file.open_labels",
      needs="volume"),
    R("file.save_segmentation", "Save segmentation…", "Ctrl+S",
      "Save the segmentation as NIfTI, NRRD or DICOM SEG", "mdi6.content-save-outline", "File",
      "file.save_segmentation", needs="labels", separator=True),
    R("file.save_findings", "Save findings…", "Ctrl+Shift+S", "Save the findings of a model as JSON",
      "mdi6.file-document-outline", "File", "file.save_findings", needs="findings"),
    R("file.save_view_picture", "Save picture of the view…", "Ctrl+P",
      "Save the view in use as a PNG picture", "mdi6.camera-outline", "File", "file.save_view_picture",
      needs="image", separator=True),
    R("file.save_window_picture", "Save picture of the window…", "Ctrl+Shift+P",
      "Save the whole window as a PNG picture", "mdi6.monitor-screenshot", "File",
      "file.save_window_picture"),
    R("file.close_study", "Close study", "Ctrl+W", "Close everything that is open",
      "mdi6.close-box-outline", "File", "file.close_study", needs="image", separator=True),
)  # fmt: skip
"""Up to what other tables add: sessions, the report."""

FILE_END = (
    R("comfort.settings", "Settings", "Ctrl+,", "Everything that can be chosen, found by a word",
      "mdi6.cog-outline", "File", "comfort.settings", separator=True),
    R("file.quit", "Quit", "Ctrl+Q", "Close the program", "mdi6.exit-to-app", "File", "file.quit"),
)  # fmt: skip
"""The last of the menu, below everything that other tables put there."""
