"""What a handler may reach: GitHub, the store, the keys, the roles, the clock; and the looks that `route` has taken already."""

from dataclasses import dataclass, field

from bot.core.facts import CaseKey
from bot.core.scene import Secrets
from bot.handlers.policies import Policies
from bot.ports.clock import Clock
from bot.ports.gateway import App, Gateway, Look
from bot.ports.keys import Keys
from bot.ports.roles import Roles
from bot.ports.store import Store


@dataclass(slots=True)
class Desk:
    """The handlers' means. `looks` keeps what was seen for a message while it is routed and handled, so that GitHub is asked once."""

    gateway: Gateway
    app: App
    store: Store
    keys: Keys
    roles: Roles
    clock: Clock
    policies: Policies
    site: str
    looks: dict[str, Look] = field(default_factory=dict)

    def secrets(self, case: CaseKey) -> Secrets:
        """The derived secrets of one case."""
        return Secrets(lambda seq: self.keys.salt(case, seq), self.keys.draw_seed(case), self.keys.applicant_order(case))
