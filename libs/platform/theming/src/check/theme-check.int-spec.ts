import { execFileSync } from 'node:child_process';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { FolderInspector } from '../folder-inspector';
import { describeFolderError } from '../tenant-folder';
import { type ThemeWorkspace, openThemeWorkspace } from '../theme-workspace.fake';
import { checkThemes } from './theme-check';

describe('theme check', () => {
  let workspace: ThemeWorkspace;
  beforeEach(() => {
    workspace = openThemeWorkspace(['valence']);
  });
  afterEach(() => workspace.close());

  const findings = (): string[] =>
    checkThemes(workspace.root).findings.map(
      ({ file, line, message }) => `${file}${line === undefined ? '' : `:${line}`} ${message}`,
    );

  it('finds nothing in the themes as they are, and renders every view from each fixture', () => {
    const report = checkThemes(workspace.root);
    expect(report.findings).toEqual([]);
    expect(report.rendered).toBeGreaterThanOrEqual(2 * 2 * 7);
  });

  const own = 'tenants/valence/theme';

  it('proposes the nearest shade that passes, and that shade passes', () => {
    const tokens = JSON.parse(workspace.read(`${own}/tokens.json`)) as { light: Record<string, string> };
    tokens.light['inkMuted'] = '#b8b0a8';
    workspace.write(`${own}/tokens.json`, JSON.stringify(tokens));
    const [finding] = findings();
    expect(finding).toMatch(/light\.inkMuted #b8b0a8 has a contrast of \d\.\d\d on ground/);
    tokens.light['inkMuted'] = /passes: (#[0-9a-f]{6})/.exec(finding ?? '')?.[1] ?? '';
    workspace.write(`${own}/tokens.json`, JSON.stringify(tokens));
    expect(findings()).toEqual([]);
  });

  it('finds fonts that are too heavy', () => {
    const tokens = JSON.parse(workspace.read(`${own}/tokens.json`)) as { display: object; text: object };
    tokens.display = {
      family: 'Fraunces',
      package: '@fontsource-variable/fraunces',
      files: [{ file: 'fraunces-latin-full-normal.woff2', weight: '100 900' }],
      fallback: 'serif',
    };
    workspace.write(`${own}/tokens.json`, JSON.stringify(tokens));
    expect(findings().join()).toMatch(/the fonts weigh \d+ kB, 90 kB at most/);
  });
});

describe('a folder with what is no ordinary file', () => {
  let workspace: ThemeWorkspace;
  const OWN = 'tenants/valence';
  beforeEach(() => {
    workspace = openThemeWorkspace(['valence']);
    symlinkSync('logo.svg', join(workspace.root, OWN, 'theme/assets/extra.png'));
    symlinkSync('theme', join(workspace.root, OWN, 'mail'));
    execFileSync('mkfifo', [join(workspace.root, OWN, 'README')]);
  });
  afterEach(() => workspace.close());

  it('is wrong for each of them, by name, whoever looks', async () => {
    const home = join(workspace.root, 'home');
    const named = [
      expect.stringMatching(/^tenants\/valence\/README\b.*pipes/),
      expect.stringMatching(/^tenants\/valence\/mail\b.*symbolic links/),
      expect.stringMatching(/^tenants\/valence\/theme\/assets\/extra\.png\b.*symbolic links/),
    ];
    const found = checkThemes(workspace.root, 'valence').findings;
    expect(
      found.filter(({ file }) => file.startsWith(OWN)).map(({ file, message }) => `${file} ${message}`),
    ).toEqual(named);
    const inspector = new FolderInspector({ root: workspace.root, home });
    expect((await inspector.errorsOf('valence')).map((error) => describeFolderError(error))).toEqual(named);
  });

  it('is looked at anew when a link is put into it', async () => {
    const home = join(workspace.root, 'home');
    for (const name of ['theme/assets/extra.png', 'mail', 'README']) workspace.remove(`${OWN}/${name}`);
    const inspector = new FolderInspector({ root: workspace.root, home });
    expect(await inspector.errorsOf('valence')).toEqual([]);
    inspector.keep('valence');
    symlinkSync('..', join(workspace.root, OWN, 'round'));
    expect((await inspector.errorsOf('valence')).map((error) => describeFolderError(error))).toEqual([
      expect.stringMatching(/^tenants\/valence\/round: .*symbolic links/),
    ]);
  });
});

type Case = readonly [what: string, spoil: (workspace: ThemeWorkspace) => void, expected: RegExp];

const views = 'apps/portal/views';
const own = 'tenants/valence/theme';
const into =
  (view: string, text: string) =>
  (workspace: ThemeWorkspace): void =>
    workspace.change(`${views}/${view}.hbs`, '{{#> layouts/page}}', `{{#> layouts/page}}\n${text}`);

/** Errors that do not hide one another: one workspace bears them all. */
const seenInFiles: readonly Case[] = [
  [
    'an override of nothing',
    (w) => w.write(`${own}/views/pages/hom.hbs`, 'x'),
    /hom\.hbs this view replaces nothing/,
  ],
  ['a triple stash', into('static-pages/home', '{{{body.raw}}}'), /home\.hbs:\d+ a triple stash/],
  [
    'a partial that is not there',
    into('static-pages/home', '{{> partials/nope}}'),
    /home\.hbs:\d+ there is no partial "partials\/nope"/,
  ],
  [
    'a partial chosen while rendering',
    into('static-pages/home', '{{> (lookup body "x")}}'),
    /a partial chosen while rendering/,
  ],
  [
    'a text that is not there',
    into('static-pages/home', '{{t "no.such.key"}}'),
    /the text "no\.such\.key" is missing/,
  ],
  [
    'an icon that is not there',
    into('static-pages/home', '{{icon "unicorn"}}'),
    /there is no icon "unicorn"/,
  ],
  ['a style attribute', into('static-pages/home', '<p style="x">'), /home\.hbs:\d+ a style attribute/],
  ['an inline script', into('static-pages/home', '<script>1</script>'), /home\.hbs:\d+ an inline script/],
  ['a view without fixture', (w) => w.write(`${views}/pages/lonely.hbs`, 'x'), /lonely\.hbs no fixture/],
  [
    'a text in one language',
    (w) => w.change('apps/portal/locales/fr.json', '"skip"', '"extra": "x", "skip"'),
    /fr\.json:\d+ "layout\.extra" has no text in en/,
  ],
  [
    'another placeholder',
    (w) => w.change('apps/portal/locales/en.json', '{publisher}', '{editor}'),
    /fills \{editor\} in English and \{publisher\} in French/,
  ],
  [
    'a space that breaks',
    (w) => w.change('apps/portal/locales/fr.json', '\u00a0:', ' :'),
    /fr\.json:\d+ "\S+" lacks a no-break space/,
  ],
  [
    'a tenant’s text that replaces none',
    (w) => w.write('tenants/valence/locales/fr.json', '{ "layot": { "skip": "x" } }'),
    /"layot\.skip" replaces no text/,
  ],
  [
    'a raw colour',
    (w) => w.change(`${views}/css/20-base.css`, '{', '{ color: #ff0000;'),
    /20-base\.css:\d+ a raw colour \(#ff0000\)/,
  ],
  [
    'a named colour',
    (w) =>
      w.write(
        `${own}/theme.css`,
        '.x { border: 1px solid tomato; }\n.y { background: url(https://e.example/x.png); }\n.z { color: var(--color-ink; }',
      ),
    /theme\.css:1 a raw colour \(tomato\)/,
  ],
  ['a file of another site in CSS', () => undefined, /theme\.css:2 .*nothing is loaded from another site/],
  ['CSS that does not parse', () => undefined, /theme\.css:3 /],
  [
    'a script in a drawing',
    (w) => w.change(`${own}/assets/logo.svg`, '</svg>', '<script>1</script></svg>'),
    /logo\.svg:\d+ a drawing may not hold a script/,
  ],
  [
    'a style in a drawing put in pages',
    (w) => w.change(`${own}/assets/motif.svg`, '</svg>', '<style>a{}</style></svg>'),
    /motif\.svg:\d+ a drawing may not hold a style element/,
  ],
];

const seenInPages: readonly Case[] = [
  ['an image without alt', into('static-pages/home', '<img src="/x.png">'), /home\.hbs an <img> without alt/],
  [
    'a field without label',
    into('static-pages/home', '<input name="lost">'),
    /<input name="lost"> has no label/,
  ],
  ['a button without name', into('static-pages/home', '<button></button>'), /<button> has no text/],
  ['a second main heading', into('static-pages/home', '<h1>x</h1>'), /2 <h1> instead of one/],
  [
    'an id given twice',
    into('static-pages/home', '<i id="a">x</i><i id="a">x</i>'),
    /the id "a" is given twice/,
  ],
  [
    'a file of another site',
    into('static-pages/home', '<img alt="" src="//e.example/x.png">'),
    /<img> loads \/\/e\.example\/x\.png/,
  ],
  ['a tag left open', into('enquiries/contact', '<section>'), /contact\.hbs <\/main> closes <section>/],
  [
    'a field that the page lacks, for every theme and language',
    into('enquiries/contact-sent', '{{body.nothing}}'),
    /nothing.*\(valence, en, from .*contact-sent\.json\)/,
  ],
];

describe.each([
  ['files', seenInFiles],
  ['rendered pages', seenInPages],
])('theme check of %s', (_kind, cases) => {
  let text = '';
  beforeAll(() => {
    const workspace = openThemeWorkspace(['valence']);
    for (const [, spoil] of cases) spoil(workspace);
    text = checkThemes(workspace.root)
      .findings.map(({ file, line, message }) => `${file}${line === undefined ? '' : `:${line}`} ${message}`)
      .join('\n');
    workspace.close();
  });

  it.each(cases)('finds %s', (_what, _spoil, expected) => expect(text).toMatch(expected));
});

describe('theme check of a tenant’s folder', () => {
  it('says which file, which key and what was expected, all at once', () => {
    const workspace = openThemeWorkspace(['valence']);
    workspace.change(`${own}/tokens.json`, '"displayWeight"', '"displayWieght"');
    workspace.change('tenants/valence/tenant.json', '"valence"', '"valance"');
    workspace.remove(`${own}/assets/og.png`);
    const text = checkThemes(workspace.root)
      .findings.map(({ file, message }) => `${file} ${message}`)
      .join('\n');
    workspace.close();
    expect(text).toMatch(/tokens\.json displayWieght: no such key/);
    expect(text).toMatch(/tenant\.json slug: "valence", the name of the folder/);
    expect(text).toMatch(/og\.png expected this file/);
  });
});
