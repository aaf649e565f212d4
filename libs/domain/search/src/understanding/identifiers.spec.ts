import { identifierOf } from './identifiers';

describe('a number that tells one business', () => {
  it.each([
    ['73282932000074', { kind: 'siret', value: '73282932000074' }],
    ['732 829 320 00074', { kind: 'siret', value: '73282932000074' }],
    ['SIRET : 732 829 320 00074', { kind: 'siret', value: '73282932000074' }],
    ['732829320', { kind: 'siren', value: '732829320' }],
    ['05 56 00 00 01', { kind: 'phone', value: '+33556000001' }],
    ['05.56.00.00.01', { kind: 'phone', value: '+33556000001' }],
    ['+33 5 56 00 00 01', { kind: 'phone', value: '+33556000001' }],
    ['0033556000001', { kind: 'phone', value: '+33556000001' }],
    ['tél. 0556000001', { kind: 'phone', value: '+33556000001' }],
  ])('%j is %j', (text, expected) => {
    expect(identifierOf(text)).toEqual(expected);
  });

  it.each([
    '33000',
    '73282932000075',
    '123456789',
    '',
    'boulangerie 0556000001',
    '9'.repeat(5_000),
    '00000000000',
  ])('%j is none', (text) => {
    expect(identifierOf(text)).toBeNull();
  });
});
