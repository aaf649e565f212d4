import { type Config, loadConfig } from '@halles/platform/config';
import { serve, type Serving } from '@halles/platform/http';
import { GENEROUS, openWorld, type World } from '@halles/testing';
import { createConsoleApp } from '../src/console-app';
import {
  type AccountInput,
  addAccount,
  type Answer,
  ConsoleClient,
  openSession,
  PASSWORD,
  type TestAccount,
} from '@halles/testing/console';
import { FakeIssuer } from '@halles/testing/openid';

/** SIRET of the town hall that agents of the tests work for. */
export const TOWN_HALL = '73282932000074';

export const LINKED = '/double-authentification?proconnect=linked';
/** Where somebody stands who was not let in. */
export const refusedBy = (code: string): string => `/connexion?proconnect=${code}`;

export const locationOf = ({ headers }: Pick<Answer, 'headers'>): string => String(headers['location']);

let visitors = 0;

/** A console that is declared to a provider on this machine, and the people who sign in to it. */
export class ProConnectStage {
  private constructor(
    readonly issuer: FakeIssuer,
    readonly world: World,
    private readonly serving: Serving,
  ) {}

  /** @param options of the issuer */
  static async open(options: Parameters<typeof FakeIssuer.start>[0] = {}): Promise<ProConnectStage> {
    const issuer = await FakeIssuer.start(options);
    const world = await openWorld({
      env: {
        TRUSTED_PROXIES: '127.0.0.1',
        LOG_LEVEL: 'silent',
        PROCONNECT_ISSUER: issuer.url,
        PROCONNECT_CLIENT_ID: issuer.clientId,
        PROCONNECT_CLIENT_SECRET: 'a secret of the tests',
      },
    });
    const serving = await serve(await createConsoleApp(world.config, { rateLimits: GENEROUS }), 0);
    return new ProConnectStage(issuer, world, serving);
  }

  async close(): Promise<void> {
    await this.serving.stop();
    await this.world.close();
    await this.issuer.stop();
  }

  /** The settings of the same console, declared to another provider. */
  elsewhere(issuer: string): Config {
    return loadConfig({ ...this.world.env, PROCONNECT_ISSUER: issuer });
  }

  /** The issuer is honest again, and somebody new stands before it. */
  reset(): void {
    this.issuer.misconduct = {};
    visitors += 1;
    this.issuer.person = { sub: `agent-${visitors}`, email: 'agent@mairie.example', siret: TOWN_HALL };
  }

  query<T extends object>(sql: string, values: unknown[] = []): Promise<T[]> {
    return this.world.installation.platform().query<T>(sql, values);
  }

  async sessions(): Promise<number> {
    return (await this.query('SELECT 1 FROM console_session')).length;
  }

  browser(): ConsoleClient {
    visitors += 1;
    return new ConsoleClient(this.serving.port, `10.9.${visitors >> 8}.${visitors & 255}`);
  }

  agent(input: AccountInput = {}): Promise<TestAccount> {
    return addAccount(this.world, { role: 'agent', tenantId: this.world.here.tenant.id, ...input });
  }

  /** A browser that is signed in, without the cost of it. */
  async sessionOf(account: TestAccount, gaveCode = true): Promise<ConsoleClient> {
    const browser = this.browser();
    await openSession(this.world, browser, account, gaveCode);
    return browser;
  }

  /** Leaves for the provider: gives the query with which one comes back. */
  async leave(browser: ConsoleClient, path = '/api/proconnect/sign-in'): Promise<URLSearchParams> {
    const sent = await browser.get(path);
    expect([sent.status, new URL(locationOf(sent)).origin]).toEqual([303, this.issuer.url]);
    return this.issuer.approve(locationOf(sent));
  }

  comeBack(browser: ConsoleClient, back: URLSearchParams): Promise<Answer> {
    return browser.arrive(`/oidc/callback?${back.toString()}`);
  }

  async signIn(browser = this.browser()): Promise<{ browser: ConsoleClient; answer: Answer }> {
    return { browser, answer: await this.comeBack(browser, await this.leave(browser)) };
  }

  requestLink(browser: ConsoleClient, password = PASSWORD): Promise<Answer> {
    return browser.call({ method: 'POST', path: '/api/session/proconnect', body: { password } });
  }

  /** Links whoever stands before the provider. */
  async link(account: TestAccount): Promise<Answer> {
    const browser = await this.sessionOf(account);
    const answer = await this.requestLink(browser);
    return this.comeBack(browser, this.issuer.approve(String(answer.json['address'])));
  }

  async linkedAgent(input: AccountInput = {}): Promise<TestAccount> {
    const account = await this.agent(input);
    expect(locationOf(await this.link(account))).toBe(LINKED);
    return account;
  }
}
