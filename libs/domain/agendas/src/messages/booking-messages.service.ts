import type { Bounce } from '@halles/domain/deliveries';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { BookingState } from '../bookings/booking-state';
import { isOfPerson } from '../bookings/booking-limits.repository';

/** What became of a message to the customer of a booking. */
export interface BookingMessage {
  /** A mail address, or a phone as E.164, which gets text messages. */
  readonly address: string;
  readonly means: 'mail' | 'text';
  /** The state that it tells of, that it was moved, the reminder, or that another time is asked for. */
  readonly about: BookingState | 'moved' | 'reminder' | 'earlier' | 'proposal';
  /** `queued`: tried again; `refused`: given up; `bounced`: a server had accepted it, and it came back; `withheld`: too many in a short time. */
  readonly status: 'queued' | 'sent' | 'refused' | 'withheld' | 'bounced';
  readonly sentAt: Date | null;
  readonly bounce: Bounce | null;
}

const STATUS = `CASE WHEN d.bounced_at IS NOT NULL THEN 'bounced' ELSE d.status END AS status, d.sent_at AS "sentAt", d.bounce, d.created_at AS at`;
const OF_BOOKING = `
  SELECT d.recipient AS address, CASE WHEN e.is_moved THEN 'moved' ELSE e.state END AS about, ${STATUS}
    FROM booking_event e JOIN mail_delivery d ON d.ref = e.id WHERE e.booking_id = $1
  UNION ALL
  SELECT d.recipient, 'reminder', ${STATUS}
    FROM booking_reminder r JOIN mail_delivery d ON d.ref = r.id WHERE r.booking_id = $1
  UNION ALL
  SELECT d.recipient, 'earlier', ${STATUS}
    FROM booking_alert a JOIN mail_delivery d ON d.ref = a.id WHERE a.booking_id = $1
  UNION ALL
  SELECT d.recipient, 'proposal', ${STATUS}
    FROM booking b JOIN gauge_decision g ON g.listing_id = b.listing_id AND g.booking_id = b.id JOIN mail_delivery d ON d.ref = g.id
   WHERE b.id = $1
   ORDER BY at`;
/** Of each booking, how often the same person did not come to another of the same place. */
const ABSENCES = `
  SELECT b.id, count(*)::int AS count
    FROM booking b JOIN booking n ON n.listing_id = b.listing_id AND n.state = 'no-show' AND n.id <> b.id
   WHERE b.id = ANY ($1::uuid[]) AND ${isOfPerson('n.customer_email', 'n.customer_phone')}
   GROUP BY b.id`;

/** What a shop sees of the customer of a booking, beside the booking. */
@Injectable()
export class BookingMessages {
  constructor(private readonly work: UnitOfWork) {}

  /** The messages to its customer, the oldest first. */
  async of(ctx: TenantContext, bookingId: string): Promise<BookingMessage[]> {
    const rows = await this.work.read(ctx, (tx) =>
      tx.manager.query<Omit<BookingMessage, 'means'>[]>(OF_BOOKING, [bookingId]),
    );
    return rows.map((row) => ({ ...row, means: row.address.startsWith('+') ? 'text' : 'mail' }));
  }

  /** How often those who come did not come before, by their bookings; only of those of whom there is something to say. */
  async absences(ctx: TenantContext, bookingIds: readonly string[]): Promise<ReadonlyMap<string, number>> {
    if (bookingIds.length === 0) return new Map();
    const rows = await this.work.read(ctx, (tx) =>
      tx.manager.query<{ id: string; count: number }[]>(ABSENCES, [bookingIds]),
    );
    return new Map(rows.map(({ id, count }) => [id, count]));
  }
}
