import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { OrderSummary } from '../order';
import { onCardCents } from '../payments/payment';
import { Sellers } from '../terms/sellers.service';
import type { NoteFacts } from './order-note';
import { OrderNoteRepository } from './order-note.repository';

type NotedOrder = Pick<OrderSummary, 'id' | 'listingId' | 'payment' | 'totalCents' | 'withdrawnCents'>;

/** What the note of a hand-over keeps: who sold, and how it was paid, as it was then. */
@Injectable()
export class OrderNotes {
  constructor(
    private readonly notes: OrderNoteRepository,
    private readonly sellers: Sellers,
  ) {}

  /** Writes it down of an order that the transaction hands over. */
  async save(tx: TenantWriteTx, order: NotedOrder, now: Date): Promise<void> {
    await this.notes.save(tx, order.id, await this.now(tx, order), now);
  }

  /** What was written down; of what a server of the release before handed over, how it is by now. */
  async find(tx: TenantTx, order: NotedOrder): Promise<NoteFacts> {
    return (await this.notes.find(tx, order.id)) ?? this.now(tx, order);
  }

  private async now(tx: TenantTx, order: NotedOrder): Promise<NoteFacts> {
    const { listingId, payment, totalCents, withdrawnCents } = order;
    return {
      seller: await this.sellers.factsOf(tx, listingId),
      cardCents: onCardCents(payment, totalCents - withdrawnCents),
    };
  }
}
