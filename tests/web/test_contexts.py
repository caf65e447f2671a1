"""A page's context and its template agree: the template asks for what there is, and for all of it."""

from __future__ import annotations

import dataclasses
import inspect

import jinja2
import pytest
from jinja2 import nodes

from dragoman.web import contexts
from dragoman.web.access import pages as access
from dragoman.web.rendering import TEMPLATES, make_templates
from dragoman.web.review import contexts as review

PAGES = [
    each
    for module in (contexts, review, access)
    for _, each in sorted(inspect.getmembers(module, inspect.isclass))
    if dataclasses.is_dataclass(each) and hasattr(each, "TEMPLATE")
]


def asked_of_page(environment: jinja2.Environment, name: str) -> set[str]:
    """Give the fields of `page` that a template and those that it builds on ask for."""
    source = (TEMPLATES / name).read_text(encoding="utf-8")
    tree = environment.parse(source)
    asked = {
        node.attr
        for node in tree.find_all(nodes.Getattr)
        if isinstance(node.node, nodes.Name) and node.node.name == "page"
    }
    for parent in tree.find_all(nodes.Extends):
        if isinstance(parent.template, nodes.Const):
            asked |= asked_of_page(environment, parent.template.value)
    return asked


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.__name__)
def test_context_and_template_agree(page: type) -> None:
    fields = {field.name for field in dataclasses.fields(page)}
    asked = asked_of_page(make_templates(), page.TEMPLATE)  # type: ignore[attr-defined]  # chosen for having one
    assert asked == fields


def test_each_page_has_a_template_of_its_own() -> None:
    names = [page.TEMPLATE for page in PAGES]
    assert len(names) == len(set(names))


def test_no_template_goes_around_the_escaping() -> None:
    for path in TEMPLATES.glob("*.html"):
        text = path.read_text(encoding="utf-8")
        assert "|safe" not in text.replace(" ", "").replace("|safe_url", ""), path.name
        assert "autoescape" not in text, path.name
        assert "style=" not in text, path.name  # the policy would refuse it
        assert " on" + "click" not in text, path.name
