import { filesOf, tableRows, textOf } from './support/files';

/** `export const ENQUIRY_FORWARD = defineJob('enquiry.forward')` of a library: constant → kind. */
const KINDS = new Map(
  filesOf('.ts')
    .filter((path) => /^libs\/(domain|platform)\//.test(path) && path.endsWith('.events.ts'))
    .flatMap((path) => [
      ...textOf(path).matchAll(/^export const (\w+) = defineJob\('([^']+)'(?:, '\w+')?\);/gm),
    ])
    .map(([, name = '', kind = '']) => [name, kind] as const),
);

const ROWS = tableRows(textOf('docs/events.md'));
const DOCUMENTED = ROWS.map(([kind = '']) => kind.replaceAll('`', ''));
const processors = filesOf('.ts').filter(
  (path) => path.startsWith('apps/worker/') && path.endsWith('.processor.ts'),
);

describe('docs/events.md', () => {
  it('lists every kind that is written, and no other', () => {
    expect(KINDS.size).toBeGreaterThan(0);
    expect([...DOCUMENTED].sort()).toEqual([...KINDS.values()].sort());
  });

  it('says of each what happens when it runs twice', () => {
    expect(ROWS.filter((cells) => cells.length !== 5 || cells.includes('')).map(([kind]) => kind)).toEqual(
      [],
    );
  });

  it('names kinds as the outbox takes them', () => {
    expect(DOCUMENTED.filter((kind) => !/^[a-z]+(\.[a-z-]+)+$/.test(kind) || kind.length > 80)).toEqual([]);
  });

  it('has one processor in the worker for each kind', () => {
    const handled = processors.flatMap((path) =>
      [...textOf(path).matchAll(/@HandlesJob\((\w+)\)/g)].map(([, name = '']) => name),
    );
    expect(handled.sort()).toEqual([...KINDS.keys()].sort());
  });
});
