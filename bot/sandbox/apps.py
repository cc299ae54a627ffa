"""Apps, their installations, the tokens of both people and installations, and the log of webhook deliveries.

State only: checking a token is in `authentication`, sending a delivery in `deliver`.
"""

from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal

from bot.sandbox.accounts import Account

Permissions = dict[str, str]
"""Permission → "read" or "write", named as GitHub names them: issues, contents, members, administration …"""


@dataclass(kw_only=True, eq=False)
class App:
    """A GitHub App. `public_pem` checks its JWTs; the private key was given away when it was made and is not kept."""

    id: int
    slug: str
    name: str
    owner: Account
    bot: Account
    client_id: str
    public_pem: str
    webhook_url: str | None
    webhook_secret: str | None
    permissions: Permissions
    events: list[str]
    created_at: datetime
    hook_id: int


@dataclass(kw_only=True, eq=False)
class Installation:
    """An App in an account, on all repositories (`repository_ids` None) or on some."""

    id: int
    app: App
    account: Account
    permissions: Permissions
    events: list[str]
    created_at: datetime
    updated_at: datetime
    repository_ids: set[int] | None = None
    suspended_at: datetime | None = None

    def covers(self, repository_id: int, owner_id: int) -> bool:
        """Whether it reaches that repository, of that owner."""
        return owner_id == self.account.id and (self.repository_ids is None or repository_id in self.repository_ids)


@dataclass(kw_only=True, eq=False)
class PersonToken:
    """A person's token: may do all that the person may."""

    token: str
    account: Account


@dataclass(kw_only=True, eq=False)
class InstallationToken:
    """An installation's token: an hour, narrowed to `repository_ids` (None: all of the installation's) and `permissions`."""

    token: str
    installation: Installation
    expires_at: datetime
    permissions: Permissions
    repository_ids: set[int] | None = None


@dataclass(kw_only=True, eq=False)
class Delivery:
    """One attempt to deliver a webhook; a redelivery is a new one with the same `guid`. `duration` in seconds."""

    id: int
    guid: str
    app: App
    event: str
    action: str | None
    payload: dict[str, Any]
    delivered_at: datetime
    redelivery: bool = False
    url: str = ""
    request_headers: dict[str, str] = field(default_factory=dict)
    status: str = "PENDING"
    status_code: int = 0
    response_headers: dict[str, str] = field(default_factory=dict)
    response_body: str = ""
    duration: float = 0.0
    installation_id: int | None = None
    repository_id: int | None = None
    state: Literal["pending", "open", "done"] = "pending"
