import { anAccount, countHashes, GENEROUS, signInAs, statementsOf, writeListings } from '@halles/testing';
import { type Portal, openPortal } from '../../testing/portal-harness';

const PASSWORD = 'girafe lampe otarie';
const HERE = 'ici-bourg';

// Whoever asks with an address learns nothing of whether it has an account: not from the answer, nor from its time.
describe('a form that takes an address', () => {
  let portal: Portal;
  let cookie: string;
  let shop: number;
  let addresses = 0;
  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS }, { TRUSTED_PROXIES: '127.0.0.1' });
    [shop = 0] = await writeListings(portal.world, portal.world.here, [{}]);
    ({ cookie } = await signInAs(portal.world, portal.world.here, { grants: [{ listingId: shop }] }));
  });
  afterAll(() => portal.close());

  const post = (path: string, fields: Readonly<Record<string, string>>, headers = {}) =>
    portal.post(HERE, path, fields, { 'x-forwarded-for': `203.0.113.${(addresses += 1)}`, ...headers });
  const aKnown = async (where: 'here' | 'there'): Promise<string> => {
    const email = `known-${(addresses += 1)}@four.example`;
    await anAccount(portal.world, portal.world[where], { email, password: PASSWORD });
    return email;
  };
  const anUnknown = () => Promise.resolve(`nobody-${(addresses += 1)}@four.example`);

  it.each<[string, (email: string) => ReturnType<typeof post>]>([
    ['to sign in', (email) => post('/connexion', { email, password: 'not this one' })],
    ['to sign in by a link', (linkEmail) => post('/connexion/lien', { linkEmail })],
    ['to sign up', (email) => post('/inscription', { name: 'Ada', email, newPassword: PASSWORD })],
    ['to choose a new password', (email) => post('/mot-de-passe', { email })],
    ['to have another address', (newEmail) => post('/compte/adresse', { newEmail }, { cookie })],
    [
      'to invite to a team',
      (inviteEmail) =>
        post(`/pro/commerces/${shop}/equipe`, { inviteEmail, permission: 'listing.edit' }, { cookie }),
    ],
    ['to hand a listing over', (email) => post(`/pro/commerces/${shop}/ceder`, { email }, { cookie })],
  ])(
    'does and answers the same whether it has an account here, elsewhere or nowhere: %s',
    async (_what, ask) => {
      const outcomes = [];
      // The first warms up: connections, and what a form that was sent before leaves behind.
      for (const address of [anUnknown, anUnknown, () => aKnown('here'), () => aKnown('there')]) {
        const email = await address();
        const hashes = countHashes();
        let answer: Awaited<ReturnType<typeof post>> | undefined;
        const statements = await statementsOf(async () => (answer = await ask(email)));
        outcomes.push({
          status: answer?.status,
          location: answer?.headers['location'],
          hashes: hashes(),
          statements,
        });
      }
      const [, unknown, ...known] = outcomes;
      expect(unknown?.status).toBeLessThan(404);
      expect(unknown?.statements.length).toBeGreaterThan(0);
      for (const outcome of known) expect(outcome).toEqual(unknown);
    },
  );
});
