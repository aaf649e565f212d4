import { correctionPageLink } from '@halles/domain/corrections';
import { SignedLinks } from '@halles/platform/tenancy';
import { checkHtml } from '@halles/platform/theming';
import { GENEROUS, signInAs, writeListings } from '@halles/testing';
import { type Answer, openPortal, type Portal } from '../../testing/portal-harness';

const HERE = 'ici-bourg';
const HOUR = 3_600_000;

/** What a form that a limit refused gives back: when to try again, and what was typed. */
function expectGivenBack(answer: Answer, typed: readonly string[], isWritten = true): void {
  expect(answer.status).toBe(429);
  expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  expect(answer.body).toMatch(/Réessayez dans \d+ (s|minutes)\./);
  expect(answer.body.includes('Ce que vous avez écrit est toujours là.')).toBe(isWritten);
  for (const text of typed) expect(answer.body).toContain(text);
  expect(checkHtml(answer.body, 'fr')).toEqual([]);
}

describe('a form that a limit refuses', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await openPortal({ rateLimits: { ...GENEROUS, contactVisitor: { limit: 1, windowMs: HOUR } } });
  });
  afterAll(() => portal.close());

  const listing = async (): Promise<number> =>
    (
      await writeListings(portal.world, portal.world.here, [
        { facts: { contact: { email: 'contact@four.example', phone: '+33556000001' } } },
      ])
    )[0] ?? 0;

  it('is given back filled where somebody hands a listing over, adds a business or asks for a link', async () => {
    const shop = await listing();
    const { cookie } = await signInAs(portal.world, portal.world.here, { grants: [{ listingId: shop }] });
    const offer = (email: string) => portal.post(HERE, `/pro/commerces/${shop}/ceder`, { email }, { cookie });
    expect((await offer('first@four.example')).status).toBe(303);
    await portal.post(HERE, `/pro/commerces/${shop}/ceder/annuler`, {}, { cookie });
    expectGivenBack(await offer('second@four.example'), ['value="second@four.example"']);
    const added = await portal.post(
      HERE,
      '/pro/ajouter',
      {
        siret: '55208131766522',
        name: 'Atelier du Cuir',
        category: 'bakery',
        street: '3 rue du Puits',
        postalCode: '33000',
        communeCode: '33063',
        phone: '',
        message: 'Une longue lettre',
      },
      { cookie },
    );
    expectGivenBack(added, ['value="Atelier du Cuir"', 'Une longue lettre']);
    expectGivenBack(await portal.post(HERE, `/commerce/x-${shop}/corriger`, {}), ['/corriger"'], false);
  });

  it('is not counted where it is not valid', async () => {
    const shop = (await writeListings(portal.world, portal.world.there, [{}]))[0] ?? 0;
    const { cookie } = await signInAs(portal.world, portal.world.there, { grants: [{ listingId: shop }] });
    const offer = (email: string) =>
      portal.post('autre-ville', `/pro/commerces/${shop}/ceder`, { email }, { cookie });
    expect((await offer('none')).status).toBe(422);
    expect((await offer('heir@four.example')).status).toBe(303);
  });
});

describe('a form of the merchant space, or of a mailed link, that is sent too often', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await openPortal({ rateLimits: { ...GENEROUS, write: { limit: 1, windowMs: HOUR } } });
  });
  afterAll(() => portal.close());

  it('is given back filled, and nothing of it is done', async () => {
    const [shop = 0] = await writeListings(portal.world, portal.world.here, [
      { facts: { contact: { email: 'contact@four.example', phone: '+33556000001' } } },
    ]);
    const { cookie } = await signInAs(portal.world, portal.world.here, { grants: [{ listingId: shop }] });
    expect((await portal.post(HERE, `/commerce/x-${shop}/corriger`, {})).status).toBe(303);
    const [link] = await portal.world.work.read(portal.world.here, ({ manager }) =>
      manager.query<{ id: string }[]>('SELECT id FROM correction_link WHERE listing_id = $1', [shop]),
    );
    const token = new SignedLinks(portal.world.config.masterKey).issue(
      portal.world.here,
      correctionPageLink,
      {
        id: link?.id ?? '',
        serial: 0,
      },
    );
    expectGivenBack(await portal.post(HERE, `/corriger/${token}`, { phone: '05 56 00 00 77' }), [
      'value="05 56 00 00 77"',
    ]);
    const editor = `/pro/commerces/${shop}`;
    // Who has signed in has an allowance of their own: one, as everybody.
    expect((await portal.post(HERE, `${editor}/commandes-reglages`, {}, { cookie })).status).toBe(422);
    expectGivenBack(
      await portal.post(HERE, `${editor}/horaires`, { d1from1: '9h', d1until1: '12h15' }, { cookie }),
      ['value="9h"', 'value="12h15"'],
    );
    expectGivenBack(
      await portal.post(HERE, `${editor}/paiements`, { payment: 'cash', do: 'publish' }, { cookie }),
      ['value="cash" checked'],
      false,
    );
    const choices = await portal.post(
      HERE,
      '/pro/notifications/preferences',
      { 'report-push': 'yes', 'page-mail': 'yes' },
      { cookie },
    );
    expectGivenBack(choices, [], false);
    const ticked = [...choices.body.matchAll(/<input id="([\w-]+)" type="checkbox"[^>]* checked>/g)];
    expect(ticked.map(([, name]) => name).sort()).toEqual(['page-mail', 'report-push']);
    expect((await portal.post(HERE, `${editor}/aujourd-hui`, { do: 'closed' }, { cookie })).status).toBe(429);
    const [{ count } = { count: -1 }] = await portal.world.work.read(portal.world.here, ({ manager }) =>
      manager.query<{ count: number }[]>('SELECT count(*)::int AS count FROM listing_revision'),
    );
    expect(count).toBe(0);
  });
});
