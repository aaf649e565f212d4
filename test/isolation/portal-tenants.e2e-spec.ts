import { anAccount } from '@halles/testing';
import { call, cookieOf, type Matrix, openMatrix, reachOf } from './portal-asking';
import { contentsOf, type Planted, unmarkedColumns } from './portal-planted';
import { type Address, bodyOf, OWN_PLACES, pathOf } from './portal-addresses';
import { type Actor, actors, guardedRows, publicRows } from './portal-routes';

/** Columns of words that nobody writes: keys of texts, codes, digests, and what the territory's file says. */
const WITHOUT_WORDS = [
  'account.password_hash',
  'agenda.pauses',
  'agenda_resource.absences',
  'agenda_resource.hours',
  'agenda_service.durations',
  'booking.customer_phone',
  'booking_event.from_state',
  'booking_event.state',
  'booking_wait.customer_phone',
  'booking_wait.further',
  'claim_event.cause',
  'claim_event.state',
  'collection_point.hours',
  'collection_point.slots',
  'commune.name',
  'conversation.content_digest',
  'credit_note.fee',
  'customer_order.customer_phone',
  'customer_order.terms_digest',
  'fulfilment_settings.rules',
  'gauge_rule.formula',
  'listing.category',
  'listing.commune',
  'listing.phone',
  'listing.postal_code',
  'listing_merge.merged_by',
  'listing_merge.moved',
  'listing_pair.decided_by',
  'listing_report.effect',
  'listing_report.taken_back',
  'listing_source.digest',
  'mandate.signature',
  'open_data_release.files',
  'opening.digest',
  'order_event.from_state',
  'order_event.overrides',
  'order_event.state',
  'order_payment.account',
  'order_payment.checkout',
  'order_payment.checkout_url',
  'order_payment.later',
  'order_payment.payment',
  'order_payment.problem',
  'ordering_settings.pickup',
  'payment_mismatch.payment',
  'photo.crop',
  'photo.variants',
  'post.words',
  'product.hours',
  'product.season',
  'product_column_mapping.mapping',
  'product_import.mapping',
  'schema_migration.name',
  'search_delete.deleted',
  'search_place.commune',
  'town_service.notice_email',
];

/** What is asked of routes that search, about what only the other territory has. */
const QUERIES: Readonly<Record<string, readonly string[]>> = {
  'GET /commerces': ['?q=brioche', '?q=boulangerie&ou=zib'],
  'GET /api/v1/search': ['?q=brioche', '?q=boulangerie'],
  'GET /api/v1/suggest': ['?q=zib', '?q=bri'],
  'GET /api/v1/clusters': ['?zoom=12&bbox=-0.7,44.7,-0.4,44.9'],
  'GET /pro/trouver': ['?q=boulangerie', '?q=0556000001', '?q=55203253400646'],
  'GET /pro/notifications': ['?avant=ffffffff-ffff-7fff-bfff-ffffffffffff'],
};

const PASSWORD = 'girafe lampe otarie';

/** Everybody of our own territory, and the owner of the other one, whose browser shows their cookie here. */
type Asker = Actor | 'foreign';
const askers: readonly Asker[] = [...actors, 'foreign'];

