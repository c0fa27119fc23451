"""What a charge is, whatever its carrier calls it: from its code, or the words of its description.

Carriers name the same charge in a hundred ways.  A meaning lists the codes that
stand for it everywhere (universal service order codes and common short names)
and the words that describe it.  Words are matched whole, without regard to
case, as PostgreSQL's regular expressions do; a description that also says one of
the words against it does not mean it.

What names cannot tell, people say once for the whole practice (``billing_audit.meanings``).
"""

from dataclasses import dataclass

from django.db.models import Exists, OuterRef, Q
from django.db.models.functions import Lower, Upper

from billing_audit.meanings.models import ChargeMeaning


@dataclass(frozen=True)
class Meaning:
    """One kind of charge."""

    words: str
    #: Charge codes, in capitals.
    codes: tuple[str, ...] = ()
    #: Alternatives of a regular expression, each matching whole words.
    says: tuple[str, ...] = ()
    #: The same; one of these and it is something else.
    says_not: tuple[str, ...] = ()


MEANINGS: dict[str, Meaning] = {}


def meaning(
    name: str,
    words: str,
    *,
    codes: tuple[str, ...] = (),
    says: tuple[str, ...] = (),
    says_not: tuple[str, ...] = (),
) -> None:
    """Declare a meaning, for ``{means row name}``."""
    if name in MEANINGS:
        raise ValueError(f"there is a meaning {name} already")
    MEANINGS[name] = Meaning(words, codes, says, says_not)


#: The charges that people have said a meaning of, and those of one meaning.
_SAID = """(
            x.charge_code_id = ANY (ARRAY(
                SELECT code.id FROM billing_audit_chargecode code
                JOIN billing_audit_chargemeaning m ON m.carrier_id = code.carrier_id
                    AND m.code = upper(code.code)
                WHERE code.client_id = %(client)s{of})
            ) OR x.charge_code_id IS NULL AND lower(x.description) = ANY (ARRAY(
                SELECT m.words FROM billing_audit_chargemeaning m WHERE m.words <> ''{of})
            ))"""


def said(name: str = "") -> str:
    """SQL that says whether somebody said that the row ``x`` has that meaning, or any."""
    return _SAID.format(of=f" AND m.meaning = '{name}'" if name else "")


def means(name: str) -> str:
    """SQL that says whether the row ``x`` of charges has that meaning.

    What somebody said of a charge counts before what it is called.  A regular
    expression costs more than a comparison: ask for the charge type first.
    """
    return f"(CASE WHEN {said()} THEN {said(name)} ELSE {is_called(name)} END)"


def is_called(name: str) -> str:
    """SQL that says whether code or description of the row ``x`` say so by themselves."""
    it = MEANINGS[name]
    either = []
    if it.codes:
        codes = ", ".join(f"'{code}'" for code in it.codes)
        # A subquery of its own is asked once for the client and not for every row.
        either.append(
            "x.charge_code_id = ANY (ARRAY(SELECT code.id FROM billing_audit_chargecode code "  # noqa: S608 - ours
            f"WHERE code.client_id = %(client)s AND upper(code.code) IN ({codes})))"
        )
    if it.says:
        described = f"x.description ~* '{_whole_words(it.says)}'"
        if it.says_not:
            described = f"({described} AND x.description !~* '{_whole_words(it.says_not)}')"
        either.append(described)
    return f"coalesce({' OR '.join(either)}, false)"


def asked(name: str) -> Q:
    """The same question about lines, for whoever reads them again without the audit's SQL."""
    of_code = ChargeMeaning.objects.filter(
        carrier=OuterRef("charge_code__carrier"), code=Upper(OuterRef("charge_code__code"))
    )
    of_words = ChargeMeaning.objects.exclude(words="").filter(words=Lower(OuterRef("description")))
    by_words = Q(charge_code=None) & Q(Exists(of_words))
    this_by_words = Q(charge_code=None) & Q(Exists(of_words.filter(meaning=name)))
    anything = Q(Exists(of_code)) | by_words
    this = Q(Exists(of_code.filter(meaning=name))) | this_by_words
    return this | (~anything & _called(MEANINGS[name]))


def _called(it: Meaning) -> Q:
    question = Q()
    if it.codes:
        question |= Q(charge_code__code__iregex=f"^({'|'.join(it.codes)})$")
    if it.says:
        described = Q(description__iregex=_whole_words(it.says))
        if it.says_not:
            described &= ~Q(description__iregex=_whole_words(it.says_not))
        question |= described
    return question


def _whole_words(alternatives: tuple[str, ...]) -> str:
    return rf"\m({'|'.join(alternatives)})\M"


meaning(
    "fusf",
    "federal universal service fee",
    codes=("FUSF", "USF", "FUSC"),
    says=(
        r"(federal|fed) (universal serv\w*|usf)",
        r"universal service (fund|fee|charge|chg)\w*",
        r"universal connectivity ch\w*",
        "fusf",
    ),
    says_not=("state", "intrastate"),
)
meaning(
    "federal_excise_tax",
    "federal excise tax",
    codes=("FET",),
    says=(r"federal excise( tax)?", "fed excise", "fet"),
)
meaning(
    "subscriber_line_charge",
    "end user common line charge (EUCL, subscriber line charge)",
    codes=("9ZR", "9LM", "EUCL", "SLC", "FCCLC"),
    says=(r"subscriber line ch\w*", r"end user common line", "eucl", r"fcc (access|line) ch\w*"),
)
meaning(
    "picc",
    "presubscribed interexchange carrier charge (PICC)",
    codes=("PICC", "9PZ"),
    says=(
        "picc",
        r"presubscribed (line|interexchange)\M.*",
        "national access fee",
        r"carrier line ch\w*",
    ),
)
meaning(
    "late_fee",
    "late payment charge",
    codes=("LPC",),
    says=(r"late (payment|fee|charge)\w*", r"interest on (past|over)due\w*"),
)
