import type { TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { AgendaService } from '../settings/agenda';
import { BookingOwnPerson } from './booking.errors';
import { isOfMailbox } from './booking-limits.repository';

/** Of those who receive for a service today, whom somebody was received by last. */
const LAST = `
  SELECT r.id, r.name
    FROM booking b JOIN booking_resource t ON t.booking_id = b.id JOIN agenda_resource r ON r.id = t.resource_id
   WHERE b.listing_id = $1 AND b.starts_at <= $3 AND b.state IN ('confirmed', 'arrived', 'served') AND ${isOfMailbox('$2')}
     AND r.kind = 'staff' AND r.is_active AND r.archived_at IS NULL AND r.id = ANY ($4::uuid[])
   ORDER BY b.starts_at DESC, b.id, r.position LIMIT 1`;

/** Who books a service with whom. */
interface PersonQuestion {
  readonly email: string | null;
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
   * With whom somebody books: who received them last, as long as they receive for the service; else whom they chose. Only an
   * address that is proved to be theirs is looked at: to who writes one down nothing is told of who was here, and by whom they
   * were received, neither by a refusal nor by what is booked.
   * @returns null: anybody
   * @throws BookingOwnPerson they chose somebody else
   */
  async of(
    tx: TenantTx,
    listingId: number,
    { keepsPerson, resourceIds }: AgendaService,
    { email, chosen, provenEmail, now }: PersonQuestion,
  ): Promise<string | null> {
    const isProven = email !== null && email.toLowerCase() === provenEmail?.toLowerCase();
    if (!keepsPerson || !isProven) return chosen;
    const [own] = await tx.manager.query<{ id: string; name: string }[]>(LAST, [
      ...[listingId, email, now, resourceIds],
    ]);
    if (own && chosen !== null && chosen !== own.id) throw new BookingOwnPerson({ person: own.name });
    return own?.id ?? chosen;
  }
}
