import { orderContactLink, OrderContacts } from '@halles/domain/orders';
import { SignedLinks } from '@halles/platform/tenancy';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, signInAs, writeListings } from '@halles/testing';
import { openPortal, type Portal } from '../../../testing/portal-harness';

const HERE = 'ici-bourg';

describe('further addresses for orders, on the portal', () => {
  let portal: Portal;
  let listing: number;
  let cookie: string;
  const page = (): string => `/pro/commerces/${String(listing)}/commandes-adresses`;

  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS });
    const facts = { displayName: 'Le Pain du Coin', openingHoursText: 'Mo-Su 00:00-24:00' };
    [listing = 0] = await writeListings(portal.world, portal.world.here, [{ source: 'sirene', facts }]);
    ({ cookie } = await signInAs(portal.world, portal.world.here, { grants: [{ listingId: listing }] }));
  });
  afterAll(() => portal.close());

  const read = async (path: string, by?: string, locale: 'fr' | 'en' = 'fr'): Promise<string> => {
    const answer = await portal.ask(HERE, path, by === undefined ? {} : { headers: { cookie: by } });
    expect([path, answer.status, checkHtml(answer.body, locale)]).toEqual([path, 200, []]);
    return answer.body;
  };
  const send = (fields: Record<string, string>) => portal.post(HERE, page(), fields, { cookie });
  const contactOf = async (email: string) => {
    const all = await portal.app.get(OrderContacts, { strict: false }).list(portal.world.here, listing);
    return all.find((one) => one.email === email);
  };

  it('are given, said yes to by their reader alone, shown with their state, and removed with one touch', async () => {
    const settings = await read(`/pro/commerces/${String(listing)}/commandes-reglages`, cookie);
    expect(settings).toContain(page());
    const wrong = await send({ do: 'add', contactEmail: 'laboratoire' });
    expect([wrong.status, checkHtml(wrong.body, 'fr')]).toEqual([422, []]);
    expect(wrong.body).toMatch(/value="laboratoire"/);
    expect((await send({ do: 'add', contactEmail: 'labo@example.org' })).status).toBe(303);
    expect(await read(`${page()}?fait=add`, cookie)).toContain('Pas encore confirmée');

    const id = (await contactOf('labo@example.org'))?.id ?? '';
    const token = new SignedLinks(portal.world.config.masterKey).issue(portal.world.here, orderContactLink, {
      id,
      serial: 0,
    });
    const link = `/commandes-adresse/${token}`;
    // A scanner opens it as often as it likes.
    for (let time = 0; time < 2; time += 1) expect(await read(link)).toContain('Oui, les recevoir');
    expect(await read(`/en/orders-address/${token}`, undefined, 'en')).toContain('Yes, receive them');
    expect((await contactOf('labo@example.org'))?.provenAt).toBeNull();
    expect((await portal.post(HERE, link, { answer: 'yes' })).status).toBe(303);
    expect(await read(link)).toContain('Ne plus les recevoir');
    expect(await read(page(), cookie)).toContain('Reçoit les commandes');
    expect((await send({ do: 'remove', id })).status).toBe(303);
    expect(await read(page(), cookie)).toContain('Aucune autre adresse');
    expect(await read(link)).toContain('ne reçoit pas de commandes');
    expect((await portal.post(HERE, `${link}/arreter`, { 'List-Unsubscribe': 'One-Click' })).status).toBe(
      204,
    );
    expect((await portal.ask(HERE, '/commandes-adresse/rien')).status).toBe(404);
  });

  it('are told of where they are too many, with what was typed', async () => {
    for (const name of ['a', 'b', 'c', 'd', 'e'])
      expect((await send({ do: 'add', contactEmail: `${name}@example.org` })).status).toBe(303);
    const full = await send({ do: 'add', contactEmail: 'f@example.org' });
    expect([full.status, checkHtml(full.body, 'fr')]).toEqual([409, []]);
    expect(full.body).toMatch(/value="f@example.org"/);
    expect(full.body).toContain('5 autres adresses');
    expect((await send({ do: 'remove', id: 'rien' })).status).toBe(303);
  });

  it('are for who owns the page, and not for its staff', async () => {
    const staff = await signInAs(portal.world, portal.world.here, {
      grants: [{ listingId: listing, role: 'merchant-staff' }],
    });
    const { status } = await portal.ask(HERE, page(), { headers: { cookie: staff.cookie } });
    const settings = await read(`/pro/commerces/${String(listing)}/commandes-reglages`, staff.cookie);
    expect([status, settings.includes(page())]).toEqual([403, false]);
  });
});
