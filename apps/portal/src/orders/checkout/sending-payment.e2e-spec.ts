import { randomUUID } from 'node:crypto';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';

const HERE = 'ici-bourg';
const SENT = {
  mode: 'post',
  shown: 'post',
  street: '3 rue des Alpes',
  postalCode: '33000',
  city: 'Bordeaux',
};
const POST = { do: 'post', sendDays: '2', sendFee: '6,50' };
const CHEQUE = { sendPayment: 'Par chèque\nà l’ordre du Fournil' };
const HOW = 'Comment payer\u00a0: Par chèque à l’ordre du Fournil';
const STOPPED = 'L’envoi n’est pas proposé à vos clients';

describe('how an order that is sent is paid before', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;
  let loaf: string;
  const space = (): string => `/pro/commerces/${String(listing)}`;
  const shop = (): string => `/commerce/x-${String(listing)}/commander`;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    ({ listing, cookie } = await aShopThatMaySell(portal));
    loaf = randomUUID();
    const bread = { id: loaf, name: 'Pain', price: '4,20', isAvailable: 'yes', vat: 'reduced' };
    await asMerchant('/produits', { ...bread, withdrawal: 'right', noticeDays: '', stock: '' });
    expect((await asMerchant('/commandes-reglages', RULES)).status).toBe(303);
  });

  const asMerchant = (path: string, fields: Record<string, string>) =>
    portal.post(HERE, space() + path, fields, { cookie });
  const modes = async (fields: Record<string, string>): Promise<number> =>
    (await asMerchant('/commandes-modes', fields)).status;
  const read = async (path: string, signedIn = false): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path, signedIn ? { headers: { cookie } } : {});
    expect([path, status, checkHtml(body, 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  const ordered = (more: Record<string, string>) => {
    const who = { name: 'Odile Martin', email: 'odile@example.org', phone: '', note: '' };
    return portal.post(HERE, shop(), { [`q-${loaf}`]: '2', ...who, ...more });
  };
  const placed = async (summary: string): Promise<string> => {
    const action = /action="([^"]+\/confirmer)"/.exec(summary)?.[1] ?? '';
    const form = summary.split('<form').find((part) => part.includes(`action="${action}"`)) ?? '';
    const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    const fields = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value]));
    const { status, headers } = await portal.post(HERE, action, fields);
    expect(status).toBe(303);
    return String(headers.location);
  };

  it('is read in form, summary and order, and stays with the order', async () => {
    expect(await modes({ ...POST, ...CHEQUE })).toBe(303);
    const form = await ordered({ mode: 'post', shown: 'pickup', do: 'mode' });
    expect(form.body).toContain('Paiement avant l’envoi\u00a0: Par chèque à l’ordre du Fournil');
    const summary = await ordered(SENT);
    expect([checkHtml(summary.body, 'fr'), summary.body.includes(HOW)]).toEqual([[], true]);
    const page = await placed(summary.body);
    expect(await read(page)).toContain(HOW);
    expect(await modes({ ...POST, sendPayment: 'Par virement' })).toBe(303);
    expect(await read(page)).toContain(HOW);
    const english = await portal.ask(HERE, page.replace('/commande/', '/en/order/'));
    expect(english.body).toContain('How to pay: Par chèque');
  });

  it('is said before sending is offered, and what was typed is shown again', async () => {
    const { status, body } = await asMerchant('/commandes-modes', { ...POST, sendPayment: '' });
    expect([status, checkHtml(body, 'fr')]).toEqual([409, []]);
    expect(body).toContain('Écrivez vos instructions de paiement');
    expect(body).toContain('value="6,50"');
    expect(await read(shop())).not.toContain('value="post"');
    const long = 'x'.repeat(501);
    expect(await modes({ ...POST, sendPayment: long })).toBe(422);
  });

  it('is asked of a shop that sends already, which sends nothing more until it says so', async () => {
    expect(await modes({ ...POST, ...CHEQUE })).toBe(303);
    const { body } = await ordered(SENT);
    await portal.world.work.write(portal.world.here, ({ manager }) =>
      manager.query('UPDATE fulfilment_settings SET payment_instructions = NULL WHERE listing_id = $1', [
        listing,
      ]),
    );
    expect(await read(shop())).not.toContain('value="post"');
    for (const path of ['/commandes', '/commandes-reglages'])
      expect([path, await read(space() + path, true)]).toEqual([path, expect.stringContaining(STOPPED)]);
    expect(await read(`${space()}/commandes-modes`, true)).toContain('l’envoi n’est pas proposé');
    // A summary that was shown before is refused.
    const action = /action="([^"]+\/confirmer)"/.exec(body)?.[1] ?? '';
    const hidden = [...body.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    const fields = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value]));
    expect((await portal.post(HERE, action, fields)).status).toBe(409);
    // The rest of its settings is not held up by it; sending is.
    const zone = { do: 'zone', communes: 'Bordeaux', radius: '', fee: '3,50', minimum: '', freeFrom: '' };
    expect(await modes(zone)).toBe(303);
    expect(await modes({ ...POST, sendDays: '4', sendPayment: '' })).toBe(409);
    expect(await modes({ do: 'switchOff', id: 'post' })).toBe(303);
    expect(await read(`${space()}/commandes`, true)).not.toContain(STOPPED);
    expect(await modes({ do: 'switchOn', id: 'post' })).toBe(409);
  });

  it('is noted by its shop once it came, and taken back; its customer reads it, and the journal has it', async () => {
    expect(await modes({ ...POST, ...CHEQUE })).toBe(303);
    const page = await placed((await ordered(SENT)).body);
    const { rows } = await portal.world.work.read(portal.world.here, async ({ manager }) => ({
      rows: await manager.query<{ id: string }[]>('SELECT id FROM customer_order WHERE listing_id = $1', [
        listing,
      ]),
    }));
    const own = `/commandes/${rows[0]?.id ?? ''}`;
    const press = async (step: string, more: Record<string, string> = {}) => {
      const seen = /name="seen" value="(\d+)"/.exec(await read(space() + own, true))?.[1] ?? '';
      return (await asMerchant(own, { seen, do: step, ...more })).status;
    };
    expect(await press('accept')).toBe(303);
    expect(await read(`${space()}/commandes`, true)).toContain(
      'Paiement attendu avant l’envoi\u00a0: 14,90\u00a0€',
    );
    expect(await read(space() + own, true)).toContain('Le paiement est arrivé\u00a0: 14,90\u00a0€');
    expect(await press('advancePaid')).toBe(303);
    // Said again it is done.
    expect(await press('advancePaid')).toBe(303);
    const noted = await read(page);
    expect(noted).toMatch(/14,90\u00a0€ reçus par le commerce, noté le/);
    expect(noted).toContain('vous n’avez plus rien à payer');
    expect(noted).not.toContain(HOW);
    expect(await read(`${space()}/commandes`, true)).toContain(
      'Paiement reçu avant l’envoi\u00a0: 14,90\u00a0€',
    );
    expect(await press('advanceUnpaid')).toBe(303);
    expect(await read(page)).toContain(HOW);
    expect(await press('advancePaid')).toBe(303);
    // Nobody else's order.
    const other = await aShopThatMaySell(portal);
    const strange = await portal.post(
      HERE,
      `/pro/commerces/${String(other.listing)}${own}`,
      { seen: '2', do: 'advanceUnpaid' },
      { cookie: other.cookie },
    );
    expect(strange.status).toBe(404);

    expect(await press('prepare')).toBe(303);
    expect(await press('ready')).toBe(303);
    expect(await press('collect')).toBe(303);
    const day = new Date().toISOString().slice(0, 10);
    const before = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    const query = `?du=${before}&au=${day}`;
    expect(await read(`${space()}/ventes${query}`, true)).toContain('payées d’avance');
    // What is told of a sale does not change by it any more.
    expect(await read(space() + own, true)).not.toContain('value="advanceUnpaid"');
    expect(await press('advanceUnpaid')).toBe(409);
  });

  it('is to be given back where the order ends after it came', async () => {
    expect(await modes({ ...POST, ...CHEQUE })).toBe(303);
    const page = await placed((await ordered(SENT)).body);
    const [row] = await portal.world.work.read(portal.world.here, ({ manager }) =>
      manager.query<{ id: string }[]>('SELECT id FROM customer_order WHERE listing_id = $1', [listing]),
    );
    const own = `/commandes/${row?.id ?? ''}`;
    const press = async (step: string) => {
      const seen = /name="seen" value="(\d+)"/.exec(await read(space() + own, true))?.[1] ?? '';
      return (await asMerchant(own, { seen, do: step })).status;
    };
    expect([await press('accept'), await press('advancePaid'), await press('cancel')]).toEqual([
      303, 303, 303,
    ]);
    expect(await read(space() + own, true)).toContain('rendez 14,90\u00a0€ à votre client');
    expect(await read(page)).toContain('Le commerce doit vous rendre 14,90\u00a0€');
    expect(await read(page)).toContain('Le commerce vous rend ce que vous avez payé d’avance.');
    expect(await read(page)).not.toContain('Rien n’est dû');
    expect(await press('advanceReturned')).toBe(303);
    const given = await read(page);
    expect(given).toMatch(/14,90\u00a0€ rendus par le commerce, noté le/);
    expect(given).toContain('A-');
    expect(given).not.toContain('doit vous rendre');
    expect(given).not.toContain('vous rend ce que');
    expect(given).toContain('Le commerce vous a rendu ce que vous avez payé d’avance.');
    const shown = await read(space() + own, true);
    expect(shown).not.toContain('à votre client.');
    expect(shown).toContain('Pas rendu, en fait\u00a0: 14,90\u00a0€');
    const today = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10);
    const before = new Date(Date.now() - 86_400_000).toISOString().slice(0, 10);
    const file = await portal.ask(HERE, `${space()}/ventes.csv?du=${before}&au=${today}`, {
      headers: { cookie },
    });
    const lines = file.body.split('\n').filter((line) => line.includes('ayé d’avance, pas remis'));
    expect(lines.map((line) => /"(-?\d+,\d+)"$/.exec(line.trimEnd())?.[1])).toEqual(['14,90', '-14,90']);
    expect(await press('advanceNotReturned')).toBe(303);
    expect(await read(page)).toContain('Le commerce doit vous rendre 14,90\u00a0€');
  });
});
