"""The examples in the form's boxes: somebody who copies them has an opportunity that can be vetted."""

from datetime import date

from bot.core.criteria import findings
from bot.core.opportunity import Opportunity
from bot.core.policy import Policy
from bot.forms.body import parse_body
from bot.forms.opportunity import read_opportunity
from bot.forms.submission import Submission
from bot.forms.template import packaged
from tests.forms.filling import filled, shown


def test_examples_of_the_form_meet_every_criterion() -> None:
    """Placeholders of all boxes, typed in a month before the example's closing date: nothing is found wanting that must be there."""
    examples = {field.name: field.placeholder for field in shown("opportunity.yml").fields if field.placeholder}
    submission = parse_body(packaged("opportunity.yml"), filled("opportunity.yml", **examples))
    assert isinstance(submission, Submission)
    opportunity = read_opportunity(submission)
    assert isinstance(opportunity, Opportunity)
    unmet = [finding for finding in findings(opportunity, Policy(), date(2027, 6, 1)) if not finding.met]
    assert [(finding.id, finding.sentence.en) for finding in unmet if finding.level == "must"] == []
