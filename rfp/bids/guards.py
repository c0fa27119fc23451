"""What the database itself asks of bids: when they come in, when they are seen, who opens prices.

The hour proposals are due is read from the newest version that bidders have, so that an addendum
which moves it moves everything here with it.
"""

import pgtrigger

ME_INSIDE = "(SELECT app.user_id('bidder'))"
ME_OF_STAFF = "(SELECT app.user_id('staff'))"
#: Whoever of both sides acts in a name of their own.
ME = "coalesce(app.user_id('staff'), app.user_id('portal'))"


def due_of(rfp: str) -> str:
    """The hour proposals of a request are due, as its bidders were told last."""
    return f"""(
        SELECT (step ->> 'at')::timestamptz
        FROM rfp_issuedversion v, jsonb_array_elements(v.told -> 'steps') step
        WHERE v.rfp_id = {rfp} AND step ->> 'kind' = 'due'
        ORDER BY v.number DESC LIMIT 1
    )"""  # noqa: S608 - no word of it comes from outside


def _standing(envelope: str, condition: str) -> str:
    """An envelope of a bid that stands: what was replaced, withdrawn or is late is never met."""
    return f"""EXISTS (
        SELECT FROM rfp_bid b
        WHERE b.id = {envelope}.bid_id AND b.state = 'submitted' AND {condition}
    )"""


#: Answers are met once proposals are due.
DUE_IS_PAST = _standing("rfp_technicalenvelope", f"now() > {due_of('b.rfp_id')}")

#: Prices are met once two of those who were named have signed.
TWO_HAVE_SIGNED = _standing(
    "rfp_priceenvelope",
    """2 <= (
        SELECT count(*) FROM rfp_openingsignature s
        JOIN rfp_priceopening o ON o.id = s.opening_id
        WHERE o.rfp_id = b.rfp_id
    )""",
)


def of_own_bid(envelope: str) -> str:
    """Rows that hang on a bid of the bidder whose person is here."""
    return (
        f"EXISTS (SELECT FROM rfp_bid b WHERE b.id = {envelope}.bid_id "
        "AND b.bidder_id = (SELECT app.bidder()))"
    )


def _refuses(name: str, when: pgtrigger.Operation, func: str, **more: object) -> pgtrigger.Trigger:
    return pgtrigger.Trigger(name=name, when=pgtrigger.Before, operation=when, func=func, **more)


def comes_in_time() -> pgtrigger.Trigger:
    """Until the hour a bid stands at once; after it, it is late and waits to be admitted."""
    return _refuses(
        "a_bid_comes_in_time_or_is_late",
        pgtrigger.Insert,
        """
        IF due IS NULL THEN
            RAISE EXCEPTION 'bidders were told no hour at which proposals are due'
                USING ERRCODE = 'check_violation';
        END IF;
        NEW.submitted_at := now();
        NEW.is_late := now() > due;
        IF NEW.state <> (CASE WHEN NEW.is_late THEN 'late' ELSE 'submitted' END) THEN
            RAISE EXCEPTION 'the hour at which proposals were due is past'
                USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.admitted_at IS NOT NULL
            OR NEW.person_id IS NOT NULL AND NEW.person_id IS DISTINCT FROM app.user_id('bidder')
            OR NEW.received_by_id IS NOT NULL
                AND NEW.received_by_id IS DISTINCT FROM app.user_id('staff')
        THEN
            RAISE EXCEPTION 'a bid is handed in by who is here'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
        """,
        declare=[("due", f"timestamptz := {due_of('NEW.rfp_id')}")],
    )


def moves() -> pgtrigger.Trigger:
    """Which states follow each other, until when, and at whose word."""
    return _refuses(
        "a_bid_moves_as_the_hour_allows",
        pgtrigger.Update,
        """
        IF NEW.state = OLD.state THEN
            RETURN NEW;
        END IF;
        IF OLD.state = 'submitted' THEN
            may := NEW.state IN ('replaced', 'withdrawn') AND (
                now() <= due
                OR NEW.state = 'replaced' AND EXISTS (
                    SELECT FROM rfp_bid later
                    WHERE later.bidder_id = OLD.bidder_id AND later.number > OLD.number
                        AND later.state = 'late' AND later.admitted_at IS NOT NULL));
        ELSIF OLD.state = 'late' AND NEW.state = 'submitted' THEN
            may := NEW.admitted_at IS NOT NULL AND NOT EXISTS (
                SELECT FROM rfp_openingsignature s
                JOIN rfp_priceopening o ON o.id = s.opening_id WHERE o.rfp_id = OLD.rfp_id);
        ELSIF OLD.state = 'late' THEN
            may := NEW.state IN ('replaced', 'withdrawn');
        END IF;
        IF NOT may THEN
            RAISE EXCEPTION 'a bid does not go from % to % any more', OLD.state, NEW.state
                USING ERRCODE = 'check_violation';
        END IF;
        IF OLD.person_id IS NOT NULL AND now() <= due
            AND app.bidder() IS DISTINCT FROM OLD.bidder_id
        THEN
            RAISE EXCEPTION 'only its bidder takes back what the bidder handed in'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
        """,
        declare=[
            ("due", f"timestamptz := {due_of('OLD.rfp_id')}"),
            ("may", "boolean := false"),
        ],
    )


