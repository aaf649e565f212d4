import { globSync, readFileSync } from 'node:fs';

/** Texts that people read: of pages, of the console, of mails and letters, of errors, of territories, and of documents. */
const READ = [
  'apps/*/locales/*.json',
  'apps/*/src/**/*.ts',
  'apps/portal/views/**/*.{hbs,json}',
  'libs/*/src/**/*.{ts,json}',
  'libs/{domain,platform}/*/src/**/*.{ts,hbs}',
  'tenants/**/*.{json,hbs}',
  'apps/console/src/**/*.html',
  'docs/**/*.md',
  '*.md',
];
const texts = READ.flatMap((pattern) => globSync(pattern)).map(
  (path) => [path, readFileSync(path, 'utf8')] as const,
);

const found = (pattern: RegExp): string[] =>
  texts.flatMap(([path, text]) => [...text.matchAll(pattern)].map(([words]) => `${path}: ${words.trim()}`));

/** As the glossary has it: a message is « un courriel », where one writes to is « une adresse électronique ». */
describe('electronic mail', () => {
  it('is one word in each language: « courriel » and "email"', () => {
    expect(texts.length).toBeGreaterThan(1_000);
    expect(found(/(?<![\w-])[eE]-mails?\b/g)).toEqual([]);
    expect(found(/(?<![\w-])(?:m[ée]ls?|adresses? mail)(?!\w)/gi)).toEqual([]);
  });

  it('calls no address a message: the label of an address is « Adresse électronique »', () => {
    expect(found(/['"]?email['"]?: ['"]Courriel[^'"]*['"]/g)).toEqual([]);
    expect(found(/['"][\w.-]+\.email['"]: ['"]Courriel[^'"]*['"]/g)).toEqual([]);
  });
});
