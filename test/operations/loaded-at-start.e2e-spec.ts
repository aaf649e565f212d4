import { readFileSync } from 'node:fs';
import { join } from 'node:path';

/**
 * Packages that take tenths of a second to load and that most processes never use: they draw and print, or read mails. Who
 * uses one imports it where it does.
 */
const DEAR = [
  ...['fontkit', 'mailparser', 'mjml', 'pdfkit', 'sharp'],
  ...['smtp-server', 'subset-font', 'woff2-encoder'],
];

/** The packages that a built program loads before its first line runs. */
function loadedAtStart(app: string): string[] {
  const built = readFileSync(join(process.cwd(), 'dist', 'apps', app, 'main.js'), 'utf8');
  return [...built.matchAll(/^import .* from "([^"]+)";$/gm)].map(([, name = '']) => name);
}

describe('what a process loads before it does anything', () => {
  it.each(['cli', 'portal', 'console-api', 'worker'])(
    'is none of the packages that take long, in the %s',
    (app) => {
      const names = loadedAtStart(app);
      expect(names).toContain('pg');
      expect(names.filter((name) => DEAR.includes(name))).toEqual([]);
    },
  );
});
