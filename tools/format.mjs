/**
 * Whether files are formatted: `node tools/format.mjs [folder]`. Prettier formats; to ask it of every file takes fifteen
 * times as long as to ask Oxfmt, a native program that writes nearly all files as Prettier does. So Prettier is asked of
 * those alone that Oxfmt would write otherwise, and of everything where Oxfmt does not run or cannot read a file.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import process from 'node:process';
import { fileURLToPath } from 'node:url';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const OXFMT = join(ROOT, 'node_modules', 'oxfmt', 'bin', 'oxfmt');
const PRETTIER = join(ROOT, 'node_modules', 'prettier', 'bin', 'prettier.cjs');
const CONFIG = join(ROOT, '.prettierrc.json');

/** The files below a folder of which the two may think differently; the folder itself where Oxfmt does not tell. */
function doubtful(folder) {
  if (!existsSync(OXFMT)) return [folder];
  const options = ['--config', CONFIG, '--disable-nested-config', '--list-different', folder];
  const { status, stdout } = spawnSync(process.execPath, [OXFMT, ...options], {
    cwd: ROOT,
    encoding: 'utf8',
  });
  if (status === 0) return [];
  return status === 1 ? stdout.trim().split('\n') : [folder];
}

const files = doubtful(process.argv[2] ?? '.');
if (files.length > 0) {
  const options = ['--check', '--log-level', 'warn'];
  const { status } = spawnSync(process.execPath, [PRETTIER, ...options, ...files], {
    cwd: ROOT,
    stdio: 'inherit',
  });
  process.exitCode = status ?? 1;
}