describe('what another territory keeps', () => {
  let matrix: Matrix;
  let before: Record<string, string>;

  beforeAll(async () => {
    matrix = await openMatrix();
    const { portal } = matrix;
    await anAccount(portal.world, portal.world.there, {
      email: 'zibeline-secret@town.example',
      password: PASSWORD,
    });
    before = await contentsOf(portal, portal.world.there);
  }, 60_000);
  afterAll(() => matrix.close());

  const addressOf = (route: string): Address => {
    const address = matrix.addresses.find((candidate) => candidate.route === route);
    if (!address) throw new Error(`no route is ${route}`);
    return address;
  };

  const cookieFor = (asker: Asker, method: string): Promise<string | undefined> => {
    const { portal, ours, theirs } = matrix;
    return asker === 'foreign'
      ? cookieOf(portal, portal.world.there, theirs.mark, 'owner', method)
      : cookieOf(portal, portal.world.here, ours.mark, asker, method);
  };

  /** What an answer tells of the other territory: nothing, once what was asked is not counted as told. */
  function told(answer: { body: string; headers: object }, path: string): string[] {
    const { theirs, portal } = matrix;
    const { people, tokens: _tokens, listing, ...own } = theirs;
    let text = `${JSON.stringify(answer.headers)}\n${answer.body}`.toLowerCase();
    for (const asked of [path, ...path.split(/[/?&=]/)].flatMap((part) => [part, encodeURIComponent(part)]))
      if (asked.length > 8) text = text.replaceAll(asked.toLowerCase(), '');
    const words = [
      theirs.mark,
      theirs.slug,
      portal.world.there.tenant.id,
      String(listing),
      ...Object.values(own).filter((value) => value.length > 12),
      ...Object.values(people),
    ];
    return words.filter((word) => text.includes(word.toLowerCase()));
  }

  /** Asks a route of our host about their things. @param own our own business, where only what hangs on it is theirs */
  async function ask(
    route: string,
    asker: Asker,
    input: { locale?: 'fr' | 'en'; query?: string; own?: Planted } = {},
  ) {
    const { portal, ours, theirs } = matrix;
    const address = addressOf(route);
    // Names in addresses are left out where an id says which: what comes back then was not sent.
    const path = pathOf(address, input.locale ?? 'fr', theirs, input.own).replace(
      theirs.listingSlug,
      `x-${theirs.listing}`,
    );
    const whole = `${path}${input.query ?? ''}`;
    const body = bodyOf(route, theirs);
    const answer = await call(portal, {
      slug: ours.slug,
      method: address.method,
      path: whole,
      body,
      cookie: await cookieFor(asker, address.method),
    });
    const seen = [route, asker, whole];
    expect([...seen, told(answer, whole)]).toEqual([...seen, []]);
    return { answer, seen };
  }

  it('has its word in every column that words can stand in: a new one has to be planted, or named here', async () => {
    const { portal, theirs } = matrix;
    expect(await unmarkedColumns(portal, portal.world.there, theirs.mark)).toEqual(WITHOUT_WORDS);
  });

  it('is there to be read on its own host, by who may', async () => {
    const { portal, theirs } = matrix;
    for (const [route, actor] of [
      ['GET /commerce/:listing', 'nobody'],
      ['GET /media/photos/:listing/:file', 'nobody'],
      ['GET /rues/:commune/:street', 'nobody'],
      ['GET /commerce/:listing/commander', 'nobody'],
      ['GET /commerce/:listing/conditions-de-vente', 'nobody'],
      ['GET /commande/:token', 'nobody'],
      ['GET /commande/:token/conditions', 'nobody'],
      ['GET /commerce/:listing/rendez-vous', 'nobody'],
      ['GET /commerce/:listing/rendez-vous/:service', 'nobody'],
      ['GET /conversation/:token', 'nobody'],
      ['GET /conversation/:token/photos/:picture', 'nobody'],
      ['GET /rendez-vous/:token', 'nobody'],
      ['GET /rendez-vous/:token/deplacer', 'nobody'],
      ['GET /rendez-vous/:token/partager', 'nobody'],
      ['GET /donnees/commerces.csv', 'nobody'],
      ['GET /donnees/commerces.geojson', 'nobody'],
      ['GET /donnees/commerces.jsonld', 'nobody'],
      ['GET /donnees/actualites.csv', 'nobody'],
      ['GET /actualites', 'nobody'],
      ['GET /actualites.atom', 'nobody'],
      ['GET /pro/commerces/:listing/actualites', 'staff'],
      ['GET /pro/commerces/:listing/actualites/:post', 'staff'],
      ['GET /pro/commerces/:listing/messages', 'staff'],
      ['GET /pro/commerces/:listing/messages-reponses', 'staff'],
      ['GET /pro/commerces/:listing/messages/:conversation', 'staff'],
      ['GET /pro/commerces/:listing/messages/:conversation/photos/:picture', 'staff'],
      ['GET /pro/commerces/:listing/commandes', 'staff'],
      ['GET /pro/commerces/:listing/commandes/:order', 'staff'],
      ['GET /pro/commerces/:listing/produits', 'staff'],
      ['GET /pro/commerces/:listing/produits/:product', 'staff'],
      ['GET /pro/commerces/:listing/produits-importer/:import', 'staff'],
      ['GET /pro/demandes/:claim', 'claimant'],
      ['GET /pro/transferts/:transfer', 'claimant'],
      ['GET /pro/commerces/:listing', 'owner'],
      ['GET /pro/commerces/:listing/equipe', 'owner'],
      ['GET /pro/commerces/:listing/signalements', 'owner'],
      ['GET /pro/commerces/:listing/photos/:photo', 'owner'],
      ['GET /invitation/:token', 'nobody'],
      ['GET /mandat/:token', 'nobody'],
      ['GET /corriger/:token', 'nobody'],
      ['GET /pro/confirmer/:token', 'nobody'],
    ] as const) {
      const { status, body } = await call(portal, {
        slug: theirs.slug,
        method: 'GET',
        path: pathOf(addressOf(route), 'fr', theirs),
        body: { kind: 'form', fields: {} },
        cookie: await cookieOf(portal, portal.world.there, theirs.mark, actor, 'GET'),
      });
      expect([route, status]).toEqual([route, 200]);
      if (!route.startsWith('GET /media')) expect([route, body.includes(theirs.mark)]).toEqual([route, true]);
    }
  });

  it.each(publicRows)('is told to nobody, whoever asks: %s', async (route) => {
    for (const asker of askers) {
      for (const locale of ['fr', 'en'] as const) {
        const { answer, seen } = await ask(route, asker, { locale });
        // Who accepts an invitation is asked who they are before it is looked at.
        const signsIn = route === 'POST /invitation/:token' && /^(nobody|foreign)$/.test(asker);
        if (signsIn) expect([...seen, reachOf(answer)]).toEqual([...seen, 'sign-in']);
        // A link of an agent is used once: one that is gone and one that never was are not told apart.
        else if (OWN_PLACES.test(route))
          expect([...seen, answer.status]).toEqual([...seen, route.includes('/agent/') ? 410 : 404]);
        else expect(answer.status).toBeLessThan(500);
      }
      for (const query of QUERIES[route] ?? []) await ask(route, asker, { query });
    }
  });

  it.each(guardedRows)('is not there for anybody who signs in: $route', async ({ route }) => {
    for (const asker of askers) {
      for (const locale of ['fr', 'en'] as const) {
        const { answer, seen } = await ask(route, asker, { locale });
        const isOutside = asker === 'nobody' || asker === 'foreign';
        if (isOutside) expect([...seen, reachOf(answer)]).toEqual([...seen, 'sign-in']);
        else if (OWN_PLACES.test(route)) expect([...seen, answer.status]).toEqual([...seen, 404]);
        else expect(answer.status).toBeLessThan(500);
      }
      for (const query of QUERIES[route] ?? []) await ask(route, asker, { query });
    }
  });

  const onListings = guardedRows.filter(({ route }) => route.includes('/pro/commerces/:listing'));

  it.each(onListings)('does not hang on a business of ours either: $route', async ({ route }) => {
    for (const asker of ['staff', 'owner'] as const) {
      const { answer, seen } = await ask(route, asker, { own: matrix.ours });
      if (/:photo/.test(route)) expect([...seen, answer.status]).toEqual([...seen, 404]);
      else expect(answer.status).toBeLessThan(500);
    }
  });

  it('opens to no password on another host, nor to a code or a link asked for there', async () => {
    const { portal, ours } = matrix;
    const fields = { email: 'zibeline-secret@town.example', password: PASSWORD };
    const refused = await portal.post(ours.slug, '/connexion', fields);
    expect([refused.status, refused.headers['set-cookie']]).toEqual([401, undefined]);
    expect((await portal.post(matrix.theirs.slug, '/connexion', fields)).status).toBe(303);
    const browser = await portal.post(
      ours.slug,
      `/lien/${matrix.theirs.tokens.link}`,
      {},
      { cookie: matrix.theirs.browser },
    );
    expect(browser.status).toBe(404);
  });

  it('is as it was, after all that was asked', async () => {
    const after = await contentsOf(matrix.portal, matrix.portal.world.there);
    const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
    // Sessions were opened there: by the right password, and for the cookies that were brought here.
    expect(changed).toEqual(['account_session']);
  });
});
