import { unansweredWords } from './unanswered';

describe('what is kept of a search that found nothing', () => {
  it('is its words, folded', () => {
    expect(unansweredWords('  Épicerie  VRAC ')).toBe('epicerie vrac');
    expect(unansweredWords('24h/24')).toBe('24h 24');
  });

  it.each([
    ['an address of mail', 'jean.dupont@exemple.fr'],
    ['a phone number', '05 56 00 00 00'],
    ['a number in pieces', 'code 12 34'],
    ['a card number in a sentence', 'ma carte 4970 1234'],
    ['a long text', 'a'.repeat(61)],
    ['a letter of five thousand characters', 'bonjour '.repeat(700)],
    ['signs', '???'],
    ['nothing', ''],
    ['a NUL', '\u0000'],
  ])('is nothing for %s', (_what, text) => {
    expect(unansweredWords(text)).toBeNull();
  });
});
