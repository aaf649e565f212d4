import { randomUUID } from 'node:crypto';
import { HeldNotices, OrderHandling } from '@halles/domain/orders';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';
import { fieldsIn } from '../../../testing/posted-fields';

const HERE = 'ici-bourg';

describe('what a shop reads of when its customer is told', () => {
  let portal: Portal;
  let cookie: string;
  let inbox: string;
  let action: string;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS }, { ORDER_NOTICE_DELAY_SECONDS: '120' });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    const shop = await aShopThatMaySell(portal);
    ({ cookie } = shop);
    const space = `/pro/commerces/${String(shop.listing)}`;
    inbox = `${space}/commandes`;
    const bread = randomUUID();
    const loaf = { id: bread, name: 'Pain', price: '4,20', isAvailable: 'yes', vat: 'reduced' };
    await portal.post(HERE, `${space}/produits`, { ...loaf, withdrawal: 'perishable' }, { cookie });
    await portal.post(HERE, `${space}/commandes-reglages`, RULES, { cookie });
    const form = `/commerce/x-${String(shop.listing)}/commander`;
    const slot = /<option value="(\d{12,14})">/.exec((await portal.ask(HERE, form)).body)?.[1] ?? '';
    const who = { name: 'Odile Martin', email: 'odile@example.org', phone: '', note: '' };
    const summary = await portal.post(HERE, form, { [`q-${bread}`]: '2', slot, ...who });
    const confirm = /action="([^"]+\/confirmer)"/.exec(summary.body)?.[1] ?? '';
    await portal.post(HERE, confirm, fieldsIn(summary.body, confirm));
    action = /action="(\/pro\/commerces\/\d+\/commandes\/[0-9a-f-]{36})"/.exec(await read(inbox))?.[1] ?? '';
  });

  const read = async (path: string): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path, { headers: { cookie } });
    expect([path, status, checkHtml(body, 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  const order = () => portal.app.get(OrderHandling).get(portal.world.here, action.slice(-36));
  /** Presses a button of a list, and follows to the page that it leads to. */
  const touch = async (button: string, from = 'inbox'): Promise<string> => {
    const sent = { do: button, seen: String((await order()).event), from };
    const { status, headers } = await portal.post(HERE, action, sent, { cookie });
    expect(status).toBe(303);
    return read(String(headers.location));
  };
  /** The time has come, and the worker with it. */
  const release = async (): Promise<void> => {
    await portal.world.work.write(portal.world.here, ({ manager }) =>
      manager.query('UPDATE customer_order SET notices_due_at = now() WHERE notices_due_at IS NOT NULL'),
    );
    expect(await portal.app.get(HeldNotices).release(portal.world.here, () => false)).toBe(1);
  };
  const LATER =
    /Votre client sera prévenu par courriel à \d{1,2}\u00a0h(?:\u00a0\d\d)?, sauf si vous revenez en arrière avant\./;

  it('is a time while it can be taken back without a word, in the inbox and on the page of the order', async () => {
    const done = await touch('accept');
    expect(done).toMatch(LATER);
    expect(done).toMatch(new RegExp(`action="${action}">[^]*?value="undo"`));
    expect(await read(action)).toMatch(LATER);
    expect(await touch('undo')).toContain(
      'Votre client n’avait pas encore été prévenu\u00a0: aucun message ne lui est envoyé.',
    );
    expect(await read(action)).not.toMatch(/prévenu par courriel/);
  });

  it('is that they are told once it was sent, and were when it is taken back after that', async () => {
    expect(await touch('accept')).toMatch(LATER);
    await release();
    expect(await read(`${action}?fait=accept`)).toContain('Votre client est prévenu par courriel.');
    expect(await read(action)).not.toMatch(LATER);
    expect(await touch('undo')).toContain(
      'Votre client avait déjà été prévenu\u00a0: un nouveau courriel lui dit où en est la commande.',
    );
  });
});
