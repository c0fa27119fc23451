"""A believable practice to look at: made-up people, clients, carriers, contracts and bills.

The stories are data; ``write_files`` turns them into files that the ordinary
commands load.  Nothing here knows the database.
"""

from retainer.demo.carriers import CARRIERS
from retainer.demo.files import ClientFiles, DemoFiles, Planted, write_files
from retainer.demo.hospital import ST_BRANNOCK
from retainer.demo.logistics import KESTREL_RIDGE
from retainer.demo.practice import PEOPLE, PRACTICE

CLIENTS = (ST_BRANNOCK, KESTREL_RIDGE)

__all__ = [
    "CARRIERS",
    "CLIENTS",
    "PEOPLE",
    "PRACTICE",
    "ClientFiles",
    "DemoFiles",
    "Planted",
    "write_files",
]
