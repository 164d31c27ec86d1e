"""What exports call the ways on which customers speak."""

import polars as pl

_WORDS: dict[str, str] = {
    "mail": "mail email e-mail e-mails emails mails elektronisch newsletter",
    "phone": "phone telefon tel telefonisch call anruf hotline telephone callcenter call-center voice sprache ivr",
    "letter": "letter brief post postal postalisch postal-mail fax telefax schriftlich paper papier referral postweg",
    "web": "web website webseite online internet form webform web-form formular kontaktformular portal web-formular "
    "online-formular homepage onlineformular kundenportal contact-form webportal",
    "app": "app mobile-app ios android application mobile smartphone",
    "social": "social facebook twitter x instagram mastodon linkedin tiktok youtube reddit social-media forum "
    "discourse soziale-medien community tweet",
    "review": "review reviews trustpilot google app-store play-store bewertung google-play appstore playstore "
    "bewertungsportal kununu google-maps yelp tripadvisor",
    "survey": "survey umfrage befragung nps csat questionnaire fragebogen kundenbefragung interview",
    "chat": "chat livechat live-chat whatsapp chatbot messenger bot webchat sms",
    "shop": "shop store filiale laden branch vor-ort persönlich in-person geschäft kundenzentrum servicecenter "
    "service-center schalter kundenbüro walk-in face-to-face in-store personally",
    "note": "note notiz employee mitarbeiter interne-notiz internal vermerk agent",
    "file": "file datei import",
}
_CHANNEL_OF = {word: channel for channel, words in _WORDS.items() for word in words.split()}


def read_channels(cells: pl.Series) -> pl.Series:
    """Channel words of Kunding, null where a cell names none that is known."""
    keys = cells.str.to_lowercase().str.strip_chars().str.replace_all(r"[\s_/]+", "-")
    whole = keys.replace_strict(_CHANNEL_OF, default=None, return_dtype=pl.String)
    first = keys.str.extract(r"^([^-(,;]+)", 1)
    return whole.zip_with(whole.is_not_null(), first.replace_strict(_CHANNEL_OF, default=None, return_dtype=pl.String))
