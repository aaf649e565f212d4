import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { LastGoodFolders } from '@halles/platform/tenancy';
import { ThemeRegistry } from './theme-registry';
import { type ThemeWorkspace, openThemeWorkspace } from './theme-workspace.fake';

const error = { layout: {}, body: {} };

describe('the themes of a process', () => {
  let workspace: ThemeWorkspace;
  let errors: string[];
  let registry: ThemeRegistry | undefined;
  const open = (watch = false): ThemeRegistry => {
    registry = new ThemeRegistry({
      root: workspace.root,
      production: false,
      watch,
      onError: (slug, error) =>
        errors.push(`${slug}: ${error instanceof Error ? error.message : String(error)}`),
    });
    return registry;
  };
  beforeEach(() => {
    workspace = openThemeWorkspace(['bordeaux', 'valence']);
    errors = [];
  });
  afterEach(() => {
    registry?.close();
    workspace.close();
  });

  const until = async (done: () => boolean): Promise<void> => {
    for (let tries = 0; tries < 150 && !done(); tries += 1)
      await new Promise((resolve) => setTimeout(resolve, 20));
    expect(done()).toBe(true);
  };

  it('gives a tenant its own theme, and the neutral one where it has no folder', () => {
    const themes = open();
    const [bordeaux, valence, other] = ['bordeaux', 'valence', 'nowhere'].map((slug) =>
      themes.forTenant({ slug }),
    );
    expect(new Set([bordeaux?.version, valence?.version, other?.version]).size).toBe(3);
    expect(other).toBe(themes.neutral());
    expect(bordeaux?.urls.css).not.toBe(valence?.urls.css);
  });

  it('is the same on every machine: one content, one version', () => {
    expect(open().forTenant({ slug: 'bordeaux' }).version).toBe(
      open().forTenant({ slug: 'bordeaux' }).version,
    );
  });

  it('lets a tenant’s view stand in for the base’s of the same path, for that tenant alone', () => {
    workspace.write('tenants/valence/theme/views/errors/error.hbs', 'own {{icon "home"}}');
    const themes = open();
    expect(themes.forTenant({ slug: 'valence' }).render('errors/error', 'fr', error)).toMatch(/^own <svg/);
    expect(() => themes.forTenant({ slug: 'bordeaux' }).render('errors/error', 'fr', error)).toThrow();
  });

  it('gives a tenant its own words, in the language where it has some', () => {
    workspace.write('tenants/valence/locales/fr.json', '{ "error": { "code": "Numéro {status}" } }');
    const themes = open();
    const [valence, bordeaux] = ['valence', 'bordeaux'].map((slug) =>
      themes.forTenant({ slug }).texts('fr').line('error.code', { status: 404 }),
    );
    expect([valence, bordeaux]).toEqual(['Numéro 404', 'Code 404']);
  });

  it('does not close the others for one tenant’s wrong folder: it is reported, and that one wears the neutral theme', () => {
    workspace.write('tenants/valence/theme/views/static-pages/home.hbs', '{{#if}}');
    const themes = open();
    expect(themes.forTenant({ slug: 'valence' })).toBe(themes.neutral());
    expect(themes.forTenant({ slug: 'bordeaux' }).slug).toBe('bordeaux');
    expect(errors).toEqual([expect.stringMatching(/^valence: static-pages\/home\.hbs/)]);
  });

  const ASSETS = 'tenants/valence/theme/assets';
  const swapForLink = (name: string): void => {
    writeFileSync(join(workspace.root, 'master.key'), 'the master key');
    workspace.remove(`${ASSETS}/${name}`);
    symlinkSync('../../../../master.key', join(workspace.root, ASSETS, name));
  };
  const swapForPipe = (path: string): void => {
    rmSync(join(workspace.root, path), { force: true });
    execFileSync('mkfifo', [join(workspace.root, path)]);
  };

  it.each(['og.png', 'logo.svg'])('publishes nothing that a link in a folder points to (%s)', (name) => {
    swapForLink(name);
    const themes = open();
    expect(themes.forTenant({ slug: 'valence' }).slug).toBeNull();
    expect(themes.forTenant({ slug: 'bordeaux' }).slug).toBe('bordeaux');
    expect(errors).toEqual([
      expect.stringMatching(new RegExp(`^valence: .*${ASSETS}/${name}: .*links`, 's')),
    ]);
  });

  it.each(['assets/motif.svg', 'theme.css', 'views/errors/error.hbs', 'tokens.json'])(
    'does not wait at a pipe in a folder (%s)',
    (name) => {
      workspace.write(`tenants/valence/theme/${name}`, '');
      swapForPipe(`tenants/valence/theme/${name}`);
      const themes = open();
      expect(themes.forTenant({ slug: 'valence' }).slug).toBeNull();
      expect(errors).toEqual([expect.stringMatching(new RegExp(`^valence: .*theme/${name}: .*pipes`, 's'))]);
    },
  );

  describe('with last good copies', () => {
    let home: string;
    let lastGood: LastGoodFolders;
    beforeEach(() => {
      home = mkdtempSync(join(tmpdir(), 'halles-home-'));
      lastGood = new LastGoodFolders({ root: workspace.root, home });
      lastGood.keep('valence', lastGood.editionOf('valence'));
    });
    afterEach(() => rmSync(home, { recursive: true, force: true }));
    const openLastGood = (watch = false): ThemeRegistry => {
      registry = new ThemeRegistry({
        root: workspace.root,
        production: false,
        watch,
        lastGood,
        onError: (slug, error) => errors.push(`${slug}: ${(error as Error).message}`),
      });
      return registry;
    };

    it('starts with the copy of a folder that was broken since, or is gone', () => {
      const { version } = open().forTenant({ slug: 'valence' });
      workspace.write('tenants/valence/theme/tokens.json', '{');
      expect(openLastGood().forTenant({ slug: 'valence' }).version).toBe(version);
      expect(errors).toEqual([expect.stringMatching(/^valence: .*tokens\.json:1/s)]);
      rmSync(join(workspace.root, 'tenants/valence'), { recursive: true });
      expect(openLastGood().forTenant({ slug: 'valence' }).version).toBe(version);
    });

    it('starts with the copy of a folder that could not draw a page, and says which file and line', () => {
      const { version } = open().forTenant({ slug: 'valence' });
      workspace.write('tenants/valence/theme/views/partials/masthead.hbs', '<p>\n{{layout.nothing}}');
      expect(openLastGood().forTenant({ slug: 'valence' }).version).toBe(version);
      expect(errors).toEqual([expect.stringMatching(/views\/partials\/masthead\.hbs:2: .*"nothing"/s)]);
    });

    it('starts with the copy of a folder that a link was put into since', () => {
      const { version } = open().forTenant({ slug: 'valence' });
      swapForLink('og.png');
      expect(openLastGood().forTenant({ slug: 'valence' }).version).toBe(version);
      expect(errors).toEqual([expect.stringMatching(/^valence: .*og\.png: .*links/s)]);
    });

    it('keeps its theme while a link or a pipe lies in its folder, and draws the others', async () => {
      const themes = openLastGood(true);
      const { version } = themes.forTenant({ slug: 'valence' });
      swapForPipe(`${ASSETS}/motif.svg`);
      await until(() => errors.some((error) => /motif\.svg: .*pipes/.test(error)));
      workspace.write('tenants/bordeaux/theme/theme.css', '.only-here { margin: 1px; }');
      const before = themes.forTenant({ slug: 'bordeaux' }).version;
      await until(() => themes.forTenant({ slug: 'bordeaux' }).version !== before);
      expect(themes.forTenant({ slug: 'valence' }).version).toBe(version);
    });

    it('has a spare for a page that a template of the folder fails to draw after all', () => {
      workspace.write('tenants/valence/theme/views/errors/error.hbs', '{{body.nothing}}');
      // Nobody looked through it: as in a process whose folder of copies is another one.
      jest.spyOn(lastGood, 'holds').mockReturnValue(true);
      const themes = openLastGood();
      const valence = { slug: 'valence' };
      expect(() => themes.forTenant(valence).render('errors/error', 'fr', error)).toThrow();
      expect(themes.fallbackOf(valence)?.slug).toBe('valence');
      expect(themes.fallbackOf(valence)?.version).not.toBe(themes.forTenant(valence).version);
      expect(themes.fallbackOf({ slug: 'bordeaux' })).toBe(themes.neutral());
      expect(themes.fallbackOf({ slug: 'nowhere' })).toBeNull();
    });

    it('takes no changed theme over that could not draw a page', async () => {
      const themes = openLastGood(true);
      const { version } = themes.forTenant({ slug: 'valence' });
      workspace.write('tenants/valence/theme/views/errors/error.hbs', '{{body.nothing}}');
      await until(() => errors.length > 0);
      expect(errors[0]).toMatch(/errors\/error\.hbs:1.*nothing/s);
      expect(themes.forTenant({ slug: 'valence' }).version).toBe(version);
    });
  });

  it('shows in every style sheet where the fonts are, under the tenant’s own host', () => {
    const theme = open().forTenant({ slug: 'bordeaux' });
    const css = theme.assets.get(theme.urls.css)?.body.toString() ?? '';
    const urls = [...css.matchAll(/url\("?([^")]+)"?\)/g)]
      .map((match) => match[1] ?? '')
      .filter((url) => !url.startsWith('data:'));
    expect(urls.length).toBeGreaterThan(2);
    for (const url of urls) expect([url, theme.assets.has(url)]).toEqual([url, true]);
  });

  it('makes a theme again when a file changes, and only that one', async () => {
    const themes = open(true);
    const before = ['bordeaux', 'valence'].map((slug) => themes.forTenant({ slug }).version);
    workspace.write('tenants/valence/theme/theme.css', '.only-here { margin: 1px; }');
    await until(() => themes.forTenant({ slug: 'valence' }).version !== before[1]);
    expect(themes.forTenant({ slug: 'bordeaux' }).version).toBe(before[0]);
  });

  it('keeps the last good theme while a file is wrong', async () => {
    const themes = open(true);
    const { version } = themes.forTenant({ slug: 'valence' });
    workspace.write('tenants/valence/theme/tokens.json', '{');
    await until(() => errors.length > 0);
    expect(themes.forTenant({ slug: 'valence' }).version).toBe(version);
    workspace.write('apps/portal/views/errors/error.hbs', '{{#if}}');
    await until(() => errors.some((error) => error.startsWith('base theme')));
    expect(themes.neutral().urls.css).toMatch(/^\/assets\//);
  });
});
