import { DeliveryRepository } from '@halles/domain/deliveries';
import { EraseAfter } from '@halles/platform/scheduling';
import { type TenantContext, type TenantWriteTx, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { WAITED_NAME } from './booking-wait.repository';

/** Whose request `w` is: left with an address that its owner proved. */
const OF_CUSTOMER = `lower(btrim(normalize(w.customer_email, NFKC))) = $1`;
/** What somebody waits or waited for. @param $1 the proven address; null: none */
export const WAITED = `
  SELECT w.listing_id AS listing, ${WAITED_NAME} AS service, w.state, w.first_day::text AS "firstDay", w.last_day::text AS "lastDay", w.party,
         w.customer_name AS name, w.customer_email AS email, w.customer_phone AS phone, w.created_at AS "createdAt"
    FROM booking_wait w JOIN agenda_service s ON s.id = w.service_id WHERE ${OF_CUSTOMER} ORDER BY w.created_at, w.id`;
const OFFERS_OF = 'SELECT id FROM booking_wait_offer WHERE wait_id = ANY ($1::uuid[])';
const DELETE = 'DELETE FROM booking_wait WHERE id = ANY ($1::uuid[])';
const FORGET_BEFORE = `
  SELECT id FROM booking_wait WHERE last_day < $1::date ORDER BY id LIMIT 1000 FOR UPDATE SKIP LOCKED`;
const FORGET_CUSTOMER = `SELECT w.id FROM booking_wait w WHERE ${OF_CUSTOMER} ORDER BY w.id FOR UPDATE`;

/** How those who waited are forgotten. */
@Injectable()
export class ForgottenWaits {
  constructor(
    private readonly work: UnitOfWork,
    private readonly deliveries: DeliveryRepository,
  ) {}

  /** Forgets who waited, thirty days after the last day that would have done. Returns how many. */
  @EraseAfter('waits', { days: 30 })
  eraseBefore(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, (tx) => this.forget(tx, FORGET_BEFORE, instant));
  }

  /** Forgets who leaves: nobody waits without an account that was theirs. @param email that they proved; null: none */
  async forgetCustomer(tx: TenantWriteTx, email: string | null): Promise<void> {
    if (email !== null) await this.forget(tx, FORGET_CUSTOMER, email);
  }

  /** Deletes what a statement finds, what is kept for them, and what is known of the mails about it, which bear the address. */
  private async forget(tx: TenantWriteTx, statement: string, value: unknown): Promise<number> {
    const found = await tx.manager.query<{ id: string }[]>(statement, [value]);
    const ids = found.map(({ id }) => id);
    const offers = await tx.manager.query<{ id: string }[]>(OFFERS_OF, [ids]);
    const offered = offers.map(({ id }) => id);
    await tx.manager.query('DELETE FROM booking_hold WHERE id = ANY ($1::uuid[])', [offered]);
    await tx.manager.query(DELETE, [ids]);
    await this.deliveries.deleteByRefs(tx, [...ids, ...offered]);
    return ids.length;
  }
}
