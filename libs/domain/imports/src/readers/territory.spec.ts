import { RowErrorLog } from './row-error';
import type { SourceRecord } from './source-record';
import { type Territory, settleRecord } from './territory';

const communes = new Map([
  ['33063', { name: 'Bordeaux', longitude: -0.58, latitude: 44.84 }],
  ['33281', { name: 'Mérignac', longitude: -0.65, latitude: 44.84 }],
]);
/** Two squares side by side. */
const outlined: Territory = {
  communes,
  communeAt: (longitude, latitude) =>
    Math.abs(latitude - 44.84) > 0.04 || longitude < -0.69 || longitude > -0.54
      ? null
      : longitude < -0.615
        ? '33281'
        : '33063',
};

function settled(
  territory: Territory,
  place: readonly [number, number] | null,
  commune: string | null,
  name = '',
) {
  const log = new RowErrorLog();
  const record = {
    sourceId: 'node/1',
    line: 4,
    displayName: 'Chez moi',
    address: { communeCode: commune, communeName: name === '' ? null : name },
    position: place === null ? null : { longitude: place[0], latitude: place[1], precision: 'address' },
    contact: {},
    attributes: { payment: [] },
    status: { state: 'open' },
    otherHours: {},
    keywords: [],
  } as unknown as SourceRecord;
  const result = settleRecord(record, territory, log);
  return {
    commune: result?.address.communeCode,
    placed: result === null ? undefined : result.position !== null,
    errors: log.errors.map(({ code, line }) => `${line} ${code}`),
  };
}

describe('where a record belongs', () => {
  it('finds the commune of a point by its outline, and reports what is outside', () => {
    expect(settled(outlined, [-0.66, 44.85], null)).toEqual({ commune: '33281', placed: true, errors: [] });
    expect(settled(outlined, [-0.57, 44.85], null)).toEqual({ commune: '33063', placed: true, errors: [] });
    expect(settled(outlined, [2.35, 48.85], null)).toMatchObject({ errors: ['4 outside-territory'] });
    expect(settled(outlined, null, null)).toMatchObject({ errors: ['4 outside-territory'] });
  });

  it('believes the commune that is named, and not a point elsewhere', () => {
    expect(settled(outlined, [-0.57, 44.85], '33063')).toEqual({
      commune: '33063',
      placed: true,
      errors: [],
    });
    // On the quay, some hundred metres beyond the simplified border.
    expect(settled(outlined, [-0.537, 44.85], '33063')).toEqual({
      commune: '33063',
      placed: true,
      errors: [],
    });
    expect(settled(outlined, [0.57, 44.85], '33063')).toEqual({
      commune: '33063',
      placed: false,
      errors: ['4 position-elsewhere'],
    });
    expect(settled(outlined, [-0.57, 44.85], '75056')).toEqual({
      commune: '33063',
      placed: true,
      errors: [],
    });
  });

  it('without outlines takes the commune by its name where the point is near it, never the nearest one', () => {
    const bare: Territory = { communes, communeAt: null };
    expect(settled(bare, [-0.57, 44.85], null, 'BORDEAUX')).toMatchObject({ commune: '33063' });
    expect(settled(bare, [-0.57, 44.85], null)).toMatchObject({ errors: ['4 outside-territory'] });
    expect(settled(bare, [2.35, 48.85], null, 'Bordeaux')).toMatchObject({ errors: ['4 outside-territory'] });
  });
});
