import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { ROOT } from './support/files';

interface Violation {
  readonly from: string;
  readonly rule: { readonly name: string };
}

/** A small repository that breaks each article of the law once: file → what it says, and the article that refuses it. */
const CRIMES: readonly (readonly [file: string, text: string, rule: string])[] = [
  ['libs/kernel/src/files.ts', `import 'node:fs';`, 'kernel-imports-nothing'],
  ['libs/contracts/src/server.ts', `import '@nestjs/common';`, 'contracts-import-kernel-and-zod'],
  [
    'libs/platform/config/src/up.ts',
    `import '@halles/platform/tenancy';`,
    'platform-config-imports-what-is-listed',
  ],
  ['libs/platform/unknown/src/new.ts', `import '@halles/kernel';`, 'a-library-is-in-the-table'],
  ['libs/platform/http/src/app.ts', `import '../../../../apps/portal/src/page';`, 'nothing-imports-an-app'],
  [
    'libs/domain/claims/src/claim.int-spec.ts',
    `import '../../../../test/claims-world';`,
    'nothing-imports-the-tests-of-the-whole',
  ],
  ['apps/worker/src/page.ts', `import '../../portal/src/page';`, 'an-app-imports-no-other-app'],
  ['apps/console/src/deep.ts', `import '@halles/platform/tenancy';`, 'console-imports-contracts-and-kernel'],
  ['apps/portal/client/deep.ts', `import '@halles/platform/tenancy';`, 'islands-import-contracts-and-kernel'],
  ['migrations/tenant/deep.ts', `import '@halles/platform/tenancy';`, 'migrations-import-themselves'],
  [
    'libs/platform/queue/src/back-door.ts',
    `import '../../tenancy/src/inner';`,
    'a-library-is-entered-by-its-index',
  ],
  [
    'apps/portal/src/back-door.ts',
    `import '../../../libs/platform/tenancy/src/inner';`,
    'a-library-is-entered-by-its-index-from-elsewhere',
  ],
  [
    'apps/portal/src/back-door-of-kernel.ts',
    `import '../../../libs/kernel/src/inner';`,
    'kernel-contracts-testing-are-entered-by-their-index',
  ],
  ['apps/portal/src/fakes.ts', `import '@halles/testing';`, 'testing-is-for-tests'],
  [
    'apps/portal/src/rights.ts',
    `import '@halles/platform/provisioning';`,
    'provisioning-is-for-the-command-line',
  ],
  ['apps/portal/src/tables.ts', `import '@halles/migrations/tenant';`, 'migrations-stay-below'],
  [
    'libs/platform/mail/src/tables.ts',
    `import '@halles/migrations/tenant';`,
    'platform-mail-imports-what-is-listed',
  ],
  ['apps/portal/src/sql.ts', `import 'typeorm';`, 'database-drivers-stay-below'],
  [
    'apps/portal/src/sql-type.ts',
    `import type { Client } from 'pg'; export type C = Client;`,
    'database-drivers-stay-below',
  ],
  ['apps/portal/src/jobs.ts', `import 'bull';`, 'bull-stays-in-the-queue'],
  ['libs/domain/orders/src/http.ts', `import 'fastify';`, 'the-domain-knows-no-surface'],
  ['libs/domain/orders/src/view.ts', `import 'handlebars';`, 'the-domain-knows-no-surface'],
  ['apps/portal/src/template.ts', `import 'handlebars';`, 'templates-stay-in-theming-and-mail'],
  ['apps/portal/src/decode.ts', `import 'sharp';`, 'files-of-strangers-are-opened-in-one-place'],
  ['apps/console-api/src/table.ts', `import 'exceljs';`, 'files-of-strangers-are-opened-in-one-place'],
  [
    'libs/domain/orders/src/attachment.ts',
    `import '@hyzyla/pdfium';`,
    'files-of-strangers-are-opened-in-one-place',
  ],
  [
    'libs/platform/untrusted-files/src/in-this-process.ts',
    `import 'sharp';`,
    'files-of-strangers-are-opened-in-one-place',
  ],
  ['apps/portal/src/upload.ts', `import '@fastify/multipart';`, 'forms-with-files-are-read-by-the-border'],
  ['apps/portal/src/tool.ts', `import 'jest';`, 'what-runs-needs-no-development-package'],
  ['apps/portal/src/undeclared.ts', `import 'left-pad';`, 'a-dependency-is-declared'],
  ['apps/portal/src/lost.ts', `import './nowhere';`, 'everything-resolves'],
  ['apps/portal/src/outside.ts', `import '../../../../outside';`, 'nothing-outside-the-checkout'],
  [
    'apps/portal/src/photos/through-the-wall.ts',
    `import '../listings/inner';`,
    'a-feature-of-the-portal-is-entered-by-its-index',
  ],
  ['apps/portal/src/rendering/feature.ts', `import '../listings/index';`, 'shared-folders-know-no-feature'],
  ['apps/portal/src/round-a.ts', `import './round-b'; export const a = 1;`, 'no-cycle'],
];

