"""What wireline charges are called."""

from billing_audit.checks.meanings import meaning

meaning(
    "pri",
    "primary rate interface (PRI)",
    says=("pri", "isdn.?pri", r"primary rate( interface| isdn)?", r"23b\+?d"),
)
meaning("centrex", "Centrex line", says=("centrex",))
meaning(
    "payphone",
    "payphone line",
    says=(r"pay ?(tele)?phones?", r"coin (lines?|phones?)", "public telephone"),
)
meaning(
    "touch_tone",
    "touch-tone dialling",
    codes=("TTB", "TTR"),
    says=("touch.?tone", r"tone (dial\w*|service)"),
)
meaning(
    "b_channel",
    "B channel of a PRI",
    says=(r"b.?channels?", r"bearer channels?"),
    says_not=("e1", r"30 ?b\+?d", "euro.?isdn"),
)
meaning(
    "d_channel",
    "D channel of a PRI",
    says=(r"d.?channels?",),
    says_not=("backup", "back-up", "nfas", "standby"),
)
