import { MINUTE } from '@halles/kernel';
import { getTenant } from '@halles/platform/provisioning';
import { createContext, type TenantContext, toTenant } from '@halles/platform/tenancy';
import { writeListings } from '@halles/testing';
import type { Page } from 'playwright-core';
import { visitAsMerchant } from './merchant-visit';
import { probe, tabTo, walkErrors } from './keyboard-walk';
import { openPortalStage, type PortalStage } from './portal-stage';
import { FILLED } from './stage-directory';
import { errorsOf } from './watched-page';

jest.setTimeout(5 * MINUTE);

const WAYS = [
  { title: 'with scripts', options: { viewport: { width: 390, height: 844 } }, scripts: true },
  {
    title: 'without scripts',
    options: { viewport: { width: 390, height: 844 }, javaScriptEnabled: false },
    scripts: false,
  },
] as const;

let shops = 0;

describe('news of a shop in a browser', () => {
  let stage: PortalStage;
  let ctx: TenantContext;
  beforeAll(async () => {
    stage = await openPortalStage();
    const record = await getTenant(stage.world.installation.platform(), FILLED);
    ctx = createContext(toTenant(record), { kind: 'visitor' }, 'a journey');
  });
  afterAll(() => stage.close());

  /** No error for axe, nothing cut, nothing that Tab passes over, by the checkers' own scripts. */
  async function looksRight(page: Page): Promise<void> {
    for (const width of [320, 390, 1280]) {
      await page.setViewportSize({ width, height: 844 });
      expect([width, await errorsOf(page), await probe(page, 'reflow()')]).toEqual([width, [], []]);
    }
    await page.setViewportSize({ width: 390, height: 844 });
    expect(await walkErrors(page)).toEqual([]);
  }

  it.each(WAYS)(
    '$title: are written, looked at, published, changed, ended and put back by keys, and read by everybody',
    async ({ options, scripts }) => {
      shops += 1;
      const [id = 0] = await writeListings(stage.world, ctx, [
        { facts: { displayName: `Fromagerie ${shops}`, openingHoursText: 'Mo-Su 00:00-24:00' } },
      ]);
      const origin = stage.originOf(FILLED);
      const { context, page, misdeeds } = await visitAsMerchant(stage, ctx, id, options);
      const reader = await stage.visit(FILLED, { viewport: { width: 390, height: 844 } });
      const shopPage = async (): Promise<string> => {
        await reader.page.goto(`${origin}/commerce/x-${id}`);
        return (await reader.page.textContent('main')) ?? '';
      };
      const checked = (): Promise<void> => (scripts ? looksRight(page) : Promise.resolve());
      const type = async (field: string, text: string): Promise<void> => {
        await tabTo(page, field);
        await page.keyboard.press('Control+a');
        await page.keyboard.type(text);
      };
      const press = async (selector: string): Promise<void> => {
        await tabTo(page, selector);
        await Promise.all([page.waitForEvent('load'), page.keyboard.press('Enter')]);
      };

      await page.goto(`${origin}/pro/commerces/${id}/actualites`);
      await checked();
      await type('#title', 'La tomme est affinée');
      await type('#text', 'Huit mois de cave, à goûter samedi.');
      await press('button[value=preview]');
      expect(await page.textContent('main')).toContain('La tomme est affinée');
      await checked();
      expect(await shopPage()).not.toContain('tomme');
      await press('button[value=publish]');
      expect(await page.textContent('[role=status]')).toContain('C’est publié');
      await checked();

      expect(await shopPage()).toContain('Huit mois de cave');
      await looksRight(reader.page);
      for (const path of ['/', '/actualites']) {
        await reader.page.goto(origin + path);
        expect([path, await reader.page.textContent('main')]).toEqual([
          path,
          expect.stringContaining('La tomme est affinée'),
        ]);
      }

      await press('.record-card a');
      await checked();
      await type('#title', 'La tomme est arrivée');
      await press('button[value=publish]');
      expect(await shopPage()).toContain('La tomme est arrivée');
      await press('.record-card a');
      await press('button[value=withdraw]');
      expect(await shopPage()).not.toContain('tomme');
      await press('.notice button[value=restore]');
      expect(await shopPage()).toContain('La tomme est arrivée');
      for (const visit of [{ context, misdeeds }, reader]) {
        expect(visit.misdeeds).toEqual({ errors: [], elsewhere: [] });
        await visit.context.close();
      }
    },
  );
});
