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

describe('the walks of CONTRIBUTING.md', () => {
  const contributing = readFileSync('CONTRIBUTING.md', 'utf8');
  /** The file that each step of a walk begins with. */
  const filesOfWalk = (heading: string): string[] => {
    const [, section = ''] = contributing.split(`\n## ${heading}\n`);
    const [steps = ''] = section.split('\n## ');
    return [...steps.matchAll(/^\d+\. `([^`]+)`/gm)].map(([, file = '']) => file);
  };

  it.each([
    ['Add a mail', 5],
    ['Add a field to a form', 4],
    ['Add a page to the merchant space', 6],
  ])('%s: %s files, which are there', (heading, count) => {
    const files = filesOfWalk(heading);
    expect(files).toHaveLength(count);
    // Others are named by what they are beside, or by the feature that one has in mind.
    const whole = files.filter((file) => file.includes('/') && !file.includes('<'));
    expect(whole.filter((file) => !existsSync(file))).toEqual([]);
  });

  it('copy a mail that is there, file by file', () => {
    const [mail = '', ...templates] = filesOfWalk('Add a mail').slice(0, 3);
    const own = mail.replace('<feature>', 'mandates').replace('<name>', 'mandate-signed');
    for (const file of [own, ...templates.map((name) => own.replace('mail.ts', name))])
      expect(existsSync(file)).toBe(true);
  });
});
