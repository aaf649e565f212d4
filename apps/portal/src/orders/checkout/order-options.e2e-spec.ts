import { randomUUID } from 'node:crypto';
import { ProductRepository } from '@halles/domain/catalogue';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';

const HERE = 'ici-bourg';
const ELSEWHERE = 'autre-ville';
const WHOLE = '[["Coupe","Entier"]]';
const SLICED = '[["Coupe","Tranché"]]';
const SEEDS = '[["Garniture","Graines"]]';
const OPTIONS = {
  'option-name-1': 'Coupe',
  'option-least-1': '1',
  'option-most-1': '1',
  'option-list-1': 'Entier\r\nTranché ; +0,20 €',
  'option-name-2': 'Garniture',
  'option-least-2': '',
  'option-most-2': '2',
  'option-list-2': 'Graines ; +0,30 €\r\nNoix ; +0,50 €\r\nSel',
};

const plain = (html: string): string =>
  html
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', "'")
    .replaceAll('&amp;', '&');

/** The hidden fields of a form of a page, each with all of its values. */
function hiddenIn(html: string, action: string): Record<string, string[]> {
  const form = html.split('<form').find((part) => part.includes(`action="${action}"`)) ?? '';
  const fields: Record<string, string[]> = {};
  for (const [, input = ''] of form.split('</form>')[0]?.matchAll(/<input ([^>]*)>/g) ?? []) {
    const name = /name="([^"]+)"/.exec(input)?.[1];
    if (name !== undefined) (fields[name] ??= []).push(plain(/value="([^"]*)"/.exec(input)?.[1] ?? ''));
  }
  return fields;
}

