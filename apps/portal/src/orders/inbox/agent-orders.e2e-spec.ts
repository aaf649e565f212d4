import { randomUUID } from 'node:crypto';
import type { MandateGroup } from '@halles/contracts';
import { MandateService, MandatesModule } from '@halles/domain/mandates';
import { OrderHandling } from '@halles/domain/orders';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, servicesOf } from '@halles/testing';
import { sendAgent } from '@halles/testing/agents';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { type Answer, openPortal, type Portal } from '../../../testing/portal-harness';
import { fieldsIn } from '../../../testing/posted-fields';

const HERE = 'ici-bourg';

/** Pages of a shop's orders that no mandate reaches. */
const CLOSED = ['/commandes-reglages', '/commandes-preparation', '/ventes'];

describe('an agent of the town at the orders of a shop', () => {
  let portal: Portal;
  let listing: number;
  let merchant: string;
  let loaf: string;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    ({ listing, cookie: merchant } = await aShopThatMaySell(portal));
    loaf = randomUUID();
    const bread = { name: 'Pain de campagne', price: '4,20', isAvailable: 'yes', vat: 'reduced' };
    await post('/produits', { id: loaf, ...bread, withdrawal: 'perishable' }, merchant);
    await post('/commandes-reglages', { ...RULES, notice: '0', orders: '1' }, merchant);
  });

  const space = (): string => `/pro/commerces/${String(listing)}`;
  const entry = (): string => `${space()}/commandes/nouvelle`;
  const post = (path: string, fields: Readonly<Record<string, string>>, cookie: string): Promise<Answer> =>
    portal.post(HERE, space() + path, fields, { cookie });
  const ask = (path: string, cookie: string): Promise<Answer> =>
    portal.ask(HERE, path, { headers: { cookie } });
  const read = async (path: string, cookie: string): Promise<string> => {
    const { status, body } = await ask(path, cookie);
    expect([path, status, checkHtml(body, 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  const comeIn = async (scope: readonly MandateGroup[] | null = ['orders']) => {
    const sent = await sendAgent(portal.world, portal.world.here, listing, { scope });
    const { headers } = await portal.ask(HERE, `/pro/agent/${sent.link}`);
    return { ...sent, cookie: (headers['set-cookie']?.[0] ?? '').split(';')[0] ?? '' };
  };
  const slotsIn = (html: string): string[] =>
    [...html.matchAll(/<option value="(\d{12,14})"/g)].map(([, from = '']) => from);
  const summary = (slot: string, cookie: string): Promise<Answer> => {
    const who = { name: 'Odile Martin', email: '', phone: '06 12 34 56 78', note: '' };
    return portal.post(HERE, entry(), { [`q-${loaf}`]: '2', slot, ...who }, { cookie });
  };
  const enter = (
    html: string,
    cookie: string,
    more: Readonly<Record<string, string>> = {},
  ): Promise<Answer> =>
    portal.post(HERE, entry(), { ...fieldsIn(html, entry()), do: 'enter', ...more }, { cookie });
  const entered = async (cookie: string): Promise<string> => {
    const last = slotsIn(await read(entry(), cookie)).at(-1) ?? '';
    const { body } = await summary(last, cookie);
    return String((await enter(body, cookie)).headers.location).split('?')[0] ?? '';
  };
  const orderAt = (path: string) =>
    portal.app.get(OrderHandling).get(portal.world.here, path.split('/').at(-1) ?? '');

  it('enters one for somebody on the phone, which waits for its shop and says who took it', async () => {
    const { cookie } = await comeIn();
    expect(await read(`${space()}/commandes`, cookie)).toContain(`href="${entry()}"`);
    const last = slotsIn(await read(entry(), cookie)).at(-1) ?? '';
    const shown = await summary(last, cookie);
    expect([shown.status, checkHtml(shown.body, 'fr')]).toEqual([200, []]);
    expect(shown.body).toContain('8,40\u00a0€');
    expect(shown.body).toContain('Le commerce doit encore la confirmer');
    expect(shown.body).not.toMatch(/[Vv]otre client/);
    const sent = await enter(shown.body, cookie);
    const again = await enter(shown.body, cookie);
    expect([sent.status, again.headers.location]).toEqual([303, sent.headers.location]);
    const page = String(sent.headers.location);
    expect(await read(page, cookie)).toContain('Le commerce la reçoit et doit la confirmer');
    expect(await orderAt(page.split('?')[0] ?? '')).toMatchObject({
      state: 'received',
      events: [{ actor: 'town', state: 'received' }],
    });
    expect(await read(`${space()}/commandes`, merchant)).toContain('Prise au téléphone par la collectivité');
    const history = await read(page.split('?')[0] ?? '', merchant);
    expect(history).toContain('Prise au téléphone, par la collectivité (mandat)');
  });

  it('gives no slot beyond the rules of the shop, whatever is ticked', async () => {
    const { cookie } = await comeIn();
    const last = slotsIn(await read(entry(), cookie)).at(-1) ?? '';
    const [one, other] = [await summary(last, cookie), await summary(last, cookie)];
    expect((await enter(one.body, cookie)).status).toBe(303);
    expect(slotsIn(await read(entry(), cookie))).not.toContain(last);
    const sure = { overrides: 'full', sure: 'yes' };
    const refused = await enter(other.body, cookie, sure);
    expect([refused.status, checkHtml(refused.body, 'fr')]).toEqual([409, []]);
    expect(refused.body).not.toContain('quand même');
  });

  it('accepts, puts off, takes back its own step and cancels with a reason, each as the town', async () => {
    const { cookie } = await comeIn();
    const page = await entered(cookie);
    const act = async (fields: Readonly<Record<string, string>>): Promise<void> => {
      const { event } = await orderAt(page);
      const { status } = await portal.post(HERE, page, { seen: String(event), ...fields }, { cookie });
      expect([fields, status]).toEqual([fields, 303]);
    };
    await act({ do: 'accept' });
    await act({ do: 'undo' });
    await act({ do: 'accept' });
    await act({ do: 'delay', minutes: '10' });
    await act({ do: 'cancelBecause', reason: 'closed' });
    const order = await orderAt(page);
    expect(order.events.map(({ actor, state }) => `${actor} ${state}`)).toEqual([
      ...['town received', 'town accepted', 'town received', 'town accepted', 'town accepted'],
      'town cancelled',
    ]);
    expect(order.events.at(-1)?.reason).toBe('closed');
    const history = await read(page, merchant);
    expect(history.match(/par la collectivité \(mandat\)/g)).toHaveLength(6);
  });

  it('does nothing that needs the goods or runs the shop, and is shown no button for it', async () => {
    const { cookie } = await comeIn();
    const page = await entered(cookie);
    const { event } = await orderAt(page);
    await portal.post(HERE, page, { seen: String(event), do: 'accept' }, { cookie: merchant });
    const body = await read(page, cookie);
    for (const step of ['prepare', 'ready', 'collect', 'noShow', 'undo', 'weigh', 'sendAgain'])
      expect(body).not.toContain(`value="${step}"`);
    const inbox = await read(`${space()}/commandes`, cookie);
    expect(inbox).not.toMatch(/<order-inbox|value="pause/);
    const left = 'reste au commerce, qui a la marchandise et la caisse';
    expect([body.includes(left), inbox.includes(left)]).toEqual([true, true]);
    expect(await read(page, merchant)).not.toContain(left);
    expect(await read(`${space()}/commandes-terminees`, cookie)).toContain('Aucune commande terminée');
    for (const path of CLOSED) {
      expect(inbox).not.toContain(`href="${space()}${path}"`);
      expect([path, (await ask(space() + path, cookie)).status]).toEqual([path, 403]);
    }
    for (const step of ['ready', 'collect', 'undo', 'refunded']) {
      const fields = { seen: String((await orderAt(page)).event), do: step };
      await portal.post(HERE, page, fields, { cookie });
      expect((await orderAt(page)).state).toBe('accepted');
    }
    expect((await post('/commandes', { do: 'pauseLong' }, cookie)).status).toBe(403);
  });

  it('rings on in the shop while an agent looks at it, until somebody of the shop does', async () => {
    const { cookie } = await comeIn();
    const page = await entered(cookie);
    const opened = jest.spyOn(portal.app.get(OrderHandling), 'noteOpened');
    await read(page, cookie);
    expect(opened).not.toHaveBeenCalled();
    await read(page, merchant);
    expect(opened).toHaveBeenCalledTimes(1);
    opened.mockRestore();
  });

  it.each([
    ['the whole page', null],
    ['the products', ['products']],
  ] as const)('comes to none of them with a mandate on %s', async (_what, scope) => {
    const { cookie } = await comeIn(scope);
    for (const path of ['/commandes', '/commandes/nouvelle', '/commandes-terminees'])
      expect([path, (await ask(space() + path, cookie)).status]).toEqual([path, 403]);
  });

  it('comes to no order of another shop or territory, nor to any once the mandate is taken back', async () => {
    const { cookie, mandate } = await comeIn();
    const page = await entered(cookie);
    const { event } = await orderAt(page);
    const there = await portal.ask('autre-ville', page, { headers: { cookie } });
    expect(there.status).toBe(403);
    const other = await aShopThatMaySell(portal, 'Ailleurs');
    const elsewhere = page.replace(String(listing), String(other.listing));
    expect((await ask(elsewhere, cookie)).status).toBe(404);
    const services = await servicesOf(portal.world, [MandatesModule]);
    await services.get(MandateService).revoke(portal.world.here, mandate, 'merchant', new Date());
    const { status } = await portal.post(HERE, page, { seen: String(event), do: 'accept' }, { cookie });
    expect([status, (await orderAt(page)).state]).toEqual([403, 'received']);
  });
});
