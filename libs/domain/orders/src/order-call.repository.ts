import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { OrderMail } from './order-mails.service';
import { IS_UNDELIVERED } from './order-row';

/** Somebody of the town. */
export interface CallingAgent {
  readonly id: string;
  readonly name: string;
}

/** What was tried to have a shop answer. */
export interface CallAttempt extends Pick<OrderMail, 'status' | 'sentAt' | 'response'> {
  readonly means: 'order' | 'reminder' | 'text';
}

/** An order that its shop does not answer, as the town needs it to call. */
export interface OrderCall {
  readonly id: string;
  readonly orderId: string;
  readonly listing: { readonly id: number; readonly name: string | null };
  /** E.164. */
  readonly phone: string | null;
  readonly number: { readonly year: number; readonly number: number };
  readonly since: Date;
  readonly slotFrom: Date;
  readonly slotUntil: Date;
  readonly calledAt: Date;
  /** By mail: who left no address was not, nor whose mail was withheld or refused. */
  readonly isCustomerNotified: boolean;
  readonly agent: CallingAgent | null;
  readonly note: string | null;
  readonly doneAt: Date | null;
  readonly doneBy: string | null;
}

/** Orders on the list: they wait still, as they did when the town was asked to call. */
const ON_LIST = `
    FROM customer_order o
    JOIN order_assurance a ON a.order_id = o.id AND a.event = o.event
    JOIN listing l ON l.id = o.listing_id
    LEFT JOIN ordering_settings s ON s.listing_id = o.listing_id
   WHERE o.state = 'received' AND a.called_at IS NOT NULL`;
const LIST = `
  SELECT a.id, o.id AS "orderId", json_build_object('id', l.id, 'name', l.name) AS listing, coalesce(s.phone, l.phone) AS phone,
         json_build_object('year', o.year, 'number', o.number) AS number, a.since, o.slot_from AS "slotFrom",
         o.slot_until AS "slotUntil", a.called_at AS "calledAt",
         a.customer_notified_at IS NOT NULL AND o.customer_email IS NOT NULL AND NOT ${IS_UNDELIVERED} AS "isCustomerNotified",
         CASE WHEN a.agent_id IS NOT NULL THEN json_build_object('id', a.agent_id, 'name', a.agent_name) END AS agent,
         a.note, a.done_at AS "doneAt", a.done_by AS "doneBy"
  ${ON_LIST}`;
/**
 * An account is a recipient whether it wants mails or not: of accounts, what was tried alone. Servers cite the address that they
 * refuse, and whose it is is not needed to call.
 */
const ATTEMPTS = `
  SELECT r.order_id AS "orderId",
         CASE WHEN r.phone IS NOT NULL THEN 'text' WHEN d.template = 'order-waiting' OR r.contact_id IS NOT NULL THEN 'reminder'
              ELSE 'order' END AS means,
         CASE WHEN d.bounced_at IS NOT NULL THEN 'bounced' ELSE coalesce(d.status, 'queued') END AS status, d.sent_at AS "sentAt",
         regexp_replace(d.response, '[^\\s<>"(]+@[^\\s<>")]+', '…', 'g') AS response
    FROM order_recipient r LEFT JOIN mail_delivery d ON d.ref = r.id AND d.template IN ('order-received', 'order-waiting', 'order-text')
   WHERE r.order_id = ANY ($1) AND (r.account_id IS NULL OR d.id IS NOT NULL) ORDER BY d.created_at NULLS LAST, r.id`;

const LIST_ALL = `${LIST} ORDER BY a.done_at IS NOT NULL, o.slot_from, a.id LIMIT $1`;
const HOLD = `${LIST} AND a.id = $1 FOR UPDATE OF a`;
const UNANNOUNCED = `SELECT DISTINCT o.listing_id AS id ${ON_LIST} AND a.announced_in IS NULL AND a.done_at IS NULL`;
const ANNOUNCE = `
  UPDATE order_assurance b SET announced_in = $1, announced_at = $2
   WHERE b.announced_in IS NULL AND b.done_at IS NULL AND b.id IN (SELECT a.id ${ON_LIST})`;
const ANNOUNCED = `
  SELECT (count(*) FILTER (WHERE a.announced_in = $1))::int AS count, count(*)::int AS waiting ${ON_LIST} AND a.done_at IS NULL`;

/** The town's list of orders to call about. */
@Injectable()
export class OrderCallRepository {
  /** Those that nobody called about first, the one that is collected first at the head. */
  list(tx: TenantTx, limit: number): Promise<OrderCall[]> {
    return tx.manager.query<OrderCall[]>(LIST_ALL, [limit]);
  }

  attempts(
    tx: TenantTx,
    orderIds: readonly string[],
  ): Promise<(CallAttempt & { readonly orderId: string })[]> {
    return tx.manager.query(ATTEMPTS, [orderIds]);
  }

  /** One of the list, held until the transaction ends. */
  async hold(tx: TenantWriteTx, id: string): Promise<OrderCall | null> {
    const [row] = await tx.manager.query<OrderCall[]>(HOLD, [id]);
    return row ?? null;
  }

  async assign(tx: TenantWriteTx, id: string, agent: CallingAgent | null): Promise<void> {
    await tx.manager.query('UPDATE order_assurance SET agent_id = $2, agent_name = $3 WHERE id = $1', [
      id,
      agent?.id ?? null,
      agent?.name.slice(0, 200) ?? null,
    ]);
  }

  async note(tx: TenantWriteTx, id: string, note: string | null): Promise<void> {
    await tx.manager.query('UPDATE order_assurance SET note = $2 WHERE id = $1', [id, note]);
  }

  async done(
    tx: TenantWriteTx,
    id: string,
    done: { readonly by: string; readonly at: Date } | null,
  ): Promise<void> {
    await tx.manager.query('UPDATE order_assurance SET done_at = $2, done_by = $3 WHERE id = $1', [
      id,
      done?.at ?? null,
      done?.by.slice(0, 200) ?? null,
    ]);
  }

  /** When the town was last mailed; null where it never was. */
  async lastAnnouncedAt(tx: TenantTx): Promise<Date | null> {
    const [row] = await tx.manager.query<{ at: Date }[]>(
      'SELECT announced_at AS at FROM order_assurance WHERE announced_at IS NOT NULL ORDER BY announced_at DESC LIMIT 1',
    );
    return row?.at ?? null;
  }

  /** Shops with an order on the list that no mail told the town of and nobody called about. */
  async unannounced(tx: TenantTx): Promise<number[]> {
    const rows = await tx.manager.query<{ id: number }[]>(UNANNOUNCED);
    return rows.map(({ id }) => id);
  }

  /** Has a mail tell of those that none told of. Returns how many. */
  async announce(tx: TenantWriteTx, mail: string, now: Date): Promise<number> {
    const [, count] = await tx.manager.query<[unknown[], number]>(ANNOUNCE, [mail, now]);
    return count;
  }

  /** Those that a mail tells of, as far as they still wait, and all that wait. */
  async announced(tx: TenantTx, mail: string): Promise<{ readonly count: number; readonly waiting: number }> {
    const [row] = await tx.manager.query<{ count: number; waiting: number }[]>(ANNOUNCED, [mail]);
    return row ?? { count: 0, waiting: 0 };
  }
}
