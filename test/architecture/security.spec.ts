import { basename, join, normalize } from 'node:path';
import { filesOf, tableRows, textOf } from './support/files';

const DOCUMENT = textOf('docs/security.md');
const [, THREATS = ''] = /^## Threats, guards and tests$(.*?)^## Known gaps$/ms.exec(DOCUMENT) ?? [];

/** The files of ours that a text links to, as paths from the root. */
const linkedIn = (text: string): string[] =>
  [...text.matchAll(/\]\((\.\.\/[^)#\s]+)\)/g)].map(([, target = '']) => normalize(join('docs', target)));

const isTest = (path: string): boolean => /\.(?:spec|int-spec|e2e-spec|journey)\.ts$|^test\//.test(path);

const ROWS = tableRows(THREATS)
  .filter(([threat = '']) => !threat.startsWith('**'))
  .map(([threat = '', guard = '', test = '']) => ({ threat, guard, test }));

/**
 * What a guard is made of, in one of the files that its row names: where it moves, the row has to follow. By the first words
 * of the threat.
 */
const MADE_OF: readonly (readonly [threat: string, parts: readonly RegExp[]])[] = [
  ['A request for one territory', [/class RoutingPool/, /CREATE ROLE/, /class UnitOfWork/]],
  ['An injected `ALTER ROLE`', [/statement_timeout/, /class DriftWatchTask/]],
  ['Somebody learns of a portal', [/2 \* MINUTE/, /4 \* HOUR/]],
  ['A slug imitates', [/reserved|RESERVED/]],
  ['Passwords are guessed', [/PER_VISITOR = 20;/, /PER_ACCOUNT = 100;/, /FREE_FAILURES = 5;/]],
  ['The table of passwords', [/memoryCost: 47_104/, /aes-256-gcm/]],
  [
    'A session is stolen',
    [
      /idle: 15 \* MINUTE, lifetime: 8 \* HOUR/,
      /idle: 30 \* MINUTE, lifetime: 12 \* HOUR/,
      /idle: 7 \* DAY, lifetime: 30 \* DAY/,
    ],
  ],
  ['A right that was withdrawn', [/DELETE FROM (?:platform\.)?console_session/]],
  ['Programs flood', [/contactSubnet/, /contactVisitor/, /unproven/]],
  ['One request takes all', [/FEW_PIECES = 20;/, /excessOf\(/]],
  ['Forms are used to fill', [/hour: 4, day: 12/, /hour: 24, day: 72/, /3 \* DAY/]],
  ['One person counts', [/30 \* DAY/]],
  ['A file attacks', [/memoryKilobytes|ulimit -d/, /SIGXCPU/]],
  ['Files fill memory', [/10 \* MEGABYTE/, /new TooManyPhotos/, /class StorageQuota\b/, /async sweep/]],
  [
    'One visitor asks',
    [/read: \{ limit: 600/, /search: \{ limit: 300/, /heavy: \{ limit: 60/, /class CostGuard/],
  ],
  ['Open data is made anew', [/class OpenDataWriter/, /class StoredPart/]],
  ['Slow or large', [/256 \* 1024/, /30 \* SECOND/, /32 \* KILOBYTE\) \/ SECOND/, /5 \* SECOND/]],
  ['Inboxes that stay open', [/account: 8, tenant: 1_000, process: 4_000/, /readableLength <= /]],
  ['A territory takes all connections', [/CONNECTION_LIMIT = 40/]],
  ['The disk is full', [/256MB/, /ENOSPC/]],
  ['Redirects lead', [/export (?:function|const) \w*[rR]eturn/]],
  ['A connection is downgraded', [/max-age=/]],
  ['A shared cache or the referrer', [/no-store/, /'referrer-policy'/]],
  ['Personal data stay', [/DAY \/ 4/]],
];

describe('docs/security.md', () => {
  it('names for each threat a guard that is ours and tests of it, or says that there are none', () => {
    const wrong = ROWS.filter(({ guard, test }) => {
      const [guards, tests] = [linkedIn(guard), linkedIn(test)];
      return guards.some(isTest) || (tests.length === 0 ? test !== 'none' : !tests.every(isTest));
    });
    expect(ROWS.length).toBeGreaterThan(60);
    expect(wrong.map(({ threat }) => threat)).toEqual([]);
  });

  it('names nothing that is not there, without a link either', () => {
    const names = new Set(filesOf('.ts', '.mjs').map((path) => basename(path)));
    const named = DOCUMENT.match(/[\w-]+(?:\.[\w-]+)*\.(?:ts|mjs)\b/g) ?? [];
    expect([...new Set(named)].filter((name) => !names.has(name))).toEqual([]);
  });

  it.each(MADE_OF)('names where the guard stands: %s', (start, parts) => {
    const row = ROWS.find(({ threat }) => threat.startsWith(start));
    const texts = linkedIn(row?.guard ?? '').map(textOf);
    expect(parts.filter((part) => !texts.some((text) => part.test(text)))).toEqual([]);
    expect(row).toBeDefined();
  });
});
