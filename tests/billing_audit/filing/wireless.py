"""Plans and instalments of examples."""

from billing_audit.checks.wireless.papers import Device, Plan
from clients.models import DeviceInstalment, WirelessPlan
from tests.billing_audit.filing.inventory import service
from tests.billing_audit.on_file import OnFile, put_paper


@put_paper.register
def put_plan(paper: Plan, on_file: OnFile) -> None:
    WirelessPlan.objects.create(
        client=on_file.client,
        carrier=on_file.carrier,
        charge_code=paper.code,
        included_gb=paper.gb,
        pool=paper.pool,
        device=paper.device,
    )


@put_paper.register
def put_device(paper: Device, on_file: OnFile) -> None:
    DeviceInstalment.objects.create(
        client=on_file.client,
        service=service(on_file, paper.service),
        equipment_id=paper.equipment,
        charge_code=paper.code,
        amount=paper.amount,
        months=paper.months,
        first_on=paper.first,
        paid_off_on=paper.paid_off,
    )
