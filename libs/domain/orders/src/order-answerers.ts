import type { TenantTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { OrderAnswerOver, OrderNotFound } from './order.errors';
import { OrderingShops } from './ordering-shops.service';

/** Who opens the link of a mail about an order to its shop. */
export interface Answerer {
  readonly orderId: string;
  readonly listingId: number;
  readonly accountId: string | null;
  /** A further address of the shop that somebody proved to read. */
  readonly isContact: boolean;
}

const ANSWERER = `
  SELECT r.order_id AS "orderId", o.listing_id AS "listingId", r.account_id AS "accountId",
         c.proven_at IS NOT NULL AS "isContact"
    FROM order_recipient r JOIN customer_order o ON o.id = r.order_id
    LEFT JOIN order_contact c ON c.id = r.contact_id AND c.listing_id = o.listing_id
   WHERE r.id = $1`;

/** Those whom mails about orders went to: their links are worth what they may do at the moment. */
@Injectable()
export class OrderAnswerers {
  constructor(private readonly shops: OrderingShops) {}

  /** @throws OrderNotFound @throws OrderAnswerOver they handle the orders of the shop no more */
  async find(tx: TenantTx, recipientId: string): Promise<Answerer> {
    const [found] = await tx.manager.query<Answerer[]>(ANSWERER, [recipientId]);
    if (!found) throw new OrderNotFound({});
    const handlers = found.accountId === null ? [] : await this.shops.handlersOf(tx, found.listingId);
    const mayAnswer = found.accountId === null ? found.isContact : handlers.includes(found.accountId);
    if (!mayAnswer) throw new OrderAnswerOver({});
    return found;
  }
}
