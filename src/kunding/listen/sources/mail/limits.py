"""How much of a mail is looked at: each bound keeps one hostile mail from costing more than a second or so."""

RAW_BYTES = 40_000_000  # of a whole mail; 25 MB of attachments grow by a third on their way
LINES = 1_000_000
CONTAINERS = 60  # multipart and enclosed messages, wherever they are declared
LINES_TIMES_CONTAINERS = 4_000_000  # what the parser does grows with the product of both
DELIMITERS = 3_000  # lines that begin with two hyphens: each may begin a part
PARTS = 500
HEADER_BYTES = 256_000  # of the mail's own headers together
HEADER_LINES = 2_000
HEADER_CHARACTERS = 4_000  # of one header; the rest is cut off
RECIPIENT_CHARACTERS = 20_000
RECIPIENTS = 200
REFERENCES = 100
IDENTIFIER = 500  # characters of a Message-ID
HTML_BYTES = 400_000  # before sanitising
HTML_TAGS = 15_000
BODY_PARTS = 20  # pieces of text that make up one body
TEXT = 100_000  # characters of new words
QUOTED = 200_000
ATTACHMENTS = 60
ATTACHMENT_NAME = 200
