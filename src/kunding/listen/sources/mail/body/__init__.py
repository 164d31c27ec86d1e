"""The words of a mail: out of HTML, and apart from what was written before."""
