/**
 * Runs a benchmark: `npm run bench -- unit-of-work`. Each starts engines of its own with durable settings, measures the
 * raw limit and our code in alternating rounds of one run, and prints both with their ratio: only ratios are compared,
 * since machines differ and are noisy.
 */
import { spawn } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const [name, ...rest] = process.argv.slice(2);
const known = readdirSync(join(ROOT, 'bench'))
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''));

if (!name || !known.includes(name)) {
  console.error(`Which benchmark? One of: ${known.join(', ')}`);
  process.exit(2);
}

const outfile = join(ROOT, 'dist', 'bench', `${name}.mjs`);
buildSync({
  entryPoints: [join(ROOT, 'bench', `${name}.bench.ts`)],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  sourcemap: 'inline',
  tsconfig: join(ROOT, 'tsconfig.json'),
});
const env = {
  ...process.env,
  PATH: `${join(ROOT, 'node_modules', '.bin')}${delimiter}${process.env.PATH}`,
  HALLES_ROOT: ROOT,
};
const child = spawn('node', [outfile, ...rest], { stdio: 'inherit', env, cwd: ROOT });
child.on('exit', (code) => process.exit(code ?? 1));
