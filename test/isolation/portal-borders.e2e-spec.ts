import { call, cookieOf, type Matrix, openMatrix } from './portal-asking';
import { contentsOf } from './portal-planted';
import { type Address, bodyOf, pathOf } from './portal-addresses';
import { guardedRows, publicRows } from './portal-routes';

const all = [...guardedRows.map(({ route }) => route), ...publicRows];
const unsafe = all.filter((route) => !route.startsWith('GET '));
const pages = all.filter((route) => route.startsWith('GET '));
const published = publicRows.filter((route) => route.startsWith('GET '));

/** Whence a request may come that no page of the portal sent: browsers of today, those without fetch metadata, none. */
const ELSEWHERE: readonly Readonly<Record<string, string>>[] = [
  { 'sec-fetch-site': 'cross-site', origin: 'https://evil.example' },
  { 'sec-fetch-site': 'same-site', origin: 'http://autre-ville.localhost' },
  { 'sec-fetch-site': 'cross-site', origin: 'null' },
  { origin: 'null' },
  { origin: 'http://autre-ville.localhost' },
  {},
];

/** Types of bodies that forms of any site can send without asking. */
const SIMPLE = ['text/plain', 'multipart/form-data; boundary=x'] as const;

/** Routes to which files are sent. */
const TAKE_FILES =
  /\/(photos?|document|actualites|liste|reserver|produits-importer|produits-saisie|conversation\/:token|messages\/:conversation)$/;

const HEADERS = [
  'content-security-policy',
  'cross-origin-opener-policy',
  'cross-origin-resource-policy',
  'permissions-policy',
  'referrer-policy',
  'strict-transport-security',
  'x-content-type-options',
  'x-frame-options',
] as const;

/** What is said with every page of a territory without a map of another origin. */
const SAME = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; connect-src 'self'; " +
    "manifest-src 'self'; form-action 'self'; base-uri 'none'; object-src 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy':
    'accelerometer=(), autoplay=(), browsing-topics=(), camera=(), display-capture=(), encrypted-media=(), ' +
    'geolocation=(self), gyroscope=(), hid=(), magnetometer=(), microphone=(), midi=(), payment=(), ' +
    'publickey-credentials-get=(self), screen-wake-lock=(self), serial=(), usb=(), xr-spatial-tracking=()',
  'referrer-policy': 'strict-origin-when-cross-origin',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** The page that reads bar codes: a program of ours may run on it, and see what the camera does. */
const WITH_CAMERA = {
  ...SAME,
  'content-security-policy': SAME['content-security-policy'].replace(
    "script-src 'self'",
    "script-src 'self' 'wasm-unsafe-eval'",
  ),
  'permissions-policy': SAME['permissions-policy'].replace('camera=()', 'camera=(self)'),
};

