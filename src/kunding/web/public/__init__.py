"""The customer's side: the page of the own matter behind an unguessable link, and the form that opens one.

These pages ask for no login and set no cookie. Whoever holds the link may read and add, nothing else; a forged form
of another site gains nothing, because no right hangs on the browser. They are composed here, at the door, of acts of
`listen` (the words) and `respond` (the case).
"""
