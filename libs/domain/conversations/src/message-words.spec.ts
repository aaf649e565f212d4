import { messageQuery, messageWords } from './message-words';

describe('the words by which a message is found', () => {
  it('are folded, without those that say nothing, and stand beside the shop', () => {
    expect(messageWords(42, ['Du miel de châtaignier, 2 pots ?', 'Odile'])).toEqual([
      ...['@42', 'miel', 'chataignier', '2', 'pots', 'odile', 'pot'],
    ]);
  });

  it('are looked for from their beginning, with and without a plural', () => {
    expect(messageQuery(42, 'Le MIEL')).toBe(`'@42' & 'miel':*`);
    expect(messageQuery(42, 'pots')).toBe(`'@42' & ('pots':* | 'pot')`);
  });

  it('cannot be written so that they ask for something else', () => {
    expect(messageQuery(42, `x' | '@43`)).toBe(`'@42' & 'x':* & '43':*`);
    expect(messageQuery(42, `\\ & !('a')`)).toBeNull();
    expect(messageQuery(42, 'le la')).toBeNull();
  });

  it('are so many at most', () => {
    const long = Array.from({ length: 2_000 }, (_, at) => `m${String(at)}`).join(' ');
    expect(messageWords(1, [long])).toHaveLength(801);
    expect(messageQuery(1, long)?.split('&')).toHaveLength(9);
  });
});