describe('the border of every route of the portal', () => {
  let matrix: Matrix;
  beforeAll(async () => {
    matrix = await openMatrix();
  }, 60_000);
  afterAll(() => matrix.close());

  const addressOf = (route: string): Address => {
    const address = matrix.addresses.find((candidate) => candidate.route === route);
    if (!address) throw new Error(`no route is ${route}`);
    return address;
  };

  const cookieFor = (actor: 'nobody' | 'owner' | 'claimant', method: string): Promise<string | undefined> =>
    cookieOf(matrix.portal, matrix.portal.world.here, matrix.ours.mark, actor, method);

  async function ask(
    route: string,
    input: {
      readonly actor?: 'nobody' | 'owner' | 'claimant';
      /** Of a session that is there already. */
      readonly cookie?: string;
      readonly from?: Readonly<Record<string, string>>;
      readonly headers?: Readonly<Record<string, string>>;
      readonly locale?: 'fr' | 'en';
    } = {},
  ) {
    const { portal, ours } = matrix;
    const address = addressOf(route);
    return call(portal, {
      slug: ours.slug,
      method: address.method,
      path: pathOf(address, input.locale ?? 'fr', ours),
      body: bodyOf(route, ours),
      cookie: input.cookie ?? (await cookieFor(input.actor ?? 'owner', address.method)),
      ...(input.from && { from: input.from }),
      ...(input.headers && { headers: input.headers }),
    });
  }

  describe('of those that change something', () => {
    let before: Record<string, string>;
    beforeAll(async () => {
      before = await contentsOf(matrix.portal, matrix.portal.world.here);
    });

    it.each(unsafe)('lets no page of another site, or of another portal, in: %s', async (route) => {
      const cookie = (await cookieFor('owner', 'POST')) ?? '';
      for (const locale of ['fr', 'en'] as const)
        for (const from of ELSEWHERE) {
          const answer = await ask(route, {
            from,
            locale,
            cookie,
            headers: { accept: 'application/json' },
          });
          expect([from, answer.status, answer.body]).toEqual([
            from,
            403,
            expect.stringContaining('"cross-site-request"'),
          ]);
        }
    });

    it.each(unsafe)('reads no body but of its own kinds: %s', async (route) => {
      for (const type of SIMPLE) {
        if (TAKE_FILES.test(route) && type.startsWith('multipart')) continue;
        const answer = await ask(route, { headers: { 'content-type': type } });
        expect([type, answer.status]).toEqual([type, 415]);
      }
    });

    it('has changed nothing by all that', async () => {
      const after = await contentsOf(matrix.portal, matrix.portal.world.here);
      const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
      expect(changed).toEqual(['account_session']);
    });
  });

  const isHtml = (headers: { readonly 'content-type'?: string | undefined }): boolean =>
    headers['content-type']?.startsWith('text/html') ?? false;

  it('sends the same headers with every page, of whatever status, and keeps the addresses of links to itself', async () => {
    const sets = new Map<string, string[]>();
    for (const route of pages)
      for (const actor of ['nobody', 'owner'] as const) {
        const { headers } = await ask(route, { actor });
        if (!isHtml(headers)) continue;
        const set = Object.fromEntries(HEADERS.map((name) => [name, headers[name]]));
        const text = JSON.stringify(set);
        sets.set(text, [...(sets.get(text) ?? []), route]);
      }
    const found = [...sets].map(([text, routes]) => [JSON.parse(text) as object, routes] as const);
    const [usual, ofLinks, ofCamera, ...others] = found.toSorted(
      ([, one], [, other]) => other.length - one.length,
    );
    expect(others).toEqual([]);
    expect(usual?.[0]).toEqual(SAME);
    expect(ofLinks?.[0]).toEqual({ ...SAME, 'referrer-policy': 'same-origin' });
    const ofScans = ['commandes-remise', 'commandes/:order/remise', 'produits'];
    expect(ofCamera).toEqual([WITH_CAMERA, ofScans.map((path) => `GET /pro/commerces/:listing/${path}`)]);
    expect(new Set(ofLinks?.[1])).toEqual(
      new Set(
        pages.filter(
          (route) =>
            route.includes('/:token') &&
            !/\/(?:suivi|en-direct|agenda\.ics|liste\.jpg|avoir\.pdf|photos\/:picture)$/.test(route),
        ),
      ),
    );
  });

  it.each(guardedRows.map(({ route }) => route).filter((route) => route.startsWith('GET ')))(
    'keeps nowhere what one person sees: %s',
    async (route) => {
      for (const actor of ['nobody', 'claimant', 'owner'] as const) {
        const { headers } = await ask(route, { actor });
        expect([actor, headers['cache-control']]).toEqual([actor, expect.stringMatching(/no-store/)]);
      }
    },
  );

  it.each(published)('gives who reads no cookie: %s', async (route) => {
    const { headers } = await ask(route, { actor: 'nobody' });
    const leaves = route === 'GET /connexion/proconnect';
    expect(headers['set-cookie'] === undefined).toBe(!leaves);
  });
});
