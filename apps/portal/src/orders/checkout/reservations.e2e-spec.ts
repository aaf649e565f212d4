import { randomUUID } from 'node:crypto';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';

const HERE = 'ici-bourg';
const RESERVED = { ...RULES, kind: 'reservation' };
const POST = { do: 'post', sendDays: '2', sendFee: '6,50', sendPayment: 'Par chèque' };
const ZONE = { do: 'zone', communes: 'Bordeaux', radius: '', fee: '2,50', minimum: '', freeFrom: '' };
const STOPPED = 'La livraison et l’envoi ne sont plus proposés';

describe('a shop whose customers reserve', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;
  let loaf: string;
  const space = (): string => `/pro/commerces/${String(listing)}`;
  const shop = (): string => `/commerce/x-${String(listing)}`;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    ({ listing, cookie } = await aShopThatMaySell(portal));
    loaf = randomUUID();
    const bread = { id: loaf, name: 'Pain', price: '4,20', isAvailable: 'yes', vat: 'reduced' };
    await asMerchant('/produits', { ...bread, withdrawal: 'perishable', noticeDays: '', stock: '' });
  });

  const asMerchant = (path: string, fields: Record<string, string>) =>
    portal.post(HERE, space() + path, fields, { cookie });
  const read = async (path: string, signedIn = false): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path, signedIn ? { headers: { cookie } } : {});
    expect([path, status, checkHtml(body, 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  /** What a page says in its own part: the menus around it speak of orders. */
  const main = (html: string): string => html.slice(html.indexOf('<main'), html.indexOf('</main>'));
  const reserve = async (): Promise<{ readonly summary: string; readonly page: string }> => {
    const form = await read(`${shop()}/commander`);
    const slot = /<option value="(\d{12,})">/.exec(form)?.[1] ?? '';
    const who = { name: 'Odile Martin', email: 'odile@example.org', phone: '', note: '' };
    const { body } = await portal.post(HERE, `${shop()}/commander`, { [`q-${loaf}`]: '2', slot, ...who });
    const action = /action="([^"]+\/confirmer)"/.exec(body)?.[1] ?? '';
    const part = body.split('<form').find((one) => one.includes(`action="${action}"`)) ?? '';
    const hidden = [...part.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    const fields = Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value]));
    const { status, headers } = await portal.post(HERE, action, fields);
    expect(status).toBe(303);
    return { summary: body, page: String(headers.location) };
  };

  it('is one where people reserve in lists too, and order once its customers order', async () => {
    const list = async (): Promise<string> => main(await read('/commerces?avec=orders'));
    const verb = async (): Promise<string | undefined> =>
      new RegExp(`-${String(listing)}/commander"[^>]*>(?:<svg[^]*?</svg>)?([^<]+)`).exec(await list())?.[1];
    expect((await asMerchant('/commandes-reglages', RESERVED)).status).toBe(303);
    expect(await verb()).toBe('Réserver');
    expect((await asMerchant('/commandes-reglages', RULES)).status).toBe(303);
    expect(await verb()).toBe('Commander');
  });

  it('says so from the first button on, to its customer and in its own space', async () => {
    expect((await asMerchant('/commandes-reglages', RESERVED)).status).toBe(303);
    const { headers } = await portal.ask(HERE, shop());
    expect(main(await read(String(headers.location)))).toMatch(/<\/svg>Réserver<\/a>/);
    const form = main(await read(`${shop()}/commander`));
    expect([form.includes('>Relire ma réservation</button>'), form.includes('Réserver\u00a0: ')]).toEqual([
      ...[true, true],
    ]);
    expect(form).not.toMatch(/relire ma commande|avant de commander/i);
    const { summary, page } = await reserve();
    expect(summary).toContain('>Réserver sans engagement</button>');
    const [, id = ''] = /\/commandes\/([0-9a-f-]{36})/.exec(await read(`${space()}/commandes`, true)) ?? [];
    expect(main(await read(`${space()}/commandes/${id}`, true))).toMatch(/<h1[^>]*>Réservation \d{4}-/);
    expect(await read(page)).toContain('Vous n’êtes engagé à rien');
    for (const step of ['accept', 'prepare', 'ready', 'without']) {
      const order = `${space()}/commandes/${id}`;
      const [, seen = ''] = /name="seen" value="(\d+)"/.exec(await read(order, true)) ?? [];
      const [path, fields] =
        step === 'without' ? [`${order}/remise`, { without: 'yes' }] : [order, { do: step }];
      const touched = await portal.post(HERE, path, { seen, ...fields }, { cookie });
      expect([step, touched.status]).toEqual([step, 303]);
      if (step === 'ready')
        expect(main(await read(page))).toContain('Vous pouvez annuler jusqu’à ce que vous veniez');
    }
    // What was handed over and paid promises nothing any more.
    expect(await read(page)).not.toContain('Vous n’êtes engagé à rien');
  });

  it('offers neither delivery nor sending, says why, and tells who goes over to reservations what stops', async () => {
    expect((await asMerchant('/commandes-reglages', RULES)).status).toBe(303);
    for (const fields of [ZONE, POST])
      expect((await asMerchant('/commandes-modes', fields)).status).toBe(303);
    expect(await read(`${shop()}/commander`)).toContain('value="post"');
    expect((await asMerchant('/commandes-reglages', RESERVED)).status).toBe(303);
    const form = await read(`${shop()}/commander`);
    expect(form).not.toMatch(/value="(?:post|delivery)"/);
    expect(await read(`${space()}/commandes-reglages`, true)).toContain(STOPPED);
    const settings = await read(`${space()}/commandes-modes`, true);
    expect([settings.includes(STOPPED), settings.includes('Pas avec des réservations')]).toEqual([
      true,
      true,
    ]);
    expect(settings).not.toContain('name="sendFee"');
    // Sent from a page that was open before, it is refused in words.
    const sent = await asMerchant('/commandes-modes', { ...POST, sendFee: '7' });
    expect([sent.status, checkHtml(sent.body, 'fr')]).toEqual([409, []]);
    expect(sent.body).toContain('vos clients réservent sans engagement');
    expect((await asMerchant('/commandes-reglages', RULES)).status).toBe(303);
    expect(await read(`${shop()}/commander`)).toContain('value="post"');
  });
});
