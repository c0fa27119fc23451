"""What of committees a client user meets in the database, and may write there.

An executive meets every committee of the company, a manager those of management and below, a
viewer the operating one; whoever sits in a committee meets that one in any case.
"""

ME = "(SELECT app.user_id('portal'))"

#: Seats tell names and titles only, so that all of a company may read who sits where.
MINE = f"""
    EXISTS (
        SELECT FROM clients_committeeseat s
        WHERE s.committee_id = clients_committee.id AND s.person_id = {ME} AND s.left_on IS NULL
    ) OR EXISTS (
        SELECT FROM clients_membership m
        WHERE m.client_id = clients_committee.client_id AND m.user_id = {ME}
            AND (m.role = 'executive' OR clients_committee.level = 'operating'
                OR m.role = 'manager' AND clients_committee.level = 'management')
    )
"""  # noqa: S608 - no word of it comes from outside

OF_A_COMMITTEE = "EXISTS (SELECT FROM clients_committee c WHERE c.id = committee_id)"
OF_A_MEETING = "EXISTS (SELECT FROM clients_committeemeeting t WHERE t.id = meeting_id)"
OF_A_PLANNED = f"{OF_A_MEETING[:-1]} AND t.state = 'planned')"

#: Whose action it is says what became of it.
MY_ACTION = f"""
    EXISTS (
        SELECT FROM clients_committeeseat s
        WHERE s.id = owner_id AND s.person_id = {ME} AND s.party = 'client'
    ) AND (done_by_id IS NULL OR done_by_id = {ME})
"""

#: Minutes that were offered to the client; a draft is the practice's own.
OFFERED = f"{OF_A_MEETING} AND offered_at IS NOT NULL"
#: The policy of minutes lets a client user meet those that were offered alone.
OF_A_TOLD = (
    "EXISTS (SELECT FROM clients_minutes n WHERE n.meeting_id = clients_attendance.meeting_id)"
)
OF_OFFERED = "EXISTS (SELECT FROM clients_minutes n WHERE n.id = minutes_id)"

#: Who sits there for the client, or is its executive.
SPEAKS = f"""
    EXISTS (
        SELECT FROM clients_minutes n JOIN clients_committeemeeting t ON t.id = n.meeting_id
        WHERE n.id = minutes_id AND n.client_id = {{table}}.client_id AND n.offered_at IS NOT NULL
            AND n.sha256 = {{table}}.sha256
            AND (EXISTS (
                SELECT FROM clients_committeeseat s
                WHERE s.committee_id = t.committee_id AND s.person_id = {ME}
                    AND s.party = 'client' AND s.left_on IS NULL
            ) OR EXISTS (
                SELECT FROM clients_membership m
                WHERE m.client_id = n.client_id AND m.user_id = {ME} AND m.role = 'executive'
            ))
    )
"""  # noqa: S608
MAY_APPROVE = f"approved_by_id = {ME} AND {SPEAKS.format(table='clients_minutesapproval')}"
MAY_OBJECT = f"said_by_id = {ME} AND {SPEAKS.format(table='clients_minutesobjection')}"

#: What both sides approved stays; what lies before the client changes only by being taken back.
STAYS = """
    IF EXISTS (SELECT FROM clients_minutesapproval a WHERE a.minutes_id = OLD.id) THEN
        RAISE EXCEPTION 'minutes that both sides approved do not change'
            USING ERRCODE = 'check_violation';
    END IF;
    IF TG_OP = 'UPDATE' AND OLD.offered_at IS NOT NULL AND NEW.offered_at IS NOT NULL THEN
        RAISE EXCEPTION 'minutes that lie before the client do not change'
            USING ERRCODE = 'check_violation';
    END IF;
    RETURN coalesce(NEW, OLD);
"""
