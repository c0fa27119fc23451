"""Who may do what: every address of the product by every kind of visitor.

LOGIN sends to the sign-in page; OK shows a page; GO does the deed and leads on;
NO is the wrong kind of person (403); HIDDEN does not exist for them (404).
"""

LOGIN, OK, GO, NO, HIDDEN = "login", 200, 302, 403, 404

VISITORS = ("anyone", "stranger", "own client", "other consultant", "consultant", "principal")

# fmt: off
# address                        method  arguments             anyone  stranger own     other   consult. principal
TABLE = [
    ("home",                           "get",  (),                   LOGIN, OK,     OK,     OK,     OK,     OK),
    # People
    ("people:client_list",             "get",  (),                   LOGIN, NO,     NO,     OK,     OK,     OK),
    ("people:client_create",           "get",  (),                   LOGIN, NO,     NO,     NO,     NO,     OK),
    ("people:client_detail",           "get",  ("client",),          LOGIN, NO,     NO,     HIDDEN, OK,     OK),
    ("people:client_edit",             "get",  ("client",),          LOGIN, NO,     NO,     NO,     NO,     OK),
    ("people:client_archive",          "post", ("client",),          LOGIN, NO,     NO,     NO,     NO,     GO),
    ("people:assignment_create",       "get",  ("client",),          LOGIN, NO,     NO,     NO,     NO,     OK),
    ("people:client_user_invite",      "get",  ("client",),          LOGIN, NO,     NO,     HIDDEN, OK,     OK),
    ("people:membership_remove",       "post", ("client", "member"), LOGIN, NO,     NO,     NO,     NO,     GO),
    ("people:decision_right_grant",    "get",  ("client",),          LOGIN, NO,     NO,     HIDDEN, OK,     OK),
    ("people:decision_right_withdraw", "post", ("client", "right"),  LOGIN, NO,     NO,     HIDDEN, GO,     GO),
    ("people:user_list",               "get",  (),                   LOGIN, NO,     NO,     NO,     NO,     OK),
    ("people:user_invite",             "get",  (),                   LOGIN, NO,     NO,     NO,     NO,     OK),
    ("people:user_activate",           "post", ("user",),            LOGIN, NO,     NO,     NO,     NO,     GO),
    ("people:practice_edit",           "get",  (),                   LOGIN, NO,     NO,     NO,     NO,     OK),
    ("people:invitation_withdraw",     "post", ("invitation",),      LOGIN, NO,     NO,     HIDDEN, GO,     GO),
    ("people:invitation_accept",       "get",  ("token",),           OK,    GO,     GO,     GO,     GO,     GO),
]
# fmt: on

#: Addresses of the sign-in package, which keeps its own rules.
SIGN_IN = ("account_", "mfa_")
