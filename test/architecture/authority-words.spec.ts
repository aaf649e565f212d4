import { globSync, readFileSync } from 'node:fs';

/** Texts that people read: of the portal, of the console, of mails and letters, and of errors. */
const READ = [
  'apps/portal/locales/*.json',
  'apps/console/src/**/*.{ts,html}',
  'apps/{portal,console-api,worker}/src/**/*.ts',
  'libs/{domain,platform}/*/src/**/*.ts',
];
/** What is no text that the product says: words that are searched for, guessed passwords, names of hosts. */
const UNSAID =
  /\.(?:spec|int-spec|e2e-spec|fake|contract)\.ts$|\/testing\/|categories\/src\/data\/|imports\/src\/readers\/|password-policy\.ts$|tenancy\/src\/slug\.ts$/;

/** Where "the town" is a place, as in « la ville » or « la commune ». */
const PLACES = [
  'Give the town (32 characters at most).',
  'As on your extract: RCS or RNE, the town, the number.',
  'We know of no business in this street: the plan shows the middle of the town.',
  'The pin is in the middle of the town, and does not count yet: move it to the door.',
  'the middle of the town',
  'Pin outside the town',
  'The pin is not in the town of the business: place it again.',
  'among the town’s posts',
];

const literals = /'(?:[^'\\\n]|\\.)*'|`[^`]*`|"(?:[^"\\\n]|\\.)*"/g;
const comments = /^\s*(?:\*|\/[*/]).*$/gm;

const texts = READ.flatMap((pattern) => globSync(pattern))
  .filter((path) => !UNSAID.test(path))
  .flatMap((path) => {
    const text = readFileSync(path, 'utf8');
    const said = path.endsWith('.ts') ? (text.replaceAll(comments, '').match(literals) ?? []) : [text];
    return said.map((words) => [path, words] as const);
  });

const found = (pattern: RegExp): string[] =>
  texts.flatMap(([path, words]) =>
    [...PLACES.reduce((rest, place) => rest.replaceAll(place, ''), words).matchAll(pattern)].map(
      ([match]) => `${path}: ${match}`,
    ),
  );

/**
 * Territories are cities, agglomerations and regions: who answers for one is « la collectivité », "the local authority", whatever
 * its kind. A region has no « mairie », and a reader who meets two words looks for two bodies.
 */
describe('who answers for a territory', () => {
  it('is « la collectivité » in French', () => {
    expect(texts.length).toBeGreaterThan(5_000);
    expect(found(/.{0,30}(?<![\w@.-])(?:[Mm]airies?\b(?![.@])|[Hh]ôtel de [Vv]ille).{0,30}/g)).toEqual([]);
  });

  it('is "the local authority" in English', () => {
    expect(found(/.{0,30}(?:\b[Tt]own hall\b|\b(?:[Tt]he|[Yy]our) town\b(?![-/])).{0,30}/g)).toEqual([]);
  });
});
