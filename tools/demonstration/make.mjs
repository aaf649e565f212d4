/**
 * Makes the demonstration directories anew: `node tools/demonstration/make.mjs`. The same inputs give the same files, and a
 * test compares them: run it after a change of the generator, of its inputs or of a territory's perimeter or outlines.
 */
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { buildSync } from 'esbuild';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const outfile = join(ROOT, 'dist', 'demonstration', 'make.mjs');

buildSync({
  entryPoints: [join(ROOT, 'tools', 'demonstration', 'make.ts')],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  tsconfig: join(ROOT, 'tsconfig.json'),
});
const { make } = await import(pathToFileURL(outfile).href);
make(ROOT, console.log);
