"""The ten checks in polars: data frames, joined and grouped."""

from pathlib import Path

import polars as pl
from polars import DataFrame, Expr, col, when

from billing_audit.bills.models import ChargeType

WHOLE, TEXT, DAY = pl.Int64, pl.String, pl.Date
TYPES = {
    "bills": {"number": TEXT, "begins": DAY, "ends": DAY, "supersedes": WHOLE, "stated": WHOLE},
    "services": {"owned": WHOLE, "site": WHOLE, "state": TEXT, "gone": DAY},
    "rates": {"owned": WHOLE, "site": WHOLE, "since": DAY, "until": DAY},
    "lines": {
        **dict.fromkeys(("service", "code", "quantity", "rate", "decimals", "source_row"), WHOLE),
        **dict.fromkeys(("line_no", "description", "jurisdiction"), TEXT),
        **dict.fromkeys(("begins", "ends"), DAY),
    },
}
HALF, COIN = 5 * 10**11, 10**12  # of what a quantity times a rate is counted in
HIT = ["invoice", "line", "cents"]


def find(folder: Path) -> None:
    bills, services, rates, lines = (
        pl.read_csv(folder / f"{name}.csv", schema_overrides=TYPES[name], try_parse_dates=True)
        for name in ("bills", "services", "rates", "lines")
    )
    lines = in_turn(lines, bills)
    standing = without_taken_back(lines)
    monthly = standing.filter(
        is_a("recurring"),
        col("amount") > 0,
        col("service").is_not_null(),
        col("ends") >= col("begins"),
    )
    twice = sent_twice(bills, lines)
    found = {
        "A01": not_quantity_times_rate(standing),
        "A03": wrong_totals(bills),
        "A07": twice,
        "A09": copies(standing),
        "A10": overlapping(monthly, lines, bills),
        "A19": again_later(monthly, twice),
        "B01": above_contract(standing, services, rates),
        "C01": after_disconnect(standing, services),
        "C04": not_in_inventory(standing, services),
    }
    hits = [
        each.select(pl.lit(code).alias("code"), *(col(name).cast(WHOLE) for name in HIT))
        for code, each in found.items()
    ]
    pl.concat(hits).write_csv(folder / "hits.csv")


def is_a(kind: str) -> Expr:
    return col("type") == ChargeType[kind.upper()].value


def in_turn(lines: DataFrame, bills: DataFrame) -> DataFrame:
    """The lines in the order of their bills, as printed."""
    return (
        lines.join(bills.select("invoice", "bill_date"), on="invoice")
        .with_columns(
            charge=pl.coalesce(col("code").cast(TEXT), "description"),
            length=col("line_no").str.len_chars(),
        )
        .sort("bill_date", "invoice", "length", "line_no", "source_row", "line")
        .with_row_index("turn")
    )


def without_taken_back(lines: DataFrame) -> DataFrame:
    """What a credit on the same bill takes back never happened."""
    credits = lines.filter(is_a("credit"), col("service").is_not_null())
    return lines.join(
        credits.with_columns(-col("amount")),
        on=["invoice", "service", "code", "amount", "begins", "ends"],
        how="anti",
        nulls_equal=True,
    )


