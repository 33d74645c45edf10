"""What runs a model, one file a provider, and what all of them share: requests, the cache, the process."""
