"""The pages for a person at this machine: what html_url leads to is there, with its text, and nothing in it runs."""

import re

from tests.sandbox.site import Site


async def _page(site: Site, address: str) -> tuple[int, str, str]:
    async with site.http.get(address) as response:
        return response.status, await response.text(), response.headers.get("Content-Security-Policy", "")


async def test_person_follows_every_link(site: Site) -> None:
    """From the first page to a repository, an issue, and the comment named in an address; a private repository too."""
    path = await site.issue(await site.repository(private=True), labels=["bug"], title="<b>One</b>")
    made = await site.ask("POST", f"{path}/comments", {"body": "**Two** <!-- marker -->\n\n| a |\n|---|\n| b |"}, await site.token())
    address = f"{site.url}/"
    for words in ("acme/work-1", "#1 &lt;b&gt;One"):
        status, text, _ = await _page(site, address)
        assert (status, words in text) == (200, True)
        address = re.findall(rf'href="([^"]+)">{words}', text)[0]
    status, text, policy = await _page(site, made.body["html_url"])
    assert status == 200
    assert f'id="issuecomment-{made.body["id"]}"' in text
    assert "<strong>Two</strong>" in text
    assert "<td>b</td>" in text
    assert "robot[bot]" in text
    assert ">bug</span>" in text
    assert policy.startswith("default-src 'none'")


async def test_nothing_is_where_nothing_was_made(site: Site) -> None:
    """404 as in the API."""
    for path in ("/acme/none", "/acme/none/issues/1", f"{(await site.repository()).removeprefix('/repos')}/issues/7"):
        assert (await _page(site, site.url + path))[0] == 404
