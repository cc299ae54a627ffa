"""Files by the contents routes."""

from base64 import b64encode

import github
import pytest
from github.ContentFile import ContentFile

from tests.sandbox.contract.stage import Stage


def test_pygithub_keeps_files(stage: Stage) -> None:
    """Written, read, listed, changed, removed; each is a commit."""
    repository = stage.by_pygithub().get_repo(stage.repository())
    repository.create_file("docs/été.md", "Add", "Été\n", branch="main")
    file = repository.get_contents("docs/été.md")
    assert isinstance(file, ContentFile)
    assert file.decoded_content.decode() == "Été\n"
    repository.update_file(file.path, "Change", "Hiver\n", file.sha)
    listing = repository.get_contents("")
    assert isinstance(listing, list)
    assert {(one.path, one.type) for one in listing} == {("README.md", "file"), ("docs", "dir")}
    changed = repository.get_contents("docs/été.md")
    assert isinstance(changed, ContentFile)
    repository.delete_file(changed.path, "Remove", changed.sha)
    assert [one.commit.message for one in repository.get_commits()][:3] == ["Remove", "Change", "Add"]
    assert [one.commit.message for one in repository.get_commits(path="docs/été.md")] == ["Remove", "Change", "Add"]
    assert repository.get_readme().path == "README.md"


def test_githubkit_keeps_files(stage: Stage) -> None:
    """The same."""
    owner, name = stage.repository().split("/")
    repos = stage.by_githubkit().rest.repos
    content = b64encode(b"MIT\n").decode()
    made = repos.create_or_update_file_contents(owner, name, "LICENSE", message="Add", content=content).parsed_data
    assert made.content is not None
    assert repos.get_content(owner, name, "LICENSE").parsed_data.sha == made.content.sha  # type: ignore[union-attr] # a file
    assert len(repos.list_commits(owner, name).parsed_data) == 2
    assert repos.get_commit(owner, name, "main").parsed_data.commit.message == "Add"
    assert repos.delete_file(owner, name, "LICENSE", message="Remove", sha=made.content.sha).status_code == 200  # type: ignore[arg-type] # set


def test_file_is_refused(stage: Stage) -> None:
    """A file that is not there, one written without its sha, with another's, and by somebody without push."""
    full_name = stage.repository()
    repository = stage.by_pygithub().get_repo(full_name)
    stranger = stage.by_pygithub("sam").get_repo(full_name)
    acts = (
        (lambda: repository.get_contents("nothing"), 404),
        (lambda: repository.create_file("README.md", "x", "x"), 422),
        (lambda: repository.update_file("README.md", "x", "x", "0" * 40), 409),
        (lambda: stranger.create_file("x", "x", "x"), 404),
    )
    for act, status in acts:
        with pytest.raises(github.GithubException) as refusal:
            act()
        assert refusal.value.status in {status, 403}
