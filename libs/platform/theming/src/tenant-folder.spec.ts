import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describeFolderError, type FolderError, TenantFolderError, loadTenantFolder } from './tenant-folder';

const palette = {
  ground: '#ffffff',
  surface: '#f5f5f5',
  surfaceStrong: '#eeeeee',
  ink: '#111111',
  inkMuted: '#444444',
  accent: '#1a4d8f',
  onAccent: '#ffffff',
  support: '#dde8f5',
  onSupport: '#111111',
  line: '#dddddd',
  fieldLine: '#767676',
  focus: '#1a4d8f',
  success: '#1b5e20',
  warning: '#7a4f01',
  danger: '#a01212',
};
const face = {
  family: 'Fraunces',
  package: '@fontsource-variable/fraunces',
  files: [{ file: 'fraunces-latin-wght-normal.woff2', weight: '100 900' }],
  fallback: 'serif',
};
const tokens = {
  light: palette,
  dark: palette,
  display: face,
  text: face,
  displayWeight: 600,
  radius: { control: 4, card: 8 },
};
const both = (text: string) => ({ fr: text, en: text });
const organisation = { name: 'Mairie', address: '1 place', email: 'mairie@exemple.fr' };
const settings = {
  slug: 'petit-bourg',
  title: both('Les halles'),
  tagline: both('Une phrase.'),
  territory: { kind: 'commune', name: 'Petit-Bourg', code: '33063', ofName: both('de'), inName: both('à') },
  contact: organisation,
  publisher: { ...organisation, director: 'La maire' },
  hosting: { name: 'Hébergeur', address: '1 rue' },
  dataProtection: { officer: 'Déléguée', email: 'dpo@exemple.fr' },
  mail: { fromName: 'Halles', fromLocalPart: 'halles', replyTo: 'mairie@exemple.fr' },
  accessibility: {},
  word: { text: both('Bienvenue.'), author: both('La maire'), role: both('maire') },
};
const commune = { code: '33063', name: 'Petit-Bourg', population: 10, centre: [0, 45] };
const perimeter = { source: 'Insee', licence: 'LO 2.0', communes: [commune] };

