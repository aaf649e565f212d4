import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { DomainError, required } from '@halles/kernel';
import { ThemeRegistry } from '@halles/platform/theming';
import { transformSync } from 'esbuild';
import * as helper from '../src/safe-document';

describe('what a worker remembers of stylesheets', () => {
  it('is how each is minified', () => {
    const minify = (source: string) => transformSync(source, { loader: 'css', minify: true });
    expect(minify('a { color: red }')).toBe(minify('a { color: red }'));
    expect(minify('b { color: red }').code).toBe('b{color:red}\n');
  });

  it('is nothing of one that was minified with other options', () => {
    const source = 'a { color: red }';
    expect(transformSync(source, { loader: 'css', minify: false }).code).toBe('a {\n  color: red;\n}\n');
    expect(transformSync(source, { loader: 'css', minify: true }).code).toBe('a{color:red}\n');
  });
});

describe('what a worker loads once', () => {
  it('is a source of the product, whatever test file asks for it', async () => {
    jest.resetModules();
    expect((await import('@halles/kernel')).DomainError).toBe(DomainError);
  });

  it('is nothing that helps tests', async () => {
    jest.resetModules();
    expect(await import('../src/safe-document')).not.toBe(helper);
  });

  it('is a theme of this checkout, whatever opens it', () => {
    const open = (): ThemeRegistry =>
      new ThemeRegistry({
        root: process.cwd(),
        production: false,
        watch: false,
        onError: (slug, error) => {
          throw new Error(slug, { cause: error });
        },
      });
    const [one, other] = [open(), open()];
    expect(one.forTenant({ slug: 'valence' })).not.toBe(one.neutral());
    for (const slug of ['valence', 'bordeaux', 'nowhere'])
      expect(one.forTenant({ slug })).toBe(other.forTenant({ slug }));
  });

  it('says in which line of a source an error was made', () => {
    const lines = readFileSync(join(process.cwd(), 'libs/kernel/src/assert.ts'), 'utf8').split('\n');
    const { stack } = errorOf(() => required(undefined, 'nothing'));
    const line = Number(/assert\.ts:(\d+)/.exec(stack ?? '')?.[1]);
    expect(lines[line - 1]).toContain('throw new Error');
  });
});

function errorOf(work: () => unknown): Error {
  try {
    work();
  } catch (error) {
    return error as Error;
  }
  throw new Error('nothing was thrown');
}
