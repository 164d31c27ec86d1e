"""What a complete reply shows: a name, a day, a deed, a person; as regular expressions over German and English."""

import re

PLACEHOLDER = r"(?:\{\{?[^{}\n]{1,40}\}?\}|\[[^\]\n]{1,40}\]|<[^<>\n]{1,40}>|%\w+%|\$\w+)"
TO_NOBODY = re.compile(
    r"damen und herren|sir (?:or|/) madam|sirs|madam\b|"
    r"(?:geehrte[rn]?|liebe[rs]?|dear|verehrte[rn]?|werte[rn]?) (?:\w+ )?"
    r"(?:kund|customer|client|guest|gast|gäste|passenger|fahrg|member|mitglied|nutzer|user|patient|mieter|tenant)",
    re.IGNORECASE,
)
NAMED = re.compile(
    r"(?i:sehr geehrter?|guten (?:tag|morgen|abend)|hallo|hi|hello|hey|lieber?|dear|"
    r"good (?:morning|afternoon|evening)|moin|grüß gott|servus),?\s+"
    r"(?:(?i:frau|herrn?|familie|mr|mrs|ms|mx|miss|dr|prof)\.?\s+)*"
    rf"(?:[A-ZÄÖÜ][\w'’-]+|{PLACEHOLDER})"
)
PERSON = re.compile(
    r"^[ \t]*(?:i\. ?[AV]\. )?(?:(?:Dr|Prof)\.(?: med\.)? )?[A-ZÄÖÜÉ][\w'’.-]*(?: (?:von|van|de|der|di|al|el))?"
    rf"(?: [A-ZÄÖÜÉ][\w'’-]+){{1,2}}[ \t]*(?:,[^\n]*|\([^\n]*)?$|^[ \t]*{PLACEHOLDER}[ \t]*$",
    re.MULTILINE,
)
FIRST_NAME = re.compile(r"^[ \t]*[A-ZÄÖÜÉ][a-zäöüßéè-]{1,14}[ \t]*$", re.MULTILINE)
NO_PERSON = re.compile(
    r"\b(?:\w*(?:team|service|abteilung|dienst|betreuung|department|support|stadtwerke|gmbh|ag|kg|ltd|inc|care|desk|"
    r"nord|süd|west|ost|verwaltung|bank|billing|office|zentrale|center|centre|stelle|relations)|ihre?|your|the)\b",
    re.IGNORECASE,
)
DAYS = frozenset(
    [
        *("heute", "morgen", "übermorgen", "gestern", "montag", "montags", "dienstag", "mittwoch", "donnerstag"),
        *("freitag", "samstag", "sonntag", "today", "tomorrow", "tonight", "yesterday", "monday", "tuesday"),
        *("wednesday", "thursday", "friday", "saturday", "sunday", "januar", "februar", "märz", "april", "mai"),
        *("juni", "juli", "august", "september", "oktober", "november", "dezember", "january", "february", "june"),
        *("july", "october", "december", "sofort", "jetzt", "now", "bereits", "gleich", "vormittag", "nachmittag"),
    ]
)
WHEN = re.compile(
    r"\b(?:march|may) \d|\d (?:march|may)\b|"
    r"\b(?:diese|nächste|kommende|next|this)[rnms]? (?:woche|monat|week|month)|"
    r"\b(?:innerhalb|binnen|within|in|noch|nach)\b[^.!?\n]{0,25}"
    r"\b(?:tag|stunde|woche|minute|monat|day|hour|week|minute|month)|"
    r"\b\d{1,2}(?:[:.]\d\d)? ?(?:uhr|am|pm|o'clock)\b|\b\d{1,2}\.\s?\d{1,2}\.|\b\d{1,2}/\d{1,2}|\b\d{4}-\d\d-\d\d",
    re.IGNORECASE,
)
DONE = re.compile(
    r"\b(?:(?:habe|haben|hat|ist|sind|wurde|wurden|worden|war|lag|hatten?)\b[^.!?\n]{0,120}\b"
    r"(?:\w{0,9}ge\w{2,}(?:t|en)|(?:er|ver|be|ent|zer)\w{2,}(?:t|en)|\w+iert|behoben|in Ordnung|wieder da)\b|"
    r"(?:läuft|funktioniert|geht|fährt) (?:jetzt |alles )?wieder|"
    r"(?:have|has|was|were|had) (?:now |already |also |been )*"
    r"(?:\w{3,}ed|paid|sent|found|made|put|taken|given|got|gone|left|built|bought)\b|"
    r"(?:fixed|repaired|refunded|replaced|corrected|solved|works again|working again))",
    re.IGNORECASE,
)
DEFERS = re.compile(
    r"\b(?:kümmern uns|kümmere mich|melden uns|melde mich|wird geprüft|(?:in )?bearbeitung|arbeiten (?:daran|an)|"
    r"(?:prüfen|klären|schauen|besprechen|untersuchen)\b|sprechen\b[^.!?\n]{0,30}darüber|"
    r"(?:geben|gebe|sagen)\b[^.!?\n]{0,20}bescheid|bekommen sie\b[^.!?\n]{0,25}antwort|"
    r"will (?:look|check|investigate|get back|let you know|review|contact|be in touch|be dealt)|looking into|look into|"
    r"get back to you|let you know|are (?:checking|investigating|reviewing|working)|is being|working on)\b",
    re.IGNORECASE,
)
PRAISED = re.compile(
    r"\b(?:lob|freut uns|freuen uns|komplimente?|kind words|glad you|delighted|nice words|your praise|"
    r"lovely words)\b",
    re.IGNORECASE,
)
BLAMES = re.compile(r"\b(?:hätte[nt]?|should have|ought to have)\b", re.IGNORECASE)  # its day has gone by
YES_OR_NO = re.compile(r"\b(?:ja|nein|yes|no|leider|unfortunately|weil|because|geht|kostet|costs)\b", re.IGNORECASE)
