"""Questions about pain points."""
