"""Apps: from a key to a JWT, from a JWT to an installation, from an installation to a token that works."""

import github
import pytest
from githubkit.exception import RequestFailed

from tests.sandbox.contract.stage import Stage


def test_pygithub_goes_from_key_to_token(stage: Stage) -> None:
    """The App, its installation by organisation and by repository, a narrowed token, and what it reaches."""
    full_name = stage.repository()
    integration = stage.app_by_pygithub()
    application = integration.get_app()
    assert application.slug == "microacq"
    installation = integration.get_org_installation("department")
    assert installation.id == stage.installation == integration.get_repo_installation("department", full_name.split("/")[1]).id
    assert [one.id for one in integration.get_installations()] == [stage.installation]
    authorization = integration.get_access_token(installation.id, permissions={"issues": "write"})
    assert authorization.permissions == {"issues": "write", "metadata": "read"}
    assert full_name in [one.full_name for one in installation.get_repos()]


def test_pygithub_works_as_an_installation(stage: Stage) -> None:
    """A comment of the App is its Bot's, and says by which App."""
    full_name = stage.repository()
    issue = stage.by_pygithub("sam").get_repo(full_name).create_issue("A question")
    app = stage.app_by_pygithub().get_github_for_installation(stage.installation)
    comment = app.get_repo(full_name).get_issue(issue.number).create_comment("An answer")
    assert (comment.user.login, comment.user.type) == ("microacq[bot]", "Bot")


def test_githubkit_goes_from_key_to_token(stage: Stage) -> None:
    """The same by githubkit's own strategies, which mint and renew by themselves."""
    full_name = stage.repository()
    app = stage.app_by_githubkit()
    known = app.rest.apps.get_authenticated().parsed_data
    assert known is not None
    assert known.slug == "microacq"
    assert [one.id for one in app.rest.apps.list_installations().parsed_data] == [stage.installation]
    name = full_name.split("/")[1]
    token = app.rest.apps.create_installation_access_token(
        stage.installation, repositories=[name], permissions={"contents": "read"}
    ).parsed_data
    assert token.repository_selection == "selected"
    installed = stage.installed_by_githubkit()
    reached = installed.rest.apps.list_repos_accessible_to_installation(per_page=100).parsed_data.repositories
    assert full_name in [one.full_name for one in reached]
    assert installed.rest.repos.get(*full_name.split("/")).parsed_data.full_name == full_name


def test_app_reads_its_deliveries(stage: Stage) -> None:
    """The list, one delivery with its payload, and a redelivery under the same GUID."""
    full_name = stage.repository()
    stage.by_pygithub("sam").get_repo(full_name).create_issue("Tell the App")
    stage.settle()
    apps = stage.app_by_githubkit().rest.apps
    newest = apps.list_webhook_deliveries(per_page=1).parsed_data[0]
    assert (newest.event, newest.action, newest.status_code, newest.redelivery) == ("issues", "opened", 202, False)
    whole = apps.get_webhook_delivery(newest.id).parsed_data
    assert whole.request.payload is not None
    assert apps.redeliver_webhook_delivery(newest.id).status_code == 202
    stage.settle()
    again = apps.list_webhook_deliveries(per_page=1).parsed_data[0]
    assert (again.guid, again.redelivery) == (newest.guid, True)
    assert apps.get_webhook_config_for_app().parsed_data.content_type == "json"


def test_app_is_refused_what_it_was_not_given(stage: Stage) -> None:
    """A token narrowed to contents can't write an issue; a person can't ask for the App."""
    full_name = stage.repository()
    token = stage.app_by_pygithub().get_access_token(stage.installation, permissions={"contents": "read"}).token
    narrowed = github.Github(auth=github.Auth.Token(token), base_url=stage.api, retry=None, seconds_between_writes=None)
    with pytest.raises(github.GithubException) as refusal:
        narrowed.get_repo(full_name).create_issue("No")
    assert refusal.value.status == 403
    with pytest.raises(RequestFailed) as person:
        stage.by_githubkit().rest.apps.get_authenticated()
    assert person.value.response.status_code == 401


def test_app_keeps_house(stage: Stage) -> None:
    """One installation by its id, none in a person's account, the webhook's address written as it was, a token given back."""
    apps = stage.app_by_githubkit().rest.apps
    assert apps.get_installation(stage.installation).parsed_data.id == stage.installation
    with pytest.raises(RequestFailed) as nowhere:
        apps.get_user_installation("sam")
    assert nowhere.value.response.status_code == 404
    address = apps.get_webhook_config_for_app().parsed_data.url
    assert apps.update_webhook_config_for_app(url=address).parsed_data.url == address
    stage.tokens["microacq"] = apps.create_installation_access_token(stage.installation).parsed_data.token
    installed = stage.by_githubkit("microacq")
    assert installed.rest.apps.revoke_installation_access_token().status_code == 204
    with pytest.raises(RequestFailed) as gone:
        installed.rest.apps.list_repos_accessible_to_installation()
    assert gone.value.response.status_code == 401
