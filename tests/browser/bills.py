"""Bills of one made-up carrier, each with the same three mistakes and known money."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path

CARRIER = "Corvane Networks"
AGREED, BILLED = Decimal("104.25"), Decimal("121.40")
PORT, FEATURE = Decimal("80.00"), Decimal("45.00")

HEAD = (
    "carrier,account_no,invoice_no,bill_date,line_no,service_id,charge_code,description,"
    "charge_type,quantity,unit_rate,amount,period_from,period_to"
)


@dataclass(frozen=True)
class Customer:
    """A client as their carrier knows them; ``lines`` on the access makes their money theirs."""

    slug: str
    name: str
    account: str
    lines: int

    @property
    def mark(self) -> str:
        """What the numbers of their services and invoices begin with."""
        return self.slug[:3].upper()

    @property
    def above_contract(self) -> Decimal:
        """What a month's bill asks above the contract rate."""
        return (BILLED - AGREED) * self.lines

    def invoice_no(self, month: date) -> str:
        return f"{self.mark}-{month:%Y%m}"

    def reference(self, folder: Path) -> list[str]:
        """The files of accounts, services and rates, as options of ``load_reference``."""
        tables = {
            "accounts": f"account_no,carrier\n{self.account},{CARRIER}\n",
            "services": (
                "service_id,account_no,install_date,disconnect_date\n"
                f"{self.mark}-1001,{self.account},2021-04-01,\n"
                f"{self.mark}-1002,{self.account},2021-04-01,2026-06-30\n"
            ),
            "rates": (
                "carrier,charge_code,rate,eff_from,eff_to,contract\n"
                f"{CARRIER},ACC100,{AGREED},2025-01-01,2027-12-31,{self.mark}-MSA\n"
            ),
        }
        options = []
        for name, text in tables.items():
            path = folder / f"{self.slug}-{name}.csv"
            path.write_text(text)
            options += [f"--{name}", str(path)]
        return options

    def bill(self, month: date) -> str:
        """A month's bill: access above contract, a dead port, a feature charged twice."""
        last = date(month.year, month.month, 28)
        charges = [
            (f"{self.mark}-1001", "ACC100", "Ethernet access", self.lines, BILLED),
            (f"{self.mark}-1002", "PORT10", "Port 10 Mbit/s", 1, PORT),
            (f"{self.mark}-1001", "CLIP", "Caller identification", 1, FEATURE),
            (f"{self.mark}-1001", "CLIP", "Caller identification", 1, FEATURE),
        ]
        rows = [
            f"{CARRIER},{self.account},{self.invoice_no(month)},{month},{number},{service},{code},"
            f"{what},recurring,{quantity},{rate},{quantity * rate},{month},{last}"
            for number, (service, code, what, quantity, rate) in enumerate(charges, start=1)
        ]
        return "\n".join([HEAD, *rows, ""])

    def bill_file(self, folder: Path, month: date) -> Path:
        path = folder / f"{self.invoice_no(month)}.csv"
        path.write_text(self.bill(month))
        return path


ACME = Customer("acme", "Acme Logistics", "315-200-0007", lines=5)
GLOBEX = Customer("globex", "Globex Health", "585-700-0002", lines=2)
INITECH = Customer("initech", "Initech Systems", "716-400-0009", lines=3)
UMBRELLA = Customer("umbrella", "Umbrella Foods", "607-900-0004", lines=4)
CUSTOMERS = (ACME, GLOBEX, INITECH, UMBRELLA)

AUGUST, SEPTEMBER, OCTOBER = (date(2026, month, 1) for month in (8, 9, 10))
