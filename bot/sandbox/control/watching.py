"""The request log, the delivery log, faults, and webhooks of any content."""

from dataclasses import asdict
from typing import Any

from aiohttp import web

from bot.sandbox.apps import Delivery
from bot.sandbox.deliver import Webhooks
from bot.sandbox.requests import Fault, Requests
from bot.sandbox.routes.call import Body
from bot.sandbox.shapes.apps import delivery
from bot.sandbox.world import World


class Watching:
    """The controls that look, and those that make GitHub misbehave."""

    def __init__(self, world: World, webhooks: Webhooks, requests: Requests) -> None:
        self.world = world
        self.webhooks = webhooks
        self.requests = requests

    def routes(self) -> dict[tuple[str, str], Any]:
        """Method and path → what answers it."""
        return {
            ("GET", "/requests"): self.log,
            ("GET", "/deliveries"): self.deliveries,
            ("POST", "/faults"): self.order_fault,
            ("GET", "/faults"): self.faults,
            ("DELETE", "/faults"): self.forget_faults,
            ("POST", "/deliver"): self.deliver,
        }

    def log(self, _body: Body, request: web.Request) -> Any:
        """`?after=N` → `{last, requests}`."""
        return self.requests.after(int(request.query.get("after", "0")))

    def deliveries(self, _body: Body, _request: web.Request) -> Any:
        """`{deliveries}` of all Apps, oldest first, also those that wait or are open."""
        return {"deliveries": [_shown(one) for one in self.world.deliveries.values()]}

    def order_fault(self, body: Body, _request: web.Request) -> Any:
        """`{method, path, times, kind, status?, headers?, body?}`."""
        fault = Fault(**body)
        if fault.kind not in {"refuse", "apply_then_fail", "hang"}:
            raise ValueError(f"there is no fault {fault.kind}")
        self.requests.faults.append(fault)
        return asdict(fault)

    def faults(self, _body: Body, _request: web.Request) -> Any:
        """What is ordered, with the times that are left."""
        return [asdict(fault) for fault in self.requests.faults]

    def forget_faults(self, _body: Body, _request: web.Request) -> Any:
        """GitHub behaves again."""
        self.requests.faults.clear()
        return {}

    def deliver(self, body: Body, _request: web.Request) -> Any:
        """`{app, event, payload}`: signed and sent like any other."""
        app = self.world.app(body["app"])
        if app is None or not app.webhook_url:
            raise ValueError(f"there is no app {body['app']} with an address to deliver to")
        sent = self.webhooks.send(app, body["event"], body["payload"])
        return _shown(sent) if sent else {}


def _shown(one: Delivery) -> dict[str, Any]:
    return delivery(one) | {"app": one.app.slug, "state": one.state}
