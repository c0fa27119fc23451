"""Where data and sockets lie: within reach of the servers' user, apart from everyone else's."""

import os
import stat

import pytest

from retainer import embedded
from retainer.embedded import places
from tests.embedded.checkouts import ask

as_root = pytest.mark.skipif(os.geteuid() != 0, reason="about what only root may do")


def test_data_of_former_checkouts_at_this_path_is_set_aside_and_never_removed(new_checkout):
    checkout = new_checkout()
    with embedded.running():
        ask("CREATE TABLE former ()")

    for _ in range(2):
        (checkout.var / "secret_key").unlink()
        with embedded.running():
            assert ask("SELECT to_regclass('former')") == "None"

    home = places.home()
    for number in (1, 2):
        aside = home.with_name(f"{home.name}.former-{number}")
        assert (aside / "postgres" / "PG_VERSION").exists()


def test_a_deep_checkout_has_its_sockets_in_a_short_folder(new_checkout):
    new_checkout(deep="/".join(["a-rather-long-name"] * 6))

    with embedded.running():
        assert ask("SELECT 1") == "1"
        assert not places.sockets().is_relative_to(places.home())
        assert stat.S_IMODE(places.sockets().stat().st_mode) == 0o700


@as_root
def test_root_has_an_open_checkout_hold_its_own_data(new_checkout):
    checkout = new_checkout()

    with embedded.running():
        data = places.home() / "postgres"
        assert data.is_relative_to(checkout.var)
        assert data.stat().st_uid != 0


@as_root
def test_root_keeps_the_data_of_a_closed_checkout_where_the_servers_can_reach_it(new_checkout):
    checkout = new_checkout(mode=0o700)

    with embedded.running():
        assert ask("SELECT 1") == "1"

    assert places.home().is_relative_to("/var/lib")
    assert not (checkout.var / "servers").exists()
    assert stat.S_IMODE(checkout.folder.stat().st_mode) == 0o700, "the folder stays closed"


@as_root
def test_root_is_told_when_existing_data_went_out_of_reach(new_checkout):
    checkout = new_checkout()
    with embedded.running():
        pass

    checkout.folder.chmod(0o700)

    with pytest.raises(embedded.ServerError, match="cannot reach"), embedded.running():
        pass
