"""Facts about the world that the writer and the judge both read; neither owns them."""
