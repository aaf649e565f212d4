import {
  type Account,
  AccountRepository,
  PersonalDataOf,
  type PersonalDataSource,
} from '@halles/domain/accounts';
import { Clock } from '@halles/kernel';
import { type TenantContext, type TenantTx, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { EraseAfter } from '@halles/platform/scheduling';
import { DeliveryRepository } from '@halles/domain/deliveries';
import { Injectable } from '@nestjs/common';
import { ForgottenWaits, WAITED } from '../waits/wait-personal-data';

/** Whose booking `b` is: of an account, or left with an address that its owner proved. */
const OF_CUSTOMER = `(b.account_id = $1 OR lower(btrim(normalize(b.customer_email, NFKC))) = $2)`;
export const BOOKED = `
  SELECT b.listing_id AS listing, b.reference, b.service_name AS service, b.state, b.starts_at AS "startsAt", b.party,
         b.customer_name AS name, b.guest_name AS guest,
         (SELECT r.name FROM agenda_resource r WHERE r.id = b.person_id) AS person, b.customer_email AS email, b.customer_phone AS phone, b.customer_address AS address,
         (SELECT string_agg(concat_ws(' · ', a ->> 'label', a ->> 'answer'), E'\\n') FROM jsonb_array_elements(b.answers) a) AS answers,
         (SELECT string_agg(f.label, E'\\n' ORDER BY f.position) FROM booking_file f WHERE f.booking_id = b.id) AS files, b.need, b.note,
         b.created_at AS "createdAt"
    FROM booking b WHERE ${OF_CUSTOMER} ORDER BY b.created_at, b.id`;
export const STEPS = `
  SELECT b.listing_id AS listing, b.reference, e.state, e.created_at AS at
    FROM booking_event e JOIN booking b ON b.id = e.booking_id
   WHERE e.account_id = $1 AND e.actor = 'merchant' ORDER BY e.created_at, e.id`;
/** @param at parameter of the instant */
const forget = (at: string): string => `
  UPDATE booking b
     SET customer_name = NULL, guest_name = NULL, customer_email = NULL, customer_phone = NULL, customer_address = NULL, answers = NULL, need = NULL, note = NULL, person_id = NULL,
         account_id = NULL,
         content_digest = repeat('0', 64), erased_at = ${at}`;
/** @param at parameter of the instant */
const isOver = (at: string): string =>
  `(b.state NOT IN ('pending', 'confirmed', 'arrived') OR b.ends_at <= ${at})`;
const FORGET_CUSTOMER = `${forget('$3')} WHERE ${OF_CUSTOMER} AND ${isOver('$3')} RETURNING id`;
/** Who has an appointment is expected: the shop forgets them once it is over. */
const FORGET_LATER = `
  UPDATE booking b SET account_id = NULL, forgets_customer = true WHERE ${OF_CUSTOMER} AND NOT ${isOver('$3')}`;
const FORGET_BEFORE = `${forget('$2')} WHERE b.ends_at < $1 AND b.erased_at IS NULL RETURNING id`;
const FORGET_LEFT = `${forget('$1')} WHERE b.forgets_customer AND b.erased_at IS NULL AND ${isOver('$1')} RETURNING id`;
const FORGET_FILES = 'DELETE FROM booking_file WHERE booking_id = ANY ($1::uuid[])';
const EVENTS = `
  SELECT id FROM booking_event WHERE booking_id = ANY ($1::uuid[])
  UNION ALL SELECT id FROM booking_reminder WHERE booking_id = ANY ($1::uuid[])
  UNION ALL SELECT id FROM booking_alert WHERE booking_id = ANY ($1::uuid[])
  UNION ALL SELECT d.id FROM booking b JOIN gauge_decision d ON d.listing_id = b.listing_id AND d.booking_id = b.id WHERE b.id = ANY ($1::uuid[])`;

/** What they need serves their appointment, and nothing after it. */
const FORGET_NEEDS = 'UPDATE booking SET need = NULL WHERE need IS NOT NULL AND ends_at < $1';

/** How those who booked are forgotten. */
@Injectable()
export class ForgottenBookings {
  constructor(
    private readonly work: UnitOfWork,
    private readonly deliveries: DeliveryRepository,
    private readonly clock: Clock,
  ) {}

  /** Forgets who had an appointment, 90 days after it, and who left before theirs was over. Returns how many. */
  @EraseAfter('bookings', { days: 90 })
  async eraseBefore(ctx: TenantContext, instant: Date): Promise<number> {
    const now = this.clock.now();
    return this.work.write(ctx, async (tx) => {
      const before = await this.forget(tx, FORGET_BEFORE, [instant, now]);
      return before + (await this.forget(tx, FORGET_LEFT, [now]));
    });
  }

  /** Forgets what somebody said that they need, a day after their appointment. Returns how many. */
  @EraseAfter('needs of bookings', { days: 1 })
  async eraseNeeds(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, async (tx) => {
      const [, count] = await tx.manager.query<[unknown[], number]>(FORGET_NEEDS, [instant]);
      return count;
    });
  }

  /** Runs an erasure, with the files of what it forgets, and deletes what is known of the mails about it, which bear the address. Returns how many. */
  async forget(tx: TenantWriteTx, statement: string, values: readonly unknown[]): Promise<number> {
    const [rows] = await tx.manager.query<[{ id: string }[], number]>(statement, [...values]);
    const ids = rows.map(({ id }) => id);
    // What is stored under their names is swept.
    await tx.manager.query(FORGET_FILES, [ids]);
    const events = await tx.manager.query<{ id: string }[]>(EVENTS, [ids]);
    await this.deliveries.deleteByRefs(
      tx,
      events.map(({ id }) => id),
    );
    return rows.length;
  }
}

/** The owner of an account as who booked: an address that nobody proved is nobody's. */
const customerOf = ({ id, email, isVerified }: Pick<Account, 'id' | 'email' | 'isVerified'>) => [
  id,
  isVerified ? email : null,
];

/** What somebody booked, signed in or with the address that is their account's; and what they did with the bookings of a shop. */
@PersonalDataOf('bookings')
export class BookingPersonalData implements PersonalDataSource {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly forgotten: ForgottenBookings,
    private readonly waits: ForgottenWaits,
  ) {}

  async export(tx: TenantTx, accountId: string): Promise<unknown> {
    const account = await this.accounts.find(tx, accountId);
    return {
      booked: account ? await tx.manager.query<unknown[]>(BOOKED, customerOf(account)) : [],
      waits: account ? await tx.manager.query<unknown[]>(WAITED, customerOf(account).slice(1)) : [],
      bookingSteps: await tx.manager.query<unknown[]>(STEPS, [accountId]),
    };
  }

  /** Who has an appointment to come is expected, and forgotten once it is over (RGPD, article 6(1)(b)). */
  async erase(tx: TenantWriteTx, accountId: string, now: Date): Promise<void> {
    const account = await this.accounts.find(tx, accountId);
    if (!account) return;
    await this.forgotten.forget(tx, FORGET_CUSTOMER, [...customerOf(account), now]);
    await tx.manager.query(FORGET_LATER, [...customerOf(account), now]);
    await this.waits.forgetCustomer(tx, account.isVerified ? account.email : null);
  }
}
