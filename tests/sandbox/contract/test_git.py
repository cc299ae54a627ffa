"""Git data: blobs, trees, commits and references, one by one."""

import github
import pytest
from github.InputGitTreeElement import InputGitTreeElement

from bot.sandbox.git import MemoryGit
from tests.sandbox.contract.stage import Stage


def test_pygithub_makes_a_commit(stage: Stage) -> None:
    """A blob, a tree on top of another, a commit, a branch moved to it and back by force."""
    repository = stage.by_pygithub().get_repo(stage.repository())
    main = repository.get_git_ref("heads/main")
    parent = repository.get_git_commit(main.object.sha)
    blob = repository.create_git_blob("x\n", "utf-8")
    assert blob.sha == MemoryGit().write_blob(b"x\n")
    assert repository.get_git_blob(blob.sha).size == 2
    elements = [InputGitTreeElement("a/x", "100644", "blob", sha=blob.sha), InputGitTreeElement("y", "100755", "blob", content="y\n")]
    tree = repository.create_git_tree(elements, base_tree=parent.tree)
    assert {one.path for one in repository.get_git_tree(tree.sha, recursive=True).tree} == {"README.md", "a", "a/x", "y"}
    commit = repository.create_git_commit("Two files", tree, [parent])
    main.edit(commit.sha)
    assert repository.get_branch("main").commit.sha == commit.sha
    with pytest.raises(github.GithubException) as refusal:
        main.edit(parent.sha)
    assert refusal.value.status == 422
    main.edit(parent.sha, force=True)
    branch = repository.create_git_ref("refs/heads/topic", commit.sha)
    assert {one.ref for one in repository.get_git_matching_refs("heads/")} == {"refs/heads/main", "refs/heads/topic"}
    branch.delete()


def test_githubkit_makes_a_commit(stage: Stage) -> None:
    """The same, all files in one tree, as provisioning does."""
    owner, name = stage.repository().split("/")
    git = stage.by_githubkit().rest.git
    head = git.get_ref(owner, name, "heads/main").parsed_data.object_.sha
    texts = {"LICENSE": "MIT", ".github/CODEOWNERS": "*"}
    files = [{"path": path, "mode": "100644", "type": "blob", "content": text} for path, text in texts.items()]
    tree = git.create_tree(owner, name, tree=files).parsed_data  # type: ignore[arg-type] # plain JSON
    commit = git.create_commit(owner, name, message="Provision", tree=tree.sha, parents=[head]).parsed_data
    assert git.get_commit(owner, name, commit.sha).parsed_data.parents[0].sha == head
    assert git.update_ref(owner, name, "heads/main", sha=commit.sha).parsed_data.object_.sha == commit.sha
    assert git.create_ref(owner, name, ref="refs/heads/topic", sha=head).status_code == 201
    assert [one.ref for one in git.list_matching_refs(owner, name, "heads/t").parsed_data] == ["refs/heads/topic"]
    assert git.get_tree(owner, name, tree.sha, recursive="1").parsed_data.truncated is False
    assert git.create_blob(owner, name, content="eA==", encoding="base64").parsed_data.sha == MemoryGit().write_blob(b"x")
    assert git.delete_ref(owner, name, "heads/topic").status_code == 204


def test_empty_repository_has_no_git(stage: Stage) -> None:
    """Blobs and trees of an empty repository answer 409, references nothing."""
    repository = stage.by_pygithub().get_repo(stage.repository(files={}))
    for act in (lambda: repository.create_git_blob("x", "utf-8"), lambda: repository.create_git_tree([])):
        with pytest.raises(github.GithubException) as refusal:
            act()
        assert refusal.value.status == 409
