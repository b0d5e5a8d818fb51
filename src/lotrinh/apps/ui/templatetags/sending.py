"""`{% csrf_token %}` of our forms: Django's own, and beside it the form's key (sending.py), so that no form lacks one."""

from __future__ import annotations

from django import template
from django.template.defaulttags import CsrfTokenNode
from django.utils.html import format_html
from django.utils.safestring import SafeString

from lotrinh.apps.ui.sending import KEY, new_form_key

register = template.Library()


class FormTokens(CsrfTokenNode):
    def render(self, context: template.Context) -> SafeString:
        token = super().render(context)
        key = format_html('<input type="hidden" name="{}" value="{}">', KEY, new_form_key())
        return SafeString(token + key) if token else SafeString("")


@register.tag
def csrf_token(parser: template.base.Parser, token: template.base.Token) -> FormTokens:
    return FormTokens()
