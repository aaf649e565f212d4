import type { AgendaSettings, PortalPermission } from '@halles/contracts';
import { GrantService } from '@halles/domain/accounts';
import { ListingService, TownServices } from '@halles/domain/listings';
import { Clock } from '@halles/kernel';
import { ChangeBus, pipelined, RememberedRows, type TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { type AgendaPlace, appointmentHours } from './agenda';
import { AgendaRepository } from './agenda.repository';
import { AgendaClosed } from '../bookings/booking.errors';

const handlesAgenda = (permissions: readonly PortalPermission[]): boolean =>
  permissions.includes('listing.agenda');

/** Which places take appointments, and in which hours. */
@Injectable()
export class AgendaPlaces {
  /** Those where something can be booked: most places take no appointments, and are known to by what is remembered. */
  private readonly open: RememberedRows<{ readonly id: number }>;

  constructor(
    private readonly listings: ListingService,
    private readonly agendas: AgendaRepository,
    private readonly grants: GrantService,
    private readonly townServices: TownServices,
    changeBus: ChangeBus,
    clock: Clock,
  ) {
    this.open = new RememberedRows(changeBus, clock, (tx, _, limit) => agendas.listOpen(tx, limit));
  }

  /** A place where customers can book. @throws AgendaClosed for whichever reason: turned off, closed for good, hours unknown */
  async get(tx: TenantTx, listingId: number): Promise<AgendaPlace> {
    const place = await this.find(tx, listingId);
    if (!place) throw new AgendaClosed({});
    return place;
  }

  /** The same for the page of any listing; null where it takes none. Of most nothing is asked. */
  async findShown(tx: TenantTx, listingId: number): Promise<AgendaPlace | null> {
    const open = await this.open.of(tx, null);
    return open === null || open.has(listingId) ? this.find(tx, listingId) : null;
  }

  /** The places where customers can book something; null where there are too many to be remembered. */
  listOpen(tx: TenantTx): Promise<Pick<ReadonlyMap<number, unknown>, 'has'> | null> {
    return this.open.of(tx, null);
  }

  /** The same; null where it takes none, or nobody would answer. */
  async find(tx: TenantTx, listingId: number): Promise<AgendaPlace | null> {
    const place = await this.placeOf(tx, listingId, this.agendas.findOpen(tx, listingId));
    return place && (place.handlers.length > 0 || place.isOfTown) ? place : null;
  }

  /** A place that has an agenda, whether it takes bookings or not; null where it has none, or its hours are not known. */
  async findAny(tx: TenantTx, listingId: number): Promise<AgendaPlace | null> {
    return this.placeOf(tx, listingId, this.agendas.find(tx, listingId));
  }

  /** Whether it is known when a place takes appointments, whatever it says of an agenda. */
  async hasHours(tx: TenantTx, listingId: number): Promise<boolean> {
    const listing = await this.listings.findIn(tx, listingId);
    return (
      listing?.id === listingId && listing.schedule !== null && appointmentHours(listing.schedule) !== null
    );
  }

  /** The accounts that keep the agenda of a place. */
  async handlersOf(tx: TenantTx, listingId: number): Promise<string[]> {
    const members = await this.grants.membersOf(tx, listingId);
    return members.flatMap(({ account, grant }) => (handlesAgenda(grant.permissions) ? [account.id] : []));
  }

  private async placeOf(
    tx: TenantTx,
    listingId: number,
    asked: Promise<AgendaSettings | null>,
  ): Promise<AgendaPlace | null> {
    const [settings, handlers, listing, isOfTown, reserved] = await pipelined([
      asked,
      this.handlersOf(tx, listingId),
      this.listings.findIn(tx, listingId),
      this.townServices.has(tx, listingId),
      this.agendas.reserved(tx, listingId),
    ]);
    if (!settings || !listing?.schedule || listing.id !== listingId) return null;
    const schedule = appointmentHours(listing.schedule);
    return schedule && { listing, settings, schedule, handlers, reserved, isOfTown };
  }
}
