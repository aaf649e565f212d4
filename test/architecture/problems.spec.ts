import { join } from 'node:path';
import { errorCatalogue } from '@halles/kernel';
import { ROOT, filesOf, textOf } from './support/files';

/** `## \`code\`` or a first table cell: how docs/problems.md introduces an error. */
const documentedCodes = (markdown: string): string[] =>
  [...markdown.matchAll(/^(?:#{2,3} |\| ?)`([a-z][a-z0-9-]*)`/gm)].map(([, code = '']) => code);

describe('docs/problems.md', () => {
  beforeAll(async () => {
    const sources = filesOf('.ts').filter(
      (path) =>
        /^(libs|apps)\//.test(path) && !/spec\.ts$/.test(path) && /\bdefineError(<|\()/.test(textOf(path)),
    );
    for (const path of sources) await import(join(ROOT, path));
  });

  it('documents exactly the errors of the catalogue', () => {
    const codes = [...errorCatalogue().keys()];
    expect(codes.length).toBeGreaterThan(10);
    expect(documentedCodes(textOf('docs/problems.md')).sort()).toEqual(codes.sort());
  });

  it('is defined by the product alone: a test that defines an error has modules of its own', () => {
    const tests = filesOf('.ts').filter(
      (path) => /spec\.ts$/.test(path) && /\bdefineError(<|\()['"(]/.test(textOf(path)),
    );
    expect(tests.length).toBeGreaterThan(0);
    expect(tests.filter((path) => !textOf(path).startsWith('/** @own-modules */'))).toEqual([]);
  });

  it('words each error in both languages, without jargon or exclamation', () => {
    const texts = [...errorCatalogue()].flatMap(([code, { definition }]) =>
      [definition.title.fr, definition.title.en].map((text) => ({ code, text })),
    );
    expect(texts.filter(({ text }) => text.trim().length < 3 || /!|oups|oops/i.test(text))).toEqual([]);
  });
});