def stays_as_it_was_due() -> pgtrigger.Trigger:
    """Once bids are in and due, no version gives more time: the first may have been read."""
    return _refuses(
        "no_version_follows_once_bids_are_due",
        pgtrigger.Insert,
        """
        IF now() > due AND EXISTS (SELECT FROM rfp_bid b WHERE b.rfp_id = NEW.rfp_id) THEN
            RAISE EXCEPTION 'bids are in and were due; the request changes no more'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
        """,
        declare=[("due", f"timestamptz := {due_of('NEW.rfp_id')}")],
    )


def closes_after_the_hour() -> pgtrigger.Trigger:
    """Consensus is closed once, after the hour; the minute is written once, after two signed."""
    return _refuses(
        "an_opening_goes_step_by_step",
        pgtrigger.Insert | pgtrigger.Update,
        """
        IF TG_OP = 'INSERT' THEN
            IF NEW.closed_at IS NOT NULL OR NEW.opened_at IS NOT NULL THEN
                RAISE EXCEPTION 'an opening begins with naming who opens'
                    USING ERRCODE = 'check_violation';
            END IF;
            RETURN NEW;
        END IF;
        IF NEW.closed_at IS DISTINCT FROM OLD.closed_at
            AND (OLD.closed_at IS NOT NULL OR NOT coalesce(now() > due, false))
        THEN
            RAISE EXCEPTION 'the technical consensus is closed once, after proposals were due'
                USING ERRCODE = 'check_violation';
        END IF;
        IF NEW.opened_at IS DISTINCT FROM OLD.opened_at AND (
            OLD.opened_at IS NOT NULL
            OR (SELECT count(*) FROM rfp_openingsignature s WHERE s.opening_id = NEW.id) < 2
        ) THEN
            RAISE EXCEPTION 'prices are opened once, when two have signed'
                USING ERRCODE = 'check_violation';
        END IF;
        IF OLD.opened_at IS NOT NULL AND (NEW.minute, NEW.digest)
            IS DISTINCT FROM (OLD.minute, OLD.digest)
        THEN
            RAISE EXCEPTION 'the minute of an opening stays' USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
        """,
        declare=[("due", f"timestamptz := {due_of('NEW.rfp_id')}")],
    )


def is_named_beforehand() -> pgtrigger.Trigger:
    """Who opens is named before anybody has signed, and stays named then."""
    return _refuses(
        "who_opens_is_named_beforehand",
        pgtrigger.Insert | pgtrigger.Update | pgtrigger.Delete,
        """
        IF EXISTS (
            SELECT FROM rfp_openingsignature s
            WHERE s.opening_id = (CASE TG_OP WHEN 'INSERT' THEN NEW.opening_id
                ELSE OLD.opening_id END)
        ) THEN
            RAISE EXCEPTION 'who opens is named before anybody signs'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN CASE TG_OP WHEN 'DELETE' THEN OLD ELSE NEW END;
        """,
    )


def signs_in_their_own_name() -> pgtrigger.Trigger:
    """Who signs was named, is here, and signs once consensus is closed and the hour is past."""
    return _refuses(
        "who_signs_was_named_and_is_here",
        pgtrigger.Insert,
        f"""
        NEW.at := now();
        IF {ME} IS DISTINCT FROM NEW.person_id OR NOT EXISTS (
            SELECT FROM rfp_namedopener n
            WHERE n.opening_id = NEW.opening_id AND n.person_id = NEW.person_id
        ) THEN
            RAISE EXCEPTION 'only who was named signs, in their own name'
                USING ERRCODE = 'check_violation';
        END IF;
        IF NOT EXISTS (
            SELECT FROM rfp_priceopening o
            WHERE o.id = NEW.opening_id AND o.closed_at IS NOT NULL
                AND now() > {due_of("o.rfp_id")}
        ) THEN
            RAISE EXCEPTION 'prices stay sealed until the technical consensus is closed'
                USING ERRCODE = 'check_violation';
        END IF;
        RETURN NEW;
        """,  # noqa: S608 - no word of it comes from outside
    )
