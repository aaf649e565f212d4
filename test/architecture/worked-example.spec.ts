import { existsSync, readFileSync } from 'node:fs';

const architecture = readFileSync('ARCHITECTURE.md', 'utf8');
const example = architecture.slice(architecture.indexOf('### The worked example'));

/** Names in braces stand for several files: `enquiry.{entity,service}.ts`. */
function spelledOut(path: string): string[] {
  const [, before, names, after] = /^(.*)\{(.*)\}(.*)$/.exec(path) ?? [];
  return names === undefined ? [path] : names.split(',').map((name) => `${before}${name}${after}`);
}

describe('the worked example of ARCHITECTURE.md', () => {
  it('is the real code, line by line', () => {
    const [, code = ''] = /```ts\n([\s\S]*?)\n```/.exec(example) ?? [];
    const controller = readFileSync('apps/portal/src/enquiries/enquiry.controller.ts', 'utf8');
    expect(code).not.toBe('');
    expect(controller.replaceAll(/^ +/gm, '')).toContain(code.replaceAll(/^ +/gm, ''));
  });

  it('names files that are there', () => {
    const paths = [...example.matchAll(/`((?:libs|apps)\/[^`…]+)`/g)].flatMap(([, path = '']) =>
      spelledOut(path),
    );
    expect(paths.length).toBeGreaterThan(8);
    expect(paths.filter((path) => !existsSync(path))).toEqual([]);
  });
});
