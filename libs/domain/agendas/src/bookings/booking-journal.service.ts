import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { PassedRule } from '../slots/booking-override';
import type { BookingEvent } from './booking';

const PASSED = `
  SELECT b.id, b.reference, b.service_name AS "serviceName", e.starts_at AS "startsAt", e.created_at AS at,
         e.passed_rules AS rules, e.actor, coalesce(a.name, a.email) AS who
    FROM booking b JOIN booking_event e ON e.booking_id = b.id LEFT JOIN account a ON a.id = e.account_id
   WHERE b.listing_id = $1 AND e.passed_rules IS NOT NULL
   ORDER BY e.created_at DESC, e.id DESC LIMIT $2`;

/** A booking for which rules of its agenda were passed over. */
export interface PassedBooking extends Pick<BookingEvent, 'actor' | 'startsAt' | 'at'> {
  readonly id: string;
  readonly reference: string;
  readonly serviceName: string;
  readonly rules: readonly PassedRule[];
  /** Who did it; null where their account is gone, or is of the town. */
  readonly who: string | null;
}

/** What a shop did against its own rules, for its team to read. */
@Injectable()
export class BookingJournal {
  constructor(private readonly work: UnitOfWork) {}

  /** The latest first. */
  list(ctx: TenantContext, listingId: number, limit = 50): Promise<PassedBooking[]> {
    return this.work.read(ctx, (tx) => tx.manager.query<PassedBooking[]>(PASSED, [listingId, limit]));
  }
}
