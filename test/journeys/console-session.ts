import { type HttpAppOptions, serve } from '@halles/platform/http';
import { launchBrowser, openWorld, type World } from '@halles/testing';
import { addAccount, PASSWORD, type TestAccount } from '@halles/testing/console';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Browser, Page } from 'playwright-core';
import { createConsoleApp } from '../../apps/console-api/src/console-app';
import { type Misdeeds, watchedPage } from './watched-page';

const DESK = { width: 1280, height: 900 } as const;
export const TELEPHONE = { width: 390, height: 844 } as const;

/** The console of the two territories of a world, and a browser in front of it. */
export interface ConsoleSession {
  readonly world: World;
  readonly app: NestFastifyApplication;
  readonly port: number;
  readonly browser: Browser;
  readonly origin: string;
  /** The address of a screen of the first territory. */
  at(path: string): string;
  /** A page of a browser in which nobody is signed in. @param viewport that of a desk unless said */
  aPage(viewport?: {
    readonly width: number;
    readonly height: number;
  }): Promise<{ page: Page; misdeeds: Misdeeds }>;
  /** An agent of both territories. */
  agentOfBoth(): Promise<TestAccount>;
  close(): Promise<void>;
}

/** Needs the console to be built (`npm run build`). */
export async function openConsoleSession(
  overrides: Pick<HttpAppOptions, 'rateLimits'> = {},
): Promise<ConsoleSession> {
  const world = await openWorld({
    env: { BIND_ADDRESS: '127.0.0.1', CONSOLE_HOST: 'console.localhost', LOG_LEVEL: 'silent' },
  });
  const app = await createConsoleApp(world.config, overrides);
  const serving = await serve(app, 0);
  const browser = await launchBrowser();
  const origin = `http://console.localhost:${serving.port}`;
  return {
    world,
    app,
    port: serving.port,
    browser,
    origin,
    at: (path) => `${origin}/territoires/${world.here.tenant.slug}/${path}`,
    aPage: async (viewport = DESK) =>
      watchedPage(await browser.newContext({ viewport, locale: 'fr-FR' }), origin),
    agentOfBoth: async () => {
      const account = await addAccount(world, { role: 'agent', tenantId: world.here.tenant.id });
      await world.installation
        .platform()
        .query(`INSERT INTO console_grant (account_id, role, tenant_id) VALUES ($1, 'agent', $2)`, [
          account.id,
          world.there.tenant.id,
        ]);
      return account;
    },
    close: async () => {
      await browser.close();
      await serving.stop();
      await world.close();
    },
  };
}

/** Fills in the form that stands on the page, and sends it. @param email as somebody types it */
export async function signIn(page: Page, email: string): Promise<void> {
  await page.getByLabel('Adresse électronique').fill(email);
  await page.getByLabel('Mot de passe', { exact: true }).fill(PASSWORD);
  await page.keyboard.press('Enter');
}
