import { randomUUID } from 'node:crypto';
import { productInputSchema } from '@halles/contracts';
import { CatalogueService } from '@halles/domain/catalogue';
import { OrderHandling, type OrderState } from '@halles/domain/orders';
import { LetterPrinter } from '@halles/platform/letters';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { HANDED_OVER } from '@halles/testing/orders';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';
import { fieldsIn } from '../../../testing/posted-fields';

const HERE = 'ici-bourg';

describe('money that a shop gives back of what it handed over', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    ({ listing, cookie } = await aShopThatMaySell(portal));
    expect((await portal.post(HERE, space('commandes-reglages'), { ...RULES }, { cookie })).status).toBe(303);
  });

  const space = (path: string): string => `/pro/commerces/${listing}/${path}`;
  const read = async (path: string, as = '', status = 200): Promise<string> => {
    const answer = await portal.ask(HERE, path, as === '' ? {} : { headers: { cookie: as } });
    const lang = path.startsWith('/en') ? 'en' : 'fr';
    expect([path, answer.status, checkHtml(answer.body, lang)]).toEqual([path, status, []]);
    return answer.body;
  };
  const handling = () => portal.app.get(OrderHandling, { strict: false });
  const latest = async () => {
    const { here } = portal.world;
    const { toDo } = await handling().listOpen(here, listing, 1);
    const [ended] = await handling().listEnded(here, listing, undefined, 1);
    const order = toDo[0] ?? ended;
    if (!order) throw new Error('no order');
    return order;
  };
  const moved = async (...states: readonly OrderState[]): Promise<string> => {
    for (const to of states) {
      const { id: orderId, event: seen } = await latest();
      const by = { actor: 'merchant', accountId: null, handOver: HANDED_OVER } as const;
      const move = { listingId: listing, orderId, seen, ...by };
      await handling().move(portal.world.here, move, to);
    }
    return (await latest()).id;
  };
  /** An order of one thing, or of several pieces of it. @returns the path of its page */
  const ordered = async (quantity = 1): Promise<string> => {
    const id = randomUUID();
    const catalogue = portal.app.get(CatalogueService, { strict: false });
    const product = { name: 'Moule', priceCents: 1_450, vat: 'standard', withdrawal: 'right' };
    await catalogue.add(portal.world.here, listing, id, productInputSchema.parse(product));
    const shop = `/commerce/x-${listing}/commander`;
    const slot = /<option value="(\d{12,14})">/.exec(await read(shop))?.[1] ?? '';
    const who = { slot, name: 'Odile', email: 'odile@example.org', phone: '', note: '' };
    const summary = await portal.post(HERE, shop, {
      [`q-${id}`]: String(quantity),
      ...who,
    });
    const action = /action="([^"]+\/confirmer)"/.exec(summary.body)?.[1] ?? '';
    const { status, headers } = await portal.post(HERE, action, fieldsIn(summary.body, action));
    expect(status).toBe(303);
    return String(headers.location);
  };

  it('waits on the home of the space as what the shop gives back, and not as a withdrawal', async () => {
    await ordered();
    const id = await moved('accepted', 'collected');
    const done = await portal.post(HERE, space(`commandes/${id}/remboursement`), { lines: '1' }, { cookie });
    expect(done.status).toBe(303);
    expect(await read('/pro', cookie)).toContain(
      'Vous avez noté un article manquant ou défectueux, commande ',
    );
    expect(await read('/en/pro', cookie)).toContain('You noted a missing or faulty item');
    expect(await read('/pro', cookie)).not.toContain('a renoncé');
  });

  it('is ticked on a page of its own, makes a credit note for both, and is in the journal', async () => {
    const page = await ordered();
    const id = await moved('accepted');
    expect(await read(space(`commandes/${id}`), cookie)).not.toContain('remboursement');
    expect(await read(space(`commandes/${id}/remboursement`), cookie)).toContain(
      'Il n’y a rien à rembourser',
    );
    await moved('collected');
    const path = space(`commandes/${id}/remboursement`);
    expect(await read(space(`commandes/${id}`), cookie)).toContain(`href="${path}"`);
    expect(await read(path, cookie)).toContain('1 × Moule, 14,50');
    const nothing = await portal.post(HERE, path, {}, { cookie });
    expect([nothing.status, nothing.body.includes('Cochez au moins un article, ou dites combien.')]).toEqual([
      422,
      true,
    ]);
    const done = await portal.post(HERE, path, { lines: '1' }, { cookie });
    expect([done.status, done.headers.location]).toEqual([303, space(`commandes/${id}?fait=giveBack`)]);
    const shopPage = await read(String(done.headers.location), cookie);
    for (const words of ['l’avoir est fait', 'Avoir A-', 'manquant ou défectueux', 'Remboursez 14,50'])
      expect(shopPage).toContain(words);
    const [, note = ''] = /avoir\/(A-\d{4}-0001)\/avoir\.pdf/.exec(shopPage) ?? [];
    const customer = await read(page);
    expect(customer).toContain(`href="${page}/avoir/${note}"`);
    expect(customer).toContain('vous rend');
    const shown = await read(`${page}/avoir/${note}`);
    for (const words of ['1 × Moule', '14,50', '12,08', '2,42', 'Article manquant', 'arrondie au centime'])
      expect(shown).toContain(words);
    expect(shown).not.toContain('Odile');
    const english = `${page.replace('/commande/', '/en/order/')}/credit-note/${note}`;
    expect(await read(english)).toContain('Missing or faulty item');
    const print = jest.spyOn(portal.app.get(LetterPrinter, { strict: false }), 'printDocument');
    for (const [file, as] of [
      [`${page}/avoir/${note}/avoir.pdf`, ''],
      [space(`commandes/${id}/avoir/${note}/avoir.pdf`), cookie],
    ] as const) {
      const { status, headers, body } = await portal.ask(
        HERE,
        file,
        as === '' ? {} : { headers: { cookie: as } },
      );
      expect([file, status, headers['content-type'], body.slice(0, 5)]).toEqual([
        file,
        200,
        'application/pdf',
        '%PDF-',
      ]);
      expect(headers['content-disposition']).toContain(`avoir-${note}.pdf`);
    }
    expect(JSON.stringify(print.mock.calls)).not.toContain('Odile');
    print.mockRestore();
    const { body: csv } = await portal.ask(HERE, `${space('ventes.csv')}?du=2000-01-01&au=2000-12-31`, {
      headers: { cookie },
    });
    expect(csv.split('\r\n')[0]).toMatch(/Dont en ligne,Avoir,Dont non payé,Dont payé d’avance$/);
  });

  it('is a part of a line where its shop says how much, once, and what came back is on sale again', async () => {
    const page = await ordered(3);
    const id = await moved('accepted', 'collected');
    const path = space(`commandes/${id}/remboursement`);
    const form = await read(path, cookie);
    expect(form).toContain('Pièces à rembourser, sur 3');
    const post = (fields: Readonly<Record<string, string>>) =>
      portal.post(HERE, path, { seen: '0', ...fields }, { cookie });
    for (const [fields, words] of [
      [{ 'pieces-1': 'deux' }, 'Écrivez le nombre de pièces'],
      [{ 'pieces-1': '0' }, 'Écrivez le nombre de pièces'],
      [{ 'amount-1': '-3' }, 'Écrivez un montant en euros'],
      [{ 'pieces-1': '1', 'amount-1': '3' }, 'pas les deux'],
      [{ 'pieces-1': '4' }, 'plus que ce qui reste'],
      [{ 'amount-1': '43,51' }, 'plus que ce qui reste'],
    ] as const) {
      const answer = await post(fields);
      expect([fields, answer.status, answer.body.includes(words)]).toEqual([fields, 422, true]);
    }
    for (const _ of [1, 2])
      expect((await post({ 'pieces-1': '2', restock: 'yes' })).headers.location).toContain('fait=giveBack');
    const shopPage = await read(space(`commandes/${id}`), cookie);
    for (const words of [
      '2 × Moule',
      '29,00',
      'Ce qui est revenu est de nouveau en vente',
      'Remboursez 29,00',
    ])
      expect(shopPage).toContain(words);
    expect(await read(path, cookie)).toContain('1 × Moule, 14,50');
    expect((await post({ 'amount-1': '5' })).status).toBe(409);
    expect((await post({ 'amount-1': '5', seen: '1' })).status).toBe(303);
    const customer = await read(page);
    for (const words of ['2 × Moule (29,00', '3 × Moule, remboursement partiel (5,00'])
      expect(customer).toContain(words);
    const numbers = [...customer.matchAll(/avoir\/(A-\d{4}-\d{4})"/g)].map(([, number]) => number ?? '');
    expect(new Set(numbers).size).toBe(2);
    expect(await read(`${page}/avoir/${numbers[0] ?? ''}`)).toContain('2 × Moule');
    expect(await read(`${page}/retractation`)).toContain('1 × Moule, 9,50');
    const year = String(new Date().getFullYear());
    const { body: csv } = await portal.ask(HERE, `${space('ventes.csv')}?du=${year}-01-01&au=${year}-12-31`, {
      headers: { cookie },
    });
    expect(csv).toContain('2 × Moule');
  });

  it('has notes of its own order and territory alone', async () => {
    const page = await ordered();
    const id = await moved('accepted', 'collected');
    await portal.post(HERE, space(`commandes/${id}/remboursement`), { lines: '1' }, { cookie });
    const [, note = ''] = /avoir\/(A-\d{4}-0001)"/.exec(await read(page)) ?? [];
    const other = await ordered();
    for (const [host, path] of [
      [HERE, `${other}/avoir/${note}`],
      [HERE, `${other}/avoir/${note}/avoir.pdf`],
      [HERE, `${page}/avoir/A-2026-9999`],
      [HERE, `/commande/nonsense/avoir/${note}`],
      ['autre-ville', `${page}/avoir/${note}`],
    ] as const)
      expect([path, (await portal.ask(host, path)).status]).toEqual([path, 404]);
    const neighbour = await aShopThatMaySell(portal);
    const theirs = `/pro/commerces/${neighbour.listing}/commandes/${id}/avoir/${note}/avoir.pdf`;
    expect((await portal.ask(HERE, theirs, { headers: { cookie: neighbour.cookie } })).status).toBe(404);
  });
});
