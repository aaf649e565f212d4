import { DAY } from '@halles/kernel';
import type { TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** A person, as bookings know them. */
export interface BookingPerson {
  readonly email: string | null;
  readonly phone: string | null;
}

/** How much somebody has booked at a place. */
export interface PersonalCount {
  readonly ahead: number;
  readonly thatDay: number;
}

/** The mailbox behind an address: of what is written after a plus there is no other. @param address SQL of a text */
const mailbox = (address: string): string =>
  `regexp_replace(lower(btrim(normalize(${address}, NFKC))), '\\+[^@]*@', '@')`;
/** Whether a booking `b` is of the person with this address. @param email a parameter */
export const isOfMailbox = (email: string): string =>
  `${mailbox('b.customer_email')} = ${mailbox(`${email}::text`)}`;
/** Whether it is of the person with these address and number. @param email, phone parameters */
export const isOfPerson = (email: string, phone: string): string =>
  `(${isOfMailbox(email)} OR b.customer_phone = ${phone}::text)`;
const COUNT = `
  SELECT count(*) FILTER (WHERE b.starts_at > $4)::int AS ahead,
         count(*) FILTER (WHERE (b.starts_at AT TIME ZONE $6)::date = ($5::timestamptz AT TIME ZONE $6)::date)::int AS "thatDay"
    FROM booking b
   WHERE b.listing_id = $1 AND b.starts_at > $7 AND b.state IN ('pending', 'confirmed', 'arrived', 'served')
     AND ${isOfPerson('$2', '$3')} AND b.id IS DISTINCT FROM $8::uuid`;

/** What one person has booked at a place, however they wrote their address. */
@Injectable()
export class BookingLimitsRepository {
  /** @param except a booking that does not count: it is moved */
  async count(
    tx: TenantTx,
    listingId: number,
    { email, phone }: BookingPerson,
    {
      startsAt,
      now,
      except,
    }: { readonly startsAt: Date; readonly now: Date; readonly except: string | null },
  ): Promise<PersonalCount> {
    const { timeZone } = tx.ctx.tenant.settings;
    const [row] = await tx.manager.query<PersonalCount[]>(COUNT, [
      ...[listingId, email, phone, now, startsAt, timeZone],
      ...[new Date(Math.min(now.getTime(), startsAt.getTime()) - DAY), except],
    ]);
    return row ?? { ahead: 0, thatDay: 0 };
  }
}
