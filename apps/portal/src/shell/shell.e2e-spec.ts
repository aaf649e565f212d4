import { checkHtml } from '@halles/platform/theming';
import { signInAs, writeListings } from '@halles/testing';
import sharp from 'sharp';
import { type Portal, openPortal } from '../../testing/portal-harness';

describe('the installable shell of the merchant space', () => {
  let portal: Portal;
  beforeAll(async () => {
    portal = await openPortal();
  });
  afterAll(() => portal.close());

  const ask = (path: string, headers: Readonly<Record<string, string>> = {}) =>
    portal.ask('ici-bourg', path, { headers });

  it('keeps files of the theme and the page without network, all of which exist, and no other address', async () => {
    const { status, headers, body } = await ask('/pro/sw.js');
    expect([
      status,
      headers['content-type'],
      headers['cache-control'],
      headers['service-worker-allowed'],
    ]).toEqual([200, 'text/javascript; charset=utf-8', 'no-cache', '/']);
    const [, json = '{}'] = /^self\.SHELL=(.*);\n/.exec(body) ?? [];
    const shell = JSON.parse(json) as {
      assets: string[];
      offline: Record<string, string>;
      version: string;
      push: object;
    };
    expect(shell.assets.every((path) => path.startsWith('/assets/'))).toBe(true);
    for (const path of [...shell.assets, ...Object.values(shell.offline)]) {
      const kept = await ask(path);
      expect([path, kept.status, kept.headers['set-cookie']]).toEqual([path, 200, undefined]);
    }
    expect(shell.version).toMatch(/^[\w-]{8,}$/);
    expect(shell.push).toEqual({
      title: 'Du nouveau dans votre espace commerçants',
      url: '/pro/notifications',
    });
  });

  it('says without network the same to everybody, in both languages', async () => {
    const { cookie } = await signInAs(portal.world, portal.world.here, { name: 'Odile Fournier' });
    for (const [path, lang] of [
      ['/pro/hors-ligne', 'fr'],
      ['/en/pro/offline', 'en'],
    ] as const) {
      const page = await ask(path, { cookie });
      expect([page.status, checkHtml(page.body, lang), page.body.includes('Odile')]).toEqual([
        200,
        [],
        false,
      ]);
    }
  });

  it('has a manifest of its own with icons that are drawn, and leaves that of the portal as it is', async () => {
    const manifest = JSON.parse((await ask('/pro/manifest.webmanifest')).body) as {
      id: string;
      start_url: string;
      icons: { src: string; sizes: string }[];
    };
    expect([manifest.id, manifest.start_url]).toEqual(['/pro', '/pro']);
    for (const { src, sizes } of manifest.icons) {
      const icon = await ask(src);
      const { width, height, format } = await sharp(icon.bytes).metadata();
      expect([icon.status, `${width}x${height}`, format]).toEqual([200, sizes, 'png']);
    }
    expect((await ask('/pro/icone-9999.png')).status).toBe(404);
    expect(JSON.parse((await ask('/manifest.webmanifest')).body)).toMatchObject({ id: '/', scope: '/' });
  });

  it('is told to pages of the merchant space alone: a reader of the portal hears nothing of it', async () => {
    const { world } = portal;
    const [listing = 0] = await writeListings(world, world.here, [{}]);
    const { cookie } = await signInAs(world, world.here, { grants: [{ listingId: listing }] });
    const space = await ask(`/pro/commerces/${listing}/photos`, { cookie });
    expect(space.body).toContain('<pro-shell data-worker="/pro/sw.js" data-scopes="/pro /en/pro">');
    expect(space.body).toContain('<link rel="manifest" href="/pro/manifest.webmanifest">');
    for (const path of ['/', '/commerces', '/connexion']) {
      const page = await ask(path);
      expect([path, page.body.includes('sw.js'), page.body.includes('/pro/manifest')]).toEqual([
        path,
        false,
        false,
      ]);
    }
  });
});
