"""What templates about cases need: sentences about what happened, time that is left, sizes of files."""

from django import template
from django.template.defaultfilters import filesizeformat

from kunding.respond import wording

register = template.Library()
register.filter("head", wording.head)
register.filter("left", wording.left)
register.filter("size", filesizeformat)
