"""What people type at the desk: corrections of proposals, passages, the header and the confirmation."""

from lotrinh.apps.intake.forms.confirming import ConfirmForm, HeaderForm
from lotrinh.apps.intake.forms.passage import PassageForm, SelectionForm
from lotrinh.apps.intake.forms.proposals import ProposalForm, form_of

__all__ = ["ConfirmForm", "HeaderForm", "PassageForm", "ProposalForm", "SelectionForm", "form_of"]
