/**
 * Runs a benchmark: `npm run bench -- unit-of-work`. Each starts engines of its own with durable settings, measures the
 * raw limit and our code in alternating rounds of one run, and prints both with their ratio: only ratios are compared,
 * since machines differ and are noisy.
 */
import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { transformSync } from '@swc/core';
import { build } from 'esbuild';

const ROOT = dirname(dirname(fileURLToPath(import.meta.url)));
const [name, ...rest] = process.argv.slice(2);
const known = readdirSync(join(ROOT, 'bench'))
  .filter((file) => file.endsWith('.bench.ts'))
  .map((file) => file.replace('.bench.ts', ''));

if (!name || !known.includes(name)) {
  console.error(`Which benchmark? One of: ${known.join(', ')}`);
  process.exit(2);
}

/** The types of constructor parameters, by which Nest injects: esbuild does not emit them, SWC does, as for the tests. */
const decoratorMetadata = {
  name: 'decorator-metadata',
  setup({ onLoad }) {
    onLoad({ filter: /\.ts$/ }, ({ path }) => {
      const source = readFileSync(path, 'utf8');
      if (!/^\s*@[A-Z]\w*\(/m.test(source)) return undefined;
      const { code } = transformSync(source, {
        filename: path,
        jsc: {
          parser: { syntax: 'typescript', decorators: true },
          transform: { legacyDecorator: true, decoratorMetadata: true },
          target: 'es2022',
        },
        module: { type: 'es6' },
        sourceMaps: 'inline',
      });
      return { contents: code, loader: 'js' };
    });
  },
};

const outfile = join(ROOT, 'dist', 'bench', `${name}.mjs`);
await build({
  entryPoints: [join(ROOT, 'bench', `${name}.bench.ts`)],
  outfile,
  bundle: true,
  platform: 'node',
  format: 'esm',
  packages: 'external',
  sourcemap: 'inline',
  tsconfig: join(ROOT, 'tsconfig.json'),
  plugins: [decoratorMetadata],
});
const env = {
  ...process.env,
  PATH: `${join(ROOT, 'node_modules', '.bin')}${delimiter}${process.env.PATH}`,
  HALLES_ROOT: ROOT,
};
const child = spawn('node', [outfile, ...rest], { stdio: 'inherit', env, cwd: ROOT });
child.on('exit', (code) => process.exit(code ?? 1));
