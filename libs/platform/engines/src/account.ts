import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  lchownSync,
  lstatSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  statSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { EngineError } from './engine';

/** The account that an engine runs under; undefined: the one that calls. */
export interface Account {
  readonly uid: number;
  readonly gid: number;
}

const isRoot = (): boolean => process.getuid?.() === 0;

/**
 * PostgreSQL refuses to run as root, so root lends it the account that already owns the data, else `nobody`.
 * An ordinary user runs the engines as itself.
 * @throws EngineError when root finds no account to lend
 */
export function accountFor(data: string): Account | undefined {
  if (!isRoot()) return undefined;
  if (existsSync(data)) {
    const { uid, gid } = statSync(data);
    if (uid !== 0) return { uid, gid };
  }
  const entry = readFileSync('/etc/passwd', 'utf8')
    .split('\n')
    .find((line) => line.startsWith('nobody:'));
  const [, , uid, gid] = entry?.split(':') ?? [];
  if (!uid || !gid) {
    throw new EngineError(
      'PostgreSQL does not run as root, and there is no account "nobody" to run it under.',
      'Start as an ordinary user, or give the address of a server in DATABASE_URL.',
    );
  }
  return { uid: Number(uid), gid: Number(gid) };
}

/** Gives a folder and all that is below to an account. */
export function giveTo(account: Account | undefined, folder: string): void {
  if (!account) return;
  const { uid } = statSync(folder);
  if (uid === account.uid) return;
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    lchownSync(join(entry.parentPath, entry.name), account.uid, account.gid);
  }
  chownSync(folder, account.uid, account.gid);
}

/** Whether every folder on the way down to a path lets an unrelated account through. */
function isReachable(path: string): boolean {
  for (let folder = path; folder !== dirname(folder); folder = dirname(folder)) {
    if ((statSync(folder).mode & 0o001) === 0) return false;
  }
  return true;
}

/**
 * A program (a file, or a folder with all it needs) where the account can run it: in its own place, or copied to the
 * temporary folder when a parent is closed (a checkout in the home of root, mode 0700).
 * @param name distinguishes the program and its version
 */
export function programFor(account: Account | undefined, source: string, name: string): string {
  if (!account || isReachable(source)) return source;
  const place = join(tmpdir(), `halles-${name}`);
  const program = (folder: string) => join(folder, basename(source));
  if (isIntact(place, source, program(place))) return program(place);
  const fresh = mkdtempSync(`${place}-`);
  cpSync(source, program(fresh), { recursive: true, verbatimSymlinks: true });
  chmodSync(fresh, 0o755);
  try {
    renameSync(fresh, place);
    return program(place);
  } catch {
    // Somebody else's folder has that name, or a damaged copy: it is not run, the fresh one is.
    return program(fresh);
  }
}

/** Everybody may write into the temporary folder: only what root made, root alone may change, and is complete, is run. */
function isIntact(place: string, source: string, copy: string): boolean {
  if (!existsSync(place) || !existsSync(copy)) return false;
  const found = lstatSync(place);
  if (!found.isDirectory() || found.uid !== 0 || (found.mode & 0o022) !== 0) return false;
  const count = (path: string) =>
    statSync(path).isDirectory() ? readdirSync(path, { recursive: true }).length : 1;
  return count(copy) === count(source);
}
