import { PersonalDataOf, type PersonalDataSource } from '@halles/domain/accounts';
import type { TenantTx } from '@halles/platform/tenancy';

const NUMBER = `o.year || '-' || lpad(o.number::text, 4, '0') AS number, o.listing_id AS listing`;
export const STEPS = `
  SELECT ${NUMBER}, e.state, e.delay_minutes AS "delayMinutes", e.created_at AS at
    FROM order_event e JOIN customer_order o ON o.id = e.order_id
   WHERE e.account_id = $1 AND e.actor = 'merchant' ORDER BY e.created_at, e.id`;
export const REFUNDS = `
  SELECT ${NUMBER}, w.amount_cents AS "amountCents", w.refunded_at AS "refundedAt"
    FROM order_withdrawal w JOIN customer_order o ON o.id = w.order_id
   WHERE w.refunded_by = $1 ORDER BY w.refunded_at, w.id`;

/** What somebody did with the orders of a shop: which step they took when, and what they refunded. */
@PersonalDataOf('order-work')
export class OrderWorkPersonalData implements PersonalDataSource {
  async export(tx: TenantTx, accountId: string): Promise<unknown> {
    return {
      steps: await tx.manager.query<unknown[]>(STEPS, [accountId]),
      refunds: await tx.manager.query<unknown[]>(REFUNDS, [accountId]),
    };
  }

  /** The steps are the shop's accounts and stay; the number in them is of nobody once the account is gone. */
  async erase(): Promise<void> {}
}
