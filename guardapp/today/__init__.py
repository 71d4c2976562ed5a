"""What matters now, for whoever is signed in: reads all other features, nobody reads it."""
