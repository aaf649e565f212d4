import { randomUUID } from 'node:crypto';
import { OrderHandling } from '@halles/domain/orders';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';
import { fieldsIn } from '../../../testing/posted-fields';

const HERE = 'ici-bourg';

describe('an order that a shop enters for somebody on the phone', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;
  let loaf: string;
  const space = (): string => `/pro/commerces/${String(listing)}`;
  const entry = (): string => `${space()}/commandes/nouvelle`;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    ({ listing, cookie } = await aShopThatMaySell(portal));
    loaf = randomUUID();
    const bread = { name: 'Pain de campagne', price: '4,20', isAvailable: 'yes', vat: 'reduced' };
    await post('/produits', { id: loaf, ...bread, withdrawal: 'perishable' });
    await post('/commandes-reglages', { ...RULES, notice: '1440', orders: '1' });
  });

  const post = (path: string, fields: Record<string, string>) =>
    portal.post(HERE, space() + path, fields, { cookie });
  const read = async (path: string): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path, { headers: { cookie } });
    expect([path, status, checkHtml(body, 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  const slotsIn = (html: string): string[] =>
    [...html.matchAll(/<option value="(\d{12,14})"/g)].map(([, from = '']) => from);
  const basket = (slot: string, more: Record<string, string> = {}) => ({
    [`q-${loaf}`]: '2',
    ...{ slot, name: 'Odile Martin', email: '', phone: '06 12 34 56 78', note: '', ...more },
  });
  const summary = async (slot: string, more: Record<string, string> = {}) => {
    const answer = await portal.post(HERE, entry(), basket(slot, more), { cookie });
    expect([answer.status, checkHtml(answer.body, 'fr')]).toEqual([200, []]);
    return answer.body;
  };
  const enter = (html: string, more: Record<string, string> = {}) =>
    portal.post(HERE, entry(), { ...fieldsIn(html, entry()), sure: '', do: 'enter', ...more }, { cookie });

  it('is led to from the inbox, confirmed at once, and one however often it is sent', async () => {
    expect(await read(`${space()}/commandes`)).toContain(`href="${entry()}"`);
    const last = slotsIn(await read(entry())).at(-1) ?? '';
    const html = await summary(last);
    expect(html).toContain('8,40\u00a0€');
    expect(html).not.toContain('obligation de paiement');
    const sent = await enter(html);
    const again = await enter(html);
    expect([sent.status, again.headers.location]).toEqual([303, sent.headers.location]);
    const page = await read(String(sent.headers.location));
    for (const words of ['Commande enregistrée', 'Confirmée, par ', 'Odile Martin'])
      expect(page).toContain(words);
    expect(page).not.toContain('quand même');
  });

  it('is on paper for who gets no page of it, and the words that are read to them speak of none', async () => {
    const last = slotsIn(await read(entry())).at(-1) ?? '';
    const html = await summary(last, { phone: '04 75 12 34 56' });
    expect(html).toContain('en appelant le commerce');
    expect(html).not.toContain('sur la page de la commande');
    const address = String((await enter(html)).headers.location);
    const [path = ''] = address.split('?');
    expect(await read(address)).toContain(`href="${path}/confirmation.pdf"`);
    const { status, headers } = await portal.ask(HERE, `${path}/confirmation.pdf`, { headers: { cookie } });
    expect([status, headers['content-type']]).toEqual([200, 'application/pdf']);
    const mailed = await summary(last, { email: 'odile@example.org' });
    expect(mailed).toContain('sur la page de la commande');
  });

  it('speaks to the shop of its customer, and not to the customer', async () => {
    const form = await read(entry());
    expect(form).toContain('vous ne vous en servez que pour répondre à ce client');
    expect(form).not.toMatch(/le commerce s’en sert pour vous répondre|nous vous prévenons|vous appellera/);
  });

  it('asks before a slot that customers cannot have, and the history says so', async () => {
    const form = await read(entry());
    const [soon = ''] = slotsIn(form);
    expect(form).toContain('(hors de vos délais)');
    const html = await summary(soon);
    expect(html).toContain('votre délai habituel');
    const unsure = await enter(html);
    expect([unsure.status, checkHtml(unsure.body, 'fr')]).toEqual([422, []]);
    expect(unsure.body).toContain('Cochez la case');
    const sent = await enter(unsure.body, { sure: 'yes' });
    expect(sent.status).toBe(303);
    expect(await read(String(sent.headers.location))).toContain('plus court que le délai habituel');
  });

  it('asks again where the slot filled up meanwhile', async () => {
    const last = slotsIn(await read(entry())).at(-1) ?? '';
    const html = await summary(last);
    const other = await summary(last);
    expect((await enter(html)).status).toBe(303);
    const full = await enter(other);
    expect([full.status, checkHtml(full.body, 'fr')]).toEqual([409, []]);
    expect(full.body).toContain('Ce créneau est complet');
    expect((await enter(full.body, { sure: 'yes' })).status).toBe(303);
  });

  it('asks at once all that stands against a slot, and the customer is written to in their language', async () => {
    const [soon = ''] = slotsIn(await read(entry()));
    const first = await summary(soon);
    expect((await enter(first, { sure: 'yes' })).status).toBe(303);
    const english = { language: 'en', email: 'john@example.org' };
    const html = await summary(soon, english);
    for (const words of ['votre délai habituel', 'Ce créneau est complet', '<dd>Anglais</dd>'])
      expect(html).toContain(words);
    const asked = [...html.matchAll(/name="overrides" value="([a-z-]+)"/g)].map(([, one = '']) => one);
    expect(new Set(asked)).toEqual(new Set(['too-soon', 'full']));
    const fields = Object.entries({ ...fieldsIn(html, entry()), sure: 'yes', do: 'enter' });
    const answers = asked.slice(0, 2).map((one): [string, string] => ['overrides', one]);
    const sent = await portal.post(HERE, entry(), [...fields, ...answers], { cookie });
    expect(sent.status).toBe(303);
    const page = await read(String(sent.headers.location));
    for (const words of ['plus court que le délai habituel', 'créneau complet'])
      expect(page).toContain(words);
    const id = String(sent.headers.location).split('?')[0]?.slice(-36) ?? '';
    expect((await portal.app.get(OrderHandling).get(portal.world.here, id)).locale).toBe('en');
  });

  it('needs a name and a way to reach the customer, and shows the form again with what was typed', async () => {
    const last = slotsIn(await read(entry())).at(-1) ?? '';
    const { status, body } = await portal.post(HERE, entry(), basket(last, { phone: '', name: '' }), {
      cookie,
    });
    expect([status, checkHtml(body, 'fr')]).toEqual([422, []]);
    expect(body).toContain('href="#name"');
    expect(body).toContain('value="2"');
  });
});
