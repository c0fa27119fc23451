"""What a part of a month costs, by the convention of a contract."""


def share(days: str, whole: str, convention: str) -> str:
    """SQL: the share of a whole period that some days of it are; each argument is SQL.

    A month has thirty days, or as many as it has where those are fewer, unless the contract
    counts its actual days or twelve months to 365.  Periods longer than a month go by their days.
    """
    return f"""least(1, ({days}) / CASE WHEN {whole} > 31 OR {convention} = 'actual'
                THEN ({whole})::numeric WHEN {convention} = '365' THEN 365.0 / 12
                ELSE least(30, {whole})::numeric END)"""
