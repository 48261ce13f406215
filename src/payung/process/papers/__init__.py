"""Papers about several stages: each is put together from their questions, then kept as made."""

from payung.process.papers.arrears_list import arrears_list
from payung.process.papers.authorisation import deduction_authorisation
from payung.process.papers.batch_letter import cover_letter
from payung.process.papers.blanks import paper_form
from payung.process.papers.breach_notice import BreachWords, breach_notice
from payung.process.papers.card_sheets import cards
from payung.process.papers.codes import activation_letters
from payung.process.papers.data_answer import data_answer
from payung.process.papers.deduction_list import deduction_list
from payung.process.papers.handover import HANDED, handover
from payung.process.papers.minutes import BOOK, MINUTES, minutes, minutes_number
from payung.process.papers.problems import NothingToPrint, NotYours
from payung.process.papers.ranking import ranking_paper
from payung.process.papers.receipts import receipt
from payung.process.papers.remittance_slip import remittance_slip
from payung.process.papers.sessions import attendance_sheet, invitation
from payung.process.papers.stop_letter import stop_letter
from payung.process.papers.thanks import thanks

__all__ = [
    "BOOK",
    "HANDED",
    "MINUTES",
    "BreachWords",
    "NotYours",
    "NothingToPrint",
    "activation_letters",
    "arrears_list",
    "attendance_sheet",
    "breach_notice",
    "cards",
    "cover_letter",
    "data_answer",
    "deduction_authorisation",
    "deduction_list",
    "handover",
    "invitation",
    "minutes",
    "minutes_number",
    "paper_form",
    "ranking_paper",
    "receipt",
    "remittance_slip",
    "stop_letter",
    "thanks",
]
