import { filesOf, tableRows, textOf } from './support/files';

const ENTRIES = tableRows(textOf('docs/glossary.md')).map(([words = '', meaning = '', not = '']) => ({
  words: words.split(', '),
  meaning,
  not: not.split(', ').filter((word) => word !== ''),
}));

/** What the product is about, and must therefore be able to name. */
const NEEDED = [
  ...['tenant', 'territory', 'operator', 'manager', 'agent', 'merchant', 'account', 'listing', 'category'],
  ...[
    'opening hours',
    'closure',
    'product',
    'order',
    'fulfilment',
    'pickup slot',
    'agenda',
    'service',
    'resource',
  ],
  ...[
    'booking',
    'gauge',
    'conversation',
    'message',
    'claim',
    'mandate',
    'enquiry',
    'siret',
    'siren',
    'naf',
    'tva',
  ],
  'insee code',
];

/** `ErrorPages` and `error-pages` both become `error-pages`. */
const kebab = (name: string): string => name.replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-').toLowerCase();

/** Names that others see: of files, and of what they export. */
function* names(): Generator<{ readonly name: string; readonly at: string }> {
  for (const path of filesOf('.ts')) {
    yield { name: path.replaceAll(/[/.]/g, '-'), at: path };
    const exported = textOf(path).matchAll(
      /^export (?:abstract )?(?:class|interface|type|function|const|async function) (\w+)/gm,
    );
    for (const [, name = ''] of exported) yield { name: kebab(name), at: `${path} ${name}` };
  }
}

const uses = (name: string, word: string): boolean => `-${name}-`.includes(`-${word}-`);

describe('docs/glossary.md', () => {
  it('defines every word of the product, once', () => {
    const words = ENTRIES.flatMap((entry) => entry.words);
    expect(NEEDED.filter((word) => !words.includes(word))).toEqual([]);
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
    expect(ENTRIES.filter(({ meaning }) => meaning.length < 10)).toEqual([]);
  });

  it('is followed: no file and no export is named by a word that it rules out', () => {
    const ruledOut = ENTRIES.flatMap((entry) => entry.not);
    expect(ruledOut.length).toBeGreaterThan(10);
    const found = [...names()].flatMap(({ name, at }) =>
      ruledOut.filter((word) => uses(name, word)).map((word) => `${at}: "${word}"`),
    );
    expect(found).toEqual([]);
  });
});
