"""Background work in supervised child processes: `Job`, `JobQueue`, `Host`.

Nothing here imports `medviewer.io` or `medviewer.inference`: functions are named by string and
imported in the child only, so that the window's process never holds a parser or a network.
"""
