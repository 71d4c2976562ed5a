"""Guards, the forces they belong to, their certificates and leave, and the posts they hold."""
