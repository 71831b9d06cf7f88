"""Every key of the screens: what it does, what it is called, and how it can be named to be changed.

A label is a word for the footer, a tooltip a sentence for the help screen. Both are messages, spoken when they are
shown. Only plain keys, function keys and control keys: others do not reach a program on every terminal.
"""

from textual.binding import Binding

from breeding_center.text import N_


def key(
    name: str, keys: str, action: str, label: str, tooltip: str, *, show: bool = True, priority: bool = False
) -> Binding:
    """One key (or several, apart by commas) and what it does; `show` puts it into the footer."""
    return Binding(keys, action, label, id=name, tooltip=tooltip, show=show, priority=priority)


PALETTE = "ctrl+p"

APP = [
    key("app.palette", PALETTE, "command_palette", N_("Search"), N_("Find any command by its name"),
        show=False, priority=True),
    key("app.help", "question_mark,f1", "help", N_("Help"), N_("List the keys of this screen")),
    key("app.language", "l,f2", "language", N_("Other language"), N_("Speak the other language"), show=False),
    key("app.stop", "ctrl+c", "explain_quitting", N_("How to quit"), N_("Say which key quits"), show=False),
    key("app.quit", "ctrl+q", "quit", N_("Quit"), N_("Leave; what was saved stays saved"), show=False, priority=True),
]  # fmt: skip

BACK = key("screen.back", "escape", "back", N_("Back"), N_("Go back to the screen before"))
QUIT = key("app.leave", "q", "app.quit", N_("Quit"), N_("Leave; what was saved stays saved"))

OPEN = key("lines.open", "enter", "select_cursor", N_("Open"), N_("Open the line that is marked"))
LINES = [
    key("lines.up", "up,k", "cursor_up", N_("Up"), N_("Mark the line above"), show=False),
    key("lines.down", "down,j", "cursor_down", N_("Down"), N_("Mark the line below"), show=False),
    key("lines.left", "left", "scroll_left", N_("Left"), N_("Look further to the left"), show=False),
    key("lines.right", "right", "scroll_right", N_("Right"), N_("Look further to the right"), show=False),
    key("lines.page_up", "pageup", "page_up", N_("Page up"), N_("Go back by as many lines as fit"), show=False),
    key("lines.page_down", "pagedown", "page_down", N_("Page down"), N_("Go on by as many lines as fit"), show=False),
    key("lines.first", "home,ctrl+home", "scroll_top", N_("First"), N_("Mark the first line"), show=False),
    key("lines.last", "end,ctrl+end", "scroll_bottom", N_("Last"), N_("Mark the last line"), show=False),
]

ROUND = [
    key("round.done", "d,space", "done", N_("Done"), N_("Confirm as planned; what is measured is asked")),
    key("round.skip", "s", "skip", N_("Skip"), N_("Leave it undone and say why")),
    key("round.undo", "u", "undo", N_("Undo"), N_("Take back what you recorded last")),
    key("round.animal", "o", "animal", N_("Animal"), N_("Look at the animal of this line"), show=False),
    key("round.timeline", "t", "timeline", N_("Timeline"), N_("What happened to this animal lately")),
    key("round.find", "slash", "find_animal", N_("Find"), N_("Find an animal by any of its names or numbers")),
    key("round.reports", "r", "reports", N_("Reports"), N_("Ask the records a question")),
    key("round.actions", "x", "actions", N_("Record"), N_("Record anything else, in any room")),
    key("round.pairs", "b", "pairs", N_("Pairs"), N_("Whom to breed with whom: every pair, and why"), show=False),
    key("round.assign", "a", "assign", N_("Assign"), N_("Give this piece of work to somebody"), show=False),
    key("round.person", "w", "person", N_("Who"), N_("Say who you are"), show=False),
    key("round.mine", "m", "mine", N_("Mine"), N_("Only my work, or everybody's"), show=False),
    key("round.line", "n", "line", N_("Line"), N_("Only one line of care: the next one"), show=False),
    key("round.slot", "p", "slot", N_("Part of the day"), N_("Only one part of the day: the next one"), show=False),
    key("round.order", "v", "order", N_("Order"), N_("Overdue work first, or all by time"), show=False),
    key("round.text", "f", "text", N_("Filter"), N_("Only lines with these words"), show=False),
    key("round.all", "escape", "everything", N_("All"), N_("Take every filter away"), show=False),
    key("round.refresh", "f5", "refresh_now", N_("Refresh"), N_("Read the round again"), show=False),
    QUIT,
]

FORM = [
    key("form.save", "ctrl+s", "save", N_("Save"), N_("Record what is written here")),
    BACK,
]

PARAMETERS = [
    key("report.run", "ctrl+s", "save", N_("Show"), N_("Answer the question")),
    BACK,
]

RESULT = [
    key("report.ask", "c", "ask_again", N_("Change"), N_("Ask with other values")),
    BACK,
    QUIT,
]

PICK = [
    key("pick.choose", "enter", "choose", N_("Choose"), N_("Take the line that is marked")),
    key("pick.down", "down", "move(1)", N_("Next"), N_("Mark the next line"), show=False),
    key("pick.up", "up", "move(-1)", N_("Previous"), N_("Mark the line before"), show=False),
    key("pick.page_down", "pagedown", "move(10)", N_("Further"), N_("Go ten lines down"), show=False),
    key("pick.page_up", "pageup", "move(-10)", N_("Further back"), N_("Go ten lines up"), show=False),
    BACK,
]

