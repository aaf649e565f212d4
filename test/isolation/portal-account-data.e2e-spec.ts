import { signInAs } from '@halles/testing';
import { call, type Matrix, openMatrix } from './portal-asking';
import { sessionFor } from './portal-planted';

/** What a machine writes and nobody reads: names of code, JSON, instants, numbers as they are stored. */
const RAW: readonly RegExp[] = [
  /[{}[\]"]/,
  /\b(?:null|true|false|undefined)\b/,
  /\d{4}-\d{2}(?:-\d{2})?(?![\d-])/,
  /\+33/,
  /\b[a-z]{2,}[A-Z]\w*/,
  /\b(?:merchant|customer|listing|account)[-_.]\w+/,
  /\b(?:application|image)\/\w+/,
];
const UUID = /[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}/;
/** What stands for a code that no vocabulary has. Other accounts are called so too. */
const UNWORDED = /(?:^|, |\()(?:un autre|another)(?:$|, |\))/;
const ACCOUNTS = ['Compte', 'Compte qui propose', 'Account', 'Account that offers'];
/** Words that somebody wrote, or that name a place on the web: they are shown as they are. */
const AS_WRITTEN = /FAUVETTE|fauvette|https:\/\//;

interface Fact {
  readonly term: string;
  readonly value: string;
}

const plain = (html: string): string =>
  html
    .replaceAll(/<[^>]+>/g, '')
    .replaceAll('&quot;', '"')
    .replaceAll('&#x27;', '’')
    .trim();

/** Everything that the page says of somebody, as its definition lists have it. */
function factsOf(html: string): Fact[] {
  return [...html.matchAll(/<dt>([\s\S]*?)<\/dt>\s*<dd>([\s\S]*?)<\/dd>/g)].map(
    ([, term = '', value = '']) => ({ term: plain(term), value: plain(value) }),
  );
}

describe('what an account holds, as a page that people read', () => {
  let matrix: Matrix;
  let pages: string[];
  beforeAll(async () => {
    matrix = await openMatrix();
    const { world } = matrix.portal;
    const { mark, listing, people } = matrix.ours;
    await world.work.write(world.here, async ({ manager }) => {
      await manager.query(
        `INSERT INTO notification_preference (account_id, event, channel, wanted, changed_at) VALUES ($1, 'holidays', 'push', false, now())`,
        [people.owner],
      );
      await manager.query(`UPDATE correction SET account_id = $1 WHERE link_id IS NULL`, [people.owner]);
      // Codes, which were planted as words that are sought.
      await manager.query(`UPDATE claim_proof SET source = 'sirene'`);
      await manager.query(`UPDATE claim_event SET cause = 'claimant'`);
      await manager.query(`UPDATE mail_delivery SET template = 'claim-notice'`);
      // Each sign-in with a second factor leaves one.
      await manager.query(
        `UPDATE account_link SET kind = 'second-factor', account_id = $1 WHERE kind = 'sign-in'`,
        [people.owner],
      );
      await manager.query(`UPDATE photo SET created_by = $1`, [people.owner]);
      await manager.query(`UPDATE listing_report SET decider_id = $1 WHERE decided_by = 'merchant'`, [
        people.owner,
      ]);
      await manager.query(`UPDATE ordering_settings SET phone = '+33699000001' WHERE listing_id = $1`, [
        listing,
      ]);
    });
    const guest = `${mark.toLowerCase()}-guest@town.example`;
    const shop = `${mark.toLowerCase()}-shop@town.example`;
    const cookies = [
      await sessionFor(world, world.here, mark, 'owner'),
      await sessionFor(world, world.here, mark, 'claimant'),
      (await signInAs(world, world.here, { email: guest })).cookie,
      (await signInAs(world, world.here, { email: shop })).cookie,
      (await signInAs(world, world.here, { email: `rappels-${guest}` })).cookie,
    ];
    pages = [];
    for (const path of ['/compte/donnees/page', '/en/account/data/page'])
      for (const cookie of cookies) {
        const answer = await call(matrix.portal, {
          slug: matrix.ours.slug,
          method: 'POST',
          path,
          body: { kind: 'form', fields: {} },
          cookie,
        });
        expect([path, answer.status]).toEqual([path, 200]);
        pages.push(answer.body);
      }
  }, 120_000);
  afterAll(() => matrix?.close());

  it('has something of every feature', () => {
    const sections = new Set(
      pages.flatMap((html) =>
        [...html.matchAll(/id="data-([a-z-]+)"[\s\S]*?(?=<section|<\/main>)/g)]
          .filter(([part]) => part.includes('<dt>'))
          .map(([, name = '']) => name),
      ),
    );
    expect([...sections].sort()).toEqual([
      'account',
      'claims',
      'corrections',
      'enquiries',
      'freshness',
      'mails',
      'notifications',
      'order-contacts',
      'order-phones',
      'orders',
      'photos',
      'places',
      'profiles',
      'reports',
      'withdrawals',
    ]);
  });

  it('says nothing in the words of machines', () => {
    const facts = pages.flatMap(factsOf);
    expect(facts.length).toBeGreaterThan(100);
    const raw = facts.filter(
      ({ term, value }) =>
        RAW.some((pattern) => pattern.test(term)) ||
        (!AS_WRITTEN.test(value) && RAW.some((pattern) => pattern.test(value.replace(UUID, '')))),
    );
    expect(raw).toEqual([]);
  });

  it('names a number of ours as what it is, and nothing else by one', () => {
    const numbers = pages.flatMap(factsOf).filter(({ value }) => UUID.test(value) && !AS_WRITTEN.test(value));
    expect([...new Set(numbers.map(({ term }) => term))].sort()).toEqual(
      [
        'Internal number',
        'Numéro interne',
        'Numéro interne de la demande',
        'Internal number of the request',
        'Numéro interne du signalement',
        'Internal number of the report',
        'Numéro interne de ce dont il s’agit',
        'Internal number of what it is about',
      ]
        .filter((term) => numbers.some((one) => one.term === term))
        .sort(),
    );
  });

  it('has a word for each code: none is « un autre »', () => {
    const unworded = pages
      .flatMap(factsOf)
      .filter(({ term, value }) => UNWORDED.test(value) && !ACCOUNTS.includes(term));
    expect(unworded).toEqual([]);
    expect(pages.some((html) => html.includes('finir de se connecter, avec le code'))).toBe(true);
  });

  it('knows each of its fields: none is called « Autre information »', () => {
    const unknown = pages
      .flatMap(factsOf)
      .filter(({ term }) => /^Autre information|^Other information/.test(term));
    expect(unknown).toEqual([]);
  });
});
