"""The made-up consultancy and its people."""

from datetime import date
from decimal import Decimal

from retainer.demo.story import Letterhead, Person

#: A milestone and the stroke of a tally: what is counted, and where on the way we are.
LOGO = """\
<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 248 56" role="img" aria-label="Marsh &amp; \
Tolliver">
  <path fill="#1d5c63" d="M4 52V22a18 18 0 0 1 36 0v30z"/>
  <path fill="none" stroke="#fff" stroke-width="3" stroke-linecap="round" \
d="M13 25v15M19 25v15M25 25v15M31 25v15"/>
  <path fill="none" stroke="#f2b632" stroke-width="3" stroke-linecap="round" d="M9 38l26-11"/>
  <text x="54" y="27" font-family="Inter, Helvetica, Arial, sans-serif" font-size="21" \
font-weight="600" fill="#14343a">Marsh &amp; Tolliver</text>
  <text x="54" y="46" font-family="Inter, Helvetica, Arial, sans-serif" font-size="12.5" \
letter-spacing="1.4" fill="#4b6b70">TELECOM ADVISORS</text>
</svg>
"""

PRACTICE = Letterhead(
    name="Marsh & Tolliver Telecom Advisors",
    address="The Old Toll House\n17 Lock Street\nAldersey, NY 13402",
    email="office@marsh-tolliver.example",
    phone="+1 315 555 0140",
    website="https://marsh-tolliver.example",
    time_zone="America/New_York",
    accent="#1d5c63",
    logo_svg=LOGO,
)

PAT = Person("pat@marsh-tolliver.example", "Pat Marsh", "principal", "+1 315 555 0141")
CASEY = Person("casey@marsh-tolliver.example", "Casey Tolliver", "consultant", "+1 315 555 0142")
NADIA = Person("nadia@marsh-tolliver.example", "Nadia Okonkwo", "consultant", "+1 315 555 0143")

OWEN = Person("owen.brandt@stbrannock.example", "Owen Brandt", "client", "+1 315 555 0170")
LENA = Person("lena.fuchs@stbrannock.example", "Lena Fuchs", "client", "+1 315 555 0171")
RUTH = Person("ruth.adeyemi@stbrannock.example", "Ruth Adeyemi", "client")
STELLA = Person("stella.moreno@kestrelridge.example", "Stella Moreno", "client", "+1 585 555 0122")
TOM = Person("tom.whitfield@kestrelridge.example", "Tom Whitfield", "client")

PEOPLE = (PAT, CASEY, NADIA, OWEN, LENA, RUTH, STELLA, TOM)

#: Dollars an hour by role, of everybody where none is named.
PRICES = (("Lead consultant", Decimal("210.00")), ("", Decimal("180.00")))
PRICES_SINCE = date(2025, 1, 1)
