import type { TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { AgendaService } from '../settings/agenda';
import { BookingNotOnline, BookingOwnPerson } from './booking.errors';
import { type BookingPerson, isOfPerson } from './booking-limits.repository';

/** Of those who receive for a service today, whom somebody was received by last. */
const LAST = `
  SELECT r.id, r.name
    FROM booking b JOIN booking_resource t ON t.booking_id = b.id JOIN agenda_resource r ON r.id = t.resource_id
   WHERE b.listing_id = $1 AND b.starts_at <= $4 AND b.state IN ('confirmed', 'arrived', 'served') AND ${isOfPerson('$2', '$3')}
     AND r.kind = 'staff' AND r.is_active AND r.archived_at IS NULL AND r.id = ANY ($5::uuid[])
   ORDER BY b.starts_at DESC, b.id, r.position LIMIT 1`;

/** Who books a service with whom. */
interface PersonQuestion {
  readonly customer: BookingPerson;
  /** Whom they chose; null: nobody. */
  readonly chosen: string | null;
  /** An address that they proved to be theirs. */
  readonly provenEmail: string | null;
  readonly now: Date;
}

/** A follow-up is had with who received its customer before. */
@Injectable()
export class OwnPerson {
  /**
   * With whom somebody books: who received them last, as long as they receive for the service; else whom they chose.
   * @returns null: anybody
   * @throws BookingOwnPerson they chose somebody else, and the address is theirs
   * @throws BookingNotOnline the same of who may be anybody: they are not told who was here, and by whom they were received
   */
  async of(
    tx: TenantTx,
    listingId: number,
    { keepsPerson, resourceIds }: AgendaService,
    { customer: { email, phone }, chosen, provenEmail, now }: PersonQuestion,
  ): Promise<string | null> {
    if (!keepsPerson) return chosen;
    const last = (by: BookingPerson) => this.last(tx, [listingId, by.email, by.phone, now, resourceIds]);
    const own = await last({ email, phone });
    if (own === null || chosen === null || chosen === own.id) return own?.id ?? chosen;
    const isProven = email !== null && email.toLowerCase() === provenEmail?.toLowerCase();
    // The number beside it may be somebody else's.
    const known = isProven ? await last({ email, phone: null }) : null;
    throw known && known.id !== chosen
      ? new BookingOwnPerson({ person: known.name })
      : new BookingNotOnline({});
  }

  private async last(
    tx: TenantTx,
    values: readonly unknown[],
  ): Promise<{ readonly id: string; readonly name: string } | null> {
    const [row] = await tx.manager.query<{ id: string; name: string }[]>(LAST, [...values]);
    return row ?? null;
  }
}
