import { existsSync, readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ROOT, filesOf, textOf } from './support/files';

const foldersIn = (path: string): string[] =>
  readdirSync(join(ROOT, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort();

const TOP_FOLDERS = [
  'apps',
  'bench',
  'bin',
  'deploy',
  'docs',
  'examples',
  'libs',
  'migrations',
  'tenants',
  'test',
  'tools',
];
const TOP_FILES = [
  '.ci/run',
  '.oxlintrc.json',
  'ARCHITECTURE.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  'Dockerfile',
  'LICENSE',
  'README.md',
  'SECURITY.md',
  'docker-compose.yml',
  'jest.config.mjs',
  'nest-cli.json',
  'package.json',
  'tsconfig.json',
];

/** `kebab-case.role.ts`: words of lower-case letters and digits, joined by hyphens and dots. */
const KEBAB = /^[a-z0-9]+(?:[-.][a-z0-9]+)*\.(?:ts|mjs)$/;

describe('the layout of the repository', () => {
  it('has no top folder that ARCHITECTURE.md does not explain', () => {
    const ignored = ['node_modules', 'dist', 'coverage'];
    const folders = foldersIn('.').filter((name) => !name.startsWith('.') && !ignored.includes(name));
    expect(folders).toEqual(TOP_FOLDERS);
    const explained = textOf('ARCHITECTURE.md');
    expect(folders.filter((name) => !explained.includes(`${name}/`))).toEqual([]);
  });

  it.each(TOP_FILES)('has %s', (name) => {
    expect(existsSync(join(ROOT, name))).toBe(true);
  });

  it.each(['domain', 'platform'])('names each library of libs/%s in its layer, and no other', (layer) => {
    const [, drawn = ''] =
      new RegExp(`^libs/${layer}/ +([a-z][^]*?)│ {9}`, 'm').exec(textOf('ARCHITECTURE.md')) ?? [];
    const named = drawn.match(/[a-z][a-z-]*/g) ?? [];
    expect([...named].sort()).toEqual(foldersIn(`libs/${layer}`));
  });

  it('has the five processes and tools of the product', () => {
    expect(foldersIn('apps')).toEqual(['cli', 'console', 'console-api', 'portal', 'worker']);
  });

  it('gives each library one door', () => {
    const libraries = new Set(
      filesOf('.ts').flatMap((path) => /^libs\/(?:(?:platform|domain)\/)?[^/]+\//.exec(path)?.[0] ?? []),
    );
    expect(libraries.size).toBeGreaterThan(10);
    expect([...libraries].filter((library) => !existsSync(join(ROOT, library, 'src/index.ts')))).toEqual([]);
  });

  it('names files in kebab-case with their role', () => {
    expect(filesOf('.ts', '.mjs').filter((path) => !KEBAB.test(basename(path)))).toEqual([]);
  });

  it('gives each territory its identity, perimeter, tokens and logo', () => {
    const needed = ['tenant.json', 'perimeter.json', 'theme/tokens.json', 'theme/assets/logo.svg'];
    const missing = foldersIn('tenants').flatMap((slug) => needed.map((file) => `tenants/${slug}/${file}`));
    expect(missing.filter((path) => !existsSync(join(ROOT, path)))).toEqual([]);
    expect(foldersIn('tenants')).toEqual(
      expect.arrayContaining([
        'bordeaux',
        'grand-angouleme',
        'hauts-de-france',
        'issy-les-moulineaux',
        'valence',
      ]),
    );
  });
});
