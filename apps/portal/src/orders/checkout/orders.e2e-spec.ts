import { randomUUID } from 'node:crypto';
import { CatalogueService } from '@halles/domain/catalogue';
import { OrderPlacing } from '@halles/domain/orders';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, signInAs, writeListings } from '@halles/testing';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';
import { fieldsIn } from '../../../testing/posted-fields';

const HERE = 'ici-bourg';
const CLOSED = { kind: 'order', length: '30', notice: '0', orders: '', horizon: '7' };
const BUTTON = /<button class="button" type="submit">Commande avec obligation de paiement<\/button>/;

describe('ordering from a shop', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;
  const space = (): string => `/pro/commerces/${String(listing)}`;
  const shop = (): string => `/commerce/x-${String(listing)}/commander`;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    ({ listing, cookie } = await aShopThatMaySell(portal));
  });

  const read = async (path: string, signedIn = false): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path, signedIn ? { headers: { cookie } } : {});
    expect([path, status, checkHtml(body, 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  const asMerchant = (path: string, fields: Record<string, string>) =>
    portal.post(HERE, space() + path, fields, { cookie });

  /** The merchant says what it sells and that it takes orders. @returns the id of the loaf */
  const opened = async (more: Record<string, string> = {}): Promise<string> => {
    const id = randomUUID();
    const loaf = {
      id,
      name: 'Pain de campagne',
      price: '4,20',
      isAvailable: 'yes',
      vat: 'reduced',
      withdrawal: 'perishable',
    };
    expect((await asMerchant('/produits', { ...loaf, ...more })).status).toBe(303);
    expect((await asMerchant('/commandes-reglages', RULES)).status).toBe(303);
    return id;
  };
  const slotIn = (html: string): string => /<option value="(\d{12,14})">/.exec(html)?.[1] ?? '';
  /** What a customer fills in. */
  const basket = async (
    loaf: string,
    more: Record<string, string> = {},
  ): Promise<Record<string, string>> => ({
    [`q-${loaf}`]: '2',
    slot: slotIn(await read(shop())),
    name: 'Odile Martin',
    email: 'odile@example.org',
    phone: '',
    note: '',
    ...more,
  });
  /** The field of a form that says which showing of it was filled in. */
  const hiddenOf = (html: string) => ({ formKey: /name="formKey" value="([^"]+)"/.exec(html)?.[1] ?? '' });
  const place = async (loaf: string, more: Record<string, string> = {}) => {
    const summary = await portal.post(HERE, shop(), await basket(loaf, more));
    expect([summary.status, checkHtml(summary.body, 'fr')]).toEqual([200, []]);
    const action = /action="([^"]+\/confirmer)"/.exec(summary.body)?.[1] ?? '';
    return { summary, action, fields: fieldsIn(summary.body, action) };
  };
  const ordered = async (loaf: string): Promise<string> => {
    const { action, fields } = await place(loaf);
    const answer = await portal.post(HERE, action, fields);
    expect(answer.status).toBe(303);
    return String(answer.headers.location);
  };
  const seenOn = (html: string): string => /name="seen" value="(\d+)"/.exec(html)?.[1] ?? '';
  const orderPath = async (): Promise<string> =>
    /href="(\/pro\/commerces\/\d+\/commandes\/[0-9a-f-]{36})"/.exec(
      await read(`${space()}/commandes`, true),
    )?.[1] ?? '';
  const press = async (path: string, button: string, more: Record<string, string> = {}, at = '') => {
    const seen = seenOn(await read(path, true));
    return portal.post(HERE, path + at, { seen, do: button, ...more }, { cookie });
  };

  it.each(['1e9', '1000000000', '-1', '1,5', '1.5', '2 kg', '0x10', '1000', 'deux'])(
    'takes %j for no number of pieces: it stands there as it was typed, and is said to be none',
    async (typed) => {
      const loaf = await opened();
      const { status, body } = await portal.post(HERE, shop(), await basket(loaf, { [`q-${loaf}`]: typed }));
      expect([status, checkHtml(body, 'fr')]).toEqual([422, []]);
      const field = new RegExp(`<input[^>]* id="q-${loaf}"[^>]*>`).exec(body)?.[0] ?? '';
      expect(field).toContain(`value="${typed}"`);
      expect(field).toContain('aria-invalid="true"');
      // A browser cuts what is pasted to this length, and a billion would be a hundred.
      expect(Number(/maxlength="(\d+)"/.exec(field)?.[1])).toBeGreaterThanOrEqual(40);
      expect(body).toContain(`<a href="#q-${loaf}">`);
      expect(body).toContain('Écrivez un nombre entier, 999 au plus.');
      // Nothing else that was filled in is lost.
      expect(body).toContain('value="odile@example.org"');
    },
  );

  it.each(['', '0', '000'])('takes %j for nothing that is wanted, and asks for something', async (typed) => {
    const loaf = await opened();
    const { status, body } = await portal.post(HERE, shop(), await basket(loaf, { [`q-${loaf}`]: typed }));
    expect([status, checkHtml(body, 'fr')]).toEqual([422, []]);
    expect(body).toContain('<a href="#products">');
  });

  it('goes from the page of the business to the counter, each side seeing what the other did', async () => {
    // Cards of shops nearby have their own.
    const own = `/commerce/le-pain-du-coin-${String(listing)}`;
    expect(await read(own)).not.toContain(`${own}/commander`);
    const loaf = await opened({ stock: '5', noticeDays: '' });
    expect(await read(`/commerce/le-pain-du-coin-${String(listing)}`)).toContain('>Commander</a>');

    const { summary, action, fields } = await place(loaf, { note: 'Bien cuit <b>svp</b>' });
    for (const said of [
      '8,40\u00a0€',
      'TVA (5,5\u00a0%)',
      'art. L221-28',
      'Vous payez au commerce',
      'Bien cuit &lt;b&gt;svp',
    ])
      expect(summary.body).toContain(said);
    expect(summary.body).toMatch(BUTTON);
    const sent = await portal.post(HERE, action, fields);
    const again = await portal.post(HERE, action, fields);
    expect([sent.status, again.headers.location]).toEqual([303, sent.headers.location]);
    const page = String(sent.headers.location);
    expect(await read(page)).toMatch(/En attente de confirmation[^]*Bien cuit &lt;b&gt;svp/);

    const path = await orderPath();
    const inbox = await read(path, true);
    for (const said of [
      'Odile Martin',
      'Pain de campagne',
      'Bien cuit &lt;b&gt;svp',
      'En attente de confirmation',
    ])
      expect(inbox).toContain(said);
    expect((await press(path, 'accept')).status).toBe(303);
    const accepted = await read(page);
    const [, code = ''] = /receipt__code">(\d{6})</.exec(accepted) ?? [];
    expect([accepted.includes('Confirmée'), code.length]).toEqual([true, 6]);
    expect((await press(path, 'delay', { minutes: '20' })).status).toBe(303);
    expect(await read(page)).toContain('Retrait repoussé de 20 minutes');
    expect((await press(path, 'ready')).status).toBe(303);
    expect(await read(page)).toContain('C’est prêt');
    expect((await press(path, '', { code: '12345' }, '/remise')).status).toBe(422);
    expect(await read(page)).toContain('C’est prêt');
    expect((await press(path, '', { code: `${code.slice(0, 3)} ${code.slice(3)}` }, '/remise')).status).toBe(
      303,
    );
    expect(await read(page)).toContain('Remise');
    expect((await press(path, 'undo')).status).toBe(303);
    expect(await read(page)).toContain('C’est prêt');
    expect(await read(`${space()}/produits`, true)).toContain('3 en stock');
  });

  it('is cancelled by its customer, told to the shop, and not once it is prepared', async () => {
    const loaf = await opened();
    const page = await ordered(loaf);
    const path = await orderPath();
    const shown = seenOn(await read(page));
    await press(path, 'accept');
    await press(path, 'prepare');
    const late = await portal.post(HERE, page, { seen: shown });
    expect([late.status, late.body.includes('En préparation')]).toEqual([409, true]);
    // Who pressed the button is told that nothing came of it.
    expect(late.body).toContain('rien n’a été fait');
    expect(await read(page)).not.toContain('name="seen"');
    await press(path, 'undo');
    const seen = seenOn(await read(page));
    const asked = await portal.post(HERE, page, { seen });
    expect([asked.status, checkHtml(asked.body, 'fr')]).toEqual([200, []]);
    for (const words of [
      'Annuler cette commande\u00a0?',
      'Vous n’avez rien payé en ligne',
      'Garder la commande',
    ])
      expect(asked.body).toContain(words);
    expect(await read(path, true)).not.toContain('Annulée');
    const cancelled = await portal.post(HERE, page, { seen, sure: 'yes' });
    expect(cancelled.status).toBe(303);
    expect(await read(path, true)).toContain('Annulée, par le client');
    expect(await read(`${space()}/commandes`, true)).toContain('Aucune commande en cours');
    const ended = await read(`${space()}/commandes-terminees`, true);
    for (const said of ['Odile Martin', 'Annulée', '2 × Pain de campagne']) expect(ended).toContain(said);
  });

  it('says to the shop, and to the customer, what is for adults and what was agreed upon', async () => {
    const wine = await opened({ name: 'Saint-Péray', adults: 'yes', withdrawal: 'right', vat: 'standard' });
    const page = await read(await ordered(wine));
    for (const said of ['pièce d’identité', 'art. L221-18', 'TVA (20\u00a0%)', 'Vendu par'])
      expect(page).toContain(said);
    const proof = 'Majeurs seulement\u00a0: demandez une pièce d’identité.';
    expect(await read(`${space()}/commandes`, true)).toContain(proof);
    expect(await read(await orderPath(), true)).toContain(proof);
  });

  it.each(['?apres=2026-0001', '?apres=9999-999999999', '?apres=x', '?apres=', '?apres=2026-99999999999'])(
    'lists ended orders from %s on',
    async (query) => {
      await opened();
      expect(await read(`${space()}/commandes-terminees${query}`, true)).toContain(
        'Aucune commande terminée',
      );
    },
  );

  it('tells both who act on the same order at once where it stands', async () => {
    const loaf = await opened();
    await ordered(loaf);
    const path = await orderPath();
    const seen = seenOn(await read(path, true));
    const answers = await Promise.all(
      ['accept', 'refuse'].map((button) => portal.post(HERE, path, { seen, do: button }, { cookie })),
    );
    expect(answers.map(({ status }) => status).sort()).toEqual([303, 409]);
  });

  it.each([
    ['0', 'Choisissez au moins un produit.'],
    ['-1', 'Écrivez un nombre entier'],
    ['1000000000', 'Écrivez un nombre entier'],
    ['1,5', 'Écrivez un nombre entier'],
    ['deux', 'Écrivez un nombre entier'],
  ])('gives a basket of %s back with what is wrong', async (quantity, said) => {
    const loaf = await opened();
    const answer = await portal.post(HERE, shop(), await basket(loaf, { [`q-${loaf}`]: quantity }));
    expect([answer.status, checkHtml(answer.body, 'fr')]).toEqual([422, []]);
    expect(answer.body).toContain(said);
    expect(answer.body).toContain('value="Odile Martin"');
  });

  it.each([
    ['no way to be reached', { email: '' }, 'Laissez une adresse'],
    ['a header in the address', { email: 'a@b.fr\r\nBcc: x@y.fr' }, 'adresse complète'],
    ['a phone that is none', { phone: '12' }, 'pas complet'],
    ['no slot', { slot: '' }, 'Choisissez un créneau'],
    ['a slot that is no time', { slot: '99999999999999999' }, 'Choisissez un créneau'],
  ])('gives back %s', async (_, more, said) => {
    const loaf = await opened();
    const answer = await portal.post(HERE, shop(), await basket(loaf, more));
    expect([answer.status, answer.body.includes(said)]).toEqual([422, true]);
  });

  it('orders nothing at a price, in a slot or of a shop that is not so any more, and says so', async () => {
    const loaf = await opened({ stock: '5' });
    const { action, fields } = await place(loaf);
    const told = async (changed: Record<string, string>, said: string) => {
      const answer = await portal.post(HERE, action, { ...fields, idempotencyKey: randomUUID(), ...changed });
      expect([answer.status, checkHtml(answer.body, 'fr')]).toEqual([409, []]);
      expect(answer.body).toContain(said);
      expect(answer.body).toContain('value="Odile Martin"');
    };
    await told({ line: `${loaf}:2:400` }, '«\u00a0Pain de campagne\u00a0» coûte maintenant 4,20\u00a0€');
    await told({ line: `${loaf}:9:420` }, 'il reste 5 «\u00a0Pain de campagne\u00a0»');
    const gone = randomUUID();
    const seen = `${gone}:${(fields['seen'] ?? '').slice(37)}`;
    await told({ line: `${gone}:1:420`, seen }, 'un produit n’est plus vendu');
    await told({ kind: 'reservation' }, 'le commerce a changé ses conditions');
    await told({ slot: String(Date.now() - 3_600_000) }, '<a href="#slot">Choisissez un autre créneau');
    expect(await read(`${space()}/commandes`, true)).toContain('Aucune commande en cours');
    expect(await read(`${space()}/produits`, true)).toContain('5 en stock');
    await asMerchant('/commandes-reglages', CLOSED);
    const closed = await portal.post(HERE, action, fields);
    expect([closed.status, /ne prend pas[^]*-\d+">Retour à la page/.test(closed.body)]).toEqual([409, true]);
  });

  it('says in the form already that less is left than was asked for', async () => {
    const loaf = await opened({ stock: '5' });
    const filled = await basket(loaf);
    const field = Object.keys(filled).find((name) => name.startsWith('q-')) ?? '';
    const { status, body } = await portal.post(HERE, shop(), { ...filled, [field]: '6' });
    expect([status, checkHtml(body, 'fr')]).toEqual([422, []]);
    expect(body).toContain('Il n’en reste que 5.');
    expect(body).toContain(`href="#${field}"`);
    expect(body).toContain('value="Odile Martin"');
    expect((await portal.post(HERE, shop(), { ...filled, [field]: '5' })).status).toBe(200);
  });

  it('names what is sold no more, before the summary and after it', async () => {
    const loaf = await opened();
    const filled = await basket(loaf);
    const { action, fields } = await place(loaf);
    await portal.world.work.write(portal.world.here, (tx) =>
      portal.app.get(CatalogueService, { strict: false }).archiveIn(tx, listing, loaf, new Date()),
    );
    for (const answer of [await portal.post(HERE, shop(), filled), await portal.post(HERE, action, fields)]) {
      expect([answer.status, checkHtml(answer.body, 'fr')]).toEqual([409, []]);
      expect(answer.body).toContain('«\u00a0Pain de campagne\u00a0» n’est plus vendu');
    }
  });

  it('answers what was sent again with the first order, although the shop has closed meanwhile', async () => {
    const loaf = await opened();
    const { action, fields } = await place(loaf);
    const first = await portal.post(HERE, action, fields);
    await asMerchant('/commandes-reglages', CLOSED);
    const again = await portal.post(HERE, action, fields);
    expect([again.status, again.headers.location]).toEqual([303, first.headers.location]);
    const other = await portal.post(HERE, action, { ...fields, note: 'autre chose' });
    expect([other.status, other.body.includes('ne prend pas de commande')]).toEqual([409, true]);
  });

  it('is one order where its customer goes back and sends the same basket again, and two where they begin anew', async () => {
    const loaf = await opened();
    const filled = await basket(loaf);
    const sent = async (more: Record<string, string>) => {
      const { status, body, headers } = await portal.post(HERE, shop(), { ...filled, ...more });
      const action = /action="([^"]+\/confirmer)"/.exec(body)?.[1] ?? '';
      return { status, headers, action, fields: fieldsIn(body, action) };
    };
    const shown = hiddenOf(await read(shop()));
    const [one, other] = [await sent(shown), await sent(shown)];
    const others = [
      await sent({ ...shown, note: 'Bien cuit' }),
      await sent({ formKey: '<i>' }),
      await sent(hiddenOf(await read(shop()))),
    ];
    const keys = [one, other, ...others].map(({ fields }) => fields['idempotencyKey']);
    expect([keys.includes(undefined), new Set(keys).size, keys[1]]).toEqual([false, 4, keys[0]]);

    const placed = await portal.post(HERE, one.action, one.fields);
    const twice = await portal.post(HERE, other.action, other.fields);
    expect([placed.status, twice.headers.location]).toEqual([303, placed.headers.location]);
    const back = await sent(shown);
    expect([back.status, back.headers.location]).toEqual([303, placed.headers.location]);
  });

  it('shows the same summary again, under the same key, where it could not be stored', async () => {
    const loaf = await opened();
    const { action, fields } = await place(loaf);
    const placing = portal.app.get(OrderPlacing, { strict: false });
    const broken = jest.spyOn(placing, 'place').mockRejectedValueOnce(new Error('the connection broke'));
    const answer = await portal.post(HERE, action, fields);
    broken.mockRestore();
    expect([answer.status, checkHtml(answer.body, 'fr')]).toEqual([503, []]);
    expect(answer.body).toMatch(BUTTON);
    const again = fieldsIn(answer.body, action);
    expect(again['idempotencyKey']).toBe(fields['idempotencyKey']);
    expect((await portal.post(HERE, action, again)).status).toBe(303);
  });

  it('opens the page of an order by its own link alone', async () => {
    const page = await ordered(await opened());
    expect((await portal.ask('autre-ville', page)).status).toBe(404);
    expect((await portal.ask(HERE, `${page}x`)).status).toBe(404);
    expect((await portal.ask(HERE, '/commande/nonsense')).status).toBe(404);
  });

  it('takes no orders to pay for before the shop has said what the law asks of who sells', async () => {
    const facts = { displayName: 'Le Pain Muet', openingHoursText: 'Mo-Su 00:00-24:00' };
    [listing = 0] = await writeListings(portal.world, portal.world.here, [{ source: 'sirene', facts }]);
    ({ cookie } = await signInAs(portal.world, portal.world.here, { grants: [{ listingId: listing }] }));
    const refused = await asMerchant('/commandes-reglages', RULES);
    expect([refused.status, checkHtml(refused.body, 'fr')]).toEqual([409, []]);
    expect(refused.body).toContain('le médiateur de la consommation');
    const settings = await read(`${space()}/commandes-reglages`, true);
    expect(settings).toContain(`href="${space()}/mentions?suite`);
    expect(settings).toContain(`href="${space()}/informations"`);
    expect((await portal.ask(HERE, shop())).status).toBe(409);
    expect((await asMerchant('/commandes-reglages', { ...RULES, kind: 'reservation' })).status).toBe(303);
    expect((await portal.ask(HERE, `/commerce/x-${String(listing)}/conditions-de-vente`)).status).toBe(404);
  });

  it('leads from the summary to the terms of sale, and from the order to those that were accepted', async () => {
    const { summary, fields } = await place(await opened());
    const [, current = ''] = /href="([^"]+)">Conditions de vente</.exec(summary.body) ?? [];
    expect(await read(current)).toContain('Médiateur des halles');
    expect(fields['terms']).toMatch(/^[0-9a-f]{64}$/);
    const own = await ordered(await opened({ name: 'Brioche' }));
    const [, accepted = ''] = /href="([^"]+)">Conditions de vente acceptées</.exec(await read(own)) ?? [];
    expect(await read(accepted)).toContain('telles que vous les avez acceptées');
    expect((await portal.ask('autre-ville', accepted)).status).toBe(404);
    expect((await portal.ask(HERE, '/commande/nonsense/conditions')).status).toBe(404);
  });

  it('asks again who sends no terms, no product, or others than the summary showed', async () => {
    const { action, fields } = await place(await opened());
    const { terms: _, ...withoutTerms } = fields;
    const { seen: __, ...withoutSeen } = fields;
    for (const sent of [
      withoutTerms,
      withoutSeen,
      { ...fields, terms: 'x' },
      { ...fields, seen: `${randomUUID()}:${'0'.repeat(16)}:${'0'.repeat(16)}` },
    ]) {
      const { status, body } = await portal.post(HERE, action, sent);
      expect([status, checkHtml(body, 'fr')]).toEqual([409, []]);
      expect(body).toContain('le récapitulatif n’est pas revenu tel qu’il était affiché');
    }
    // Terms that are nobody's, and a product that was never called so.
    const [product = ''] = (fields['seen'] ?? '').split(':');
    for (const sent of [
      { ...fields, terms: '0'.repeat(64) },
      { ...fields, seen: `${product}:${'0'.repeat(16)}:${'0'.repeat(16)}` },
    ])
      expect((await portal.post(HERE, action, sent)).status).toBe(409);
    expect((await portal.post(HERE, action, fields)).status).toBe(303);
  });

  it('says no more than "reserve without obligation" where nothing is owed', async () => {
    const loaf = await opened();
    const rules = {
      isOpen: 'yes',
      kind: 'reservation',
      length: '30',
      notice: '0',
      orders: '1',
      horizon: '7',
    };
    await asMerchant('/commandes-reglages', rules);
    const { summary } = await place(loaf);
    expect(summary.body).toContain('>Réserver sans engagement</button>');
    expect(summary.body).not.toMatch(/obligation de paiement/);
    await ordered(loaf);
    expect(await read(shop())).toMatch(/\(complet\)/);
  });
});
