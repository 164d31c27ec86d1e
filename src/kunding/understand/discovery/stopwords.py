"""Words that carry no theme: function words, greetings and closings, per language.

Question words (how, why, when, where) and negations stay: in short questions they carry the intent.
"""


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _pairs(text: str) -> dict[str, str]:
    pairs = [pair.partition(":") for pair in text.split()]
    return {written: base for written, _, base in pairs}


ENGLISH = _words(
    """
    a an the and or but if of at by for with to in on from as is be am are was were been being i me my mine we us our
    ours you your yours he him his she her hers it its they them their theirs this that these those do does did doing
    have has had having will would can could should shall may might must so than too very just there here then about
    into over under some any such own also am im ive id ill youre hes shes theyre its thats theres whats lets s t m ve d
    ll re am pm etc via per upon onto while because since although though however therefore thus
    please hi hello hey dear sir madam team thanks thank thx regards sincerely kind best cheers greetings yours rt
    """
)

GERMAN = _words(
    """
    der die das den dem des ein eine einen einem einer eines und oder aber wenn weil dass daß als ob da denn doch noch
    schon nur auch so sehr mehr mal dann nun jetzt hier dort ich mich mir mein meine meinen meinem meiner meines wir uns
    unser unsere unseren unserem unserer du dich dir dein deine er ihn ihm sein seine seinen seinem seiner sie ihr ihre
    ihren ihrem ihrer ihnen es man sich dies diese dieser dieses diesen diesem jene jener welche welcher welches ist bin
    bist sind seid war waren warst wird werden wurde wurden worden geworden sei wäre wären habe hab hat hast haben hatte
    hatten gehabt hätte hätten kann können konnte konnten könnte könnten muss müssen musste mussten soll sollen sollte
    sollten will wollen wollte wollten darf dürfen mag möchte möchten würde würden in im ins an am ans auf aus bei beim
    bis durch für gegen mit nach ohne um unter von vom vor zu zum zur über zwischen seit während wegen trotz ab je etwa
    wieder immer alle alles allem allen aller etwas viel viele vielen einfach eigentlich leider ja nein eben halt also
    zwar dabei damit dafür dazu davon daran darauf daher deshalb deswegen trotzdem sowie sowohl bzw usw etc ggf
    jedoch außerdem bereits gar ganz ca z b wo's geht's gibt's
    bitte danke dank vielen herzlichen hallo guten tag morgen abend liebe lieber liebes team geehrte geehrter geehrten
    damen herren sehr freundlichen freundliche grüße grüßen gruß grüsse beste viele mfg lg vg moin servus hey rt
    """
)

STOP_WORDS = {"en": ENGLISH, "de": GERMAN}

NEGATIONS = {
    "en": _words(
        "not no never none nothing without cannot dont doesnt didnt isnt arent wasnt werent hasnt havent "
        "hadnt cant couldnt wont wouldnt shouldnt"
    ),
    "de": _words("nicht nich nie niemals kein keine keinen keinem keiner keines nichts ohne"),
}

# Strong verbs that a stemmer cannot bring together.
IRREGULAR = {
    "en": _pairs(
        "paid:pay sent:send lost:lose stole:steal stolen:steal got:get gotten:get went:go gone:go came:come "
        "took:take taken:take made:make withdrew:withdraw withdrawn:withdraw withdrawal:withdraw "
        "withdrawals:withdraw told:tell found:find bought:buy forgot:forget forgotten:forget broke:break "
        "broken:break gave:give given:give left:leave said:say knew:know known:know kept:keep held:hold "
        "spent:spend saw:see seen:see chose:choose chosen:choose sold:sell wrote:write written:write spoke:speak "
        "spoken:speak drove:drive driven:drive ran:run began:begin begun:begin fell:fall fallen:fall felt:feel"
    ),
    "de": _pairs(
        "kam:komm kamen:komm gekommen:komm kommt:komm fuhr:fahr fuhren:fahr gefahren:fahr fährt:fahr "
        "fährst:fahr ging:geh gingen:geh gegangen:geh geht:geh gehen:geh gab:geb gaben:geb gegeben:geb gibt:geb "
        "geben:geb stand:steh standen:steh gestanden:steh steht:steh stehen:steh blieb:bleib geblieben:bleib "
        "fiel:fall fielen:fall gefallen:fall fällt:fall lief:lauf gelaufen:lauf läuft:lauf ließ:lass "
        "gelassen:lass lässt:lass nahm:nehm genommen:nehm nimmt:nehm sprach:sprech gesprochen:sprech "
        "spricht:sprech schrieb:schreib geschrieben:schreib zog:zieh gezogen:zieh flog:flieg geflogen:flieg "
        "verlor:verlier verloren:verlier bekam:bekomm hielt:halt gehalten:halt hält:halt sah:seh gesehen:seh "
        "sieht:seh tat:tun getan:tun wusste:wiss weiß:wiss gewusst:wiss defekter:defekt kaputte:kaputt "
        "kaputter:kaputt"
    ),
}