ANIMAL = [
    key("animal.timeline", "1,t", "part('timeline')", N_("Timeline"), N_("What happened to it lately")),
    key("animal.weights", "2,g", "part('weights')", N_("Weights"), N_("Every weight of the last year")),
    key("animal.due", "3,d", "part('due')", N_("Due"), N_("What is to be done for it today")),
    key("animal.pedigree", "p", "pedigree", N_("Pedigree"), N_("Walk among its ancestors, sibs and young")),
    key("animal.line", "n", "line", N_("Line"), N_("Only one line of care: the next one")),
    key("animal.longer", "y", "longer", N_("Longer"), N_("Look further back"), show=False),  # its chip says it
    key("animal.undo", "u", "undo", N_("Undo"), N_("Take back what you recorded last"), show=False),
    key("animal.record", "x", "actions", N_("Record"), N_("Record something about this animal")),
    BACK,
    QUIT,
]

MATRIX = [
    key("matrix.up", "up,k", "cursor_up", N_("Up"), N_("Mark the female above"), show=False),
    key("matrix.down", "down,j", "cursor_down", N_("Down"), N_("Mark the female below"), show=False),
    key("matrix.left", "left", "cursor_left", N_("Left"), N_("Mark the male to the left"), show=False),
    key("matrix.right", "right", "cursor_right", N_("Right"), N_("Mark the male to the right"), show=False),
    key("matrix.page_up", "pageup", "page_up", N_("Page up"), N_("Go back by as many lines as fit"), show=False),
    key("matrix.page_down", "pagedown", "page_down", N_("Page down"), N_("Go on by as many lines as fit"), show=False),
]

PAIRS = [
    key("pairs.what_if", "enter", "what_if", N_("What if"), N_("What a litter of this pair would do")),
    key("pairs.plan", "p", "plan", N_("Plan"), N_("The pairs that keep the most gene diversity")),
    key("pairs.possible", "f", "possible", N_("Possible"), N_("Only animals that may be paired, or all")),
    key("pairs.decide", "d", "decide", N_("Decide"), N_("Choose or forbid this pair, with a reason")),
    BACK,
    QUIT,
]

PLAN = [
    key("plan.adopt", "a", "adopt", N_("Adopt"), N_("Make it the recommendations of the season")),
    key("plan.wishes", "c", "ask_again", N_("Change"), N_("Plan with other wishes")),
    BACK,
    QUIT,
]

# In a pedigree the arrows lead to the sire and back to the young.
PEDIGREE = [
    key("pedigree.focus", "enter", "select_cursor", N_("In the middle"), N_("Make the marked animal the middle")),
    key("pedigree.sire", "right,s", "kin('sire')", N_("Sire"), N_("Go to the marked animal's sire")),
    key("pedigree.dam", "d", "kin('dam')", N_("Dam"), N_("Go to the marked animal's dam")),
    key("pedigree.young", "left,y", "kin('young')", N_("Young"), N_("Go to the marked animal's young")),
    key("pedigree.up", "up,k", "cursor_up", N_("Up"), N_("Mark the line above"), show=False),
    key("pedigree.down", "down,j", "cursor_down", N_("Down"), N_("Mark the line below"), show=False),
    key("pedigree.page_up", "pageup", "page_up", N_("Page up"), N_("Go back by as many lines as fit"), show=False),
    key("pedigree.page_down", "pagedown", "page_down", N_("Page down"), N_("Go on by as many lines as fit"),
        show=False),
    key("pedigree.first", "home,ctrl+home", "scroll_top", N_("First"), N_("Mark the first line"), show=False),
    key("pedigree.last", "end,ctrl+end", "scroll_bottom", N_("Last"), N_("Mark the last line"), show=False),
]  # fmt: skip

KIN = [
    key("kin.before", "b,backspace", "before", N_("Before"), N_("The animal that was in the middle before")),
    key("kin.deeper", "plus,g", "deeper", N_("Deeper"), N_("One generation more; after the sixth, two again")),
    key("kin.animal", "o", "animal", N_("Animal"), N_("Look at the marked animal"), show=False),
    BACK,
    QUIT,
]

LOOKUP = [
    key("lookup.next", "down", "candidate(1)", N_("Next"), N_("Mark the next proposal"), show=False),
    key("lookup.previous", "up", "candidate(-1)", N_("Previous"), N_("Mark the proposal before"), show=False),
    key("lookup.take", "enter", "take", N_("Take"), N_("Take the proposal that is marked"), show=False),
    key("lookup.close", "escape", "close", N_("Close"), N_("Close the proposals"), show=False),
]

ASK = [
    key("dialog.yes", "ctrl+s", "accept", N_("Yes"), N_("Do it")),
    key("dialog.no", "escape", "back", N_("Back"), N_("Leave it as it is")),
]

HELP = [
    key("help.close", "escape,question_mark,q", "back", N_("Close"), N_("Close the help")),
]


def every() -> list[Binding]:
    """Every key of every screen."""
    return [
        *APP,
        OPEN,
        *LINES,
        *ROUND,
        *FORM,
        *PARAMETERS,
        *RESULT,
        *PICK,
        *ANIMAL,
        *MATRIX,
        *PAIRS,
        *PLAN,
        *PEDIGREE,
        *KIN,
        *LOOKUP,
        *ASK,
        *HELP,
    ]
