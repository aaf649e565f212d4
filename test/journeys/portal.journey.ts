import { MINUTE } from '@halles/kernel';
import { probe, walkErrors } from './keyboard-walk';
import { openPortalStage, type PortalStage, TERRITORIES } from './portal-stage';
import { errorsOf } from './watched-page';

jest.setTimeout(3 * MINUTE);

describe('a citizen on the portals', () => {
  let stage: PortalStage;

  beforeAll(async () => {
    stage = await openPortalStage();
  });
  afterAll(() => stage.close());

  it.each(TERRITORIES)(
    '%s: axe finds nothing and nothing scrolls sideways, on a phone and a desktop, by day and by night',
    async (slug) => {
      const { context, page, misdeeds } = await stage.visit(slug);
      for (const path of ['/', '/contact']) {
        await page.goto(stage.originOf(slug) + path);
        for (const width of [390, 1280]) {
          for (const colorScheme of ['light', 'dark'] as const) {
            await page.setViewportSize({ width, height: 844 });
            await page.emulateMedia({ colorScheme });
            const seen = { slug, width, colorScheme, path };
            expect({ ...seen, errors: await errorsOf(page) }).toEqual({ ...seen, errors: [] });
          }
        }
      }
      expect(misdeeds).toEqual({ errors: [], elsewhere: [] });
      await context.close();
    },
  );

  it.each(TERRITORIES)('%s: the home page at 400 %, by key and by night', async (slug) => {
    const { context, page } = await stage.visit(slug, {
      viewport: { width: 320, height: 256 },
      colorScheme: 'dark',
    });
    await page.goto(stage.originOf(slug));
    expect(await walkErrors(page)).toEqual([]);
    expect(await probe(page, 'reflow()')).toEqual([]);
    await context.close();
  });

  it('five towns, five faces: no two homes share ground, accent or typeface', async () => {
    const faces = new Set<string>();
    for (const slug of TERRITORIES) {
      const { context, page } = await stage.visit(slug);
      await page.goto(stage.originOf(slug));
      const face = await page.evaluate<string>(
        `(() => { const s = getComputedStyle(document.documentElement);
          return [s.getPropertyValue('--color-accent'), getComputedStyle(document.querySelector('h1')).fontFamily.split(',')[0]].join(); })()`,
      );
      faces.add(face);
      await context.close();
    }
    expect(faces.size).toBe(TERRITORIES.length);
  });

  it('the language stays as one goes on reading, without a cookie', async () => {
    const { context, page } = await stage.visit('bordeaux');
    await page.goto(stage.originOf('bordeaux'));
    await page.click('a[hreflang=en], a[lang=en]');
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    await page.click('nav a:has-text("Contact")');
    expect(page.url()).toBe(`${stage.originOf('bordeaux')}/en/contact`);
    expect(await page.getAttribute('html', 'lang')).toBe('en');
    expect(await context.cookies()).toEqual([]);
    await context.close();
  });
});
