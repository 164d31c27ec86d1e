"""How `kunding import` carries a recognised file into the rooms and tells about it."""
