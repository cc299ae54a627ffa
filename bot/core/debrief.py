"""A debrief: an applicant who was not selected asks why, and is told in private. Never holds what was said."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Debrief:
    """One applicant's, by their application's issue id: when it was asked for (UTC), and whether it was given."""

    issue_id: int
    asked_at: datetime
    given: bool = False
