import { textMessageSegments, textMessageWords } from './text-message';

describe('a text message', () => {
  it.each([
    ['Fournil d’Été : prête à 10\u00a0h – 10\u00a0h\u00a030', "Fournil d'Été : prete à 10 h - 10 h 30"],
    ['cœur, août, çà, Noël €', 'coeur, aout, cà, Noel €'],
    ['une\nligne   de\tplus', 'une ligne de plus'],
    ['🥖 pain 漢字 \u0000', 'pain'],
  ])('has %j in the alphabet that telephones share', (given, carried) => {
    expect(textMessageWords(given)).toBe(carried);
  });

  it.each([
    ['', 1],
    ['a'.repeat(160), 1],
    ['a'.repeat(161), 2],
    ['€'.repeat(80), 1],
    ['€'.repeat(81), 2],
    ['a'.repeat(306), 2],
    ['a'.repeat(307), 3],
    // The sign of two places does not fit at the end of the first.
    [`${'a'.repeat(152)}€${'a'.repeat(152)}`, 3],
  ])('of %j goes in so many', (text, segments) => {
    expect(textMessageSegments(text)).toBe(segments);
  });
});
