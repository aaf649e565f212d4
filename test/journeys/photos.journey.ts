import { MINUTE } from '@halles/kernel';
import { getTenant } from '@halles/platform/provisioning';
import { createContext, type TenantContext, toTenant } from '@halles/platform/tenancy';
import { aPicture, writeListings } from '@halles/testing';
import type { BrowserContextOptions } from 'playwright-core';
import { v7 as uuid } from 'uuid';
import { openPortalStage, type PortalStage } from './portal-stage';
import { visitAsMerchant } from './merchant-visit';
import { FILLED } from './stage-directory';
import { errorsOf } from './watched-page';

jest.setTimeout(3 * MINUTE);

const PHONE = { viewport: { width: 390, height: 844 }, hasTouch: true } as const;

/** Paths of all that workers keep here. */
const KEPT_PATHS = `caches.keys()
  .then((names) => Promise.all(names.map((name) => caches.open(name).then((cache) => cache.keys()))))
  .then((all) => all.flat().map(({ url }) => new URL(url).pathname))`;

describe('photos of a business in a browser', () => {
  let stage: PortalStage;
  let ctx: TenantContext;
  beforeAll(async () => {
    stage = await openPortalStage();
    const record = await getTenant(stage.world.installation.platform(), FILLED);
    ctx = createContext(toTenant(record), { kind: 'visitor' }, uuid());
  });
  afterAll(() => stage.close());

  const aFile = async (name: string, width: number, height: number) => ({
    name,
    mimeType: 'image/jpeg',
    buffer: await aPicture(width, height).jpeg({ quality: 95 }).toBuffer(),
  });

  async function visit(options: BrowserContextOptions = PHONE) {
    const [listingId = 0] = await writeListings(stage.world, ctx, [
      { facts: { displayName: 'Fournil des Capucins' } },
    ]);
    const visit = await visitAsMerchant(stage, ctx, listingId, options);
    const origin = stage.originOf(FILLED);
    return { ...visit, listingId, origin, album: `${origin}/pro/commerces/${listingId}/photos` };
  }

  it('are sent as soon as they are chosen, described, cut with the keyboard, ordered, taken off and put back', async () => {
    const { context, page, misdeeds, album, origin, listingId } = await visit();
    await page.goto(album);
    expect(await errorsOf(page)).toEqual([]);
    await page.setInputFiles('#photo-files', [
      await aFile('a.jpg', 3_200, 2_400),
      await aFile('b.jpg', 800, 600),
    ]);
    await page.waitForURL('**fait=added');
    expect(await page.locator('[data-photo]').count()).toBe(2);
    expect(await errorsOf(page)).toEqual([]);

    await page.getByRole('link', { name: 'Décrire, cadrer Photo 1 sur 2' }).click();
    await page.getByLabel('En français').fill('Vitrine bleue, pains ronds sur l’étal');
    await page.getByRole('button', { name: 'Enregistrer la description' }).click();
    await page.waitForURL('**fait=described');
    await page.getByRole('link', { name: 'Décrire, cadrer Photo 1 sur 2' }).click();
    const frame = page.locator('.cropper__frame');
    await frame.focus();
    for (let step = 0; step < 4; step += 1) await page.keyboard.press('ArrowRight');
    await page.getByRole('button', { name: 'Réduire le cadre' }).click();
    expect(await page.getByLabel('La partie que je dessine').isChecked()).toBe(true);
    expect(await errorsOf(page)).toEqual([]);
    await page.getByRole('button', { name: 'Enregistrer le cadrage' }).click();
    await page.waitForURL('**fait=cut');

    await page.goto(album);
    await page.getByRole('button', { name: 'Reculer Photo 1 sur 2' }).click();
    await page.waitForURL('**fait=arranged');
    expect(await page.locator('[data-photo] img').nth(1).getAttribute('alt')).toContain('Vitrine bleue');
    await page.getByRole('button', { name: 'Retirer Photo 1 sur 2' }).click();
    await page.waitForURL('**fait=removed**');
    expect(await page.locator('[data-photo]').count()).toBe(1);
    await page.getByRole('button', { name: 'La remettre' }).click();
    await page.waitForURL('**fait=restored');
    expect(await page.locator('[data-photo]').count()).toBe(2);

    await page.goto(`${origin}/commerce/fournil-des-capucins-${listingId}`);
    expect(await page.locator('.listing-head__cover img').count()).toBe(1);
    expect(await page.locator('.listing-photos img').count()).toBe(1);
    const loaded = "document.querySelector('.listing-head__cover img').currentSrc";
    expect(await page.evaluate<string>(loaded)).toMatch(/\.avif$/);
    await page.setViewportSize({ width: 1280, height: 900 });
    await page.reload();
    const drawn =
      "[...document.querySelectorAll('.listing-head__cover img, .listing-photos img')].map(({ naturalWidth }) => naturalWidth)";
    await page.waitForFunction(`${drawn}.every((width) => width > 0)`);
    expect(await errorsOf(page)).toEqual([]);
    expect(misdeeds).toEqual({ errors: [], elsewhere: [] });
    await context.close();
  });

  it('work without scripts at 320 px by night, with a focal point for a cut', async () => {
    const options = {
      viewport: { width: 320, height: 640 },
      colorScheme: 'dark',
      javaScriptEnabled: false,
    } as const;
    const { context, page, album } = await visit(options);
    await page.goto(album);
    await page.setInputFiles('#photo-camera', await aFile('c.jpg', 1_000, 1_400));
    await page.getByRole('button', { name: 'Envoyer' }).click();
    await page.waitForURL('**fait=added');
    await page.getByLabel('Le haut').check();
    await page.getByRole('button', { name: 'Enregistrer le cadrage' }).click();
    await page.waitForURL('**fait=cut');
    expect(await page.getByLabel('Le haut').isChecked()).toBe(true);
    await context.close();
  });

  it.each([true, false])(
    'are sent after a file that was refused, and after the page was loaded again (scripts: %s)',
    async (javaScriptEnabled) => {
      const { context, page, album } = await visit({ ...PHONE, javaScriptEnabled });
      const send = async (file: Parameters<typeof page.setInputFiles>[1]): Promise<void> => {
        await page.setInputFiles('#photo-files', file);
        if (!javaScriptEnabled) await page.getByRole('button', { name: 'Envoyer', exact: true }).click();
      };
      // Not the hint of the form, which names the formats before anything was sent.
      const refusal = page.getByText('Choisissez une photo au format JPEG, PNG, WebP ou AVIF.').first();
      await page.goto(album);
      expect(await refusal.count()).toBe(0);
      await send({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('no picture at all') });
      await refusal.waitFor();
      const again = await page.reload();
      // Without scripts the browser sends the form once more: the same words, and no error of ours.
      expect(again?.status()).toBe(javaScriptEnabled ? 200 : 422);
      expect(await refusal.count()).toBe(javaScriptEnabled ? 0 : 1);
      expect(await page.locator('[data-photo]').count()).toBe(0);
      await send(await aFile('b.jpg', 800, 600));
      await page.waitForURL('**fait=added');
      await page.goto(album);
      expect(await page.locator('[data-photo]').count()).toBe(1);
      await context.close();
    },
  );

  it('are in a space that opens without network on a page of its own, and that keeps no page of anybody', async () => {
    const { context, page, album, origin } = await visit();
    await page.goto(album);
    await page.evaluate('navigator.serviceWorker.ready.then(() => true)');
    await page.waitForFunction('navigator.serviceWorker.controller !== null');
    const kept = await page.evaluate<string[]>(KEPT_PATHS);
    expect(kept.length).toBeGreaterThan(4);
    expect(kept.filter((path) => !/^\/assets\/|hors-ligne$|offline$/.test(path))).toEqual([]);
    await context.setOffline(true);
    await page.goto(album);
    expect(await page.textContent('h1')).toBe('Pas de connexion');
    await context.setOffline(false);
    await page.goto(album);
    expect(await page.textContent('h1')).toBe('Photos');
    // A page of the portal is none of the worker's: it asks the network, as ever.
    await page.goto(`${origin}/`);
    expect(await page.evaluate('navigator.serviceWorker.controller')).toBeNull();
    await context.close();
  });
});
