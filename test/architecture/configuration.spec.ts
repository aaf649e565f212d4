import { describeEnv } from '@halles/platform/config';
import { filesOf, tableRows, textOf } from './support/files';

/** How docs/configuration.md must write a variable. */
function rowOf({ name, fallback, secret, description }: ReturnType<typeof describeEnv>[number]): string[] {
  const value = fallback === null ? 'must be set' : fallback === '' ? 'none' : `\`${fallback}\``;
  return [`\`${name}\``, value, secret ? 'yes' : 'no', description];
}

const DOCUMENT = textOf('docs/configuration.md');
const KNOWN = new Set(describeEnv().map(({ name }) => name));

describe('docs/configuration.md', () => {
  it('lists every variable with its default, whether it is a secret, and what it does', () => {
    const documented = tableRows(DOCUMENT).filter(([name]) => /^`[A-Z]/.test(name ?? ''));
    expect(documented).toEqual(describeEnv().map(rowOf));
  });

  it('is the only place that a document takes a variable from', () => {
    const named = filesOf('.md')
      .filter((path) => !path.startsWith('docs/adr/'))
      .flatMap((path) =>
        [...textOf(path).matchAll(/`([A-Z]+(?:_[A-Z]+)+)(?:=[^`]*)?`/g)].map(([, name]) => ({ path, name })),
      );
    expect(named.filter(({ name }) => !KNOWN.has(name ?? '') && !OTHERS.has(name ?? ''))).toEqual([]);
  });
});

/** Words in capitals that are settings of other programs, or of the tests. */
const OTHERS = new Set([
  ...['NODE_OPTIONS', 'LD_LIBRARY_PATH', 'MAX_WAL_SENDERS', 'TEST_WORKERS'],
  ...['CHAOS_KILLS', 'CHAOS_SEED', 'OUTAGE_SECONDS', 'CRASH_RUNS', 'MODEL_RUNS', 'OTHER_ORDERS', 'SUMS_SEED'],
]);
