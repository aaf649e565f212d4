import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';
import { GENEROUS, PortalBrowser } from './portal-browser';
import { type Portal, openPortal } from './portal-harness';

const CLIENT = { id: 'halles', secret: 'a-secret-of-the-tests-0123456789abcdef' };
const REDIRECT = 'http://console.localhost:3001/oidc/callback';
const SIRET = '73282932000074';

/** A certified provider of OpenID Connect on this machine, set up as ProConnect is: claims by scopes of their names. */
async function startProvider(): Promise<{ readonly server: Server; readonly url: string }> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const provider = new Provider(url, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [REDIRECT],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    scopes: ['openid', 'email', 'given_name', 'usual_name', 'siret'],
    claims: {
      openid: ['sub'],
      email: ['email', 'email_verified'],
      given_name: ['given_name'],
      usual_name: ['usual_name'],
      siret: ['siret'],
    },
    features: { devInteractions: { enabled: false } },
    pkce: { required: () => true },
    findAccount: (_ctx, sub) => ({
      accountId: sub,
      claims: () => ({
        sub,
        email: 'gerante@four.example',
        email_verified: true,
        given_name: 'Odile',
        usual_name: 'Fournier',
        siret: SIRET,
      }),
    }),
    loadExistingGrant: async (ctx) => {
      const accountId = ctx.oidc.session?.accountId ?? '';
      const grant = new ctx.oidc.provider.Grant({ clientId: CLIENT.id, accountId });
      grant.addOIDCScope('openid email given_name usual_name siret');
      await grant.save();
      return grant;
    },
  });
  const answer = provider.callback();
  server.on('request', (request: IncomingMessage, response: ServerResponse) => {
    if (request.url?.startsWith('/interaction/'))
      void provider.interactionFinished(request, response, { login: { accountId: 'gerante' } });
    else void answer(request, response);
  });
  return { server, url };
}

/** Follows the provider's own redirects with its own cookies, until it sends the browser back. */
async function signInThere(start: string): Promise<string> {
  const jar = new Map<string, string>();
  let url = start;
  for (let hops = 0; hops < 10 && !url.startsWith(REDIRECT); hops += 1) {
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie } });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      jar.set(name, value);
    }
    url = new URL(answer.headers.get('location') ?? '', url).href;
  }
  return new URL(url).search;
}

describe('a certified provider of OpenID Connect', () => {
  let portal: Portal;
  let server: Server;
  beforeAll(async () => {
    const provider = await startProvider();
    ({ server } = provider);
    portal = await openPortal(
      { rateLimits: GENEROUS },
      {
        PROCONNECT_ISSUER: provider.url,
        PROCONNECT_CLIENT_ID: CLIENT.id,
        PROCONNECT_CLIENT_SECRET: CLIENT.secret,
      },
    );
  });
  afterAll(async () => {
    await portal.close();
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  });

  it('signs somebody in with their SIRET and a proved address, and again as the same person', async () => {
    for (let time = 0; time < 2; time += 1) {
      const browser = new PortalBrowser(portal);
      const sent = await browser.get('/en/sign-in/proconnect?suite=/en/pro/find');
      const search = await signInThere(String(sent.headers.location));
      const back = await browser.get(`/connexion/proconnect/retour${search}`);
      expect([back.status, back.headers.location]).toEqual([303, '/en/pro/find']);
      expect((await browser.get('/compte')).body).toContain('gerante@four.example');
    }
    const rows = await portal.world.work.read(portal.world.here, (tx) =>
      tx.manager.query<object[]>(
        `SELECT a.email, a.verified_at IS NOT NULL AS proved, s.siret FROM account a
           JOIN account_session s ON s.account_id = a.id`,
      ),
    );
    const person = { email: 'gerante@four.example', proved: true, siret: SIRET };
    expect(rows).toEqual([person, person]);
  });
});
