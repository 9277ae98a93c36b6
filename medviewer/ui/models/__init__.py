"""All that has to do with models in the window: browser, form, installation, comparison, review."""
