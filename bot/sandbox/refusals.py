"""THE table of what the sandbox refuses because GitHub does: what, with which status and words, and where that is written.

A row is raised by `refuse(NOT_FOUND)`. Every row has a test that provokes it over HTTP, and a test lists the rows without one
(tests/sandbox/test_refusals.py). Nothing here decides when to refuse.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NoReturn

DOCS = "https://docs.github.com/rest"


class Refusal(Exception):  # noqa: N818 - GitHub refuses; that is no error of ours
    """An answer of GitHub's that is not the one asked for, on its way to the client."""

    def __init__(self, row: "Row", message: str, extra: Mapping[str, Any], headers: Mapping[str, str]) -> None:
        super().__init__(message)
        self.row = row
        self.status = row.status
        self.headers = dict(headers)
        self.body: dict[str, Any] = {"message": message, **extra, "documentation_url": DOCS}
        if row.status != 422:  # noqa: PLR2004 - of all its errors, GitHub shows no `status` in "Validation Failed"
            self.body["status"] = str(row.status)


@dataclass(frozen=True)
class Row:
    """One refusal. `what` is for people and names the row; `message` is GitHub's, with {fields} filled in when it is raised."""

    what: str
    status: int
    message: str
    source: str


def refuse(row: Row, *, errors: Sequence[Any] = (), headers: Mapping[str, str] | None = None, **fields: Any) -> NoReturn:
    """Raises a row as a `Refusal`, with `errors` as in GitHub's 422, and the {fields} of its message."""
    raise Refusal(row, row.message.format(**fields), {"errors": list(errors)} if errors else {}, headers or {})


@dataclass
class _Table:
    rows: list[Row] = field(default_factory=list)

    def row(self, what: str, status: int, message: str, source: str) -> Row:
        """Adds a row."""
        self.rows.append(made := Row(what, status, message, source))
        return made


_table = _Table()
_row = _table.row

_AUTH = "GitHub Docs, REST, Authenticating to the REST API"
_JWT = "GitHub Docs, Apps, Generating a JSON Web Token (JWT) for a GitHub App"
_APPS = "GitHub Docs, REST, Apps"
_TROUBLE = "GitHub Docs, REST, Troubleshooting the REST API"
_ISSUES = "GitHub Docs, REST, Issues"
_COMMENTS = "GitHub Docs, REST, Issue comments"
_LABELS = "GitHub Docs, REST, Labels"
_GIT = "GitHub Docs, REST, Git database"
_CONTENTS = "GitHub Docs, REST, Repository contents"
_PULLS = "GitHub Docs, REST, Pull requests"
_PEOPLE = "GitHub Docs, REST, Collaborators and Invitations"
_RULES = "GitHub Docs, Available rules for rulesets"
_REPOSITORIES = "GitHub Docs, REST, Repositories"

# Who is asking
BAD_CREDENTIALS = _row("an unknown, expired or malformed token", 401, "Bad credentials", _AUTH)
REQUIRES_AUTHENTICATION = _row("a write, or one's own profile, without a token", 401, "Requires authentication", _AUTH)
JWT_UNDECODABLE = _row("a JWT that is no JWT or not signed by the App's key with RS256", 401, "A JSON web token could not be decoded", _JWT)
JWT_NO_SUCH_APP = _row("a JWT of an unknown issuer", 404, "Integration not found", _JWT)
JWT_EXPIRED = _row(
    "a JWT whose exp is missing or past",
    401,
    "'Expiration time' claim ('exp') must be a numeric value representing the future time at which the assertion expires",
    "https://github.com/sigmavirus24/github3.py/issues/1050",
)
JWT_TOO_LONG = _row("a JWT whose exp is more than 10 minutes ahead", 401, "'Expiration time' claim ('exp') is too far in the future", _JWT)
JWT_ISSUED_IN_FUTURE = _row(
    "a JWT whose iat is missing or ahead of GitHub's clock",
    401,
    "'Issued at' claim ('iat') must be an Integer representing the time that the assertion was issued",
    "https://github.com/XAMPPRocky/octocrab/issues/207",
)
JWT_REQUIRED = _row("an App's route without its JWT", 401, "A JSON web token could not be decoded", _APPS)
INSTALLATION_SUSPENDED = _row("a token of a suspended installation", 403, "This installation has been suspended", _APPS)
NOT_BY_INTEGRATION = _row(
    "what an App's permissions don't allow, or that no App may do", 403, "Resource not accessible by integration", _TROUBLE
)

NO_USER_AGENT = _row(
    "a request that does not say which program it comes from",
    403,
    "Request forbidden by administrative rules. Please make sure your request has a User-Agent header",
    "GitHub Docs, REST, Getting started: User-Agent required",
)

