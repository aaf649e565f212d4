import type { TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import type { OrderSummary } from '../order';
import { openMinutes } from '../order-assurance';
import type { OrderStep } from '../order-step';
import { OrderingShops } from '../ordering-shops.service';
import { OrderDailyRepository } from './order-daily.repository';

/** Whether a step is an answer to who ordered: putting off an order that waits is none, proposing another one is. Pure. */
const isAnswer = (
  from: OrderSummary['state'],
  { state, actor, reason }: Pick<OrderStep, 'state' | 'actor' | 'reason'>,
): boolean =>
  from === 'received' &&
  (actor === 'merchant' || actor === 'town') &&
  (state !== 'received' || reason === 'proposed');

/** How long shops take to answer, by the hours that they have at that moment: later ones do not change what was. */
@Injectable()
export class AnswerTimes {
  constructor(
    private readonly shops: OrderingShops,
    private readonly daily: OrderDailyRepository,
  ) {}

  /** Keeps how long the first answer took, where a step is one: in the transaction of the step, which has locked the order. */
  async note(tx: TenantWriteTx, order: OrderSummary, step: OrderStep): Promise<void> {
    if (!isAnswer(order.state, step)) return;
    // The town answers what its shop has not: neither the answer nor its minutes are the shop's.
    if (step.actor === 'town') return this.daily.noteAnswer(tx, order.id, null);
    const hours = await this.shops.answeringHours(tx, order.listingId);
    const since = (await this.daily.cameAt(tx, order.id)) ?? order.createdAt;
    await this.daily.noteAnswer(tx, order.id, Math.round(openMinutes(hours, since, step.at)));
  }
}
