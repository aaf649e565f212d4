import { PhotoService } from '@halles/domain/photos';
import { MINUTE, required } from '@halles/kernel';
import { freePort } from '@halles/platform/engines';
import { serve, type Serving } from '@halles/platform/http';
import { setTenantState } from '@halles/platform/provisioning';
import { TenantRegistry, createContext } from '@halles/platform/tenancy';
import { UntrustedFiles } from '@halles/platform/untrusted-files';
import { launchBrowser, openWorld, type World } from '@halles/testing';
import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { createPortal } from '../../apps/portal/src/create-portal';
import { FILLED, fillDirectory } from './stage-directory';
import { type Misdeeds, watchedPage } from './watched-page';

export const TERRITORIES = [
  'bordeaux',
  'grand-angouleme',
  'hauts-de-france',
  'issy-les-moulineaux',
  'valence',
] as const;

/** Slugs whose portals do not answer: one suspended, one archived, one that nobody opened. */
export const CLOSED = { suspended: 'ici-bourg', archived: 'autre-ville', unknown: 'nulle-ville' } as const;

export interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly misdeeds: Misdeeds;
}

/** A portal over the territories that ship with the product, two that are closed, and a browser. */
export interface PortalStage {
  readonly world: World;
  originOf(slug: string): string;
  /** A browser of its own, that remembers nothing of the others: 1280 px wide and by day, unless said. */
  visit(slug: string, options?: BrowserContextOptions): Promise<Visit>;
  close(): Promise<void>;
}

/**
 * Takes about two seconds. Needs the islands to be built (`npm run build`).
 * @param env further environment variables of the portal
 * @param browser what the browser can do
 */
export async function openPortalStage(
  env: Readonly<Record<string, string>> = {},
  browser: Parameters<typeof launchBrowser>[0] = {},
): Promise<PortalStage> {
  const port = await freePort();
  const world = await openWorld({
    contents: 'installation',
    env: {
      PORT: String(port),
      PUBLIC_PORT: String(port),
      BIND_ADDRESS: '127.0.0.1',
      LOG_LEVEL: 'silent',
      ...env,
    },
  });
  try {
    for (const state of ['suspended', 'archived'] as const)
      await setTenantState(world.installation, CLOSED[state], state, 'a journey');
    // One network is every visitor of a stage.
    const portal = await createPortal(world.config, {
      rateLimits: { write: { limit: 200, windowMs: MINUTE } },
    });
    const serving = await serve(portal, port);
    const tenant = required(portal.get(TenantRegistry).bySlug(FILLED), `the territory of ${FILLED}`);
    try {
      const given = { strict: false };
      const ctx = createContext(tenant, { kind: 'visitor' }, 'a journey');
      await fillDirectory(world, ctx, portal.get(UntrustedFiles, given), portal.get(PhotoService, given));
      return stageOf(world, serving, await launchBrowser(browser));
    } catch (error) {
      await serving.stop();
      throw error;
    }
  } catch (error) {
    // What went wrong first is what has to be read.
    await world.close().catch(() => undefined);
    throw error;
  }
}

function stageOf(world: World, serving: Serving, browser: Browser): PortalStage {
  const originOf = (slug: string): string => `http://${slug}.localhost:${serving.port}`;
  return {
    world,
    originOf,
    visit: async (slug, options = {}) => {
      const context = await browser.newContext({
        viewport: { width: 1280, height: 900 },
        locale: 'fr-FR',
        reducedMotion: 'reduce',
        ...options,
      });
      return { context, ...(await watchedPage(context, originOf(slug))) };
    },
    close: async () => {
      await browser.close();
      await serving.stop();
      await world.close();
    },
  };
}
