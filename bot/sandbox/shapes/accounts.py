"""People, organisations, Bots and teams in JSON."""

from typing import Any

from bot.sandbox.accounts import Account, Organization, OrganizationRole, Team, TeamRole
from bot.sandbox.shapes.time import node_id, stamp
from bot.sandbox.world import World

_PREFIX = {"User": "U", "Organization": "O", "Bot": "BOT"}


def user(world: World, account: Account) -> dict[str, Any]:
    """GitHub's "simple user", which also stands for organisations and Bots wherever an owner or author is shown."""
    url = f"{world.api}/users/{account.login}"
    page = account.login.removesuffix("[bot]")
    return {
        "login": account.login,
        "id": account.id,
        "node_id": node_id(_PREFIX[account.type], account.id),
        "avatar_url": f"{world.url}/avatars/{account.id}",
        "gravatar_id": "",
        "url": url,
        "html_url": f"{world.url}/apps/{page}" if account.type == "Bot" else f"{world.url}/{page}",
        "followers_url": f"{url}/followers",
        "following_url": f"{url}/following{{/other_user}}",
        "gists_url": f"{url}/gists{{/gist_id}}",
        "starred_url": f"{url}/starred{{/owner}}{{/repo}}",
        "subscriptions_url": f"{url}/subscriptions",
        "organizations_url": f"{url}/orgs",
        "repos_url": f"{url}/repos",
        "events_url": f"{url}/events{{/privacy}}",
        "received_events_url": f"{url}/received_events",
        "type": account.type,
        "site_admin": False,
    }


def public_user(world: World, account: Account) -> dict[str, Any]:
    """A profile, as anyone sees it."""
    return user(world, account) | {
        "name": account.name,
        "company": None,
        "blog": "",
        "location": None,
        "email": None,
        "hireable": None,
        "bio": None,
        "twitter_username": None,
        "public_repos": sum(one.owner is account and not one.private for one in world.repositories.values()),
        "public_gists": 0,
        "followers": 0,
        "following": 0,
        "created_at": stamp(account.created_at),
        "updated_at": stamp(account.created_at),
    }


def private_user(world: World, account: Account) -> dict[str, Any]:
    """One's own profile."""
    owned = sum(one.owner is account and one.private for one in world.repositories.values())
    return public_user(world, account) | {
        "private_gists": 0,
        "total_private_repos": owned,
        "owned_private_repos": owned,
        "disk_usage": 0,
        "collaborators": 0,
        "two_factor_authentication": True,
        "plan": {"name": "free", "space": 976562499, "private_repos": 10000, "collaborators": 0},
    }


def organization_simple(world: World, organization: Organization) -> dict[str, Any]:
    """An organisation as webhooks and membership lists show it."""
    url = f"{world.api}/orgs/{organization.login}"
    return {
        "login": organization.login,
        "id": organization.id,
        "node_id": node_id("O", organization.id),
        "url": url,
        "repos_url": f"{url}/repos",
        "events_url": f"{url}/events",
        "hooks_url": f"{url}/hooks",
        "issues_url": f"{url}/issues",
        "members_url": f"{url}/members{{/member}}",
        "public_members_url": f"{url}/public_members{{/member}}",
        "avatar_url": f"{world.url}/avatars/{organization.id}",
        "description": None,
    }


def organization_full(world: World, organization: Organization) -> dict[str, Any]:
    """An organisation's own page."""
    return organization_simple(world, organization) | {
        "name": organization.name,
        "has_organization_projects": True,
        "has_repository_projects": True,
        "public_repos": sum(one.owner is organization and not one.private for one in world.repositories.values()),
        "public_gists": 0,
        "followers": 0,
        "following": 0,
        "html_url": f"{world.url}/{organization.login}",
        "type": "Organization",
        "default_repository_permission": "read",
        "members_can_create_repositories": True,
        "created_at": stamp(organization.created_at),
        "updated_at": stamp(organization.created_at),
        "archived_at": None,
    }


def membership(world: World, organization: Organization, member: Account, role: OrganizationRole) -> dict[str, Any]:
    """Somebody's membership of an organisation."""
    return {
        "url": f"{world.api}/orgs/{organization.login}/memberships/{member.login}",
        "state": "active",
        "role": role,
        "direct_membership": True,
        "organization_url": f"{world.api}/orgs/{organization.login}",
        "organization": organization_simple(world, organization),
        "user": user(world, member),
    }


def team(world: World, one: Team) -> dict[str, Any]:
    """A team in a list, and in webhooks."""
    url = f"{world.api}/organizations/{one.organization.id}/team/{one.id}"
    return {
        "id": one.id,
        "node_id": node_id("T", one.id),
        "name": one.name,
        "slug": one.slug,
        "description": one.description,
        "privacy": "closed",
        "notification_setting": "notifications_enabled",
        "permission": "pull",
        "url": url,
        "html_url": f"{world.url}/orgs/{one.organization.login}/teams/{one.slug}",
        "members_url": f"{url}/members{{/member}}",
        "repositories_url": f"{url}/repos",
        "type": "organization",
        "organization_id": one.organization.id,
        "parent": None,
    }


def team_full(world: World, one: Team) -> dict[str, Any]:
    """A team's own page."""
    return team(world, one) | {
        "members_count": len(one.members),
        "repos_count": sum(one.id in repository.team_roles for repository in world.repositories.values()),
        "created_at": stamp(one.created_at),
        "updated_at": stamp(one.created_at),
        "organization": organization_full(world, one.organization),
    }


def team_membership(world: World, one: Team, member: Account, role: TeamRole) -> dict[str, Any]:
    """Somebody's membership of a team."""
    return {
        "url": f"{world.api}/organizations/{one.organization.id}/team/{one.id}/memberships/{member.login}",
        "role": role,
        "state": "active",
    }
