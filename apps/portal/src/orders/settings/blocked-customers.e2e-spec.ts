import { randomUUID } from 'node:crypto';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';
import { fieldsIn } from '../../../testing/posted-fields';

const HERE = 'ici-bourg';

describe('a customer whom a shop blocks', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;
  let bread: string;
  const space = (): string => `/pro/commerces/${String(listing)}`;
  const blocked = (): string => `${space()}/commandes-clients-bloques`;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    ({ listing, cookie } = await aShopThatMaySell(portal));
    await portal.post(HERE, `${space()}/commandes-reglages`, RULES, { cookie });
    bread = randomUUID();
    const product = {
      name: 'Pain',
      price: '4,20',
      isAvailable: 'yes',
      vat: 'reduced',
      withdrawal: 'perishable',
    };
    await portal.post(HERE, `${space()}/produits`, { id: bread, ...product }, { cookie });
  });
  afterAll(() => portal.close());

  const read = async (path: string, as = ''): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path, as === '' ? {} : { headers: { cookie: as } });
    expect([path, status, checkHtml(body, 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  const order = async (email: string) => {
    const form = `/commerce/x-${String(listing)}/commander`;
    const slot = /<option value="(\d{12,14})">/.exec(await read(form))?.[1] ?? '';
    const customer = { name: 'Zoé Canari', email, phone: '', note: '' };
    const summary = await portal.post(HERE, form, { [`q-${bread}`]: '1', ...customer, slot });
    const action = /action="([^"]+\/confirmer)"/.exec(summary.body)?.[1] ?? '';
    return portal.post(HERE, action, fieldsIn(summary.body, action));
  };

  it('reads that it cannot take their order, and its phone; the shop has a list with the way back', async () => {
    expect((await order('zoe@example.org')).status).toBe(303);
    const waiting = /data-waiting="([0-9a-f-]{36})"/.exec(await read(`${space()}/commandes`, cookie))?.[1];
    const ofOrder = `${space()}/commandes/${String(waiting)}`;
    expect(await read(ofOrder, cookie)).toContain(`href="${ofOrder}/bloquer"`);
    expect(await read(`${ofOrder}/bloquer`, cookie)).toContain('Zoé Canari');
    const long = await portal.post(HERE, `${ofOrder}/bloquer`, { reason: 'x'.repeat(301) }, { cookie });
    expect([long.status, checkHtml(long.body, 'fr')]).toEqual([422, []]);
    const done = await portal.post(HERE, `${ofOrder}/bloquer`, { reason: 'Jamais <i>venue</i>' }, { cookie });
    expect([done.status, done.headers.location]).toEqual([303, `${blocked()}?fait=block`]);

    const refused = await order('ZOE@example.org');
    expect([refused.status, checkHtml(refused.body, 'fr')]).toEqual([409, []]);
    expect(refused.body).toContain('ne peut pas prendre votre commande en ligne');
    expect(refused.body).toMatch(/appelez-le au 05.56.00.00.20/);
    expect(refused.body).not.toMatch(/bloqu|venue/);
    expect(await read(`${ofOrder}/bloquer`, cookie)).toContain('Ce client est déjà bloqué');

    expect(await read(`${space()}/commandes-reglages`, cookie)).toContain(`href="${blocked()}"`);
    const list = await read(blocked(), cookie);
    for (const said of ['Zoé Canari', 'zoe@example.org', 'Jamais &lt;i&gt;venue&lt;/i&gt;'])
      expect(list).toContain(said);
    const { id = '' } = fieldsIn(list, blocked());
    expect((await portal.post(HERE, blocked(), { id: 'x' }, { cookie })).status).toBe(422);
    expect((await portal.post(HERE, blocked(), { id }, { cookie })).status).toBe(303);
    expect(await read(blocked(), cookie)).toContain('Personne n’est bloqué');
    expect((await order('zoe@example.org')).status).toBe(303);
  });
});
