import base64
from pathlib import Path

import pytest
from users_file import UsersFile

from logins import users as module
from logins.users import Users, is_password

# As the controller writes it.
OF_CONTROLLER = "$shiro1$SHA-256$50000$MDEyMzQ1Njc4OWFiY2RlZg==$ZyE5zKfmeFWi0HDB9bybEXoKgoLQG0SB+zIXxjB/VQo="


@pytest.fixture
def file(tmp_path: Path) -> UsersFile:
    return UsersFile(tmp_path)


@pytest.fixture
def worked_out(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Passwords that were worked out, one by one."""
    calls = []

    def counted(password: str, stored: str) -> bool:
        calls.append(password)
        return is_password(password, stored)

    monkeypatch.setattr(module, "is_password", counted)
    return calls


def test_the_controllers_hash_is_that_of_its_password():
    assert is_password("a: password", OF_CONTROLLER)
    assert not is_password("a: passwor", OF_CONTROLLER)


def test_something_else_than_a_hash_is_refused_whole():
    with pytest.raises(ValueError):
        is_password("plain", "plain")


async def test_a_user_comes_in_by_his_own_password_alone(file: UsersFile):
    file.write(alice="one", bob="two")
    users = Users(file.path)
    assert await users.verify("alice", "one")
    assert not await users.verify("alice", "two")
    assert not await users.verify("mallory", "one")
    assert not await users.verify("", "")


def basic(login: str) -> str:
    return "Basic " + base64.b64encode(login.encode()).decode()


async def test_a_header_says_who_a_user_is(file: UsersFile):
    file.write(alice="a: b", bob="")
    users = Users(file.path)
    assert await users.by_header(basic("alice:a: b")) == "alice"
    assert await users.by_header(basic("alice:a: b").replace("Basic", "bASIC ")) == "alice"
    for header in ("", "Basic", "Basic !", "Basic /w==", basic("alice:a"), basic("bob"), basic("alice:a: b").replace("Basic", "Bearer")):
        assert await users.by_header(header) is None, header


async def test_a_right_password_is_worked_out_once(file: UsersFile, worked_out: list[str]):
    file.write(alice="one")
    users = Users(file.path)
    for _ in range(3):
        assert await users.verify("alice", "one")
    assert worked_out == ["one"]
    for _ in range(2):
        assert not await users.verify("alice", "wrong")
    assert worked_out == ["one", "wrong", "wrong"]


async def test_it_is_worked_out_again_after_a_while(file: UsersFile, worked_out: list[str], monkeypatch: pytest.MonkeyPatch):
    file.write(alice="one")
    monkeypatch.setattr(module, "_REMEMBERED", 0.0)
    users = Users(file.path)
    assert await users.verify("alice", "one")
    assert await users.verify("alice", "one")
    assert worked_out == ["one", "one"]


async def test_a_guess_at_a_name_costs_what_one_at_a_password_costs(file: UsersFile, worked_out: list[str]):
    file.write(alice="one")
    assert not await Users(file.path).verify("mallory", "guess")
    assert worked_out == ["guess"]


async def test_changed_users_count_at_once(file: UsersFile):
    file.write(alice="one", bob="two")
    users = Users(file.path)
    assert await users.verify("alice", "one")
    assert await users.verify("bob", "two")
    file.write(alice="another")
    assert not await users.verify("alice", "one")
    assert await users.verify("alice", "another")
    assert not await users.verify("bob", "two")


async def test_a_file_that_cannot_be_read_lets_nobody_in(file: UsersFile):
    file.write(alice="one")
    users = Users(file.path)
    assert await users.verify("alice", "one")
    file.path.write_text("nothing")
    with pytest.raises(ValueError):
        await users.verify("alice", "one")
