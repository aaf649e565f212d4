import type { TenantWriteTx } from '@halles/platform/tenancy';
import { signInAs } from '@halles/testing';
import { exceptions, EXPORTED, OF_NOBODY, personalColumns } from './personal-columns';
import { call, type Matrix, openMatrix } from './portal-asking';
import { type Planted, sessionFor } from './portal-planted';

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
const FIREFOX = 'Mozilla/5.0 (Android 14; Mobile; rv:128.0) Gecko/128.0 Firefox/128.0';
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

/** More of its people in what is planted: what the plants leave out, and codes in the place of words that are sought. */
async function plantMore({ manager }: TenantWriteTx, { listing, people }: Planted): Promise<void> {
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
  await manager.query(`UPDATE account_session SET browser = $1`, [FIREFOX]);
  // Signed on the screen, for who had no address, before an agent.
  await manager.query(
    `UPDATE mandate SET state = 'active', means = 'screen', signature = 'M1 1L9 9', signed_as = NULL, signed_at = now(), created_at = now(), giver_email = NULL`,
  );
  await manager.query(
    `INSERT INTO profile_draft (listing_id, account_id, changes, updated_at) VALUES ($1, $2, $3, now())
     ON CONFLICT (listing_id, account_id) DO UPDATE SET changes = excluded.changes`,
    [
      listing,
      people.owner,
      JSON.stringify({ services: { value: { delivery: true, deliveryArea: 'le bourg' }, version: 1 } }),
    ],
  );
  await manager.query(
    `INSERT INTO order_event (id, order_id, event, previous, from_state, state, actor, account_id, created_at)
   SELECT gen_random_uuid(), order_id, 2, 1, 'received', 'accepted', 'merchant', $1, now() FROM order_event`,
    [people.owner],
  );
  await manager.query(
    `INSERT INTO booking_event (id, booking_id, event, previous, from_state, state, actor, account_id, starts_at, is_moved, created_at)
   SELECT gen_random_uuid(), booking_id, 2, 1, 'confirmed', 'arrived', 'merchant', $1, starts_at, false, now() FROM booking_event`,
    [people.owner],
  );
  await manager.query(`UPDATE order_withdrawal SET refunded_at = now(), refunded_by = $1`, [people.owner]);
  await manager.query(`UPDATE photo SET created_by = $1`, [people.owner]);
  await manager.query(`UPDATE listing_report SET decider_id = $1 WHERE decided_by = 'merchant'`, [
    people.owner,
  ]);
  await manager.query(`UPDATE ordering_settings SET phone = '+33699000001' WHERE listing_id = $1`, [listing]);
  await manager.query(
    `INSERT INTO payment_account (id, listing_id, account, takes_payments, accepts, connected_at, checked_at)
     VALUES (gen_random_uuid(), $1, 'acct_planted', true, 'both', now(), now())`,
    [listing],
  );
}

describe('what an account holds, as a page that people read', () => {
  let matrix: Matrix;
  let pages: string[];
  let files: readonly Readonly<Record<string, unknown>>[];
  beforeAll(async () => {
    matrix = await openMatrix();
    const { world } = matrix.portal;
    const { mark } = matrix.ours;
    await world.work.write(world.here, (tx) => plantMore(tx, matrix.ours));
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
    files = await Promise.all(
      cookies.map(async (cookie) => {
        const answer = await call(matrix.portal, {
          slug: matrix.ours.slug,
          method: 'POST',
          path: '/compte/donnees/fichier',
          body: { kind: 'form', fields: {} },
          cookie,
        });
        return JSON.parse(answer.body) as Record<string, unknown>;
      }),
    );
    for (const path of ['/compte/donnees/page', '/en/account/data/page'])
      for (const cookie of cookies) {
        const answer = await matrix.portal.ask(matrix.ours.slug, path, { headers: { cookie } });
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
      'blocked',
      'bookings',
      'claims',
      'conversations',
      'corrections',
      'enquiries',
      'freshness',
      'mails',
      'mandates',
      'notifications',
      'order-contacts',
      'order-phones',
      'order-work',
      'orders',
      'payment-accounts',
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
        (!AS_WRITTEN.test(value) && RAW.some((pattern) => pattern.test(value))),
    );
    expect(raw).toEqual([]);
  });

  it('shows no number of ours', () => {
    const numbers = pages
      .flatMap(factsOf)
      .filter(
        ({ term, value }) => /\b[0-9a-f]{8}-[0-9a-f]{4}-/.test(value) || /interne|internal/i.test(term),
      );
    expect(numbers).toEqual([]);
    expect(pages.filter((html) => /fiche n°|page no\./i.test(html)).length).toBe(0);
  });

  it('leaves out what there is not, and names a browser as its owner would', () => {
    const facts = pages.flatMap(factsOf);
    expect(facts.filter(({ value }) => /^(?:Non précisé|Not given)?$/.test(value))).toEqual([]);
    const browsers = new Set(
      facts.filter(({ term }) => /^(?:Navigateur|Browser)$/.test(term)).map(({ value }) => value),
    );
    expect([...browsers]).toEqual(expect.arrayContaining(['Firefox on Android', 'Firefox sur Android']));
    expect([...browsers].filter((name) => name.includes('/'))).toEqual([]);
  });

  it('has no space before a colon in English', () => {
    const english = pages.filter((html) => html.includes('<html lang="en"'));
    expect(english.length).toBeGreaterThan(0);
    expect(english.flatMap(factsOf).filter(({ value }) => /[\s\u00a0\u202f]:/.test(value))).toEqual([]);
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

  it('is told of every column that holds something of a person, but those with a reason', async () => {
    const { columns, tables } = await personalColumns(matrix.portal, Object.values(matrix.ours.people));
    expect(columns).toEqual([...Object.keys(EXPORTED), ...exceptions].sort());
    const free = tables.filter((table) => !columns.some((column) => column.startsWith(`${table}.`)));
    expect(free).toEqual(OF_NOBODY);
    const told = (path: string) =>
      files.some((file) => {
        const at = path
          .split('.')
          .reduce<unknown>((value, key) => (value as Record<string, unknown>)?.[key], file);
        return Array.isArray(at) ? at.length > 0 : at !== undefined && at !== null;
      });
    expect([...new Set(Object.values(EXPORTED))].filter((path) => !told(path))).toEqual([]);
  });

  it('has a mandate with its signature as a picture, and in words', () => {
    const [mandate] = files.flatMap(({ mandates }) => mandates as Record<string, unknown>[]);
    expect(mandate).toMatchObject({
      giverName: `${matrix.ours.mark} Paul`,
      signature: { type: 'image/svg+xml', content: expect.stringContaining('d="M1 1L9 9"') as string },
    });
    const facts = pages.flatMap(factsOf).map(({ term, value }) => `${term}: ${value}`);
    expect(facts).toEqual(
      expect.arrayContaining([
        `Donné par: ${matrix.ours.mark} Paul`,
        'Manière de signer: à l’écran, devant un agent',
        'What the mandate covers: opening hours',
      ]),
    );
  });
});
