"""The headers of a mail, each read with care: nothing in them is to be trusted or well-formed."""
