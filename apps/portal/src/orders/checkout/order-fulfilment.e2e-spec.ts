import { randomUUID } from 'node:crypto';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';

const HERE = 'ici-bourg';
const ADDRESS = { street: '3 rue des Alpes', postalCode: '33000', city: 'Bordeaux' };

describe('how orders reach customers', () => {
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
  const modes = (of: Record<string, string>) => asMerchant('/commandes-modes', { sendPayment: 'x', ...of });
  const delivers = async (more: Record<string, string> = {}): Promise<void> => {
    const zone = { do: 'zone', communes: 'Bordeaux', radius: '', fee: '3,50', minimum: '8', freeFrom: '40' };
    expect((await modes({ ...zone, ...more })).status).toBe(303);
  };
  const read = async (path: string, signedIn = false): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path, signedIn ? { headers: { cookie } } : {});
    expect([path, status, checkHtml(body, 'fr')]).toEqual([path, 200, []]);
    return body.replaceAll('&#x27;', "'");
  };
  /** Where the summary is sent to, and with what. */
  const confirmed = (html: string) => {
    const action = /action="([^"]+\/confirmer)"/.exec(html)?.[1] ?? '';
    const form = html.split('<form').find((part) => part.includes(`action="${action}"`)) ?? '';
    const hidden = [...form.matchAll(/<input type="hidden" name="([^"]+)" value="([^"]*)"/g)];
    return { action, fields: Object.fromEntries(hidden.map(([, name = '', value = '']) => [name, value])) };
  };
  const who = { name: 'Odile Martin', email: 'odile@example.org', phone: '', note: '' };
  const basket = (more: Record<string, string> = {}) => ({ [`q-${loaf}`]: '2', ...who, ...more });
  const slotIn = (html: string): string => /<option value="(\d{12,14})">/.exec(html)?.[1] ?? '';
  /** The page with the slots of a mode, as its button shows it. */
  const switchedTo = async (mode: string): Promise<string> => {
    const fields = basket({ mode, shown: 'pickup', do: 'mode' });
    const { status, body } = await portal.post(HERE, shop(), fields);
    expect([status, checkHtml(body, 'fr')]).toEqual([200, []]);
    return body;
  };
  const delivered = async (more: Record<string, string> = {}) => {
    const slot = slotIn(await switchedTo('delivery'));
    return portal.post(
      HERE,
      shop(),
      basket({ mode: 'delivery', shown: 'delivery', slot, ...ADDRESS, ...more }),
    );
  };
  const placed = async (summary: string): Promise<string> => {
    const { action, fields } = confirmed(summary);
    const { status, headers } = await portal.post(HERE, action, fields);
    expect(status).toBe(303);
    return String(headers.location);
  };

  it('delivers: the fee is a line with its tax in summary and page, and the merchant reads the address', async () => {
    expect(await read(shop())).not.toContain('name="shown" value="delivery"');
    await delivers();
    const summary = await delivered();
    expect([summary.status, checkHtml(summary.body, 'fr')]).toEqual([200, []]);
    for (const words of [
      'Frais de livraison',
      '3,50',
      '11,90',
      '3 rue des Alpes, 33000 Bordeaux',
      'art. L221-24',
    ])
      expect(summary.body).toContain(words);
    expect(summary.body).toContain('Commande avec obligation de paiement');
    // 11.90 euros at 5.5 %.
    expect(summary.body).toContain('0,62');
    const receipt = await read(await placed(summary.body));
    for (const words of ['Livraison', 'Frais de livraison', '3 rue des Alpes, 33000 Bordeaux'])
      expect(receipt).toContain(words);
    const page = await read(`/commerce/x-${String(listing)}`.replace('x-', 'le-pain-du-coin-'));
    expect(page).toContain('Commande en ligne\u00a0: Retrait au commerce, Livraison');
    expect(page).toContain('DeliveryModeOwnFleet');
    const inbox = await read(`${space()}/commandes`, true);
    expect(inbox).toContain('Livraison · 3 rue des Alpes, 33000 Bordeaux');
    expect(inbox).toContain('11,90');
  });

  it.each([
    ['a town that is not served', { city: 'Paris' }, 'n’est pas desservie'],
    ['a postcode of elsewhere', { postalCode: '26000' }, 'ne vont pas ensemble'],
    ['no street', { street: '' }, 'Écrivez le numéro et la rue.'],
    ['no whole postcode', { postalCode: '330' }, 'Écrivez les cinq chiffres du code postal.'],
  ])('says why it is not delivered: %s', async (_, more, words) => {
    await delivers();
    const { status, body } = await delivered(more);
    expect([status === 409 || status === 422, checkHtml(body, 'fr')]).toEqual([true, []]);
    expect(body).toContain(words);
    expect(body).toContain('value="Odile Martin"');
    // At the field, to which the list above leads.
    expect(body).toMatch(/<input[^>]* id="(?:postalCode|street)"[^>]* aria-invalid="true"/);
    expect(body).toMatch(/href="#(?:postalCode|street)"/);
    // Nothing is told without the name of its field.
    expect(body).not.toMatch(/Ce champ est obligatoire|Ce format n’est pas valable/);
  });

  it('says how much is missing', async () => {
    await delivers({ minimum: '10' });
    const { status, body } = await delivered();
    expect([status, body.includes('il manque 1,60')]).toEqual([409, true]);
  });

  it('shows the slots of the other mode before anything is summed up, and keeps the basket', async () => {
    await delivers();
    const slot = slotIn(await read(shop()));
    const { status, body } = await portal.post(
      HERE,
      shop(),
      basket({ mode: 'delivery', shown: 'pickup', slot }),
    );
    expect([status, checkHtml(body, 'fr')]).toEqual([422, []]);
    expect(body).toContain(`name="q-${loaf}" type="text" inputmode="numeric" maxlength="40" value="2"`);
    expect(body).toContain('id="street"');
    expect(body).toContain('Ce créneau était celui d’un autre mode\u00a0: choisissez-en un ici.');
    expect(body).not.toContain(' selected>');
  });

  it('asks again where the mode was turned off meanwhile: nothing is dropped, nothing ordered', async () => {
    await delivers();
    const summary = await delivered();
    expect((await modes({ do: 'switchOff', id: 'delivery' })).status).toBe(303);
    const { action, fields } = confirmed(summary.body);
    const { status, body } = await portal.post(HERE, action, fields);
    expect([status, checkHtml(body, 'fr')]).toEqual([409, []]);
    expect(body).toContain('ne propose plus ce mode');
    expect(body).toContain('value="Odile Martin"');
  });

  it('hands a delivery over in its own words, against the code', async () => {
    await delivers();
    const page = await placed((await delivered()).body);
    const order = /commandes\/([0-9a-f-]{36})/.exec(await read(`${space()}/commandes`, true))?.[1] ?? '';
    const path = `/commandes/${order}`;
    const act = async (fields: Record<string, string>, at = '') => {
      const seen = /name="seen" value="(\d+)"/.exec(await read(space() + path, true))?.[1] ?? '';
      return asMerchant(path + at, { seen, ...fields });
    };
    await act({ do: 'accept' });
    const code = /receipt__code">(\d{6})</.exec(await read(page))?.[1] ?? '';
    expect(await read(space() + path, true)).toContain('Livrée au client');
    expect((await act({ code: '000000' === code ? '111111' : '000000' }, '/remise')).status).toBe(422);
    expect((await act({ code }, '/remise')).status).toBe(303);
    expect(await read(page)).toContain('Livrée');
  });

  it.each([
    ['delivery', 'Repousser la livraison', '20', 'Livraison repoussée de 20 minutes', 'Livrée au client'],
    ['post', 'Repousser l’envoi', '1440', 'Envoi repoussé', 'Envoyée'],
  ])(
    'puts off in the words of its way, and never speaks of pickup: %s',
    async (mode, label, by, step, done) => {
      await delivers();
      expect((await modes({ do: 'post', sendDays: '2', sendFee: '6,50' })).status).toBe(303);
      const slot = mode === 'post' ? '' : slotIn(await switchedTo(mode));
      const summary = await portal.post(HERE, shop(), basket({ mode, shown: mode, slot, ...ADDRESS }));
      const page = await placed(summary.body);
      const order = /commandes\/([0-9a-f-]{36})/.exec(await read(`${space()}/commandes`, true))?.[1] ?? '';
      const path = `/commandes/${order}`;
      const seen: string[] = [];
      const look = async (): Promise<string> => {
        const own = await read(space() + path, true);
        seen.push(
          own,
          await read(page),
          (await portal.ask(HERE, page.replace('/commande/', '/en/order/'))).body,
        );
        return own;
      };
      const act = async (fields: Record<string, string>, at = ''): Promise<void> => {
        const event = /name="seen" value="(\d+)"/.exec(await look())?.[1] ?? '';
        const { status, headers } = await asMerchant(path + at, { seen: event, ...fields });
        expect([fields, status]).toEqual([fields, 303]);
        seen.push(await read(String(headers.location), true));
      };
      await act({ do: 'accept' });
      expect(await look()).toContain(label);
      const dayOf = (html = ''): string | undefined => /au plus tard (\p{L}+ \d+)/u.exec(html)?.[1];
      const before = dayOf(seen.at(-2));
      await act({ do: 'delay', minutes: by });
      expect(await look()).toContain(step);
      if (mode === 'post')
        expect([before, dayOf(seen.at(-2))]).toEqual([
          before,
          expect.not.stringMatching(`^${String(before)}$`),
        ]);
      await act({ do: 'ready' });
      expect(await look()).toContain(done);
      expect(seen.at(-3)?.includes('id="code"')).toBe(mode === 'delivery');
      await (mode === 'post' ? act({ do: 'collect' }) : act({ without: 'yes' }, '/remise'));
      expect((await look()).includes('sans code')).toBe(mode === 'delivery');
      const main = seen.map((html) => html.split('<main')[1] ?? '').join('\n');
      expect(
        [...main.matchAll(/.{0,60}(?:retrait|pickup|pick up|rapportez|est venu).{0,60}/gi)].map(
          ([words]) => words,
        ),
      ).toEqual([]);
    },
  );

  it('has collection points with hours of their own, and sends by post without a slot', async () => {
    const stall = { do: 'point', pointName: 'Stand du marché', pointAddress: 'Place des Clercs' };
    const rules = {
      hours: 'Me 8h-12h\nSa 8:00-13:00',
      pointLength: '30',
      pointNotice: '60',
      pointOrders: '',
    };
    expect((await modes({ ...stall, ...rules })).status).toBe(303);
    expect((await modes({ do: 'post', sendDays: '2', sendFee: '6,50' })).status).toBe(303);
    expect((await modes({ do: 'band', bandFrom: '60', bandFee: '0' })).status).toBe(303);
    const page = await read(shop());
    expect(page).toContain('Stand du marché');
    const sent = await portal.post(
      HERE,
      shop(),
      basket({ mode: 'post', shown: 'post', ...ADDRESS, city: 'Lyon', postalCode: '69001' }),
    );
    expect([sent.status, checkHtml(sent.body, 'fr')]).toEqual([200, []]);
    for (const words of ['Frais d’envoi', '6,50', 'au plus tard', '69001 Lyon'])
      expect(sent.body).toContain(words);
    expect(await read(await placed(sent.body))).toContain('au plus tard');
    const point = /value="([0-9a-f-]{36})"><span>Stand/.exec(page)?.[1] ?? '';
    const slot = slotIn(await switchedTo(point));
    const there = await portal.post(HERE, shop(), basket({ mode: point, shown: point, slot }));
    expect(there.body).toContain('Stand du marché, Place des Clercs');
    expect(await read(await placed(there.body))).toContain('Stand du marché, Place des Clercs');
  });

  it.each([
    ['pickup', 'Retrait', true],
    ['delivery', 'Livraison', false],
    ['post', 'Envoi', false],
  ])(
    'has the way there and its time for a calendar, where somebody comes: %s',
    async (mode, label, isVisited) => {
      await delivers();
      expect((await modes({ do: 'post', sendDays: '2', sendFee: '6,50' })).status).toBe(303);
      await portal.world.work.write(portal.world.here, ({ manager }) =>
        manager.query(`UPDATE listing SET position_precision = 'address' WHERE id = $1`, [listing]),
      );
      const slot = mode === 'post' ? '' : slotIn(await switchedTo(mode));
      const fields = basket({ mode, shown: mode, slot, ...(mode === 'pickup' ? {} : ADDRESS) });
      const page = await placed((await portal.post(HERE, shop(), fields)).body);
      const html = await read(page);
      expect([html.includes('href="geo:'), html.includes('agenda.ics')]).toEqual([
        isVisited,
        mode !== 'post',
      ]);
      const { status, body, headers } = await portal.ask(HERE, `${page}/agenda.ics`);
      expect(status).toBe(mode === 'post' ? 404 : 200);
      if (mode === 'post') return;
      expect(headers['content-type']).toBe('text/calendar; charset=utf-8');
      const wall = new Date(Number(slot)).toLocaleString('sv', { timeZone: 'Europe/Paris' });
      const start = wall.replaceAll(/[-:]/g, '').replace(' ', 'T');
      expect(body).toContain(`DTSTART;TZID=Europe/Paris:${start}\r\n`);
      expect(body).toContain(`SUMMARY:${label} `);
      expect(body.replaceAll('\r\n ', '')).toContain(page);
      const event = /name="seen" value="(\d+)"/.exec(html)?.[1] ?? '';
      expect((await portal.post(HERE, page, { seen: event, sure: 'yes' })).status).toBe(303);
      expect((await portal.ask(HERE, `${page}/agenda.ics`)).body).toContain('STATUS:CANCELLED');
    },
  );

  it('lets a zone and a point be changed: the form comes back filled in, and nothing is added', async () => {
    await delivers();
    const stall = { pointName: 'Stand du marché', pointAddress: 'Place des Clercs', hours: 'Me 8h-12h' };
    const slots = { pointLength: '30', pointNotice: '60', pointOrders: '4' };
    expect((await modes({ do: 'point', ...stall, ...slots })).status).toBe(303);
    const idOf = (html: string, act: string): string =>
      new RegExp(`name="do" value="${act}"[^]*?name="id" value="([0-9a-f-]{36})"`).exec(html)?.[1] ?? '';
    const settings = `${space()}/commandes-modes`;
    const zone = idOf(await read(settings, true), 'editZone');
    const filled = await modes({ do: 'editZone', id: zone });
    expect([filled.status, checkHtml(filled.body, 'fr')]).toEqual([200, []]);
    for (const words of [
      'Enregistrer la zone',
      'value="Bordeaux"',
      'value="3,50"',
      'value="8,00"',
      'value="40,00"',
    ])
      expect(filled.body).toContain(words);
    const typed = { communes: 'Bordeaux', radius: '', fee: '5', minimum: '', freeFrom: '' };
    const wrong = await modes({ do: 'zone', id: zone, ...typed, fee: 'x' });
    expect([wrong.status, wrong.body.includes('Enregistrer la zone')]).toEqual([422, true]);
    expect((await modes({ do: 'zone', id: zone, ...typed })).status).toBe(303);
    const point = idOf(await read(settings, true), 'editPoint');
    const there = await modes({ do: 'editPoint', id: point });
    for (const words of [
      'Enregistrer le point de retrait',
      'value="Stand du marché"',
      'Me 08:00-12:00</textarea>',
    ])
      expect(there.body).toContain(words);
    const week = 'Me 8:00-12:00\nSa, Di 9:00-13:00, 14:00-18:00';
    expect((await modes({ do: 'point', id: point, ...stall, ...slots, hours: week })).status).toBe(303);
    const after = await read(settings, true);
    expect([after.match(/value="editZone"/g)?.length, after.match(/value="editPoint"/g)?.length]).toEqual([
      1, 1,
    ]);
    for (const words of ['Bordeaux (5,00', 'Me 08:00-12:00 · Sa,Di 09:00-13:00,14:00-18:00'])
      expect(after).toContain(words);
    expect([idOf(after, 'editZone'), idOf(after, 'editPoint')]).toEqual([zone, point]);
    const gone = await modes({ do: 'editZone', id: randomUUID() });
    expect([gone.status, gone.body.includes('Ajouter la zone')]).toEqual([200, true]);
  });

  it('says at the head what is offered, and folds what it is set with until it is worked on', async () => {
    const settings = (): Promise<string> => read(`${space()}/commandes-modes`, true);
    const openIn = (html: string): string[] =>
      html
        .split('<section')
        .flatMap((part) => (/<details[^>]* open/.test(part) ? [/id="(\w+)"/.exec(part)?.[1] ?? ''] : []));
    const headOf = (html: string): string =>
      (html.split('id="modes"')[1]?.split('</section>')[0] ?? '')
        .replaceAll(/<[^>]+>|\n/g, ' ')
        .replaceAll(/ +/g, ' ');
    const before = await settings();
    expect(before.match(/<details/g)).toHaveLength(3);
    expect(openIn(before)).toEqual([]);
    expect(headOf(before)).toContain('Livraison par vos soins Non proposé');
    await delivers();
    expect((await modes({ do: 'post', sendDays: '2', sendFee: '6,50' })).status).toBe(303);
    for (const [bandFrom, bandFee] of [
      ['60', '0'],
      ['30', '4'],
      ['60', '1,50'],
    ] as const)
      expect((await modes({ do: 'band', bandFrom, bandFee })).status).toBe(303);
    const after = await settings();
    expect(openIn(after)).toEqual([]);
    expect(headOf(after)).toContain(
      'Livraison par vos soins Proposé · Bordeaux (3,50\u00a0€, dès 8,00\u00a0€ d’achats, offert dès 40,00\u00a0€)',
    );
    expect(headOf(after)).toContain(
      'Envoi postal Proposé · 6,50\u00a0€, 4,00\u00a0€ dès 30,00\u00a0€ d’achats',
    );
    const words = after.replaceAll(/<[^>]+>/g, '\n');
    const rows = ['0,00', '30,00', '60,00'].map((from) => words.indexOf(`À partir de ${from}\u00a0€`));
    expect(rows).toEqual([...rows].sort((one, other) => one - other));
    expect(rows.every((at) => at > 0)).toBe(true);
    expect(after).toContain('À partir de 60,00\u00a0€\u00a0: 1,50\u00a0€');
    expect(after).not.toContain('0 = 6,50');
    const wrong = await modes({ do: 'post', sendDays: '0', sendFee: '6,50' });
    expect([wrong.status, openIn(wrong.body)]).toEqual([422, ['post']]);
    // The price from nothing on is changed, never removed.
    expect((await modes({ do: 'removeBand', id: '0' })).status).toBe(303);
    expect((await modes({ do: 'removeBand', id: '3000' })).status).toBe(303);
    expect((await modes({ do: 'post', sendDays: '3', sendFee: '7' })).status).toBe(303);
    expect(headOf(await settings())).toContain(
      'Envoi postal Proposé · 7,00\u00a0€, 1,50\u00a0€ dès 60,00\u00a0€ d’achats',
    );
  });

  it.each([
    [
      'hours that are none',
      {
        do: 'point',
        pointName: 'S',
        pointAddress: 'P',
        hours: 'Me 12:00-8:00',
        pointLength: '30',
        pointNotice: '0',
        pointOrders: '',
      },
    ],
    [
      'a negative fee',
      { do: 'zone', communes: 'Bordeaux', radius: '', fee: '-1', minimum: '', freeFrom: '' },
    ],
    [
      'towns and a distance',
      { do: 'zone', communes: 'Bordeaux', radius: '5', fee: '1', minimum: '', freeFrom: '' },
    ],
    ['no area', { do: 'zone', communes: '', radius: '', fee: '1', minimum: '', freeFrom: '' }],
    [
      'a town of another territory',
      { do: 'zone', communes: 'Lyon', radius: '', fee: '1', minimum: '', freeFrom: '' },
    ],
    ['a fee that is none', { do: 'post', sendDays: '2', sendFee: 'x' }],
    ['a second band from nothing on', { do: 'band', bandFrom: '0', bandFee: '6' }],
    ['a band before there is a fee', { do: 'band', bandFrom: '60', bandFee: '6' }],
    [
      'a point without hours',
      { do: 'point', pointName: 'Stand', pointAddress: 'Place', pointLength: '30', pointNotice: '0' },
    ],
    ['no way left', { do: 'switchOff', id: 'pickup' }],
  ])('refuses %s, and shows what was typed', async (_, fields) => {
    const { status, body } = await modes(fields);
    expect([status === 422 || status === 409, checkHtml(body, 'fr')]).toEqual([true, []]);
    expect(await read(shop())).not.toContain('name="mode" type="radio"');
  });
});