def not_quantity_times_rate(standing: DataFrame) -> DataFrame:
    exact = col("quantity").cast(pl.Int128) * col("rate")
    coins = exact.sign() * ((exact.abs() + HALF) // COIN)
    off = (col("amount").abs().cast(pl.Int128) * 10**8 - exact.abs()).abs()
    allowed = col("quantity").abs() * (5 * 10 ** (7 - col("decimals"))).cast(WHOLE) + HALF
    excess = (col("amount") - 10_000 * coins + 5_000) // 10_000
    return standing.filter(
        col("amount").abs() != coins.abs() * 10_000, off >= allowed
    ).with_columns(cents=pl.max_horizontal(excess, pl.lit(0)))


def wrong_totals(bills: DataFrame) -> DataFrame:
    return bills.filter(col("line_count") > 0, col("stated") != col("total")).select(
        "invoice",
        line=None,
        cents=pl.max_horizontal(col("stated") - col("total"), pl.lit(0)),
    )


def sent_twice(bills: DataFrame, lines: DataFrame) -> DataFrame:
    spans = lines.group_by("invoice").agg(col("begins").min(), col("ends").max())
    bills = bills.join(spans, on="invoice", how="left", suffix="_seen").with_columns(
        pl.coalesce("begins", "begins_seen"), pl.coalesce("ends", "ends_seen")
    )
    pairs = bills.join(bills, on=["account", "document"], suffix="_e")
    same_number = (col("number") == col("number_e")) & (col("file") != col("file_e"))
    same_bill = (
        (col("number") != col("number_e"))
        & (col("total") == col("total_e"))
        & (col("total") > 0)
        & (col("begins") == col("begins_e"))
        & (col("ends") == col("ends_e"))
    )
    earlier = (col("bill_date_e") < col("bill_date")) | (
        (col("bill_date_e") == col("bill_date")) & (col("invoice_e") < col("invoice"))
    )
    corrects = (col("supersedes").eq_missing(col("invoice_e"))) | (
        col("supersedes_e").eq_missing(col("invoice"))
    )
    return (
        pairs.filter(earlier, same_number | same_bill, ~corrects)
        .unique("invoice")
        .select("invoice", line=None, cents=pl.max_horizontal("total", pl.lit(0)))
    )


def copies(standing: DataFrame) -> DataFrame:
    same = ["invoice", "service", "charge", "jurisdiction", "begins", "ends", "rate", "amount"]
    charged = standing.filter(col("service").is_not_null(), col("amount") > 0)
    several = charged.filter(charged.select(same).is_duplicated())
    return several.filter(col("turn") != col("turn").min().over(same)).with_columns(
        cents=col("amount") // 10_000
    )


def overlapping(monthly: DataFrame, lines: DataFrame, bills: DataFrame) -> DataFrame:
    """The share of the days that charges before have, and no credit gave back."""
    by_charge = ["service", "charge"]
    in_order = monthly.sort(*by_charge, "begins", "ends")
    reached = col("ends").to_physical().cum_max().shift(1).over(by_charge)
    suspects = in_order.filter(reached >= col("begins").to_physical()).select(by_charge).unique()
    some = monthly.join(suspects, on=by_charge, how="semi")
    pairs = some.join(
        some.select(*by_charge, "turn", "begins", "ends"), on=by_charge, suffix="_e"
    ).filter(
        col("turn_e") < col("turn"),
        col("begins_e") <= col("ends"),
        col("ends_e") >= col("begins"),
        (col("begins_e") != col("begins")) | (col("ends_e") != col("ends")),
    )
    days = (
        pairs.with_columns(
            day=pl.date_ranges(
                pl.max_horizontal("begins", "begins_e"), pl.min_horizontal("ends", "ends_e")
            )
        )
        .explode("day")
        .unique(["line", "day"])
    )
    of_lines = lines.with_columns(-col("amount"))
    given = lines.filter(col("amount") < 0).join(
        of_lines, on=["invoice", "service", "amount", "begins", "ends"], how="anti"
    )
    back = days.join(
        given.select("service", "code", "begins", "ends", "bill_date", "invoice"),
        on=["service", "code"],
        suffix="_k",
        nulls_equal=True,
    ).filter(
        col("day").is_between(col("begins_k"), col("ends_k")),
        (col("bill_date_k") < col("bill_date"))
        | ((col("bill_date_k") == col("bill_date")) & (col("invoice_k") <= col("invoice"))),
    )
    length = (col("ends") - col("begins")).dt.total_days() + 1
    share = (2 * col("amount") * col("shared") + 10_000 * length) // (20_000 * length)
    return (
        days.join(back, on=["line", "day"], how="anti")
        .group_by("invoice", "line", "amount", "begins", "ends")
        .agg(shared=pl.len())
        .with_columns(cents=share)
    )


def again_later(monthly: DataFrame, twice: DataFrame) -> DataFrame:
    same = ["service", "charge", "begins", "ends", "amount"]
    left = monthly.join(twice, on="invoice", how="anti")
    first = col("invoice").sort_by("turn").first().over(same)
    return (
        left.filter(left.select(same).is_duplicated())
        .filter(col("invoice") != first)
        .with_columns(cents=col("amount") // 10_000)
    )


def above_contract(standing: DataFrame, services: DataFrame, rates: DataFrame) -> DataFrame:
    priced = (
        standing.filter(col("amount") > 0, col("quantity") > 0)
        .select("invoice", "line", "service", "code", "quantity", "rate", "amount", "begins")
        .join(services.select("service", "owned", "site"), on="service", how="left")
        .join(rates, on="code", suffix="_r")
        .filter(
            col("begins") >= col("since"),
            col("begins") < col("until"),
            col("owned_r").is_null() | (col("owned_r") == col("owned")),
            col("site_r").is_null() | (col("site_r") == col("site")),
        )
        .sort("rank")
        .unique("line", keep="last")
        .filter(col("rate") > col("agreed"))
    )
    quantity = col("quantity").cast(pl.Int128)
    printed_more = (col("rate") * quantity + HALF) // COIN * COIN - col("amount").cast(
        pl.Int128
    ) * 10**8
    claim = (col("rate") - col("agreed")) * quantity - when(printed_more > 0).then(
        printed_more
    ).otherwise(0)
    return (
        priced.with_columns(claim=claim)
        .filter(col("claim") > 0)
        .with_columns(cents=(col("claim") + HALF) // COIN)
    )


def after_disconnect(standing: DataFrame, services: DataFrame) -> DataFrame:
    return (
        standing.filter(is_a("recurring"), col("amount") > 0)
        .join(services.filter(col("state") == "confirmed"), on="service")
        .filter(col("begins") > col("gone"))
        .with_columns(cents=col("amount") // 10_000)
    )


def not_in_inventory(standing: DataFrame, services: DataFrame) -> DataFrame:
    return (
        standing.join(services, on="service")
        .filter(col("state").ne_missing("confirmed"), col("amount") >= 0)
        .with_columns(cents=col("amount") // 10_000)
    )
