"""What exports call the roles of Kunding."""

from kunding.people.models import Role

_WORDS: dict[str, str] = {
    Role.LEAD: "lead, team lead, teamleitung, teamleiter, teamleiterin, leitung, leiter, leiterin, abteilungsleitung, "
    "manager, führungskraft, head, abteilungsleiter, abteilungsleiterin",
    Role.PROCESS_OWNER: "process owner, process_owner, prozessverantwortliche, prozessverantwortlicher, "
    "prozesseigner, prozesseigentümer",
    Role.ANALYST: "analyst, analystin, controlling, controller",
    Role.HR: "hr, human resources, personal, personalabteilung",
    Role.WORKS_COUNCIL: "works council, works_council, betriebsrat, personalrat",
    Role.CCO: "cco, chief customer officer",
    Role.ADMINISTRATOR: "administrator, admin, administratorin",
}
_ROLE_OF = {word.strip(): role for role, words in _WORDS.items() for word in words.split(",")}


def role_of(word: str) -> str:
    """The role that a word names, "" for a job title that gives no rights beyond an employee's.

    >>> role_of("Teamleitung"), role_of("Busfahrerin")
    ('lead', '')
    """
    return str(_ROLE_OF.get(word.strip().lower(), ""))
