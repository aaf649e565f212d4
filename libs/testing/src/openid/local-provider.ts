import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Provider } from 'oidc-provider';

const CLIENT = { id: 'halles', secret: 'a-secret-of-the-tests-0123456789abcdef' };
/** Who signs in. */
export const PERSON = {
  email: 'gerante@four.example',
  given_name: 'Odile',
  usual_name: 'Fournier',
  siret: '73282932000074',
};

interface Declared {
  readonly redirect: string;
  readonly signedOut: string;
}

/** Whoever comes is the same person, and has to say so: a page of another site lies between leaving and coming back. */
const SIGN_IN_PAGE = `<!doctype html><html lang="fr"><title>Fournisseur</title>
  <form method="post"><button>Je suis Odile Fournier</button></form></html>`;

/** @param form of the provider, without its buttons */
const leavingPage = (form: string): string => `<!doctype html><html lang="fr"><title>Fournisseur</title>
  ${form}<button form="op.logoutForm" name="logout" value="yes">Me déconnecter d’ici aussi</button></html>`;

/** A certified provider of OpenID Connect on this machine, set up as ProConnect is: claims by scopes of their names. */
export class LocalProvider {
  private constructor(
    private readonly server: Server,
    readonly url: string,
    /** What is declared of the installation. */
    readonly declared: Declared,
  ) {}

  /** @param consoleOrigin of the installation that is declared to it */
  static async start(consoleOrigin = 'http://console.localhost:3001'): Promise<LocalProvider> {
    const declared = {
      redirect: `${consoleOrigin}/oidc/callback`,
      signedOut: `${consoleOrigin}/oidc/signed-out`,
    };
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    const provider = providerAt(url, declared);
    const answer = provider.callback();
    server.on('request', (request: IncomingMessage, response: ServerResponse) => {
      if (!request.url?.startsWith('/interaction/')) void answer(request, response);
      else if (request.method === 'POST')
        void provider.interactionFinished(request, response, { login: { accountId: 'gerante' } });
      else response.setHeader('content-type', 'text/html; charset=utf-8').end(SIGN_IN_PAGE);
    });
    return new LocalProvider(server, url, declared);
  }

  /** The installation's settings. */
  get env(): Readonly<Record<string, string>> {
    return {
      PROCONNECT_ISSUER: this.url,
      PROCONNECT_CLIENT_ID: CLIENT.id,
      PROCONNECT_CLIENT_SECRET: CLIENT.secret,
    };
  }

  async stop(): Promise<void> {
    this.server.closeAllConnections();
    await new Promise((resolve) => this.server.close(resolve));
  }
}

function providerAt(url: string, { redirect, signedOut }: Declared): Provider {
  return new Provider(url, {
    clients: [
      {
        client_id: CLIENT.id,
        client_secret: CLIENT.secret,
        redirect_uris: [redirect],
        post_logout_redirect_uris: [signedOut],
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
    features: {
      devInteractions: { enabled: false },
      rpInitiatedLogout: {
        logoutSource: (ctx, form) => {
          ctx.body = leavingPage(form);
        },
      },
    },
    pkce: { required: () => true },
    findAccount: (_ctx, sub) => ({
      accountId: sub,
      claims: () => ({ sub, email_verified: true, ...PERSON }),
    }),
    loadExistingGrant: async (ctx) => {
      const accountId = ctx.oidc.session?.accountId ?? '';
      const grant = new ctx.oidc.provider.Grant({ clientId: CLIENT.id, accountId });
      grant.addOIDCScope('openid email given_name usual_name siret');
      await grant.save();
      return grant;
    },
  });
}

/** A browser at the provider: has its cookies, and does what a person would. */
export class ProviderBrowser {
  private readonly jar = new Map<string, string>();
  /** How often somebody had to say who they are. */
  interactions = 0;

  constructor(private readonly provider: LocalProvider) {}

  /** Signs in. @returns the query with which the browser is sent back */
  signIn(start: string): Promise<string> {
    return this.follow(start, this.provider.declared.redirect);
  }

  /** Signs out, and says yes where it is asked. @returns the query with which the browser is sent back */
  async signOut(start: string): Promise<string> {
    const page = await (await this.send(start)).text();
    const [, action = ''] = /action="([^"]+)"/.exec(page) ?? [];
    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(page) ?? [];
    const body = new URLSearchParams({ xsrf, logout: 'yes' });
    const answer = await this.send(action, { method: 'POST', body });
    return this.follow(
      new URL(answer.headers.get('location') ?? '', action).href,
      this.provider.declared.signedOut,
    );
  }

  private async follow(start: string, end: string): Promise<string> {
    let url = start;
    for (let hops = 0; hops < 10 && !url.startsWith(end); hops += 1) {
      const isInteraction = url.includes('/interaction/');
      if (isInteraction) this.interactions += 1;
      const answer = await this.send(url, isInteraction ? { method: 'POST' } : {});
      url = new URL(answer.headers.get('location') ?? '', url).href;
    }
    expect(url.startsWith(end)).toBe(true);
    return new URL(url).search;
  }

  private async send(url: string, init: RequestInit = {}): Promise<Response> {
    const cookie = [...this.jar].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { redirect: 'manual', headers: { cookie }, ...init });
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
      this.jar.set(name, value);
    }
    return answer;
  }
}
