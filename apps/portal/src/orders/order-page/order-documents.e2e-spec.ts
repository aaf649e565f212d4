import { randomUUID } from 'node:crypto';
import { CatalogueService } from '@halles/domain/catalogue';
import { OrderHandling, type OrderState } from '@halles/domain/orders';
import { productInputSchema } from '@halles/contracts';
import { LetterPrinter } from '@halles/platform/letters';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { HANDED_OVER } from '@halles/testing/orders';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';
import { fieldsIn } from '../../../testing/posted-fields';

const HERE = 'ici-bourg';
const BY_SHOP = { actor: 'merchant', accountId: null, handOver: HANDED_OVER } as const;

describe('what a customer keeps of an order', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    ({ listing, cookie } = await aShopThatMaySell(portal));
  });

  const read = async (path: string): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path);
    expect([path, status, checkHtml(body, path.startsWith('/en') ? 'en' : 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  /** An order of who leaves a telephone number alone. @returns the path of its page */
  const ordered = async (kind: 'order' | 'reservation' = 'order'): Promise<string> => {
    const settings = `/pro/commerces/${listing}/commandes-reglages`;
    expect((await portal.post(HERE, settings, { ...RULES, kind }, { cookie })).status).toBe(303);
    const id = randomUUID();
    const product = { name: 'Moule', priceCents: 1_450, vat: 'standard', withdrawal: 'right' } as const;
    const catalogue = portal.app.get(CatalogueService, { strict: false });
    await catalogue.add(portal.world.here, listing, id, productInputSchema.parse(product));
    const shop = `/commerce/x-${listing}/commander`;
    const slot = /<option value="(\d{12,14})">/.exec(await read(shop))?.[1] ?? '';
    const basket = { [`q-${id}`]: '1', slot, name: 'Odile', email: '', phone: '06 12 34 56 78', note: '' };
    const summary = await portal.post(HERE, shop, basket);
    const action = /action="([^"]+\/confirmer)"/.exec(summary.body)?.[1] ?? '';
    const { status, headers } = await portal.post(HERE, action, fieldsIn(summary.body, action));
    expect(status).toBe(303);
    return String(headers.location);
  };
  const moved = async (to: OrderState): Promise<void> => {
    const { here } = portal.world;
    const handling = portal.app.get(OrderHandling, { strict: false });
    const { toDo } = await handling.listOpen(here, listing, 1);
    const [order] = toDo;
    const move = { listingId: listing, orderId: order?.id ?? '', seen: order?.event ?? 0 } as const;
    await handling.move(here, { ...move, ...BY_SHOP }, to);
  };

  it('is its confirmation as a PDF, once the shop has accepted it, without any address of mail', async () => {
    const page = await ordered();
    const path = `${page}/confirmation.pdf`;
    expect(await read(page)).not.toContain('confirmation.pdf');
    expect((await portal.ask(HERE, path)).status).toBe(404);
    await moved('accepted');
    expect(await read(page)).toContain(`<a href="${path}">Télécharger la confirmation (PDF)</a>`);
    const english = page.replace('/commande/', '/en/order/');
    expect(await read(english)).toContain('>Download the confirmation (PDF)</a>');
    const { status, headers, body } = await portal.ask(HERE, path);
    expect([status, headers['content-type'], body.slice(0, 5)]).toEqual([200, 'application/pdf', '%PDF-']);
    expect(headers['content-disposition']).toMatch(/attachment; filename="?\d{4}-0001\.pdf/);
    expect(headers['cache-control']).toMatch(/private|no-store/);
    expect((await portal.ask('autre-ville', path)).status).toBe(404);
    expect((await portal.ask(HERE, '/commande/nonsense/confirmation.pdf')).status).toBe(404);
  });

  const shopsNote = (order: string): string => `/pro/commerces/${listing}/commandes/${order}/note.pdf`;
  const latest = async (): Promise<string> => {
    const handling = portal.app.get(OrderHandling, { strict: false });
    const [order] = await handling.listEnded(portal.world.here, listing, undefined, 1);
    return order?.id ?? '';
  };

  it('is the note of what was handed over, with its taxes, once it was', async () => {
    const page = await ordered();
    const path = `${page}/note.pdf`;
    await moved('accepted');
    expect(await read(page)).not.toContain('note.pdf');
    expect((await portal.ask(HERE, path)).status).toBe(404);
    const print = jest.spyOn(portal.app.get(LetterPrinter, { strict: false }), 'printDocument');
    await moved('collected');
    expect(await read(page)).toContain(`<a href="${path}">Télécharger la note (PDF)</a>`);
    const { status, headers, body } = await portal.ask(HERE, path);
    expect([status, headers['content-type'], body.slice(0, 5)]).toEqual([200, 'application/pdf', '%PDF-']);
    const words = print.mock.calls.map(([, document]) => JSON.stringify(document)).join();
    print.mockRestore();
    const mine = await portal.ask(HERE, shopsNote(await latest()), { headers: { cookie } });
    expect([mine.status, mine.body.slice(0, 5)]).toEqual([200, '%PDF-']);
    for (const part of [
      'Client',
      'Odile',
      '1 × Moule',
      'Total hors taxes',
      '12,08',
      '14,50',
      '2,42',
      'Au commerce',
    ])
      expect(words).toContain(part);
    // It stays what it was, whoever the shop is by now.
    await portal.world.work.write(portal.world.here, ({ manager }) =>
      manager.query(`UPDATE listing SET name = 'Un Autre' WHERE id = $1`, [listing]),
    );
    const again = jest.spyOn(portal.app.get(LetterPrinter, { strict: false }), 'printDocument');
    await portal.ask(HERE, path);
    expect(again.mock.calls.map(([, document]) => JSON.stringify(document)).join()).toBe(words);
    again.mockRestore();
    expect((await portal.ask('autre-ville', path)).status).toBe(404);
  });

  it('is not there where nobody is bound', async () => {
    const page = await ordered('reservation');
    await moved('accepted');
    expect(await read(page)).not.toContain('confirmation.pdf');
    expect((await portal.ask(HERE, `${page}/confirmation.pdf`)).status).toBe(404);
  });
});