const LAWFUL: Readonly<Record<string, string>> = {
  'test/claims-world.ts': 'export const world = 1;',
  'libs/kernel/src/index.ts': `export * from './inner';`,
  'libs/kernel/src/inner.ts': 'export const kernel = 1;',
  'libs/contracts/src/index.ts': `import 'zod'; export * from '@halles/kernel';`,
  'libs/testing/src/index.ts': 'export const testing = 1;',
  'libs/platform/tenancy/src/index.ts': `export * from './inner';`,
  'libs/platform/tenancy/src/inner.ts': 'export const tenancy = 1;',
  'libs/platform/provisioning/src/index.ts': `export * from '@halles/migrations/tenant';`,
  'migrations/tenant/index.ts': 'export const migrations = 1;',
  'libs/platform/tenancy/src/tenant.repository.ts': `import 'typeorm';`,
  'libs/platform/queue/src/index.ts': `import 'bull'; export * from '@halles/platform/tenancy';`,
  'apps/portal/src/page.ts': `import '@halles/platform/tenancy'; export const page = 1;`,
  'apps/portal/src/listings/index.ts': `export * from './inner';`,
  'apps/portal/src/listings/inner.ts': `import '../rendering/page'; export const listings = 1;`,
  'apps/portal/src/photos/lawful.ts': `import '../listings'; export const photos = 1;`,
  'apps/portal/src/rendering/page.ts': 'export const rendering = 1;',
  'libs/platform/untrusted-files/process/pictures.mjs': `import 'sharp'; import '@hyzyla/pdfium';`,
  'libs/platform/theming/src/drawing.ts': `import 'sharp';`,
  'libs/platform/http/src/uploads.ts': `import '@fastify/multipart';`,
  'apps/portal/src/page.spec.ts': `import '@halles/testing';`,
  'apps/portal/src/round-b.ts': `import './round-a'; export const b = 1;`,
};

const PACKAGES = [
  'typeorm',
  'pg',
  'bull',
  'fastify',
  'handlebars',
  'zod',
  '@nestjs/common',
  'sharp',
  'exceljs',
  '@hyzyla/pdfium',
  '@fastify/multipart',
];
const DEVELOPMENT_PACKAGES = ['jest'];

function plant(folder: string): void {
  mkdirSync(folder);
  writeFileSync(join(dirname(folder), 'outside.ts'), 'export const outside = 1;\n');
  const write = (file: string, text: string) => {
    mkdirSync(dirname(join(folder, file)), { recursive: true });
    writeFileSync(join(folder, file), `${text}\n`);
  };
  for (const [file, text] of [...Object.entries(LAWFUL), ...CRIMES]) write(file, text);
  for (const name of [...PACKAGES, ...DEVELOPMENT_PACKAGES, 'left-pad']) {
    write(`node_modules/${name}/package.json`, JSON.stringify({ name, version: '1.0.0', main: 'index.js' }));
    write(`node_modules/${name}/index.js`, '');
    write(`node_modules/${name}/index.d.ts`, 'export interface Client { a: 1 }');
  }
  const versions = (names: readonly string[]) => Object.fromEntries(names.map((name) => [name, '1.0.0']));
  write(
    'package.json',
    JSON.stringify({ dependencies: versions(PACKAGES), devDependencies: versions(DEVELOPMENT_PACKAGES) }),
  );
  cpSync(join(ROOT, 'tsconfig.json'), join(folder, 'tsconfig.json'));
}

/** Runs the checker with the repository's own rules over the planted one. */
function violationsIn(folder: string): readonly Violation[] {
  const run = spawnSync(
    process.execPath,
    [
      join(ROOT, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs'),
      '--config',
      join(ROOT, '.dependency-cruiser.cjs'),
      '--output-type',
      'json',
      ...['apps', 'libs', 'migrations'],
    ],
    { cwd: folder, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  const report = JSON.parse(run.stdout) as { summary: { violations: readonly Violation[] } };
  return report.summary.violations;
}

describe('the import law', () => {
  let place: string;
  let violations: readonly Violation[];

  beforeAll(() => {
    place = realpathSync(mkdtempSync(join(tmpdir(), 'halles-law-')));
    plant(join(place, 'repository'));
    violations = violationsIn(join(place, 'repository'));
  });

  afterAll(() => rmSync(place, { recursive: true, force: true }));

  it.each(CRIMES.map(([file, , rule]) => [rule, file]))('refuses by "%s" what %s does', (rule, file) => {
    expect(
      violations.filter((violation) => violation.from === file).map(({ rule: { name } }) => name),
    ).toContain(rule);
  });

  it('lets pass what is lawful: an index, a repository, the queue, a test', () => {
    const guilty = new Set(CRIMES.map(([file]) => file));
    const accused = violations.map(({ from }) => from).filter((file) => !guilty.has(file));
    expect(accused).toEqual([]);
  });

  it('has a crime for each of its articles', () => {
    const law = createRequire(__filename)(join(ROOT, '.dependency-cruiser.cjs')) as {
      forbidden: readonly { name: string }[];
    };
    const tried = new Set(CRIMES.map(([, , rule]) => rule));
    const articles = law.forbidden.map(({ name }) => name);
    expect(articles.filter((name) => !tried.has(name) && !name.endsWith('-imports-what-is-listed'))).toEqual(
      [],
    );
  });
});
