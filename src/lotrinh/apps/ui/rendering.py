"""How forms become HTML: our field and error markup in place of Django's."""

from __future__ import annotations

from django.forms.renderers import DjangoTemplates


class FormRenderer(DjangoTemplates):
    """Label, hint, error, input, in this order, tied by aria-describedby; see templates/ui/forms."""

    form_template_name = "ui/forms/form.html"
    field_template_name = "ui/forms/field.html"
    formset_template_name = "ui/forms/formset.html"