# Minting tokens
NO_SUCH_REPOSITORY_IN_INSTALLATION = _row(
    "a token narrowed to a repository that the installation does not cover",
    422,
    "There is at least one repository that does not exist or is not accessible to the parent installation.",
    _APPS,
)
PERMISSIONS_NOT_GRANTED = _row(
    "a token with a permission that the installation lacks", 422, "The permissions requested are not granted to this installation.", _APPS
)
LEVEL_NOT_GRANTED = _row(
    "a token with write where the installation has read",
    422,
    "The level of access for permissions requested are not granted to this installation.",
    _APPS,
)

# What is and is not there
NOT_FOUND = _row("what is not there, or may not be seen", 404, "Not Found", _TROUBLE)
NO_SUCH_ROUTE = _row(
    "a route that the sandbox does not have", 404, "Not Found: {method} {path} is not a route of the sandbox", "ours: GitHub names none"
)
ISSUE_DELETED = _row("an issue that was deleted", 410, "This issue was deleted", _ISSUES)
ISSUES_DISABLED = _row("an issue in a repository without issues", 410, "Issues has been disabled in this repository.", _ISSUES)
MOVED = _row("a renamed repository or a transferred issue", 301, "Moved Permanently", "GitHub Docs, REST, Best practices: Follow redirects")
MOVED_TO_WRITE = _row(
    "a write to a repository by its former name",
    307,
    "Moved Permanently",
    "https://github.com/18F/charlie/pull/85 (the answer to a POST)",
)
ARCHIVED = _row("a write to an archived repository", 403, "Repository was archived so is read-only.", "GitHub Docs, Archiving repositories")

# Who may not
MUST_HAVE_ADMIN = _row(
    "administration, or somebody else's issue, without the role", 403, "Must have admin rights to Repository.", _REPOSITORIES
)
MUST_HAVE_PUSH = _row("a write to contents without push access", 403, "Must have push access to repository", _CONTENTS)
MUST_HAVE_PUSH_TO_VIEW = _row(
    "reading collaborators without push access",
    403,
    "Must have push access to view repository collaborators.",
    "GitHub Docs, REST, Collaborators",
)
MAY_NOT_LABEL = _row(
    "labels on an issue, by somebody without triage",
    403,
    "Must have admin rights to Repository.",
    "https://github.com/amihaiemil/docker-java-api/issues/83",
)
MAY_NOT_MAKE_LABEL = _row(
    "a new label, or one set on an issue that is not there yet, by somebody without push",
    403,
    "You do not have permission to create labels on this repository.",
    "GitHub Docs, Repository roles for an organization: create labels needs write",
)
MAY_NOT_EDIT_COMMENT = _row("somebody else's comment, without write", 403, "Must have admin rights to Repository.", _COMMENTS)
MUST_BE_ORGANIZATION_ADMIN = _row(
    "what only an organisation's owner may do", 403, "You must be an admin of this organization.", "GitHub Docs, REST, Organizations"
)
ORGANIZATION_FORBIDS_REPOSITORY = _row(
    "a repository in an organisation of others",
    403,
    "You need admin access to the organization before adding a repository to it.",
    _REPOSITORIES,
)
LOCKED = _row(
    "a comment on a locked issue by somebody without write",
    403,
    "Unable to create comment because issue is locked.",
    "GitHub Docs, Locking conversations",
)

# What is not well formed
NOT_JSON = _row("a body that is not JSON", 400, "Problems parsing JSON", _TROUBLE)
NOT_AN_OBJECT = _row("a body that is JSON but no object", 400, "Body should be a JSON object", _TROUBLE)
WRONG_TYPE = _row(
    "a field of the wrong JSON type",
    422,
    "Invalid request.\n\nFor 'properties/{key}', {value} is not {name}.",
    _TROUBLE,
)
VALIDATION_FAILED = _row("a field that is missing, invalid or taken", 422, "Validation Failed", _TROUBLE)
BODY_TOO_LONG = _row("a body over 65,536 characters", 422, "Validation Failed", "https://github.com/danger/danger/issues/424")
COMMENT_EMPTY = _row("a comment without a body", 422, "Validation Failed", _COMMENTS)
TITLE_TOO_LONG = _row("a title over 256 characters", 422, "Validation Failed", _ISSUES)
LABEL_NAME_TOO_LONG = _row("a label's name over 50 characters", 422, "Validation Failed", _LABELS)
LABEL_DESCRIPTION_TOO_LONG = _row("a label's description over 100 characters", 422, "Validation Failed", _LABELS)
LABEL_TAKEN = _row("a label whose name exists, whatever its case", 422, "Validation Failed", _LABELS)
LABEL_NOT_ON_ISSUE = _row("taking a label off an issue that does not have it", 404, "Label does not exist", _LABELS)
TOO_MANY_LABELS = _row("more than 100 labels on an issue", 422, "Validation Failed", "https://docs.github.com/issues/using-labels")

