import { randomUUID } from 'node:crypto';
import { CatalogueService } from '@halles/domain/catalogue';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';

const HERE = 'ici-bourg';
const ELSEWHERE = 'autre-ville';

const plain = (html: string): string =>
  html
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&')
    .replaceAll(/[\u00a0\u202f]/g, ' ');

/** The hidden fields of the form that orders, each with all of its values. */
function hiddenIn(html: string): Record<string, string[]> {
  const form = html.split('<form').find((part) => /action="[^"]*\/confirmer"/.test(part)) ?? '';
  const fields: Record<string, string[]> = {};
  for (const [, input = ''] of form.split('</form>')[0]?.matchAll(/<input ([^>]*)>/g) ?? []) {
    const name = /name="([^"]+)"/.exec(input)?.[1];
    if (name !== undefined) (fields[name] ??= []).push(/value="([^"]*)"/.exec(input)?.[1] ?? '');
  }
  return fields;
}

/** The order that waits for an answer. */
const waitingIn = (inbox: string): string =>
  /data-waiting="[0-9a-f-]{36}"[^]*?href="([^"]*\/commandes\/[0-9a-f-]{36})"/.exec(inbox)?.[1] ?? '';

describe('goods that are sold by weight, on the portal', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;
  const beef = randomUUID();
  const hen = randomUUID();
  const bread = randomUUID();
  const space = (): string => `/pro/commerces/${String(listing)}`;
  const shop = (): string => `/commerce/x-${String(listing)}/commander`;

  const product = (id: string, name: string, price: string, more: Record<string, string> = {}) => ({
    ...{ id, name, price, isAvailable: 'yes', vat: 'reduced', withdrawal: 'perishable' },
    ...more,
  });
  const asMerchant = (path: string, fields: Record<string, string>) =>
    portal.post(HERE, space() + path, fields, { cookie });
  const read = async (path: string, signedIn = false): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path, signedIn ? { headers: { cookie } } : {});
    expect([path, status, checkHtml(body, 'fr')]).toEqual([path, 200, []]);
    return plain(body);
  };
  const send = async (path: string, fields: Record<string, string | string[]>) => {
    const body = new URLSearchParams();
    for (const [name, values] of Object.entries(fields))
      for (const value of [values].flat()) body.append(name, value);
    const answer = await portal.ask(HERE, path, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
      body: body.toString(),
    });
    if (answer.status !== 303) expect(checkHtml(answer.body, 'fr')).toEqual([]);
    return { ...answer, text: plain(answer.body) };
  };
  const basket = async (more: Record<string, string>) => ({
    slot: /<option value="(\d{12,14})">/.exec(await read(shop()))?.[1] ?? '',
    ...{ name: 'Odile Martin', email: 'odile@example.org', phone: '', note: '' },
    ...more,
  });
  const ordered = async (more: Record<string, string>): Promise<string> => {
    const summary = await send(shop(), await basket(more));
    const placed = await send(`${shop()}/confirmer`, hiddenIn(summary.text));
    expect(placed.status).toBe(303);
    return String(placed.headers['location']);
  };
  const inboxOrder = async (): Promise<string> => {
    const inbox = await read(`${space()}/commandes`, true);
    return /href="([^"]*\/commandes\/[0-9a-f-]{36})"/.exec(inbox)?.[1] ?? '';
  };

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    ({ listing, cookie } = await aShopThatMaySell(portal, 'Boucherie du Coin'));
    for (const fields of [
      product(beef, 'Rumsteck', '24,90', { soldBy: 'weight', least: '100 g', most: '2 kg', step: '50' }),
      product(hen, 'Poulet', '12,90', { soldBy: 'weighedPiece', pieceWeight: '1,4 kg' }),
      product(bread, 'Pain', '4,20'),
    ])
      expect((await asMerchant('/produits', fields)).status).toBe(303);
    expect((await asMerchant('/commandes-reglages', { ...RULES, weightTolerance: '10' })).status).toBe(303);
  });
  afterAll(() => portal.close());

  it('have the price of a kilo and their weights on the page, for machines too', async () => {
    const page = await read(shop());
    expect(page).toContain('24,90 € le kilo');
    expect(page).toContain('entre 100 g et 2 kg, par 50 g');
    expect(page).toContain('prix estimé, environ 1,4 kg et 18,06 € la pièce');
    expect(page).toMatch(/"price":"24\.90","priceCurrency":"EUR","unitCode":"KGM"/);
    expect(page).not.toMatch(/"price":"12\.90","priceCurrency":"EUR","availability"/);
  });

  it.each([
    ['w', '120', 'un poids de 100 g à 2 kg, par 50 g'],
    ['w', '0,05 kg', 'un poids de 100 g à 2 kg, par 50 g'],
    ['w', '-350', 'Écrivez un poids'],
    ['w', '1e9', 'Écrivez un poids'],
    ['w', '999999999', 'Écrivez un poids'],
    ['q', '2', 'un poids de 100 g à 2 kg, par 50 g'],
  ])('are not had by %s %s', async (kind, amount, why) => {
    const answer = await send(shop(), await basket({ [`${kind}-${beef}`]: amount }));
    expect([answer.status, answer.text.includes(why)]).toEqual([422, true]);
  });

  it('are not asked of what is sold by the piece: a kilo and a half of bread is none', async () => {
    const typed = await send(shop(), await basket({ [`q-${bread}`]: '1,5 kg' }));
    expect([typed.status, typed.text.includes('Écrivez un nombre entier')]).toEqual([422, true]);
    const forged = await send(shop(), await basket({ [`w-${bread}`]: '1,5 kg' }));
    expect([forged.status, forged.text.includes('il ne se vend pas au poids')]).toEqual([422, true]);
  });

  it('are one line of the summary where two rows ask for them, and told where no such weight is had', async () => {
    const rows = {
      ...{ [`w-${beef}`]: '500 g', [`w-${beef}-1`]: '300 g' },
      ...{ [`q-${hen}`]: '2', [`q-${hen}-1`]: '3' },
    };
    const summary = await send(shop(), await basket(rows));
    expect(summary.text).toContain('800 g');
    expect(summary.text).toContain('environ 7 kg, 12,90 € le kilo');
    expect(summary.text).toMatch(/Total estimé<\/th><td><strong>110,22 €/);
    const heavy = { [`w-${beef}`]: '1,5 kg', [`w-${beef}-1`]: '1 kg' };
    const told = await send(shop(), await basket(heavy));
    expect([told.status, told.text.includes('un poids de 100 g à 2 kg, par 50 g')]).toEqual([...[422, true]]);
  });

  it('are ordered at an estimate, weighed by the shop and paid for by their weight', async () => {
    const summary = await send(shop(), await basket({ [`w-${beef}`]: '0,35 kg', [`q-${hen}`]: '2' }));
    expect(summary.status).toBe(200);
    expect(summary.text).toContain('Commande avec obligation de paiement');
    expect(summary.text).toContain('24,90 € le kilo, prix estimé, 9,59 € au plus');
    expect(summary.text).toContain('environ 2,8 kg, 12,90 € le kilo, prix estimé, 39,73 € au plus');
    expect(summary.text).toMatch(/Total estimé<\/th><td><strong>44,84 €/);
    expect(summary.text).toMatch(/Au plus<\/th><td><strong>49,32 €/);
    expect(summary.text).toContain('jamais plus que le maximum indiqué sans votre accord');
    const edited = await send(shop(), { ...hiddenIn(summary.text), do: 'edit' });
    expect(edited.text).toContain(
      `name="w-${beef}" type="text" inputmode="decimal" maxlength="40" value="350"`,
    );

    const receipt = await ordered({ [`w-${beef}`]: '0,35 kg', [`q-${hen}`]: '2' });
    expect(await read(receipt)).toContain('Total estimé');
    const path = await inboxOrder();
    const page = await read(path, true);
    const press = (fields: Record<string, string>) => portal.post(HERE, path, fields, { cookie });
    const seen = (html: string) => /name="seen" value="(\d+)"/.exec(html)?.[1] ?? '';
    expect((await press({ do: 'accept', seen: seen(page) })).status).toBe(303);

    const accepted = await read(path, true);
    expect(accepted).toContain('Commandé : 350 g, environ 8,72 €, 9,59 € au plus');
    expect(accepted).not.toContain('value="ready"');
    expect(await read(`${space()}/commandes`, true)).toContain('Peser 2 articles');
    const early = await press({ do: 'ready', seen: '2' });
    expect([early.status, plain(early.body).includes('pesez d’abord')]).toEqual([409, true]);
    for (const wrong of ['beaucoup', '-3', '1e9', '0', '1,5 m'])
      expect((await press({ do: 'weigh', seen: '2', 'weight-1': wrong })).status).toBe(422);
    const empty = await press({ do: 'weigh', seen: '2' });
    expect([empty.status, empty.body.includes('Écrivez le poids d’au moins un article.')]).toEqual([
      422,
      true,
    ]);
    expect((await press({ do: 'weigh', seen: '2', 'weight-7': '300' })).status).toBe(422);
    expect((await press({ do: 'weigh', seen: '2', 'weight-1': '0,402', 'weight-2': '2,7 kg' })).status).toBe(
      303,
    );
    expect(plain((await press({ do: 'weigh', seen: '2', 'weight-1': '300' })).body)).toContain(
      'rien n’a été fait',
    );
    const weighed = await read(path, true);
    // 402 g would cost 10.01: the customer agreed to 9.59.
    expect(weighed).toContain(
      'Ce poids coûterait 10,01 €. Votre client a accepté 9,59 € au plus : il paie 9,59 €.',
    );
    expect(weighed).toContain('value="ready"');
    const customers = await read(receipt);
    expect(customers).toContain('pesé : 402 g, 24,90 € le kilo, prix limité au maximum accepté');
    expect(customers).toContain('pesé : 2,7 kg, 12,90 € le kilo');
    expect(customers).toMatch(/Total<\/th><td><strong>44,42 €/);
    expect(customers).toContain('Pesée : prix connu');
    expect(customers).not.toContain('Au plus');
  });

  it('are asked about once more where they weigh ten times what was ordered, as it was read', async () => {
    await ordered({ [`w-${beef}`]: '0,35 kg', [`q-${hen}`]: '2' });
    const inbox = await read(`${space()}/commandes`, true);
    const path = waitingIn(inbox);
    const press = (fields: Record<string, string>) => portal.post(HERE, path, fields, { cookie });
    expect((await press({ do: 'accept', seen: '1' })).status).toBe(303);
    // Grams for kilos: asked again, as it is read, and confirmed as it was read.
    const slip = await press({ do: 'weigh', seen: '2', 'weight-1': '402', 'weight-2': '270,5' });
    const asked = plain(slip.body);
    expect([slip.status, checkHtml(slip.body, 'fr')]).toEqual([422, []]);
    expect(asked).toContain('vous avez écrit 270,5 kg, pour 2,8 kg commandés');
    expect(asked).toContain('name="sure-2" value="270500"');
    expect(asked).toContain('C’est bien 270,5 kg');
    expect([asked.includes('name="sure-1"'), asked.includes('value="270,5"')]).toEqual([false, true]);
    const other = { do: 'weigh', seen: '2', 'weight-2': '2,7', 'sure-2': '270500', 'weight-1': '3' };
    expect(plain((await press(other)).body)).toContain('vous avez écrit 3 g, pour 350 g commandés');

    const sure = { do: 'weigh', seen: '2', 'weight-2': '2,7', 'weight-1': '3', 'sure-1': '3' };
    expect((await press(sure)).status).toBe(303);
    expect(await read(path, true)).toContain('value="3 g"');
  });

  it('are said in kilos from a kilo on, in the inbox and where something else is proposed', async () => {
    // Late enough that a proposal leaves its customer the time to answer.
    const slots = [...(await read(shop())).matchAll(/<option value="(\d{12,14})">/g)];
    await ordered({ [`w-${beef}`]: '1,5 kg', slot: slots.at(-1)?.[1] ?? '' });
    const inbox = await read(`${space()}/commandes`, true);
    expect(inbox).toContain('1,5 kg Rumsteck');
    expect(inbox).not.toContain('1500 g');
    const proposal = await read(`${waitingIn(inbox)}/proposition`, true);
    expect(proposal).toContain('1,5 kg Rumsteck, 24,90 € le kilo');
  });

  it('are told of a tolerance that the shop changed meanwhile, and are not ordered', async () => {
    const summary = await send(shop(), await basket({ [`w-${beef}`]: '350' }));
    const fields = hiddenIn(summary.text);
    expect(fields['tolerance']).toEqual(['10']);
    const answer = await send(`${shop()}/confirmer`, { ...fields, tolerance: ['5'] });
    expect([answer.status, answer.text.includes('le commerce a changé ses conditions')]).toEqual([409, true]);
  });

  it('are weighed in their own territory alone', async () => {
    const path = await inboxOrder();
    const answer = await portal.post(
      ELSEWHERE,
      path,
      { do: 'weigh', seen: '1', 'weight-1': '300' },
      { cookie },
    );
    expect(answer.status).toBe(401);
  });

  it('keep how they are sold through the table, and have it in the file', async () => {
    const file = await portal.ask(HERE, `${space()}/produits.csv`, { headers: { cookie } });
    expect(plain(file.body)).toMatch(/Rumsteck,.*au poids : le client choisit un poids,,100 g,2 kg,50 g,/);
    const table = await read(`${space()}/produits-tableau`, true);
    expect(table).toContain('le kilo');
    const products = await portal.app.get(CatalogueService).list(portal.world.here, listing);
    expect(products.find(({ id }) => id === beef)?.weighing).toEqual({
      ...{ by: 'weight', least: 100, most: 2_000, step: 50 },
    });
  });

  it.each([
    [{ soldBy: 'weight', least: '500 g', most: '100 g' }, 'Écrivez un poids plus grand'],
    [{ soldBy: 'weight', step: '0' }, 'Écrivez un poids, par exemple 50 g'],
    [{ soldBy: 'weighedPiece' }, 'Écrivez ce que pèse une pièce'],
    [{ soldBy: 'weighedPiece', pieceWeight: '1e9' }, 'Écrivez ce que pèse une pièce'],
    [{ soldBy: 'litre' }, 'Choisissez'],
  ])('are not put on sale as %p', async (more, why) => {
    const answer = await asMerchant('/produits', product(randomUUID(), 'Rôti', '19,90', more));
    expect([answer.status, plain(answer.body).includes(why)]).toEqual([422, true]);
  });
});
