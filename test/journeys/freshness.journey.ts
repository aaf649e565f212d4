import { questionLink } from '@halles/domain/freshness';
import { MINUTE } from '@halles/kernel';
import { getTenant } from '@halles/platform/provisioning';
import { createContext, SignedLinks, type TenantContext, toTenant } from '@halles/platform/tenancy';
import { anAccount, signInAs, writeListings } from '@halles/testing';
import type { BrowserContextOptions } from 'playwright-core';
import { v7 as uuid } from 'uuid';
import { openPortalStage, type PortalStage } from './portal-stage';
import { FILLED } from './stage-directory';
import { errorsOf } from './watched-page';

jest.setTimeout(5 * MINUTE);

const LOOKS = [
  ['on a phone by day', { viewport: { width: 390, height: 844 }, colorScheme: 'light' }],
  ['at 320 px by night', { viewport: { width: 320, height: 640 }, colorScheme: 'dark' }],
  ['on a desktop', { viewport: { width: 1280, height: 900 }, colorScheme: 'light' }],
] as const satisfies readonly (readonly [string, BrowserContextOptions])[];

describe('whether a page is still right', () => {
  let stage: PortalStage;
  let ctx: TenantContext;
  beforeAll(async () => {
    stage = await openPortalStage();
    const record = await getTenant(stage.world.installation.platform(), FILLED);
    ctx = createContext(toTenant(record), { kind: 'visitor' }, uuid());
  });
  afterAll(() => stage.close());

  async function anOwnedListing() {
    const [listingId = 0] = await writeListings(stage.world, ctx, [
      {
        facts: {
          displayName: 'Chez Odile',
          openingHoursText: 'Mo-Sa 08:00-12:30,14:00-19:00; PH off',
          contact: { phone: '+33556102030', website: 'https://odile.example/' },
        },
      },
    ]);
    const input = { email: `${uuid()}@four.example`, grants: [{ listingId }] };
    const account = await anAccount(stage.world, ctx, input);
    const id = uuid();
    await stage.world.work.write(ctx, async ({ manager }) => {
      await manager.query(
        `INSERT INTO freshness_question (id, listing_id, account_id, occasion, period, asked_at) VALUES ($1, $2, $3, 'monthly', '2026-11', now())`,
        [id, listingId, account.id],
      );
      await manager.query(
        `INSERT INTO listing_report (id, idempotency_key, listing_id, kind, message, locale, created_at)
         VALUES ($1::uuid, $1::uuid, $2, 'wrong-hours', $3, 'fr', now())`,
        [uuid(), listingId, 'Le lundi, c’est fermé depuis la rentrée.'],
      );
      await manager.query(
        `INSERT INTO notification (id, account_id, event, listing_id, ref, created_at) VALUES ($1, $2, 'report', $3, 'r', now())`,
        [uuid(), account.id, listingId],
      );
      await manager.query(
        `INSERT INTO listing_count (listing_id, day, kind, count)
         SELECT $1, current_date - d, k, 1 + (d * 7 + length(k)) % 23 FROM generate_series(0, 80) d, unnest('{view,search,call,site}'::text[]) k`,
        [listingId],
      );
    });
    const link = `/pro/confirmer/${new SignedLinks(stage.world.config.masterKey).issue(ctx, questionLink, { id, serial: 0 })}`;
    return { listingId, input, link, page: `/commerce/chez-odile-${listingId}` };
  }

  const callsOf = async (listingId: number): Promise<number> => {
    const [row] = await stage.world.work.read(ctx, ({ manager }) =>
      manager.query<{ calls: number }[]>(
        `SELECT coalesce(sum(count), 0)::int AS calls FROM listing_count WHERE listing_id = $1 AND kind = 'call'`,
        [listingId],
      ),
    );
    return row?.calls ?? 0;
  };

  it('is answered from a mail with one button, by keyboard, without an account', async () => {
    const { link, page: address } = await anOwnedListing();
    const { context, page, misdeeds } = await stage.visit(FILLED);
    await page.goto(stage.originOf(FILLED) + link);
    expect(await page.title()).toContain('Toujours exact');
    const button = page.getByRole('button', { name: 'Tout est exact' });
    await button.focus();
    await Promise.all([page.waitForURL('**/merci'), page.keyboard.press('Enter')]);
    expect(await errorsOf(page)).toEqual([]);
    await page.goto(stage.originOf(FILLED) + address);
    expect(await page.textContent('main')).toContain('Vérifié par le commerce aujourd’hui');
    expect(await context.cookies()).toEqual([]);
    expect(misdeeds).toEqual({ errors: [], elsewhere: [] });
    await context.close();
  });

  it.each(LOOKS)(
    'is asked, reported, counted and told without an error that axe sees, %s',
    async (_look, options) => {
      const { listingId, input, link } = await anOwnedListing();
      const { token } = await signInAs(stage.world, ctx, input);
      const { context, page, misdeeds } = await stage.visit(FILLED, options);
      const origin = stage.originOf(FILLED);
      await context.addCookies([
        {
          name: '__Host-halles',
          value: token,
          url: origin.replace('http:', 'https:'),
          secure: true,
          httpOnly: true,
        },
      ]);
      const space = `/pro/commerces/${listingId}`;
      for (const path of [
        link,
        `${space}/confirmer`,
        `${space}/signalements`,
        `${space}/statistiques`,
        '/pro/notifications',
        '/pro/notifications/preferences',
        '/fraicheur',
      ]) {
        // As high as the page: nothing lies under what sticks to an edge of the window.
        await page.setViewportSize({ width: options.viewport.width, height: 6_000 });
        const answer = await page.goto(origin + path);
        expect([path, answer?.status(), await errorsOf(page)]).toEqual([path, 200, []]);
      }
      expect(misdeeds).toEqual({ errors: [], elsewhere: [] });
      await context.close();
    },
  );

  it('counts a tap by a beacon of the page’s own', async () => {
    const { listingId, page: address } = await anOwnedListing();
    // A browser without a screen says so, and is not counted.
    const userAgent = 'Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0';
    const { context, page } = await stage.visit(FILLED, { userAgent });
    await page.goto(stage.originOf(FILLED) + address);
    const sent = page.waitForRequest('**/api/v1/taps');
    const before = await callsOf(listingId);
    await page.evaluate(
      `document.querySelector('.listing-bar a[href^="tel:"]').addEventListener('click', (event) => event.preventDefault())`,
    );
    await page.click('.listing-bar a[href^="tel:"]');
    const request = await sent;
    expect(request.headers()['cookie']).toBeUndefined();
    // Written every five seconds.
    for (let tries = 0; tries < 40 && (await callsOf(listingId)) === before; tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 250));
    expect(await callsOf(listingId)).toBe(before + 1);
    await context.close();
  });
});