# Git and contents
REPOSITORY_EMPTY = _row("Git objects of an empty repository", 409, "Git Repository is empty.", _GIT)
REF_EXISTS = _row("a reference that exists", 422, "Reference already exists", _GIT)
REF_MISSING = _row("moving or deleting a reference that does not exist", 422, "Reference does not exist", _GIT)
OBJECT_MISSING = _row("a reference or a commit that names an object that is not there", 422, "Object does not exist", _GIT)
REF_MALFORMED = _row("a reference whose name does not begin with refs/", 422, "Reference name must start with 'refs/'.", _GIT)
BRANCH_MISSING = _row("a branch that is not there", 404, "Branch {branch} not found", _CONTENTS)
COMMIT_MISSING = _row("a commit that is not there", 422, "No commit found for SHA: {ref}", "GitHub Docs, REST, Commits")
NOT_FAST_FORWARD = _row("moving a reference back without force", 422, "Update is not a fast forward", _GIT)
TREE_INVALID = _row("a tree with an entry that names no object or a bad mode", 422, "{problem}", _GIT)
SHA_MISSING = _row("a file that exists, written without its sha", 422, 'Invalid request.\n\n"sha" wasn\'t supplied.', _CONTENTS)
SHA_STALE = _row("a file written with a sha that is not its own", 409, "{path} does not match {sha}", _CONTENTS)
NOT_BASE64 = _row("a content that is not Base64", 422, "content is not valid Base64", _CONTENTS)
WORKFLOWS_REFUSED = _row(
    "a workflow file by an App without workflows: write",
    403,
    "Resource not accessible by integration",
    "GitHub Docs, Permissions required for GitHub Apps: Workflows",
)
RULE_VIOLATION = _row("a file or a reference that a ruleset forbids to move", 409, "Repository rule violations found\n\n{rule}", _RULES)

# Pull requests
PULL_INVALID = _row("a pull request without commits, from nowhere, or that exists", 422, "Validation Failed", _PULLS)
NOT_MERGEABLE = _row("merging what is closed, merged, a draft or in conflict", 405, "Pull Request is not mergeable", _PULLS)
HEAD_MODIFIED = _row("merging with a sha that is not the head's", 409, "Head branch was modified. Review and try the merge again.", _PULLS)
OWN_REVIEW = _row("approving or refusing one's own pull request", 422, "Unprocessable Entity", _PULLS)

# People
INVITEE_IS_OWNER = _row("inviting the repository's owner", 422, "Validation Failed", _PEOPLE)
TOO_MANY_INVITATIONS = _row(
    "more than 50 invitations of a repository in 24 hours", 422, "Validation Failed", "GitHub Docs, REST, Add a repository collaborator"
)
OUTSIDERS_FORBIDDEN = _row(
    "inviting somebody from outside where the organisation forbids it",
    403,
    "Outside collaborators can't be added to this repository: the organization's owners have disabled it",
    "GitHub Docs, Setting permissions for adding outside collaborators",
)
INVITATION_EXPIRED = _row("accepting an invitation after seven days", 404, "Not Found", _PEOPLE)
NAME_TAKEN = _row("a repository whose name exists", 422, "Repository creation failed.", _REPOSITORIES)
FORM_REFUSED = _row(
    "a form with something missing or not among the choices", 422, "Validation Failed", "GitHub Docs, Syntax for GitHub's form schema"
)

FORM_INVALID = _row(
    "a form whose YAML GitHub would not show", 422, "Validation Failed", "GitHub Docs, Common validation errors when creating issue forms"
)
ADDRESS_TOO_LONG = _row(
    "a prefilled form past about 8,000 characters", 414, "URI Too Long", "GitHub Docs, Creating an issue from a URL query"
)

TABLE: tuple[Row, ...] = tuple(_table.rows)


def problem(resource: str, name: str, code: str, message: str | None = None) -> dict[str, Any]:
    """One entry of a 422's `errors`; codes: missing, missing_field, invalid, already_exists, unprocessable, custom.

    Source: GitHub Docs, REST, Troubleshooting: Validation Failed.
    """
    return {"resource": resource, "field": name, "code": code} | ({"message": message} if message else {})