describe('a tenant’s folder', () => {
  let root: string;
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'halles-folder-'));
    cpSync(
      'node_modules/@fontsource-variable/fraunces/files',
      join(root, 'node_modules/@fontsource-variable/fraunces/files'),
      { recursive: true },
    );
  });
  afterEach(() => rmSync(root, { recursive: true, force: true }));

  function write(files: Record<string, unknown>, slug = 'petit-bourg'): void {
    const folder = join(root, 'tenants', slug);
    mkdirSync(join(folder, 'theme/assets'), { recursive: true });
    for (const [name, content] of Object.entries(files)) {
      writeFileSync(join(folder, name), typeof content === 'string' ? content : JSON.stringify(content));
    }
    for (const name of ['logo.svg', 'favicon.svg', 'motif.svg', 'og.png'])
      writeFileSync(join(folder, 'theme/assets', name), '<svg/>');
  }

  function foundIn(slug = 'petit-bourg'): readonly FolderError[] {
    try {
      loadTenantFolder(root, slug);
    } catch (error) {
      if (error instanceof TenantFolderError) return error.errors;
      throw error;
    }
    return [];
  }

  const errorsOf = (slug?: string): string[] =>
    foundIn(slug).map(({ file, key, expected }) => `${file}|${key}|${expected.en}`);

  it('gives settings, perimeter and tokens', () => {
    write({ 'tenant.json': settings, 'perimeter.json': perimeter, 'theme/tokens.json': tokens });
    const loaded = loadTenantFolder(root, 'petit-bourg');
    expect([loaded.settings.slug, loaded.perimeter.communes.length, loaded.tokens.displayWeight]).toEqual([
      'petit-bourg',
      1,
      600,
    ]);
    expect(loaded.folder).toBe(join(root, 'tenants/petit-bourg'));
  });

  it('lists every error of every file at once, each with its file, its key and what was expected', () => {
    write({
      'tenant.json': {
        ...settings,
        slug: 'autre',
        timeZone: 'Mars/Olympus',
        titel: both('x'),
        mail: { ...settings.mail, replyTo: 'nobody' },
      },
      'perimeter.json': { ...perimeter, communes: [commune, commune, { ...commune, code: '00000' }] },
      'theme/tokens.json': { ...tokens, light: { ...palette, accent: 'red' } },
    });
    const errors = errorsOf();
    expect(errors).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/^tenants\/petit-bourg\/tenant\.json\|titel\|no such key/),
        expect.stringMatching(/tenant\.json\|mail\.replyTo\|/),
        expect.stringMatching(/perimeter\.json\|communes\.2\.code\|INSEE commune code/),
        expect.stringMatching(/theme\/tokens\.json\|light\.accent\|a colour as #rrggbb/),
      ]),
    );
  });

  it('sees what no single file shows: another slug, a time zone that is none, a commune twice, a font that is not installed', () => {
    const missing = { ...face, files: [{ file: 'no-such-file.woff2', weight: '400' }] };
    write({
      'tenant.json': { ...settings, slug: 'autre', timeZone: 'Mars/Olympus' },
      'perimeter.json': { ...perimeter, communes: [commune, commune] },
      'theme/tokens.json': { ...tokens, text: missing },
    });
    const errors = errorsOf().join('\n');
    for (const part of ['|slug|"petit-bourg"', '|timeZone|', '|communes.1.code|', '|text.files.0.file|'])
      expect(errors).toContain(part);
  });

  it('says where the JSON breaks, and what files are missing', () => {
    write({ 'tenant.json': '{ "slug": ', 'theme/tokens.json': tokens });
    rmSync(join(root, 'tenants/petit-bourg/theme/assets/og.png'));
    const errors = errorsOf().join('\n');
    expect(errors).toMatch(/tenant\.json\|\|valid JSON/);
    expect(errors).toMatch(/perimeter\.json\|\|this file, which is missing/);
    expect(errors).toMatch(/og\.png\|\|this file/);
  });

  it('says in words what stands in the place of something else, and what is missing', () => {
    const { title, ...untitled } = settings;
    write({
      'tenant.json': { ...untitled, demonstration: 'yes', tagline: { ...title, fr: 12 }, mail: null },
      'perimeter.json': [],
      'theme/tokens.json': { ...tokens, radius: { control: 'round', card: 8 } },
    });
    expect(errorsOf()).toEqual([
      'tenants/petit-bourg/tenant.json|demonstration|true or false, without quotes, and not a text',
      'tenants/petit-bourg/tenant.json|title|this field, which is missing: a group of fields: { … }',
      'tenants/petit-bourg/tenant.json|tagline.fr|a text in quotes, and not a number',
      'tenants/petit-bourg/tenant.json|mail|a group of fields: { … }, and not null',
      'tenants/petit-bourg/perimeter.json||a group of fields: { … }, and not a list',
      'tenants/petit-bourg/theme/tokens.json|radius.control|a number, without quotes, and not a text',
    ]);
  });

  it('says each of it in French too', () => {
    const { title, ...untitled } = settings;
    write({
      'tenant.json': {
        ...untitled,
        slug: 'Petit Bourg',
        titel: both('x'),
        demonstration: 'yes',
        tagline: { ...title, fr: '' },
        mail: { ...settings.mail, replyTo: 'nobody' },
        defaultLocale: 'de',
      },
      'perimeter.json': {
        ...perimeter,
        source: 'x'.repeat(9_999),
        communes: [{ ...commune, code: '00000' }],
      },
      'theme/tokens.json': { ...tokens, light: { ...palette, accent: 'red' }, radius: { control: 'round' } },
    });
    rmSync(join(root, 'tenants/petit-bourg/theme/assets/og.png'));
    const found = foundIn();
    expect(found.map((error) => describeFolderError(error, 'fr'))).toEqual(
      expect.arrayContaining([
        expect.stringMatching(/, titel\u00a0: pas de champ de ce nom\u00a0: retirez-le/),
        expect.stringMatching(/, title\u00a0: ce champ, qui manque\u00a0: un groupe de champs/),
        expect.stringMatching(/, demonstration\u00a0: true ou false, sans guillemets, et non un texte/),
        expect.stringMatching(/, mail\.replyTo\u00a0: une adresse électronique, par exemple/),
        expect.stringMatching(/, tagline\.fr\u00a0: un texte qui n’est pas vide/),
        expect.stringMatching(/, defaultLocale\u00a0: l’un de "fr", "en"/),
        expect.stringMatching(/, slug\u00a0: des minuscules sans accent/),
        expect.stringMatching(/, communes\.0\.code\u00a0: un code commune de l’INSEE/),
        expect.stringMatching(/, light\.accent\u00a0: une couleur de la forme #rrggbb/),
        expect.stringMatching(/og\.png\u00a0: ce fichier, qui manque/),
      ]),
    );
    for (const { expected } of found)
      expect([expected.fr, expected.en]).not.toEqual([expected.en, expected.en]);
  });

  it('says in French where the JSON breaks, without the words of its parser', () => {
    write({ 'tenant.json': '{\n "slug": "x",\n', 'perimeter.json': perimeter, 'theme/tokens.json': tokens });
    const [broken] = foundIn();
    expect(broken && describeFolderError(broken, 'fr')).toMatch(
      /^tenants\/petit-bourg\/tenant\.json:\d\u00a0: du JSON valable \(une virgule/,
    );
  });

  it.each([
    [
      'with a byte order mark',
      Buffer.from(`\uFEFF${JSON.stringify(settings)}`),
      /:1\|.*without a byte order mark/,
    ],
    ['in another encoding', Buffer.from('{\n"title": "Légumes"}', 'latin1'), /:2\|.*another encoding/],
    ['with a text of megabytes', Buffer.from(`{"slug":\n"${'x'.repeat(9e6)}"}`), /:2\|slug\|/],
  ])('reads a file %s, and says where it is wrong', (_, bytes, expected) => {
    write({ 'tenant.json': settings, 'perimeter.json': perimeter, 'theme/tokens.json': tokens });
    writeFileSync(join(root, 'tenants/petit-bourg/tenant.json'), bytes);
    let said: string[] = [];
    try {
      loadTenantFolder(root, 'petit-bourg');
    } catch (error) {
      said = (error as TenantFolderError).errors.map(
        ({ line, key, expected: words }) => `:${line}|${key}|${words.en}`,
      );
    }
    expect(said).toContainEqual(expect.stringMatching(expected));
  });

  it('refuses a slug that would leave the folder of tenants', () => {
    expect(errorsOf('../petit-bourg')).toEqual([expect.stringContaining('a folder with tenant.json')]);
  });
});
