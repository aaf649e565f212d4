import { randomUUID } from 'node:crypto';
import { type OrderInput, orderInputSchema, productInputSchema } from '@halles/contracts';
import { CatalogueService } from '@halles/domain/catalogue';
import { OrderHandling, OrderingSettingsService, orderLink, OrderPlacing } from '@halles/domain/orders';
import { DAY } from '@halles/kernel';
import { SignedLinks } from '@halles/platform/tenancy';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';

const HERE = 'ici-bourg';

describe('an order that its shop does not answer', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;
  const space = (): string => `/pro/commerces/${String(listing)}`;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());
  beforeEach(async () => {
    ({ listing, cookie } = await aShopThatMaySell(portal));
    expect((await save(RULES)).status).toBe(303);
  });

  const save = (fields: Record<string, string>) =>
    portal.post(HERE, `${space()}/commandes-reglages`, fields, { cookie });
  const read = async (path: string, headers: Record<string, string> = {}): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path, { headers });
    expect([path, status, checkHtml(body, 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  const progress = async (page: string): Promise<unknown> => {
    const { status, body } = await portal.ask(HERE, `${page}/suivi`);
    expect(status).toBe(200);
    return JSON.parse(body);
  };
  async function placed(
    contact: object = { email: 'odile@example.org' },
  ): Promise<{ readonly id: string; readonly page: string }> {
    const { here } = portal.world;
    const productId = randomUUID();
    const bread = { name: 'Pain de campagne', priceCents: 420, vat: 'reduced', withdrawal: 'perishable' };
    await portal.app.get(CatalogueService).add(here, listing, productId, productInputSchema.parse(bread));
    const slotFrom = Math.ceil(Date.now() / DAY) * DAY + DAY;
    const input: OrderInput = orderInputSchema.parse({
      idempotencyKey: randomUUID(),
      kind: 'order',
      lines: [{ productId, quantity: 1, unitCents: 420 }],
      slotFrom,
      name: 'Odile Martin',
      ...contact,
    });
    const { id } = await portal.app.get(OrderPlacing).place(here, listing, input, 'fr');
    const token = new SignedLinks(portal.world.config.masterKey).issue(here, orderLink, { id, serial: 0 });
    return { id, page: `/commande/${token}` };
  }
  const assured = (id: string) =>
    portal.world.work.write(portal.world.here, ({ manager }) =>
      manager.query(
        `INSERT INTO order_assurance (id, order_id, event, listing_id, since, alerted_at, called_at, customer_notified_at)
         VALUES ($1, $2, 1, $3, now(), now(), now(), now())`,
        [randomUUID(), id, listing],
      ),
    );

  it('says so to its customer and offers to cancel, and to its shop, until it is answered', async () => {
    const { id, page } = await placed();
    expect(await read(page)).not.toContain('Pas encore confirmée par le commerce');
    expect(await progress(page)).toEqual({ event: 1, isUnconfirmed: false, isOver: false });
    await assured(id);
    expect(await progress(page)).toEqual({ event: 1, isUnconfirmed: true, isOver: false });
    const said = await read(page);
    // An open page reads both again, and says aloud what is new.
    expect(said).toMatch(
      /<order-page [^>]*data-unconfirmed [^>]*data-announcement="[^"]*Pas encore confirmée/,
    );
    expect(said).toContain('Pas encore confirmée par le commerce');
    expect(said).toMatch(/annulez.*rien n’est dû/s);
    expect(said).toContain('>Annuler</button>');
    expect(await read(`${space()}/commandes`, { cookie })).toContain('votre client est prévenu');
    const orders = portal.app.get(OrderHandling);
    const move = { listingId: listing, orderId: id, seen: 1, actor: 'merchant', accountId: null } as const;
    await orders.move(portal.world.here, move, 'accepted');
    expect(await read(page)).not.toContain('Pas encore confirmée par le commerce');
    expect(await progress(page)).toEqual({ event: 2, isUnconfirmed: false, isOver: false });
    expect(await read(`${space()}/commandes`, { cookie })).not.toContain('votre client est prévenu');
  });

  it('says to its shop to call a customer who left no address, and says so on the page of the order', async () => {
    const { id, page } = await placed({ phone: '+33612345678' });
    await assured(id);
    expect(await read(page)).toContain('Pas encore confirmée par le commerce');
    const inbox = await read(`${space()}/commandes`, { cookie });
    expect(inbox).toContain('pas pu prévenir votre client, contactez-le');
    expect(inbox).not.toContain('votre client est prévenu');
  });

  it('is answered in the time and called at the phone that its shop says, or is told what is wrong with them', async () => {
    const settings = portal.app.get(OrderingSettingsService);
    const kept = () => settings.answering(portal.world.here, listing);
    expect(await kept()).toEqual({ minutes: null, phone: null });
    expect((await save({ ...RULES, answer: '45', phone: '06 12 34 56 78' })).status).toBe(303);
    expect(await kept()).toEqual({ minutes: 45, phone: '+33612345678' });
    const wrong = await save({ ...RULES, answer: '4', phone: '06 12' });
    expect(wrong.status).toBe(422);
    expect(wrong.body).toContain('Écrivez une durée de 5 à 1\u00a0440 minutes');
    expect(wrong.body).toContain('Ce numéro n’est pas complet');
    expect(await kept()).toEqual({ minutes: 45, phone: '+33612345678' });
    expect((await save(RULES)).status).toBe(303);
    expect(await kept()).toEqual({ minutes: null, phone: null });
  });
});
