"""How a request behaves on the web: polite, guarded, bounded, named, whole."""
