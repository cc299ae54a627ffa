"""What those who watch the bot see."""

import pytest

from bot.web import health
from bot.web.counts import OUTCOMES
from tests.web.conftest import Server


async def test_health_is_ok_while_the_process_answers(server: Server) -> None:
    """Even when the store is stuck."""
    server.inbox.stuck = True
    assert await server.get("/health") == (200, '{"status": "ok"}')


async def test_ready_follows_the_store(server: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    """200 when deliveries can be kept; 503 with the reason when not, or when nobody answers."""
    assert await server.get("/ready") == (200, '{"ready": true}')
    server.inbox.not_ready = "the disk is full"
    assert await server.get("/ready") == (503, '{"ready": false, "reason": "the disk is full"}')
    server.inbox.stuck = True
    monkeypatch.setattr(health, "READY_WITHIN", 0.05)
    status, body = await server.get("/ready")
    assert status == 503
    assert "TimeoutError" in body


async def test_metrics_count_deliveries_and_queues(server: Server) -> None:
    """Prometheus' text format: every outcome, every queue, and no more."""
    await server.deliver({"action": "opened"})
    await server.deliver({"action": "opened"})
    await server.deliver({}, X_Hub_Signature_256="sha256=no")
    status, text = await server.get("/metrics")
    samples = dict(line.rsplit(" ", 1) for line in text.splitlines() if not line.startswith("#"))
    assert status == 200
    assert text.endswith("\n")
    assert samples == {
        **{f'microacq_webhooks_total{{outcome="{outcome}"}}': "0" for outcome in OUTCOMES},
        'microacq_webhooks_total{outcome="kept"}': "1",
        'microacq_webhooks_total{outcome="known"}': "1",
        'microacq_webhooks_total{outcome="refused"}': "1",
        'microacq_queue_length{queue="inbox"}': "1",
        'microacq_queue_length{queue="outbox"}': "2",
    }


async def test_counters_are_seen_while_the_store_fails(server: Server) -> None:
    """No queue lengths, but the metrics are there."""
    server.inbox.broken = OSError("disk full")
    status, text = await server.get("/metrics")
    assert status == 200
    assert "microacq_webhooks_total" in text
    assert 'queue="' not in text
