import { systemClock } from '@halles/kernel';
import { PassThrough } from 'node:stream';
import type { DirectoryImport } from '@halles/domain/imports';
import { createIo } from '../io';
import { followImport } from './directory-follow';
import { filesOf } from './directory-import.command';
import { countRows, errorCount, errorRows, progressNote, progressPercent } from './directory-words';

const reading = {
  rowsRead: 1_200,
  kept: 10,
  closedUnknown: 5,
  notPublic: { property: 3 },
  errorCounts: { 'siret-invalid': 300 },
  errors: [
    {
      file: 'etablissements',
      line: 7,
      column: 'siret',
      code: 'siret-invalid',
      severity: 'row',
      message: { fr: '« 1 » n’est pas un SIRET valide.', en: '"1" is not a valid SIRET.' },
    },
  ],
};

const row = (overrides: object = {}): DirectoryImport =>
  ({
    id: 'one',
    state: 'done',
    progress: {},
    report: { reading, merge: { added: 10, gone: 0, closedUnknown: 2 } },
    ...overrides,
  }) as unknown as DirectoryImport;

describe('what the command line says of an import', () => {
  it('counts what happened, and not what did not', () => {
    const said = countRows(row()).map(({ rows, what }) => `${rows} ${what}`);
    expect(said).toEqual([
      '1,200 rows in the file',
      '10 kept',
      '3 kept apart, no place that the public goes to: property',
      '10 added',
      '7 closed before they were known, ignored',
    ]);
  });

  it('says of a file with a header alone that it has no rows', () => {
    expect(countRows(row({ report: { reading: { rowsRead: 0 } } }))).toEqual([
      { rows: '0', what: 'rows in the file' },
    ]);
    expect(countRows(row({ report: {} }))).toEqual([]);
  });

  it('shows the errors by line, and how many there were in all', () => {
    expect(errorCount(row())).toBe(300);
    expect(errorRows(row(), 20)).toEqual([
      { line: '7', where: 'etablissements siret', severity: 'row', error: '"1" is not a valid SIRET.' },
    ]);
    expect(errorRows(row({ report: {} }), 20)).toEqual([]);
  });

  it('tells how far it is', () => {
    const progress = { step: 'reading', rowsRead: 12_000, rowsPerSecond: 8_000, secondsLeft: 40 } as const;
    expect(progressNote(progress)).toBe('reading, 12,000 rows, 8,000/s, 40 s left');
    expect(progressNote({ ...progress, kept: 300 })).toBe(
      'reading, 12,000 rows, 300 kept, 8,000/s, 40 s left',
    );
    expect(progressPercent({ bytesRead: 1, bytesTotal: 3 })).toBe(33);
    expect(progressPercent({ bytesRead: 3, bytesTotal: 3, listingsDone: 1, listingsTotal: 2 })).toBe(50);
    expect(progressPercent({})).toBe(0);
  });

  it('follows an import to its end, a bar for reading and one for merging', async () => {
    const states = [
      row({ state: 'queued' }),
      row({ state: 'reading', progress: { step: 'reading', bytesRead: 1, bytesTotal: 2 } }),
      row({ state: 'merging', progress: { step: 'reading', bytesRead: 2, bytesTotal: 2 } }),
      row({ state: 'merging', progress: { step: 'listing', listingsDone: 3, listingsTotal: 4 } }),
      row(),
    ];
    const output = new PassThrough();
    const io = createIo({ json: false, env: {}, clock: systemClock, output });
    const look = () => Promise.resolve(states.shift() ?? row());
    expect((await followImport(io, look, 0)).state).toBe('done');
    expect(String(output.read())).toBe(
      'reading  50/100 reading\nreading  100/100 reading\nmerging  75/100 listing\n',
    );
  });
});

describe('what an import is asked with', () => {
  const io = createIo({ json: false, env: {}, clock: systemClock, output: new PassThrough() });
  const flags = { tenant: 'bordeaux', map: [] };
  const file = 'package.json';

  it('is one file, or two of the register', () => {
    expect(filesOf(io, { ...flags, sirene: file, unites: file })).toMatchObject({
      source: 'sirene',
      unitesLegales: expect.stringMatching(/^\/.*package\.json$/),
    });
    expect(filesOf(io, { ...flags, csv: file, map: ['Nom = du commerce=name'] })).toMatchObject({
      mapping: { name: 'Nom = du commerce' },
    });
  });

  it.each([
    ['no file', {}],
    ['two sources', { osm: file, csv: file }],
    ['companies alone', { unites: file }],
    ['companies with a map', { osm: file, unites: file }],
    ['a mapping of no list', { osm: file, map: ['a=name'] }],
    ['a mapping to no field', { csv: file, map: ['a=nom'] }],
    ['a mapping of no column', { csv: file, map: ['=name'] }],
    ['a file that is not there', { osm: 'nowhere.json' }],
  ])('refuses %s with the exit code of a wrong command line', (_what, asked) => {
    expect(() => filesOf(io, { ...flags, ...asked })).toThrow(
      expect.objectContaining({ exitCode: 2 }) as Error,
    );
  });
});
