"""What a committee of each level is called and does, until somebody writes it otherwise."""

from clients.issues.levels import Level

NAMES = {
    Level.EXECUTIVE: "Executive committee",
    Level.MANAGEMENT: "Management committee",
    Level.OPERATING: "Operating committee",
}
DUTIES = {
    Level.EXECUTIVE: "Sets the strategy and the goals of the relationship, and repeats them.\n"
    "Decides what the levels below could not settle.\n"
    "Looks at the relationship itself: trust, people, value for both sides.",
    Level.MANAGEMENT: "Holds performance against the goals, and asks for causes, not numbers alone."
    "\nDecides on recommendations, and on changes of contracts and services.\n"
    "Settles issues of its level, and says what goes to the executives.",
    Level.OPERATING: "Reads the reports of the month and what stands behind them.\n"
    "Prepares changes at carriers and providers.\n"
    "Takes in escalations, and requests that are out of scope.",
}
#: One committee that does it all, as small clients need it.
ONE_NAME = "Retainer committee"
ONE_DUTIES = (
    "Decides on recommendations, and holds results against the goals.\n"
    "Settles issues, and looks after every action until it is done."
)
