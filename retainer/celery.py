"""The Celery application; tasks live beside the subjects they work for."""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "retainer.settings")

#: Whose ``tasks`` a worker knows; what is missing here it refuses when the clock asks for it.
SUBJECTS = [
    "clients.notices",
    "clients.contracts",
    "clients.retainers",
    "clients.advice",
    "clients.issues",
    "clients.desk",
    "clients.obligations",
    "clients.committees",
    "clients.playbook",
    "billing_audit.bills",
    "billing_audit.inbox",
    "billing_audit.usage",
    "billing_audit.runs",
    "billing_audit.expected",
    "billing_audit.spending",
    "billing_audit.money",
    "billing_audit.reports",
    "billing_audit.renewal",
    "rfp.library",
    "rfp.sourcing",
    "rfp.issuing",
    "rfp.addenda",
    "rfp.proposals",
    "retainer.exporting",
    "retainer.packs",
]

app = Celery("retainer")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks(SUBJECTS)

#: What the clock queues, and after how many seconds again.
SCHEDULE = {
    "billing_audit.runs.tasks.find_lost_runs": 15.0,
    "billing_audit.bills.tasks.find_lost_imports": 30.0,
    "billing_audit.usage.tasks.find_lost_usage": 60.0,
    "billing_audit.expected.tasks.expect_next_bills": 120.0,
    "billing_audit.money.tasks.match_new_credits": 120.0,
    "billing_audit.reports.tasks.find_forgotten_reports": 60.0,
    "billing_audit.money.tasks.find_forgotten_packets": 60.0,
    "billing_audit.renewal.tasks.find_forgotten_renewals": 60.0,
    "clients.retainers.tasks.find_forgotten_statements": 60.0,
    "clients.notices.tasks.mail_notices": 60.0,
    "billing_audit.inbox.tasks.collect_bills": 60.0,
    "billing_audit.inbox.tasks.forget_old_arrivals": 3600.0,
    "billing_audit.bills.tasks.remove_emptied_shelves": 300.0,
    "retainer.exporting.tasks.find_forgotten_exports": 300.0,
    "retainer.packs.tasks.find_forgotten_packs": 300.0,
    "clients.retainers.tasks.open_months": 3600.0,
    "clients.retainers.tasks.watch_retainers": 3600.0,
    "clients.contracts.tasks.watch_contracts": 3600.0,
    "clients.advice.tasks.bring_back_deferred": 3600.0,
    "clients.advice.tasks.remind_of_decisions": 3600.0,
    "clients.issues.tasks.escalate_issues": 60.0,
    "clients.desk.tasks.watch_questions": 300.0,
    "clients.desk.tasks.ask_for_pulses": 3600.0,
    "clients.obligations.tasks.watch_obligations": 3600.0,
    "clients.playbook.tasks.find_forgotten_playbooks": 60.0,
    "rfp.issuing.tasks.find_forgotten_versions": 60.0,
    "clients.committees.tasks.watch_committees": 3600.0,
    "rfp.addenda.tasks.find_forgotten_addenda": 60.0,
    "rfp.sourcing.tasks.watch_sourcing": 3600.0,
    "rfp.proposals.tasks.find_forgotten_proposals": 60.0,
    "billing_audit.money.tasks.watch_disputes": 3600.0,
    "billing_audit.spending.tasks.watch_budgets": 3600.0,
    "rfp.library.tasks.watch_library": 3600.0,
}
app.conf.beat_schedule = {
    task: {"task": task, "schedule": seconds} for task, seconds in SCHEDULE.items()
}
