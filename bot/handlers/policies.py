"""The policy in force in each programme's repository: the newest valid one that was seen. Never decides by it."""

import hashlib
from dataclasses import dataclass, field

from bot.core.policy import Policy
from bot.core.text import Text
from bot.policy_file import PolicyErrors, read_policy
from bot.ports.gateway import FileNow, Unavailable
from bot.ports.store import Store

PATH = ".github/micro-acquisition.yml"


@dataclass(frozen=True, slots=True)
class InForce:
    """A policy with its gaps (missing keys that hold up publishing), and the errors of a newer file that can't be read."""

    policy: Policy
    gaps: tuple[Text, ...] = ()
    errors: PolicyErrors | None = None


@dataclass(slots=True)
class Policies:
    """Reads each version of a policy once; keeps the last valid text of each repository in the store."""

    store: Store
    read: dict[str, InForce | PolicyErrors] = field(default_factory=dict)

    async def in_force(self, repository_id: int, file: FileNow | None) -> InForce | None:
        """The file's policy if it is valid, else the last valid one; none if there never was one."""
        newest = self._parsed(file) if file else None
        if file and isinstance(newest, InForce):
            await self._keep(repository_id, file)
            return newest
        last = await self._kept(repository_id)
        return InForce(last.policy, last.gaps, newest if isinstance(newest, PolicyErrors) else None) if last else None

    async def serving(self, repository_id: int, file: FileNow | None) -> InForce | None:
        """The policy by which a repository is served; none where it isn't: no file and no case, or never a valid file.

        What has begun goes on though the file is gone. Raises `Unavailable` for a repository with cases that never had a valid one.
        """
        found = await self.in_force(repository_id, file)
        if found and file:
            return found
        begun = bool(await self.store.cases(repository_id))
        if begun and found is None:  # ambiguous: it says nothing of GitHub, so nobody else waits
            raise Unavailable(f"{PATH} was never valid in repository {repository_id}.", ambiguous=True)
        return found if begun else None

    async def evaluation_repository(self, repository_id: int) -> str | None:
        """Where a programme's evaluation facts may be read: the repository that the policy in force names."""
        kept = await self._kept(repository_id)
        return kept.policy.evaluation_repository if kept else None

    def errors(self, file: FileNow) -> PolicyErrors | None:
        """What is wrong with a policy file; none if it is valid."""
        parsed = self._parsed(file)
        return parsed if isinstance(parsed, PolicyErrors) else None

    def _parsed(self, file: FileNow) -> InForce | PolicyErrors:
        if file.blob not in self.read:
            outcome = read_policy(file.text)
            self.read[file.blob] = (
                outcome if isinstance(outcome, PolicyErrors) else InForce(outcome.policy, tuple(gap.sentence for gap in outcome.gaps))
            )
        return self.read[file.blob]

    async def _kept(self, repository_id: int) -> InForce | None:
        text = await self.store.recall(f"policy/{repository_id}")
        kept = self._parsed(FileNow(hashlib.sha256(text.encode()).hexdigest(), text)) if text else None
        return kept if isinstance(kept, InForce) else None

    async def _keep(self, repository_id: int, file: FileNow) -> None:
        name = f"policy/{repository_id}"
        if await self.store.recall(name) != file.text:
            await self.store.remember(name, file.text)
