"""The columnar store and its questions; knows tables and metrics, no room."""
