"""How vcrpy records and replays: nothing secret is kept, and neither the host nor the token matters to a replay."""

import json
from pathlib import Path
from typing import Any

import vcr  # type: ignore[import-untyped]  # vcrpy has no types
from vcr.request import Request  # type: ignore[import-untyped]  # as above

FOLDER = Path(__file__).parent / "cassettes"
STAGE = FOLDER / "stage.json"
API = "https://api.github.com"
REQUEST_HEADERS = {"accept", "content-type", "x-github-api-version"}
RESPONSE_HEADERS = {"content-type", "link", "location"}
REDACTED = "redacted"
NEVER = "2100-01-01T00:00:00Z"
"""Every recorded token lasts until then, so that a replay needs no clock of its own."""


def recorder(mode: str, api_url: str = API, folder: Path = FOLDER) -> vcr.VCR:
    """`mode` is vcrpy's: `none` to replay, `all` to record anew from `api_url`. Compares method, path, query and body."""
    return vcr.VCR(
        cassette_library_dir=str(folder),
        record_mode=mode,
        match_on=["method", "path", "query", "body"],
        before_record_request=lambda request: _request(request, api_url.rstrip("/")),
        before_record_response=lambda response: _response(response, api_url.rstrip("/")),
        decode_compressed_response=True,
    )


def _elsewhere(text: str, api_url: str) -> str:
    """Addresses as github.com's, wherever it was recorded: an Enterprise Server's REST, GraphQL and pages."""
    if api_url == API:
        return text
    pages = api_url.removesuffix("/api/v3")
    text = text.replace(api_url, API).replace(f"{pages}/api/graphql", f"{API}/graphql").replace(pages, "https://github.com")
    return text.replace(pages.partition("//")[2], "github.com")


def _request(request: Request, api_url: str) -> Request:
    """Only headers that say nothing of us; never an Authorization."""
    request.headers = {name: value for name, value in request.headers.items() if name.lower() in REQUEST_HEADERS}
    if not request.uri.startswith(API):
        request.uri = _elsewhere(request.uri, api_url)
    return request


def _response(response: dict[str, Any], api_url: str) -> dict[str, Any]:
    """Few headers, github.com's addresses, and no token."""
    headers = {name.lower(): value for name, value in response["headers"].items() if name.lower() in RESPONSE_HEADERS}
    body = response["body"].get("string") or b""
    headers = {name: [_elsewhere(one, api_url) for one in value] for name, value in headers.items()}
    return {**response, "headers": headers, "body": {"string": _without_token(_elsewhere(body.decode(), api_url)).encode()}}


def _without_token(text: str) -> str:
    """An access token's answer with its token taken out."""
    try:
        told = json.loads(text)
    except ValueError:
        return text
    if not (isinstance(told, dict) and "token" in told):
        return text
    return json.dumps(told | {"token": REDACTED, "expires_at": NEVER})
