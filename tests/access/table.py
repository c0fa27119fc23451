"""Who may do what: every address of the product by every kind of visitor.

LOGIN sends to the sign-in page; OK shows a page; GO does the deed and leads on;
NO is the wrong kind of person (403); HIDDEN does not exist for them (404).
"""

LOGIN, OK, GO, NO, HIDDEN = "login", 200, 302, 403, 404

VISITORS = ("anyone", "stranger", "own client", "other consultant", "consultant", "principal")

# fmt: off
# address                        method  arguments             anyone  stranger own     other   consult. principal
TABLE = [
    ("home",                           "get",  (),                   LOGIN, GO,     GO,     OK,     OK,     OK),
    ("favicon",                        "get",  (),                   GO,    GO,     GO,     GO,     GO,     GO),
    ("practice",                       "get",  (),                   LOGIN, NO,     NO,     NO,     NO,     OK),
    ("practice_money",                 "get",  (),                   LOGIN, NO,     NO,     NO,     NO,     OK),
    # Everything a client owns
    ("exporting:client_export",        "get",  ("client",),          LOGIN, NO,     NO,     NO,     NO,     OK),
    ("exporting:client_export_ask",    "post", ("client",),          LOGIN, NO,     NO,     NO,     NO,     GO),
    ("exporting:my_export",            "get",  (),                   LOGIN, OK,     OK,     NO,     NO,     NO),
    ("exporting:my_export_ask",        "post", (),                   LOGIN, GO,     GO,     NO,     NO,     NO),
    ("exporting:export_download",      "get",  ("export",),          LOGIN, HIDDEN, OK,     HIDDEN, NO,     OK),
    # People
    ("people:client_list",             "get",  (),                   LOGIN, NO,     NO,     OK,     OK,     OK),
    ("people:client_create",           "get",  (),                   LOGIN, NO,     NO,     NO,     NO,     OK),
    ("people:client_detail",           "get",  ("client",),          LOGIN, NO,     NO,     HIDDEN, OK,     OK),
    ("people:client_edit",             "get",  ("client",),          LOGIN, NO,     NO,     NO,     NO,     OK),
    ("people:client_archive",          "post", ("client",),          LOGIN, NO,     NO,     NO,     NO,     GO),
    ("people:assignment_create",       "get",  ("client",),          LOGIN, NO,     NO,     NO,     NO,     OK),
    ("people:client_user_invite",      "get",  ("client",),          LOGIN, NO,     NO,     HIDDEN, OK,     OK),
    ("people:membership_remove",       "post", ("client", "member"), LOGIN, NO,     NO,     NO,     NO,     GO),
    ("people:decision_right_grant",    "get",  ("client",),          LOGIN, NO,     NO,     NO,     NO,     OK),
    ("people:decision_right_withdraw", "post", ("client", "right"),  LOGIN, NO,     NO,     NO,     NO,     GO),
    ("people:user_list",               "get",  (),                   LOGIN, NO,     NO,     NO,     NO,     OK),
    ("people:user_invite",             "get",  (),                   LOGIN, NO,     NO,     NO,     NO,     OK),
    ("people:user_activate",           "post", ("user",),            LOGIN, NO,     NO,     NO,     NO,     GO),
    ("people:practice_edit",           "get",  (),                   LOGIN, NO,     NO,     NO,     NO,     OK),
    ("people:invitation_withdraw",     "post", ("invitation",),      LOGIN, NO,     NO,     HIDDEN, GO,     GO),
    ("people:invitation_accept",       "get",  ("token",),           OK,    GO,     GO,     GO,     GO,     GO),
    # What people were told, each by themselves
    ("notices:notice_list",            "get",  (),                   LOGIN, OK,     OK,     OK,     OK,     OK),
    ("notices:notice_open",            "post", ("notice",),          LOGIN, HIDDEN, HIDDEN, HIDDEN, GO,     HIDDEN),
    ("notices:notice_read_all",        "post", (),                   LOGIN, GO,     GO,     GO,     GO,     GO),
    ("notices:mail_choose",            "get",  (),                   LOGIN, OK,     OK,     OK,     OK,     OK),
    # Telecom facts
    ("telecom:carrier_list",           "get",  (),                   LOGIN, NO,     NO,     OK,     OK,     OK),
    ("telecom:carrier_create",         "get",  (),                   LOGIN, NO,     NO,     OK,     OK,     OK),
    ("telecom:carrier_import",         "get",  (),                   LOGIN, NO,     NO,     NO,     NO,     OK),
    ("telecom:carrier_export",         "get",  (),                   LOGIN, NO,     NO,     OK,     OK,     OK),
    ("telecom:carrier_detail",         "get",  ("carrier",),         LOGIN, NO,     NO,     OK,     OK,     OK),
    ("telecom:carrier_edit",           "get",  ("carrier",),         LOGIN, NO,     NO,     NO,     NO,     OK),
    ("telecom:fee_list",               "get",  (),                   LOGIN, NO,     NO,     OK,     OK,     OK),
    ("telecom:fee_create",             "get",  (),                   LOGIN, NO,     NO,     NO,     NO,     OK),
    ("telecom:fee_import",             "get",  (),                   LOGIN, NO,     NO,     NO,     NO,     OK),
    ("telecom:fee_export",             "get",  (),                   LOGIN, NO,     NO,     OK,     OK,     OK),
    ("telecom:fee_detail",             "get",  ("fee",),             LOGIN, NO,     NO,     OK,     OK,     OK),
    ("telecom:fee_edit",               "get",  ("fee",),             LOGIN, NO,     NO,     NO,     NO,     OK),
    ("telecom:service_decide",         "post", ("service",),         LOGIN, NO,     NO,     HIDDEN, GO,     GO),
    ("telecom:document_add",           "get",  ("contract",),        LOGIN, NO,     NO,     HIDDEN, OK,     OK),
    ("telecom:document_download",      "get",  ("document",),        LOGIN, NO,     NO,     HIDDEN, OK,     OK),
    # Work
    ("work:entry_list",                "get",  (),                   LOGIN, NO,     NO,     OK,     OK,     OK),
    ("work:line_preview",              "get",  (),                   LOGIN, NO,     NO,     OK,     OK,     OK),
    # A timer without a line shows the log again and says what is missing
    ("work:timer_start",               "post", (),                   LOGIN, NO,     NO,     OK,     OK,     OK),
    ("work:timer_stop",                "post", (),                   LOGIN, NO,     NO,     GO,     GO,     GO),
    ("work:timer_resume",              "post", (),                   LOGIN, NO,     NO,     GO,     GO,     GO),
    ("work:timer_discard",             "post", (),                   LOGIN, NO,     NO,     GO,     GO,     GO),
    ("work:timer_restore",             "post", ("token",),           LOGIN, NO,     NO,     GO,     GO,     GO),
    ("work:entry_export",              "get",  (),                   LOGIN, NO,     NO,     OK,     OK,     OK),
    ("work:entry_edit",                "get",  ("entry",),           LOGIN, NO,     NO,     HIDDEN, OK,     OK),
    ("work:entry_delete",              "post", ("entry",),           LOGIN, NO,     NO,     HIDDEN, GO,     GO),
    ("work:this_week",                 "get",  (),                   LOGIN, NO,     NO,     OK,     OK,     OK),
    ("work:week",                      "get",  ("week",),            LOGIN, NO,     NO,     OK,     OK,     OK),
    ("work:cell_keep",                 "post", ("week",),            LOGIN, NO,     NO,     OK,     OK,     OK),
    ("work:week_copy",                 "post", ("week",),            LOGIN, NO,     NO,     GO,     GO,     GO),
    ("work:week_submit",               "post", ("week",),            LOGIN, NO,     NO,     GO,     GO,     GO),
    ("work:week_take_back",            "post", ("week",),            LOGIN, NO,     NO,     GO,     GO,     GO),
    ("work:bulk_edit",                 "post", (),                   LOGIN, NO,     NO,     GO,     GO,     GO),
    ("work:calendar",                  "get",  (),                   LOGIN, NO,     NO,     OK,     OK,     OK),
    ("work:calendar_log",              "post", (),                   LOGIN, NO,     NO,     GO,     GO,     GO),
    ("work:act_undo",                  "post", ("act",),             LOGIN, NO,     NO,     HIDDEN, GO,     HIDDEN),
    ("retainers:approval_list",        "get",  (),                   LOGIN, NO,     NO,     NO,     NO,     OK),
    ("retainers:approval_week",        "get",  ("casey", "client", "week"), LOGIN, NO, NO, NO,    NO,     OK),
    ("retainers:work_approve",         "post", (),                   LOGIN, NO,     NO,     NO,     NO,     GO),
    ("retainers:work_send_back",       "post", (),                   LOGIN, NO,     NO,     NO,     NO,     GO),
    ("retainers:agreement_list",            "get",  (),                   LOGIN, NO,     NO,     OK,     OK,     OK),
    ("agreements:agreement_create",          "get",  (),                   LOGIN, NO,     NO,     NO,     NO,     OK),
    ("retainers:agreement_detail",          "get",  ("agreement",),       LOGIN, NO,     NO,     HIDDEN, OK,     OK),
    ("agreements:agreement_edit",            "get",  ("agreement",),       LOGIN, NO,     NO,     NO,     NO,     OK),
    ("agreements:terms_create",              "get",  ("agreement",),       LOGIN, NO,     NO,     NO,     NO,     OK),
    ("agreements:project_create",            "get",  ("agreement",),       LOGIN, NO,     NO,     HIDDEN, OK,     OK),
    ("agreements:project_edit",              "get",  ("project",),         LOGIN, NO,     NO,     HIDDEN, OK,     OK),
    ("agreements:project_close",             "post", ("project",),         LOGIN, NO,     NO,     HIDDEN, GO,     GO),
    ("agreements:seat_create",               "get",  ("agreement",),       LOGIN, NO,     NO,     NO,     NO,     OK),
    ("agreements:seat_edit",                 "get",  ("seat",),            LOGIN, NO,     NO,     NO,     NO,     OK),
    ("agreements:seat_move",                 "post", ("seat",),            LOGIN, NO,     NO,     NO,     NO,     GO),
    ("agreements:seat_remove",               "post", ("seat",),            LOGIN, NO,     NO,     NO,     NO,     GO),
    ("agreements:seat_photo",                "get",  ("seat",),            LOGIN, HIDDEN, OK,     HIDDEN, OK,     OK),
    ("agreements:rate_create",               "get",  ("agreement",),       LOGIN, NO,     NO,     NO,     NO,     OK),
    ("agreements:rate_edit",                 "get",  ("agreement", "hourly"), LOGIN, NO,  NO,     NO,     NO,     OK),
    ("agreements:rate_remove",               "post", ("agreement", "hourly"), LOGIN, NO,  NO,     NO,     NO,     GO),
    ("agreements:price_list",                "get",  (),                   LOGIN, NO,     NO,     NO,     NO,     OK),
    ("agreements:price_create",              "get",  (),                   LOGIN, NO,     NO,     NO,     NO,     OK),
    ("agreements:price_edit",                "get",  ("price",),           LOGIN, NO,     NO,     NO,     NO,     OK),
    ("agreements:price_remove",              "post", ("price",),           LOGIN, NO,     NO,     NO,     NO,     GO),
    ("retainers:ledger_month",               "get",  ("agreement", "month"), LOGIN, NO,   NO,     HIDDEN, OK,     OK),
    ("retainers:ledger_adjust",              "get",  ("agreement", "month"), LOGIN, NO,   NO,     NO,     NO,     OK),
    ("retainers:ledger_transfer",            "get",  ("agreement", "month"), LOGIN, NO,   NO,     NO,     NO,     OK),
    ("retainers:ledger_give_back",           "get",  ("entry",),           LOGIN, NO,     NO,     NO,     NO,     OK),
    # Retainers: requests, questions, statements
    ("retainers:overage_ask",          "get",  ("agreement",),       LOGIN, NO,     NO,     HIDDEN, OK,     OK),
    ("retainers:overage_withdraw",     "post", ("asked",),           LOGIN, NO,     NO,     HIDDEN, GO,     GO),
    ("retainers:entry_answer",         "get",  ("approved",),        LOGIN, NO,     NO,     HIDDEN, OK,     OK),
    ("retainers:month_close",          "get",  ("agreement",),       LOGIN, NO,     NO,     HIDDEN, OK,     OK),
    ("retainers:statement_make",       "post", ("agreement",),       LOGIN, NO,     NO,     NO,     NO,     GO),
    ("retainers:statement_list",       "get",  (),                   LOGIN, NO,     NO,     OK,     OK,     OK),
    ("retainers:fee_export",           "get",  (),                   LOGIN, NO,     NO,     NO,     NO,     OK),
    ("retainers:statement_detail",     "get",  ("statement",),       LOGIN, HIDDEN, OK,     HIDDEN, OK,     OK),
    ("retainers:statement_pdf",        "get",  ("statement",),       LOGIN, HIDDEN, OK,     HIDDEN, OK,     OK),
    ("retainers:month_agree",          "post", (),                   LOGIN, GO,     GO,     NO,     NO,     NO),
    ("retainers:entry_agree",          "post", ("approved",),        LOGIN, HIDDEN, GO,     NO,     NO,     NO),
    ("retainers:entry_question",       "post", ("approved",),        LOGIN, HIDDEN, GO,     NO,     NO,     NO),
    ("retainers:overage_accept",       "post", ("asked",),           LOGIN, HIDDEN, GO,     NO,     NO,     NO),
    ("retainers:overage_decline",      "post", ("asked",),           LOGIN, HIDDEN, GO,     NO,     NO,     NO),
    # Audits
    ("runs:run_list",                  "get",  (),                   LOGIN, NO,     NO,     OK,     OK,     OK),
    ("runs:run_start",                 "get",  (),                   LOGIN, NO,     NO,     OK,     OK,     OK),
    ("runs:run_detail",                "get",  ("run",),             LOGIN, NO,     NO,     HIDDEN, OK,     OK),
    ("runs:run_cancel",                "post", ("run",),             LOGIN, NO,     NO,     HIDDEN, GO,     GO),
    # Bills
    ("bills:file_list",                "get",  (),                   LOGIN, NO,     NO,     OK,     OK,     OK),
    ("bills:file_upload",              "post", (),                   LOGIN, NO,     NO,     GO,     GO,     GO),
    ("bills:file_detail",              "get",  ("bill_file",),       LOGIN, NO,     NO,     HIDDEN, OK,     OK),
    ("bills:file_progress",            "get",  ("bill_file",),       LOGIN, NO,     NO,     HIDDEN, GO,     GO),
    ("bills:file_assign",              "post", ("bill_file",),       LOGIN, NO,     NO,     HIDDEN, GO,     GO),
    ("bills:file_download",            "get",  ("bill_file",),       LOGIN, NO,     NO,     HIDDEN, OK,     OK),
    ("bills:file_issues_csv",          "get",  ("bill_file",),       LOGIN, NO,     NO,     HIDDEN, OK,     OK),
    ("bills:invoice_list",             "get",  (),                   LOGIN, NO,     NO,     OK,     OK,     OK),
    ("bills:invoice_detail",           "get",  ("invoice",),         LOGIN, NO,     NO,     HIDDEN, OK,     OK),
    # Findings; deciding without a decision shows the form again
    ("findings:finding_list",          "get",  (),                   LOGIN, NO,     NO,     OK,     OK,     OK),
    ("findings:finding_export",        "get",  (),                   LOGIN, NO,     NO,     OK,     OK,     OK),
    ("findings:finding_detail",        "get",  ("finding",),         LOGIN, NO,     NO,     HIDDEN, OK,     OK),
    ("findings:finding_prove",         "get",  ("finding",),         LOGIN, NO,     NO,     HIDDEN, OK,     OK),
    ("findings:finding_decide",        "post", ("finding",),         LOGIN, NO,     NO,     HIDDEN, OK,     OK),
    ("findings:finding_decide_many",   "post", (),                   LOGIN, NO,     NO,     GO,     GO,     GO),
    # Reports
    ("reports:report_list",            "get",  (),                   LOGIN, NO,     NO,     OK,     OK,     OK),
    ("reports:report_make",            "get",  (),                   LOGIN, NO,     NO,     OK,     OK,     OK),
    ("reports:report_detail",          "get",  ("draft",),           LOGIN, NO,     NO,     HIDDEN, OK,     OK),
    ("reports:report_progress",        "get",  ("draft",),           LOGIN, NO,     NO,     HIDDEN, OK,     OK),
    ("reports:report_pdf",             "get",  ("draft",),           LOGIN, NO,     NO,     HIDDEN, OK,     OK),
    ("reports:report_publish",         "post", ("draft",),           LOGIN, NO,     NO,     NO,     NO,     GO),
    # The portal
    ("portal:home",                    "get",  (),                   LOGIN, OK,     OK,     NO,     NO,     NO),
    ("portal:finding_list",            "get",  (),                   LOGIN, OK,     OK,     NO,     NO,     NO),
    ("portal:finding_detail",          "get",  ("shared_finding",),  LOGIN, HIDDEN, OK,     NO,     NO,     NO),
    ("portal:credit_list",             "get",  (),                   LOGIN, OK,     OK,     NO,     NO,     NO),
    ("portal:report_list",             "get",  (),                   LOGIN, OK,     OK,     NO,     NO,     NO),
    ("portal:report_pdf",              "get",  ("published",),       LOGIN, HIDDEN, OK,     NO,     NO,     NO),
    ("retainers:my_retainer",          "get",  (),                   LOGIN, OK,     OK,     NO,     NO,     NO),
]

# The registers that belong to clients all follow one rule.
for noun in ("account", "site", "service", "contract", "rate"):
    TABLE += [
        (f"telecom:{noun}_list",       "get",  (),                   LOGIN, NO,     NO,     OK,     OK,     OK),
        (f"telecom:{noun}_create",     "get",  (),                   LOGIN, NO,     NO,     OK,     OK,     OK),
        (f"telecom:{noun}_import",     "get",  (),                   LOGIN, NO,     NO,     OK,     OK,     OK),
        (f"telecom:{noun}_export",     "get",  (),                   LOGIN, NO,     NO,     OK,     OK,     OK),
        (f"telecom:{noun}_detail",     "get",  (noun,),              LOGIN, NO,     NO,     HIDDEN, OK,     OK),
        (f"telecom:{noun}_edit",       "get",  (noun,),              LOGIN, NO,     NO,     HIDDEN, OK,     OK),
    ]
# fmt: on

#: Addresses of the sign-in package, which keeps its own rules.
SIGN_IN = ("account_", "mfa_")
