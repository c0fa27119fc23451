"""What is done with telecom facts, each deed on record."""

from collections.abc import Iterable
from datetime import date

from django.db import IntegrityError, models, transaction

from clients.files.models import StoredFile
from clients.files.services import store
from clients.people.activity import record
from clients.people.models import User
from clients.telecom.models import Contract, ContractDocument, Service, TaxCertificate
from clients.telecom.reference import Loader, Outcome
from retainer.lib.refusal import Refused
from retainer.lib.uploads import Spooled


class StoredMeanwhile(Refused):
    """Somebody stored what contradicts this fact after it was found right."""


@transaction.atomic
def keep(*, instance: models.Model, kept_by: User) -> models.Model:
    """Store a new or an edited fact."""
    is_new = instance.pk is None
    try:
        with transaction.atomic():
            instance.save()
    except IntegrityError as clash:
        raise StoredMeanwhile(
            "Somebody stored the same, or what contradicts it, in this moment. "
            "Look for it in the list."
        ) from clash
    name = instance._meta.verbose_name
    record(
        f"{instance._meta.model_name}.{'added' if is_new else 'changed'}",
        f"{name[0].upper()}{name[1:]} {instance} was {'added' if is_new else 'edited'}",
        actor=kept_by,
        client=getattr(instance, "client", None),
        subject=instance,
    )
    return instance


@transaction.atomic
def remove_part(*, part: models.Model, whole: models.Model, removed_by: User) -> None:
    """Take a part off the fact it was entered on by mistake."""
    name = whole._meta.verbose_name
    record(
        f"{part._meta.model_name}.removed",
        f"{part} was removed from {name} {whole}",
        actor=removed_by,
        client=whole.client,
        subject=whole,
    )
    part.delete()


@transaction.atomic
def load_register(
    *, loader: Loader, content: bytes, file_name: str, loaded_by: User, dry_run: bool
) -> Outcome:
    """Load a register from a file, or with ``dry_run`` only say what would happen."""
    outcome = loader.load(content, dry_run=dry_run)
    if not dry_run and not loader.is_between_us:
        names = loader.model._meta.verbose_name_plural
        record(
            f"{loader.model._meta.model_name}.loaded",
            f"{outcome.created} {names} were added and {outcome.updated} updated from {file_name}",
            actor=loaded_by,
            client=loader.client,
        )
    return outcome


@transaction.atomic
def decide_services(*, services: Iterable[Service], state: Service.State, decided_by: User) -> int:
    """Confirm or dismiss services that were only seen on bills."""
    count = 0
    for service in services:
        service.state = state
        service.save(update_fields=["state"])
        record(
            f"service.{state}",
            f"Service {service} is now: {service.get_state_display().lower()}",
            actor=decided_by,
            client=service.client,
            subject=service,
        )
        count += 1
    return count


@transaction.atomic
def attach_document(
    *,
    contract: Contract,
    title: str,
    signed_on: date | None,
    spooled: Spooled,
    name: str,
    attached_by: User,
) -> ContractDocument:
    """Keep a signed paper with its contract."""
    file = store(
        spooled,
        name=name,
        kind=StoredFile.Kind.CONTRACT,
        client=contract.client,
        stored_by=attached_by,
    )
    document = ContractDocument.objects.create(
        client=contract.client, contract=contract, title=title, signed_on=signed_on, file=file
    )
    record(
        "contract.document_added",
        f"{title} was added to contract {contract.number}",
        actor=attached_by,
        client=contract.client,
        subject=contract,
    )
    return document


@transaction.atomic
def attach_certificate(
    *, certificate: TaxCertificate, spooled: Spooled, name: str, attached_by: User
) -> None:
    """Keep the paper of a certificate; an earlier one stays in the store."""
    certificate.file = store(
        spooled,
        name=name,
        kind=StoredFile.Kind.PAPER,
        client=certificate.client,
        stored_by=attached_by,
    )
    certificate.save(update_fields=["file"])
    record(
        "taxcertificate.paper_attached",
        f"The paper of certificate {certificate.number} was attached",
        actor=attached_by,
        client=certificate.client,
        subject=certificate,
    )