describe('ordering a product with options', () => {
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
    expect((await asMerchant('/produits', { ...product(), ...OPTIONS })).status).toBe(303);
    expect((await asMerchant('/commandes-reglages', RULES)).status).toBe(303);
  });

  const product = () => ({
    id: loaf,
    name: 'Pain de campagne',
    price: '4,20',
    isAvailable: 'yes',
    vat: 'reduced',
    withdrawal: 'perishable',
  });
  const asMerchant = (path: string, fields: Record<string, string>) =>
    portal.post(HERE, space() + path, fields, { cookie });
  const read = async (path: string, signedIn = false): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path, signedIn ? { headers: { cookie } } : {});
    expect([path, status, checkHtml(body, 'fr')]).toEqual([path, 200, []]);
    return plain(body);
  };
  const send = async (path: string, fields: Record<string, string | string[]>, tenant = HERE) => {
    const body = new URLSearchParams();
    for (const [name, values] of Object.entries(fields))
      for (const value of [values].flat()) body.append(name, value);
    const answer = await portal.ask(tenant, path, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'sec-fetch-site': 'same-origin',
      },
      body: body.toString(),
    });
    if (answer.status !== 303) expect(checkHtml(answer.body, 'fr')).toEqual([]);
    return { ...answer, text: plain(answer.body) };
  };
  const basket = async (more: Record<string, string | string[]>) => ({
    slot: /<option value="(\d{12,14})">/.exec(await read(shop()))?.[1] ?? '',
    name: 'Odile Martin',
    email: 'odile@example.org',
    phone: '',
    note: '',
    ...more,
  });
  /** One sliced with seeds, two whole: a row each. */
  const two = () => ({
    [`q-${loaf}`]: '1',
    [`o-${loaf}-0-0`]: SLICED,
    [`o-${loaf}-0-1`]: SEEDS,
    [`q-${loaf}-1`]: '2',
    [`o-${loaf}-1-0`]: WHOLE,
  });

  it('shows one of a group as radio buttons and several as boxes, with what each adds', async () => {
    const page = await read(shop());
    expect(page).toContain('Coupe\u00a0: un choix');
    expect(page).toContain('Garniture\u00a0: 2 au plus');
    expect(page).toContain(`type="radio" name="o-${loaf}-0-0" value="${SLICED}"`.replaceAll('"[', '"['));
    expect(page).toMatch(/type="checkbox" name="o-[^"]+-0-1"/);
    expect(page).toMatch(/Tranché \+0,20\u00a0€/);
  });

  it('costs from what can be had: a size must be chosen, and each adds to the price', async () => {
    const sizes = { ...OPTIONS, 'option-list-1': 'Petite ; +0,50 €\r\nGrande ; +1,00 €' };
    const form = { ...product(), ...sizes, content: '500 g', do: 'save' };
    expect((await asMerchant(`/produits/${loaf}`, form)).status).toBe(303);
    const page = await read(shop());
    expect(page).toContain('<p class="order__price">à partir de 4,70\u00a0€');
    expect(page).toContain('500\u00a0g, 9,40\u00a0€ le kilo');
    expect(page).not.toMatch(/4,20\u00a0€/);
    const [, json = ''] = /<script type="application\/ld\+json"[^>]*>(.*?)<\/script>/s.exec(page) ?? [];
    expect(JSON.parse(json)).toMatchObject({
      itemListElement: [
        {
          '@type': 'AggregateOffer',
          lowPrice: '4.70',
          highPrice: '6.00',
          priceSpecification: { price: '9.40' },
        },
      ],
    });
    expect(json).not.toContain('4.20');
  });

  it('is one line of the summary where two rows have the same choices, as it will be of the order', async () => {
    const rows = { ...two(), [`q-${loaf}-2`]: '3', [`o-${loaf}-2-0`]: WHOLE };
    const asked = jest.spyOn(ProductRepository.prototype, 'listSome');
    const summary = await send(shop(), await basket(rows));
    expect(summary.status).toBe(200);
    // Once for the page that the slot was read from, once for the summary.
    expect(asked).toHaveBeenCalledTimes(2);
    asked.mockRestore();
    const action = /action="([^"]+\/confirmer)"/.exec(summary.body)?.[1] ?? '';
    const { line: lines = [], ...hidden } = hiddenIn(summary.body, action);
    expect(lines.map((line) => line.slice(loaf.length + 1))).toEqual([
      `1:470:[["Coupe","Tranché"],["Garniture","Graines"]]`,
      `5:420:${WHOLE}`,
    ]);
    const order = await send(action, { ...hidden, line: lines });
    expect(order.status).toBe(303);
  });

  it('is ordered 999 times at most, over all of its rows', async () => {
    const rows = {
      [`q-${loaf}`]: '600',
      [`o-${loaf}-0-0`]: WHOLE,
      [`q-${loaf}-1`]: '400',
      [`o-${loaf}-1-0`]: SLICED,
    };
    const { status, text } = await send(shop(), await basket(rows));
    expect([status, text.includes('Écrivez un nombre entier, 999 au plus.')]).toEqual([422, true]);
    expect(text).toMatch(new RegExp(`name="q-${loaf}-1"[^>]*aria-invalid="true"`));
  });

  it('is ordered twice with other choices, which everybody reads from the summary to the mail', async () => {
    const summary = await send(shop(), await basket(two()));
    expect(summary.status).toBe(200);
    expect(summary.text).toMatch(/Tranché \(\+0,20\u00a0€\), Graines \(\+0,30\u00a0€\)/);
    expect(summary.text).toMatch(/13,10\u00a0€/);
    const action = /action="([^"]+\/confirmer)"/.exec(summary.body)?.[1] ?? '';
    const placed = await send(action, hiddenIn(summary.body, action));
    expect(placed.status).toBe(303);
    const page = await read(String(placed.headers.location));
    expect(page).toMatch(/Tranché \(\+0,20\u00a0€\), Graines \(\+0,30\u00a0€\)/);
    const inbox = await read(`${space()}/commandes`, true);
    expect(inbox).toContain('1 × Pain de campagne (Tranché, Graines), 2 × Pain de campagne (Entier)');
    const path = /href="(\/pro\/commerces\/\d+\/commandes\/[0-9a-f-]{36})"/.exec(inbox)?.[1] ?? '';
    expect(await read(path, true)).toMatch(/Tranché \(\+0,20\u00a0€\), Graines/);
  });

  it('says what it contains before it is ordered, and as it was said then to both sides', async () => {
    const save = (allergens: string) =>
      asMerchant(`/produits/${loaf}`, { ...product(), allergens, do: 'save' });
    expect((await save('milk')).status).toBe(303);
    const summary = await send(shop(), await basket({ [`q-${loaf}`]: '1' }));
    expect(summary.text).toContain('Allergène\u00a0: lait');
    const action = /action="([^"]+\/confirmer)"/.exec(summary.body)?.[1] ?? '';
    const placed = await send(action, hiddenIn(summary.body, action));
    expect((await save('none')).status).toBe(303);
    expect(await read(String(placed.headers.location))).toContain('Allergène\u00a0: lait');
    const inbox = await read(`${space()}/commandes`, true);
    const path = /href="(\/pro\/commerces\/\d+\/commandes\/[0-9a-f-]{36})"/.exec(inbox)?.[1] ?? '';
    expect(await read(path, true)).toContain('Allergène\u00a0: lait');
  });

  it('goes back to the basket with every row and every choice, and one row more where it is asked for', async () => {
    const summary = await send(shop(), await basket(two()));
    const form = /action="([^"]+\/commander)"/.exec(summary.body)?.[1] ?? '';
    const again = await send(form, { ...hiddenIn(summary.body, form), do: 'edit' });
    expect(again.status).toBe(200);
    expect(again.text).toMatch(new RegExp(`name="q-${loaf}" [^>]*value="1"`));
    expect(again.text).toMatch(new RegExp(`name="q-${loaf}-1" [^>]*value="2"`));
    expect(again.text).not.toContain(`name="q-${loaf}-2"`);
    expect(again.text.match(/ checked>/g)).toHaveLength(3);
    const more = await send(form, { ...hiddenIn(summary.body, form), do: 'more' });
    expect(more.text).toMatch(new RegExp(`name="q-${loaf}-1" [^>]*value="2"`));
    expect(more.text).toMatch(new RegExp(`name="q-${loaf}-2" [^>]*value=""`));
    expect(more.text).not.toContain(`name="q-${loaf}-3"`);
  });

  it('asks at the row for what must be chosen', async () => {
    const answer = await send(shop(), await basket({ [`q-${loaf}`]: '1' }));
    expect(answer.status).toBe(422);
    expect(answer.text).toContain('Pain de campagne\u00a0: Choisissez «\u00a0Coupe\u00a0» (1 au moins).');
    expect(answer.text).toContain(`href="#q-${loaf}"`);
  });

  it.each([
    ['of another product', '[["Coupe","Bleu"]]'],
    ['twice where one may be chosen', '[["Coupe","Entier"],["Coupe","Tranché"]]'],
    ['that are none', '{"a":1}'],
    ['that are no JSON', '[[['],
    ['with a markup', '[["Coupe","<script>alert(1)</script>"]]'],
    ['without an end', JSON.stringify(Array.from({ length: 1_500 }, () => ['Coupe', 'Entier']))],
    ['with half a character', '[["Coupe","\\ud800"]]'],
  ])('refuses choices %s', async (_, value) => {
    const answer = await send(shop(), await basket({ [`q-${loaf}`]: '1', [`o-${loaf}-0-0`]: value }));
    expect(answer.status).toBe(422);
    expect(answer.body).not.toContain('<script>alert');
    const line = `${loaf}:1:420:${value}`;
    const summary = await send(shop(), await basket({ [`q-${loaf}`]: '1', [`o-${loaf}-0-0`]: WHOLE }));
    const action = /action="([^"]+\/confirmer)"/.exec(summary.body)?.[1] ?? '';
    const placed = await send(action, { ...hiddenIn(summary.body, action), line: [line] });
    expect([409, 422]).toContain(placed.status);
  });

  it('tells of a choice that costs something else, or is gone, before anything is ordered', async () => {
    const summary = await send(shop(), await basket({ [`q-${loaf}`]: '1', [`o-${loaf}-0-0`]: SLICED }));
    const action = /action="([^"]+\/confirmer)"/.exec(summary.body)?.[1] ?? '';
    const change = async (list: string) => {
      const form = { ...product(), ...OPTIONS, 'option-list-1': list, do: 'save' };
      expect((await asMerchant(`/produits/${loaf}`, form)).status).toBe(303);
      return send(action, hiddenIn(summary.body, action));
    };
    const dearer = await change('Entier\nTranché ; +0,40 €');
    expect([dearer.status, dearer.text]).toEqual([
      409,
      expect.stringMatching(/«\u00a0Pain de campagne\u00a0» coûte maintenant 4,60\u00a0€/),
    ]);
    const gone = await change('Entier');
    expect([gone.status, gone.text]).toEqual([
      409,
      expect.stringContaining('«\u00a0Tranché\u00a0» n’est plus proposé'),
    ]);
  });

  it('is edited one choice a line, with an error that names the line and everything that was typed', async () => {
    const form = await read(`${space()}/produits/${loaf}`, true);
    expect(form).toContain('Entier\nTranché ; +0,20 €');
    expect(form).toContain('id="option-name-3"');
    const wrong = { ...product(), ...OPTIONS, 'option-list-1': 'Entier\nTranché ; cher', do: 'save' };
    const answer = await asMerchant(`/produits/${loaf}`, wrong);
    expect(answer.status).toBe(422);
    expect(plain(answer.body)).toContain(
      'Choix 1, ligne 2\u00a0: «\u00a0Tranché ; cher\u00a0» n’est pas compris.',
    );
    expect(plain(answer.body)).toContain('Entier\nTranché ; cher');
    const free = { ...product(), ...OPTIONS, 'option-list-1': 'Entier ; -4,20 €', do: 'save' };
    expect((await asMerchant(`/produits/${loaf}`, free)).status).toBe(422);
    expect(await read(`${space()}/produits/${loaf}`, true)).toContain('Tranché ; +0,20 €');
  });

  it('is nothing that another territory knows', async () => {
    const answer = await send(shop(), await basket(two()), ELSEWHERE);
    expect(answer.status).toBe(404);
  });
});
