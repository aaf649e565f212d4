import { WithheldAcknowledgements } from '@halles/domain/orders';
import { DAY } from '@halles/kernel';
import { RECIPIENT_LIMITS } from '@halles/platform/mail';
import { platformOf } from '@halles/testing';
import { anOrder, basketOf, ORDERED_AT, type OrdersWorld } from '@halles/testing/orders';
import { openOrderMailsStage, type OrderMailsStage } from '../../testing/order-mails-stage';
import { OrderAcknowledgeWithdrawalProcessor } from './order-acknowledge-withdrawal.processor';
import { WithheldAcknowledgementsTask } from './withheld-acknowledgements.task';

/** Withdrawals, two more than a mailbox is mailed within an hour. */
const MANY = RECIPIENT_LIMITS.hour + 2;

describe('acknowledgements of withdrawals', () => {
  let stage: OrderMailsStage;
  let orders: OrdersWorld;
  let acknowledge: OrderAcknowledgeWithdrawalProcessor;
  let task: WithheldAcknowledgementsTask;

  beforeAll(async () => {
    stage = await openOrderMailsStage();
    ({ orders } = stage);
    acknowledge = new OrderAcknowledgeWithdrawalProcessor(
      orders.world.config,
      orders.withdrawals,
      stage.listings,
      stage.signed,
      stage.deliveries,
    );
    task = new WithheldAcknowledgementsTask(orders.services.get(WithheldAcknowledgements));
  });
  afterAll(() => orders.world.close());
  beforeEach(() => {
    orders.at(ORDERED_AT);
    stage.transport.sent.length = 0;
  });

  /** Orders that are placed with an address and withdrawn from, as the same stranger does one after the other. @returns the withdrawals */
  async function withdrawn(email: string): Promise<string[]> {
    const shop = await orders.aShop();
    const book = await orders.aProduct(shop, { name: 'Un livre', withdrawal: 'right' });
    const ids: string[] = [];
    for (let n = 0; n < MANY; n += 1) {
      const { id } = await orders.placed(shop, anOrder(basketOf(book), { name: 'Odile Martin', email }));
      const declared = { name: 'Odile Martin', email };
      await orders.withdrawals.withdraw(
        orders.world.here,
        { orderId: id, listingId: shop, positions: [1], ...declared },
        { timeZone: 'Europe/Paris', department: '26' },
      );
      const { withdrawals } = await orders.handling.get(orders.world.here, id);
      ids.push(...withdrawals.map((withdrawal) => withdrawal.id));
    }
    for (const ref of ids) await stage.run(acknowledge, ref);
    return ids;
  }
  const promisedAgain = async (ids: readonly string[]): Promise<string[]> => {
    const rows = await platformOf(orders.world).query<{ ref: string }>(
      `SELECT ref FROM outbox WHERE kind = 'order.acknowledge-withdrawal' AND ref = ANY ($1::uuid[])
        GROUP BY ref HAVING count(*) > 1`,
      [ids],
    );
    return rows.map(({ ref }) => ref);
  };
  const statusesOf = async (ids: readonly string[]): Promise<string[]> => {
    const rows = await orders.rowsOf<{ status: string }>(
      'SELECT status FROM mail_delivery WHERE ref = ANY ($1)',
      [ids],
    );
    return rows.map(({ status }) => status);
  };
  const anHourLater = () =>
    platformOf(orders.world).query("UPDATE mail_recipient SET sent_at = sent_at - interval '2 hours'");

  it('are few for one mailbox, however many orders are made with it, and the others go later, each once', async () => {
    const ids = await withdrawn('victime@mail.example');
    expect(stage.transport.sent).toHaveLength(RECIPIENT_LIMITS.hour);
    expect(await task.promise(orders.world.here)).toEqual({ promised: 2 });
    const again = await promisedAgain(ids);
    expect(again.sort()).toEqual(ids.slice(RECIPIENT_LIMITS.hour).sort());
    // Promised, and nothing is known of them yet.
    expect(await task.promise(orders.world.here)).toEqual({ promised: 0 });
    // Too early: withheld anew, and promised anew.
    for (const ref of again) await stage.run(acknowledge, ref);
    expect(stage.transport.sent).toHaveLength(RECIPIENT_LIMITS.hour);
    expect(await task.promise(orders.world.here)).toEqual({ promised: 2 });
    await anHourLater();
    for (const ref of again) await stage.run(acknowledge, ref);
    expect(stage.transport.sent).toHaveLength(MANY);
    expect(await task.promise(orders.world.here)).toEqual({ promised: 0 });
    expect(await statusesOf(ids)).toEqual(Array.from({ length: MANY }, () => 'sent'));
  });

  it('are not promised for ever: the shop sees that they were withheld', async () => {
    const ids = await withdrawn('autre@mail.example');
    orders.at(new Date(ORDERED_AT.getTime() + 4 * DAY));
    expect(await task.promise(orders.world.here)).toEqual({ promised: 0 });
    expect(await statusesOf(ids.slice(-1))).toEqual(['withheld']);
  });
});
