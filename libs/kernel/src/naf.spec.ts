import fc from 'fast-check';
import { parseNafCode, parseNafNomenclature } from './naf';

const aCode = fc
  .tuple(fc.integer({ min: 0, max: 99 }), fc.integer({ min: 0, max: 99 }), fc.constantFrom(...'ABCDEFYZ'))
  .map(
    ([division, rest, letter]) =>
      `${String(division).padStart(2, '0')}.${String(rest).padStart(2, '0')}${letter}`,
  );

describe('naf', () => {
  it('reads every form that files and people use back to the official one', () => {
    fc.assert(
      fc.property(aCode, (code) =>
        [code, code.replace('.', ''), code.toLowerCase(), ` ${code.replace('.', ' ')} `].every(
          (form) => parseNafCode(form) === code,
        ),
      ),
    );
  });

  it.each(['', '10.71', '10.7C', '1.71C', '10.71CC', '10,71C', 'ABCDE', '[ND]'])('refuses %p', (text) => {
    expect(parseNafCode(text)).toBeNull();
  });

  it('knows the two nomenclatures, and no older one', () => {
    expect(parseNafNomenclature('NAFRev2')).toBe('NAFRev2');
    expect(parseNafNomenclature('naf rév. 2'.normalize('NFD').replace(/\p{M}/gu, ''))).toBe('NAFRev2');
    expect(parseNafNomenclature('NAF25')).toBe('NAF2025');
    expect(parseNafNomenclature('NAF2025')).toBe('NAF2025');
    for (const old of ['NAP', 'NAF1993', 'NAFRev1', '']) expect(parseNafNomenclature(old)).toBeNull();
  });
});
