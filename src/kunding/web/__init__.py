"""The page shell: layout, navigation, access."""
