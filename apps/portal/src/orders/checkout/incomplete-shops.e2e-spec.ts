import { randomUUID } from 'node:crypto';
import { productInputSchema } from '@halles/contracts';
import { CatalogueService } from '@halles/domain/catalogue';
import { ProfileService } from '@halles/domain/profiles';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS } from '@halles/testing';
import { aShopThatMaySell, RULES } from '../../../testing/order-shop';
import { openPortal, type Portal } from '../../../testing/portal-harness';
import { fieldsIn } from '../../../testing/posted-fields';

const HERE = 'ici-bourg';
const CLOSED = 'Ce commerce ne prend pas de commande en ligne pour le moment.';

describe('a shop that takes away what the law asks of who sells', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
  });
  afterAll(() => portal.close());

  const read = async (path: string, signedIn = false): Promise<string> => {
    const { status, body } = await portal.ask(HERE, path, signedIn ? { headers: { cookie } } : {});
    expect([path, status, checkHtml(body, 'fr')]).toEqual([path, 200, []]);
    return body;
  };
  const set = async (kind: 'order' | 'reservation'): Promise<void> => {
    const settings = `/pro/commerces/${listing}/commandes-reglages`;
    expect((await portal.post(HERE, settings, { ...RULES, kind }, { cookie })).status).toBe(303);
  };

  it('takes no orders that owe money: its customers read that it takes none, its merchant what is missing', async () => {
    const { world } = portal;
    ({ listing, cookie } = await aShopThatMaySell(portal));
    await set('order');
    const id = randomUUID();
    const product = { name: 'Moule', priceCents: 1_450, vat: 'standard', withdrawal: 'right' };
    const catalogue = portal.app.get(CatalogueService, { strict: false });
    await catalogue.add(world.here, listing, id, productInputSchema.parse(product));
    const shop = `/commerce/x-${listing}/commander`;
    const slot = /<option value="(\d{12,14})">/.exec(await read(shop))?.[1] ?? '';
    const basket = {
      ...{ [`q-${id}`]: '1', slot, name: 'Odile' },
      ...{ email: 'odile@example.org', phone: '', note: '' },
    };
    const summary = await portal.post(HERE, shop, basket);
    const action = /action="([^"]+\/confirmer)"/.exec(summary.body)?.[1] ?? '';
    const fields = fieldsIn(summary.body, action);

    await portal.app.get(ProfileService, { strict: false }).save(
      world.here,
      listing,
      {
        version: null,
        changes: { phone: null },
        author: { kind: 'agent', accountId: null, name: 'Mairie' },
      },
      new Date(),
    );
    for (const answer of [
      await portal.post(HERE, action, fields),
      await portal.ask(HERE, shop),
      await portal.post(HERE, shop, basket),
    ]) {
      expect([answer.status, checkHtml(answer.body, 'fr')]).toEqual([409, []]);
      expect(answer.body).toContain(CLOSED);
      expect(answer.body).not.toContain('la loi');
    }
    const inbox = await read(`/pro/commerces/${listing}/commandes`, true);
    expect(inbox).toContain('la loi demande encore votre téléphone');
    expect(inbox).toContain(`href="/pro/commerces/${listing}/informations"`);
    expect(await read('/pro', true)).toContain(
      'Vos commandes à payer sont arrêtées\u00a0: la loi demande encore votre téléphone.',
    );

    await set('reservation');
    expect(await read(shop)).toContain('Moule');
    expect(await read(`/pro/commerces/${listing}/commandes`, true)).not.toContain('la loi demande');
  });
});
