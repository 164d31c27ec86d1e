from allauth.mfa.models import Authenticator
from typer.testing import CliRunner

from kunding.cli.app import app
from kunding.conftest import Firm
from kunding.people.models import Person


def test_a_lost_telephone_and_another_e_mail(firm: Firm) -> None:
    run = CliRunner().invoke
    email = firm.emil.email
    assert run(app, ["person", "remove-second-factor", email]).exit_code == 1, "there is none"
    Authenticator.objects.create(user=firm.emil, type=Authenticator.Type.TOTP, data={"secret": "x"})
    assert run(app, ["person", "remove-second-factor", email]).exit_code == 0
    assert not Authenticator.objects.exists()
    for wrong in ("no address", firm.lea.email, email):
        assert run(app, ["person", "change-email", email, wrong]).exit_code == 1
    assert run(app, ["person", "change-email", email, "neu@lindenau.example"]).exit_code == 0
    assert Person.objects.filter(email="neu@lindenau.example").exists()
