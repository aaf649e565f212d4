import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text as textOf } from 'node:stream/consumers';
import { TextDeliveries } from '@halles/domain/deliveries';
import type { Order } from '@halles/domain/orders';
import { Mailer } from '@halles/platform/mail';
import { createContext, type TenantContext } from '@halles/platform/tenancy';
import { anOrder, basketOf, moveOf, ORDERED_AT, type OrdersWorld } from '@halles/testing/orders';
import { openOrderMailsStage, type OrderMailsStage } from '../../testing/order-mails-stage';
import { OrderTextCustomerProcessor } from './order-text-customer.processor';
import { HttpGateway, MailboxGateway, Texter } from './texter';

const PHONE = '+33612345678';

describe('text messages to the customers of orders', () => {
  let stage: OrderMailsStage;
  let orders: OrdersWorld;
  /** The territory with text messages on. */
  let ctx: TenantContext;
  let processor: OrderTextCustomerProcessor;

  const processorWith = (texter: Texter) => {
    const { world, handling } = orders;
    return new OrderTextCustomerProcessor(world.config, handling, stage.listings, stage.signed, texter);
  };
  beforeAll(async () => {
    stage = await openOrderMailsStage({ TEXT_MESSAGES: 'mailbox' });
    ({ orders } = stage);
    const { tenant, actor } = orders.world.here;
    const { settings } = tenant;
    const on = { ...settings, orders: { ...settings.orders, textMessages: true } };
    ctx = createContext({ ...tenant, settings: on }, actor, 'test');
    const { services } = stage;
    processor = processorWith(
      new Texter(services.get(TextDeliveries), new MailboxGateway(services.get(Mailer))),
    );
  });
  afterAll(() => orders.world.close());
  beforeEach(async () => {
    stage.transport.sent.length = 0;
    orders.at(ORDERED_AT);
    await orders.world.installation.platform().query(`DELETE FROM platform.outbox WHERE kind LIKE 'order.%'`);
    await orders.world.installation.platform().query('DELETE FROM platform.mail_recipient');
  });

  const promisedTexts = async (): Promise<string[]> => {
    const rows = await orders.world.installation
      .platform()
      .query<{ ref: string }>(
        `SELECT ref FROM platform.outbox WHERE kind = 'order.text-customer' ORDER BY id`,
      );
    return rows.map(({ ref }) => ref);
  };
  const ordered = async (more: object): Promise<Order> => {
    const shop = await orders.aShop();
    return orders.placed(shop, anOrder(basketOf(await orders.aProduct(shop)), more));
  };
  const accept = (order: Order, where = ctx) => orders.handling.move(where, moveOf(order), 'accepted');

  it('go to who gave only a phone, once, with code and page, and are told of to the shop', async () => {
    const order = await ordered({ email: null, phone: PHONE });
    await accept(order);
    const [ref = ''] = await promisedTexts();
    await stage.runTwice(processor, ref);
    const [sent, ...others] = stage.transport.sent;
    expect(others).toEqual([]);
    expect(sent?.to.address).toBe('33612345678@phone.invalid');
    expect(sent?.subject).toContain('SMS');
    expect(sent?.text).toContain(`Code ${order.code}`);
    // As a gateway would get it: its link can be followed.
    const link = /https?:\S+\/commande\/\S+/.exec(sent?.text ?? '')?.[0] ?? '';
    expect([link.includes('\u2060'), sent?.html.includes(`href="${link}"`)]).toEqual([false, true]);
    expect(sent?.text).not.toContain('Odile');
    const mails = await orders.mails.list(orders.world.here, order.id);
    expect(mails.filter(({ means }) => means === 'text')).toMatchObject([
      { to: 'customer', address: PHONE, about: 'accepted', status: 'sent' },
    ]);
  });

  it('say at once that a request came, to who gave only a phone', async () => {
    const received = async (more: object) => {
      const shop = await orders.aShop();
      await orders.place(shop, anOrder(basketOf(await orders.aProduct(shop)), more), ctx);
      const refs = await promisedTexts();
      for (const ref of refs) await stage.runTwice(processor, ref);
      return refs.length;
    };
    expect(await received({ phone: PHONE, wantsTexts: true })).toBe(0);
    expect(await received({ email: null, phone: PHONE })).toBe(1);
    const [sent, ...others] = stage.transport.sent;
    expect(others).toEqual([]);
    expect(sent?.text).toMatch(/commande 2026-\d{4} re.ue, pas encore confirm.e/);
    expect(sent?.text).not.toContain('Code');
  });

  it.each([
    ['accepted', 'de nouveau sans r.ponse'],
    ['refused', 'r.tablie, pas encore confirm.e'],
  ] as const)('say that the step that made it %s was undone', async (step, words) => {
    const order = await ordered({ email: null, phone: PHONE });
    await orders.handling.move(ctx, moveOf(order), step);
    await orders.handling.move(ctx, moveOf(await orders.handling.get(ctx, order.id)), 'received');
    await stage.runTwice(processor, (await promisedTexts()).at(-1) ?? '');
    expect(stage.transport.sent.map(({ text }) => text)).toEqual([
      expect.stringMatching(new RegExp(`commande 2026-\\d{4} ${words}`)),
    ]);
  });

  it('say that it stands again, with its time and its code, and nothing of a confirmation', async () => {
    const order = await ordered({ email: null, phone: PHONE });
    for (const step of ['accepted', 'cancelled', 'accepted'] as const)
      await orders.handling.move(ctx, moveOf(await orders.handling.get(ctx, order.id)), step);
    await stage.runTwice(processor, (await promisedTexts()).at(-1) ?? '');
    expect(stage.transport.sent.map(({ text }) => text)).toEqual([
      expect.stringMatching(new RegExp(`r.tablie, oubliez le message .*Retrait mardi.*Code ${order.code}`)),
    ]);
  });

  it.each([
    ['an address too', { phone: PHONE }, 0],
    ['an address too, and ticked it', { phone: PHONE, wantsTexts: true }, 1],
    ['a landline alone', { email: null, phone: '+33475000000' }, 0],
    ['no phone, whatever was ticked', { wantsTexts: true }, 0],
  ])('of who gave %s', async (_, more, count) => {
    await accept(await ordered(more));
    expect(await promisedTexts()).toHaveLength(count);
  });

  it('are none where the territory has them off', async () => {
    await accept(await ordered({ email: null, phone: PHONE }), orders.world.here);
    expect(await promisedTexts()).toEqual([]);
  });

  it('stop at a number that had as many as it may, and the shop reads that', async () => {
    const statuses: string[] = [];
    for (let count = 0; count < 8; count += 1) {
      const order = await ordered({ email: null, phone: PHONE });
      await accept(order);
      await stage.runTwice(processor, (await promisedTexts()).at(-1) ?? '');
      const mails = await orders.mails.list(orders.world.here, order.id);
      statuses.push(...mails.filter(({ means }) => means === 'text').map(({ status }) => status));
    }
    expect(statuses).toEqual([...Array.from({ length: 6 }, () => 'sent'), 'withheld', 'withheld']);
    expect(stage.transport.sent).toHaveLength(6);
  });

  describe('by the gateway of the installation', () => {
    let gateway: Server;
    let answer = 200;
    const asked: { readonly request: IncomingMessage; readonly body: unknown }[] = [];
    beforeAll(async () => {
      gateway = createServer((request, response) => {
        void textOf(request).then((body) => {
          asked.push({ request, body: JSON.parse(body) });
          response.writeHead(answer).end();
        });
      });
      await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
    });
    afterAll(() => new Promise((resolve) => gateway.close(resolve)));

    const posting = () => {
      const { port } = gateway.address() as AddressInfo;
      const url = `http://town:key@127.0.0.1:${String(port)}/texts`;
      return processorWith(new Texter(stage.services.get(TextDeliveries), new HttpGateway(url)));
    };

    it('are posted as configuration.md says, under the same id at each attempt', async () => {
      const order = await ordered({ email: null, phone: PHONE });
      await accept(order);
      const [ref = ''] = await promisedTexts();
      const outboxId = '0199f3a2-0000-7000-8000-0000000000aa';
      answer = 503;
      await expect(stage.run(posting(), ref, outboxId)).rejects.toThrow('503');
      answer = 200;
      await stage.run(posting(), ref, outboxId);
      await stage.run(posting(), ref, outboxId);
      expect(asked.map(({ body }) => body)).toEqual(
        Array.from({ length: 2 }, () => ({
          id: outboxId,
          to: PHONE,
          locale: 'fr',
          text: expect.stringContaining(order.code) as string,
        })),
      );
      expect(asked[0]?.request.headers.authorization).toMatch(/^Basic /);
      // A number that can never be reached is given up, and said so.
      await orders.handling.delay(ctx, moveOf(await orders.handling.get(ctx, order.id)), 10);
      answer = 422;
      await expect(stage.run(posting(), (await promisedTexts()).at(-1) ?? '')).rejects.toMatchObject({
        name: 'PermanentFailure',
      });
      const mails = await orders.mails.list(orders.world.here, order.id);
      expect(mails.filter(({ means }) => means === 'text').map(({ status }) => status)).toEqual([
        'sent',
        'refused',
      ]);
    });
  });
});
