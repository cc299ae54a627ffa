"""What a handler may reach: GitHub, the store, the keys, the roles, the clock; and what `route` has seen already."""

from dataclasses import dataclass

from bot.core.facts import CaseKey
from bot.core.scene import Secrets
from bot.handlers.policies import Policies
from bot.ports.clock import Clock
from bot.ports.gateway import App, Gateway, Look
from bot.ports.keys import Keys
from bot.ports.roles import Roles
from bot.ports.store import Store


@dataclass(frozen=True, slots=True)
class Desk:
    """The handlers' means. `seen` is the look that `route` took for the message in hand, so that GitHub is asked once."""

    gateway: Gateway
    app: App
    store: Store
    keys: Keys
    roles: Roles
    clock: Clock
    policies: Policies
    site: str
    seen: Look | None = None

    def secrets(self, case: CaseKey) -> Secrets:
        """The derived secrets of one case."""
        return Secrets(lambda seq: self.keys.salt(case, seq), self.keys.draw_seed(case), self.keys.applicant_order(case))
