"""How documents call the metrics of the trade, and what each is measured in."""

import re
from decimal import Decimal

#: Each metric of the trade, and how documents call it.
METRICS = {
    "availability": r"availab(?:le|ility)|uptime",
    "latency": r"latency|round[\s-]trip\s+(?:time|delay)",
    "jitter": r"jitter",
    "packet loss": r"packet\s+loss|lost\s+packets",
    "mean opinion score": r"mean\s+opinion\s+score|MOS",
    "packet delivery": r"packet\s+delivery",
    "time to repair": r"(?:mean\s+)?time\s+to\s+(?:repair|restore)|MTTR|restor(?:e[sd]?|ation|ing)"
    r"(?:\s+times?)?|repair(?:s|ed)?(?:\s+times?)?",
    "time to answer": r"answer(?:s|ed|ing)?",
    "response time": r"(?:first\s+)?response(?:\s+times?)?|respond(?:s|ed)?"
    r"|acknowledge(?:s|d|ment)?",
    "installation interval": r"install(?:s|ed|ation)?(?:\s+intervals?)?|provisioning\s+intervals?"
    r"|deliver(?:s|ed|y)?(?=\s+(?:of\s+)?(?:\w+\s+){0,2}?(?:lines?|circuits?)\b)"
    r"|(?:lines?|circuits?)\s+(?:is|are)\s+(?:due|delivered)",
    "payment term": r"(?:paid|payable|pay(?:s|ment)?)(?:\s+terms?)?",
    "back-billing limit": r"back[\s-]?bill(?:ing|s|ed)?",
    "retention": r"retain(?:s|ed)?|retention|keep(?:s)?\s+(?:all\s+)?records",
    "initial term": r"(?:initial|contract|base|first)\s+term"
    r"(?!\s+of\s+(?:the|an?)\s+(?!contract|agreement))|term\s+of\s+(?:the|this)\s+"
    r"(?:contract|agreement)",
    "renewal term": r"renewal\s+terms?|extension\s+terms?",
    "notice": r"notice(?:\s+periods?)?|notif(?:y|ies|ication)",
    "dispute window": r"disput(?:e[sd]?|ing)(?:\s+windows?)?",
    "root cause report": r"root[\s-]cause(?:\s+analys[ie]s|\s+reports?)?|RCA",
    "proposal validity": r"(?:proposals?|bids?|offers?|prices?)\s+(?:must\s+|will\s+)?"
    r"(?:remains?|stays?|be|are)\s+(?:valid|firm|open|binding)"
    r"|(?:keep|hold)s?\s+(?:(?:all|its|the|their)\s+)?(?:proposals?|bids?|offers?|prices?)",
    "service credit": r"(?:service\s+)?credit(?:s|ed)?",
    "warranty": r"warrant(?:y|ies|ed|s)",
    "recovery time": r"recovery\s+time(?:\s+objective)?",
    "recovery point": r"recovery\s+point(?:\s+objective)?",
    "escalation": r"escalat(?:e[sd]?|ions?|ing)",
    "late interest": r"interest",
    "limit of liability": r"liab(?:le|ility)",
    "references": r"(?:submit|provide|list|give|supply|include|name)s?",
    "page limit": r"(?:proposals?|bids?|responses?|offers?)\s+(?:\w+\s+){0,3}?"
    r"(?:exceed|longer\s+than|limited\s+to|at\s+most|more\s+than)",
    "bandwidth": r"bandwidth|committed\s+information\s+rate",
    "price weight": r"price\s+(?:weighs|counts|has\s+a\s+weight|is\s+weighted)|weight\s+of\s+price",
}
#: A part of a word without which the metric is not named: looked for first, as that is quick.
HINTS = {
    "availability": ("availab", "uptime"),
    "latency": ("latency", "round"),
    "packet loss": ("packet",),
    "mean opinion score": ("opinion", "mos"),
    "packet delivery": ("packet",),
    "time to repair": ("repair", "restor", "mttr"),
    "time to answer": ("answer",),
    "response time": ("respon", "acknowledge"),
    "installation interval": ("install", "provisioning", "deliver", "line", "circuit"),
    "payment term": ("pay", "paid"),
    "back-billing limit": ("back",),
    "retention": ("ret", "keep"),
    "initial term": ("term",),
    "renewal term": ("term",),
    "notice": ("noti",),
    "dispute window": ("disput",),
    "root cause report": ("root", "rca"),
    "proposal validity": ("valid", "firm", "open", "binding", "keep", "hold"),
    "service credit": ("credit",),
    "warranty": ("warrant",),
    "escalation": ("escalat",),
    "late interest": ("interest",),
    "limit of liability": ("liab",),
    "references": ("reference",),
    "page limit": ("pages",),
    "bandwidth": ("bandwidth", "information"),
    "price weight": ("weigh", "counts"),
}
PATTERNS = {
    metric: re.compile(rf"\b(?:{words})\b", re.IGNORECASE) for metric, words in METRICS.items()
}
TIME = frozenset(("s", "bd", "mon"))
SHARE = frozenset(("%",))
#: What each metric is measured in; a time beside "availability" is the time of something else.
DIMENSIONS = {
    **dict.fromkeys(("availability", "packet loss", "packet delivery", "late interest"), SHARE),
    **dict.fromkeys(("service credit",), frozenset(("%", "$"))),
    **dict.fromkeys(("limit of liability",), frozenset(("$", "mon", "%"))),
    "mean opinion score": frozenset(("score",)),
    "bandwidth": frozenset(("bps",)),
    "references": frozenset(("references",)),
    "page limit": frozenset(("pages",)),
    "price weight": frozenset(("%", "points")),
}
#: How units are called: what they measure, and how many of its smallest unit one is.
UNITS = {
    "%": ("%", 1),
    "percent": ("%", 1),
    "per cent": ("%", 1),
    "ms": ("s", Decimal("0.001")),
    "millisecond": ("s", Decimal("0.001")),
    "second": ("s", 1),
    "minute": ("s", 60),
    "hour": ("s", 3600),
    "day": ("s", 86400),
    "calendar day": ("s", 86400),
    "week": ("s", 604800),
    "business day": ("bd", 1),
    "working day": ("bd", 1),
    "month": ("mon", 1),
    "year": ("mon", 12),
    "point": ("points", 1),
    "of 100 point": ("points", 1),
    "reference": ("references", 1),
    "page": ("pages", 1),
    "": ("$", 1),
    "thousand": ("$", 1000),
    "million": ("$", 1_000_000),
    "gbps": ("bps", 1000),
    "gbit/": ("bps", 1000),
    "gbit/s": ("bps", 1000),
    "mbps": ("bps", 1),
    "mbit/s": ("bps", 1),
    "kbps": ("bps", Decimal("0.001")),
}
