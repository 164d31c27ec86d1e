"""What the demo company's customers say: hand-written phrases, put together like people put sentences together."""
