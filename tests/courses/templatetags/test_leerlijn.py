from __future__ import annotations

import re
from datetime import date

import pytest
from django import forms
from django.core.paginator import Paginator
from django.template import Context, Template
from django.utils import translation

from courses.line import KIND_WORDS, Station
from courses.signs import SIGNS, draw

STATIONS = [
    Station(title="First", state="done", url="/first/", minutes=90),
    Station(title="Second", state="here", kind="planned_session", when=date(2022, 10, 7)),
    Station(
        title="At once", children=[Station(title="Out", kind="deployment"), Station(title="Talk", kind="coaching")]
    ),
    Station(title="Extra", kind="test", required=False),
]


class SampleForm(forms.Form):
    name = forms.CharField(help_text="On your certificate.")
    phone = forms.CharField(required=False)
    role = forms.ChoiceField(choices=[("a", "Alderman"), ("b", "Teacher")], widget=forms.RadioSelect)
    agreed = forms.BooleanField()
    token = forms.CharField(widget=forms.HiddenInput)


def render(source: str, /, **context) -> str:
    with translation.override("en"):
        return Template("{% load leerlijn %}" + source).render(Context(context))


def words(markup: str) -> str:
    return " ".join(re.sub(r"<[^>]+>", " ", markup).split())


def test_each_station_says_its_state_and_kind_in_words():
    text = words(render("{% line stations %}", stations=STATIONS))
    assert "First Done Module 1 hour and 30 minutes" in text
    assert "Second You are here Meeting Friday 7 October 2022" in text
    assert "At once Out Still to come In practice Talk Still to come Talk" in text
    assert "Extra Still to come Test not required" in text


def test_the_line_marks_where_one_is_and_takes_dicts_too():
    markup = render("{% line stations %}", stations=[{"title": "Here", "kind": "module", "state": "here"}])
    assert 'aria-current="step"' in markup
    assert "You are here" in markup


def test_titles_on_the_line_are_text_and_never_markup():
    assert "<script>" not in render("{% line s %}{% small_line s %}", s=[Station(title="<script>")])


def test_the_small_line_counts_parallel_parts_one_by_one():
    assert words(render("{% small_line stations %}", stations=STATIONS)).endswith("1 of 5 done")


def test_every_kind_of_station_has_a_sign():
    assert set(KIND_WORDS) <= SIGNS
    assert all(draw(name).startswith("<svg") for name in SIGNS)


def test_a_field_ties_purpose_and_error_to_its_control():
    form = SampleForm({"name": ""}, auto_id="id_%s")
    markup = render("{% field form.name %}", form=form)
    assert 'aria-describedby="id_name_helptext id_name_error"' in markup
    assert 'id="id_name_helptext"' in markup
    assert 'id="id_name_error"' in markup
    assert 'aria-invalid="true"' in markup


def test_what_may_be_left_out_says_so():
    form = SampleForm()
    assert "not required" in render("{% field form.phone %}", form=form)
    assert "not required" not in render("{% field form.name %}{% field form.agreed %}", form=form)


def test_choices_stand_in_a_fieldset_with_a_legend():
    markup = render("{% field form.role %}", form=SampleForm({}))
    assert markup.count("<fieldset") == markup.count("<legend") == 1
    assert 'aria-describedby="id_role_error"' in markup
    assert markup.count('type="radio"') == 2


def test_a_form_shows_every_field_once_and_hidden_ones_bare():
    markup = render("{% fields form %}", form=SampleForm())
    assert all(markup.count(f'name="{name}"') == 1 for name in ("name", "phone", "agreed", "token"))


def test_the_error_summary_leads_to_each_field_and_is_absent_without_errors():
    assert render("{% error_summary form %}", form=SampleForm()).strip() == ""
    form = SampleForm({})
    form.add_error(None, "All of it.")
    markup = render("{% error_summary form %}", form=form)
    assert 'href="#id_name"' in markup
    assert 'href="#id_role_0"' in markup
    assert "Name: This field is required." in markup
    assert "All of it." in markup


def test_an_error_summary_of_a_formset_holds_all_its_forms():
    rows = forms.formset_factory(SampleForm, extra=0)(
        {"form-TOTAL_FORMS": 2, "form-INITIAL_FORMS": 2, "form-0-name": "A", "form-1-name": ""}
    )
    assert 'href="#id_form-1-name"' in render("{% error_summary rows %}", rows=rows)


def test_a_notice_has_a_sign_a_word_and_its_text():
    assert words(render('{% notice "warning" %}<p>Mind.</p>{% endnotice %}')) == "Please note Mind."


def test_names_keep_their_own_direction_and_are_left_alone():
    assert render("{{ name|own_name }}", name="<b>محمد</b>") == (
        '<bdi class="ll-name" translate="no">&lt;b&gt;محمد&lt;/b&gt;</bdi>'
    )
    assert render("{{ name|own_name }}", name="") == ""


def test_pages_keep_the_other_parameters(rf):
    page = Paginator(range(30), 10).page(2)
    markup = render("{% pagination page %}", page=page, request=rf.get("/", {"q": "ontmoeten", "page": "2"}))
    assert "?q=ontmoeten&amp;page=1" in markup
    assert "?q=ontmoeten&amp;page=3" in markup
    assert render("{% pagination page %}", page=Paginator([1], 10).page(1)).strip() == ""


def test_breadcrumbs_end_where_one_is():
    markup = render('{% breadcrumbs "On offer" "/" "Here" %}')
    assert '<a href="/">On offer</a>' in markup
    assert '<span aria-current="page"><bdi>Here</bdi></span>' in markup


def test_summary_and_tasks():
    text = words(render("{% summary_list rows %}", rows=[("Where", "Groningen"), ("Name", "A", "/x/", "Change"), None]))
    assert text == "Where Groningen Name A Change Name"
    assert words(render("{% task_list t %}", t=[{"title": "Do", "state": "Done", "kind": "success"}])) == "Do Done"


def test_progress_speaks():
    assert 'value="3"' in render("{% progress 3 7 %}")
    assert "3 of 7" in render("{% progress 3 7 %}")


def test_a_mail_has_a_paragraph_each_and_its_address_as_a_button():
    markup = render("{{ text|mail_paragraphs }}", text="Hello <you>,\n\nhttps://site.example.org/x/?a=1&b=2\n\nBye\nUs")
    assert "Hello &lt;you&gt;," in markup
    assert 'href="https://site.example.org/x/?a=1&amp;b=2"' in markup
    assert "Bye<br>Us" in markup


@pytest.mark.parametrize("value", [None, "", "soon"])
def test_words_pass_through_in_words(value):
    assert render("{{ value|in_words }}", value=value) == (value or "")
