import ts from 'typescript';
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
    'credit note',
    'return',
    'hand-over note',
    'counter payment',
    'copy (of a territory)',
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
const kebab = (name: string): string =>
  name
    .replaceAll(/(?<=[a-z0-9])(?=[A-Z])/g, '-')
    .replaceAll('_', '-')
    .toLowerCase();

interface Named {
  readonly name: string;
  readonly at: string;
}

/** What only tests read: there a name lives for a few lines. */
const isTest = (path: string): boolean =>
  /\.(?:[a-z0-9]+-)?spec\.ts$|\.fake\.ts$|^test\/|^libs\/testing\/|\/testing\//.test(path);

/** Everything that a file gives a name to: classes and functions, their members, parameters and variables. */
function declaredIn(path: string): string[] {
  const source = ts.createSourceFile(path, textOf(path), ts.ScriptTarget.ES2023, true);
  const found: string[] = [];
  const visit = (node: ts.Node): void => {
    if (ts.isIdentifier(node) && isDeclaration(node)) found.push(node.text);
    ts.forEachChild(node, visit);
  };
  visit(source);
  return found;
}

const isDeclaration = ({ parent, text }: ts.Identifier): boolean =>
  'name' in parent &&
  !ts.isPropertyAccessExpression(parent) &&
  ts.isIdentifier(parent.name as ts.Node) &&
  (parent.name as ts.Identifier).text === text;

const exportsOf = (path: string): string[] =>
  [
    ...textOf(path).matchAll(
      /^export (?:abstract )?(?:class|interface|type|function|const|async function) (\w+)/gm,
    ),
  ].map(([, name = '']) => name);

/** Names of files and of what they declare; of tests, what they export. Old migrations keep the names that they gave. */
function* names(): Generator<Named> {
  for (const path of filesOf('.ts')) {
    yield { name: path.replaceAll(/[/.]/g, '-'), at: path };
    if (path.startsWith('migrations/')) continue;
    const declared = isTest(path) ? exportsOf(path) : declaredIn(path);
    for (const name of new Set(declared)) yield { name: kebab(name), at: `${path} ${name}` };
  }
  for (const path of filesOf('.css', '.scss'))
    for (const [, name = ''] of textOf(path).matchAll(/\.([a-zA-Z][\w-]*)/g))
      yield { name: name.replaceAll(/_+/g, '-'), at: `${path} .${name}` };
}

const uses = (name: string, word: string): boolean => `-${name}-`.includes(`-${word}-`);

describe('docs/glossary.md', () => {
  it('defines every word of the product, once', () => {
    const words = ENTRIES.flatMap((entry) => entry.words);
    expect(NEEDED.filter((word) => !words.includes(word))).toEqual([]);
    expect(words.filter((word, index) => words.indexOf(word) !== index)).toEqual([]);
    expect(ENTRIES.filter(({ meaning }) => meaning.length < 10)).toEqual([]);
  });

  it('is followed: no file, no class of a style and nothing in code is named by a word that it rules out', () => {
    const ruledOut = ENTRIES.flatMap((entry) => entry.not);
    expect(ruledOut.length).toBeGreaterThan(10);
    const found = [...names()].flatMap(({ name, at }) =>
      ruledOut.filter((word) => uses(name, word)).map((word) => `${at}: "${word}"`),
    );
    expect(found).toEqual([]);
  });
});
