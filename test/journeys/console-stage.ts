import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { serve, type Serving } from '@halles/platform/http';
import { prepareInstallation } from '@halles/platform/provisioning';
import { launchBrowser, openWorld, platformOf, type World } from '@halles/testing';
import type { Browser } from 'playwright-core';
import { createConsoleApp } from '../../apps/console-api/src/console-app';

/** A console over a prepared installation: the territories that ship with the product, and its first operator. */
export interface ConsoleStage {
  readonly world: World;
  readonly browser: Browser;
  readonly origin: string;
  readonly operator: { readonly email: string; readonly password: string };
  /** Stops the server, as a deployment does. */
  stopServer(): Promise<void>;
  /** Starts it again on the same port. */
  startServer(): Promise<void>;
  close(): Promise<void>;
}

const BUILD = join(process.cwd(), 'dist', 'apps', 'console', 'browser', 'index.html');

/** Needs the console to be built (`npm run build`). */
export async function openConsoleStage(): Promise<ConsoleStage> {
  if (!existsSync(BUILD)) throw new Error('the console is not built: npm run build');
  const world = await openWorld({
    env: { BIND_ADDRESS: '127.0.0.1', CONSOLE_HOST: 'console.localhost', LOG_LEVEL: 'silent' },
  });
  try {
    return await raise(world);
  } catch (error) {
    await world.close();
    throw error;
  }
}

async function raise(world: World): Promise<ConsoleStage> {
  // Two tenants are there already: the first start, which opens the others, is told to have begun.
  await platformOf(world).query('INSERT INTO first_territories DEFAULT VALUES');
  const { operator } = await prepareInstallation(world.config);
  if (!operator) throw new Error('the installation had an operator already');
  const browser = await launchBrowser();
  const start = async (port: number): Promise<Serving> => serve(await createConsoleApp(world.config), port);
  let serving = await start(0);
  const { port } = serving;
  return {
    world,
    browser,
    origin: `http://console.localhost:${port}`,
    operator,
    stopServer: () => serving.stop(),
    startServer: async () => {
      serving = await start(port);
    },
    close: async () => {
      await browser.close();
      await serving.stop();
      await world.close();
    },
  };
}
