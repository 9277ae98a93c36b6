"""Views of the scene: layouts, planes, plans for the renderer, crosshair, links and comparison."""
