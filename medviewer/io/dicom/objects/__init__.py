"""Objects about images: structure sets, presentation states, reports, key images, documents."""
