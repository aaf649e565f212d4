import { paragraphsOf, quoteText, wrapLine } from './mail-message';
import { formatInstant, mailtoUrl, webUrl } from './mail-values';

describe('what a mail says', () => {
  it('quotes a message in plain text, wrapped, each line behind its mark', () => {
    const long = `${'mot '.repeat(30).trim()}\n\nhttps://commerces.example/${'x'.repeat(100)}`;
    const quoted = quoteText(long);
    expect(quoted[0]).toBe(`> ${'mot '.repeat(18).trim()}`);
    expect(quoted).toContain('>');
    expect(quoted.at(-1)).toBe(`> https://commerces.example/${'x'.repeat(100)}`);
    expect(quoted.every((line) => line.startsWith('>'))).toBe(true);
  });

  it('keeps every word when it wraps', () => {
    const line = 'un deux trois quatre cinq six sept huit neuf dix';
    expect(wrapLine(line, 12).join(' ')).toBe(line);
    expect(Math.max(...wrapLine(line, 12).map((part) => part.length))).toBeLessThanOrEqual(12);
  });

  it('makes paragraphs of blank lines, whatever the line ends', () => {
    expect(paragraphsOf('  a\r\nb\r\n \r\n\r\nc ')).toEqual([['a', 'b'], ['c']]);
  });

  it('says an instant in the territory’s wall time, on both sides of the clock change', () => {
    expect(formatInstant(new Date('2026-11-25T13:05:00Z'), { locale: 'fr', timeZone: 'Europe/Paris' })).toBe(
      'mercredi 25 novembre 2026 à 14\u00a0h\u00a005',
    );
    expect(formatInstant(new Date('2026-07-01T22:30:00Z'), { locale: 'fr', timeZone: 'Europe/Paris' })).toBe(
      'jeudi 2 juillet 2026 à 0\u00a0h\u00a030',
    );
    expect(formatInstant(new Date('2026-11-25T13:05:00Z'), { locale: 'en', timeZone: 'Europe/Paris' })).toBe(
      'Wednesday 25 November 2026 at 14:05',
    );
  });

  it('links to the web only', () => {
    expect(webUrl('https://commerces.example/contact')).toBe('https://commerces.example/contact');
    expect(() => webUrl('javascript:alert(1)')).toThrow(/not a web address/);
    expect(() => webUrl('/contact')).toThrow();
  });

  it('opens an answer without letting the subject add recipients', () => {
    expect(mailtoUrl('a+b@c.fr', 'Re: x&bcc=evil@x.fr?')).toBe(
      'mailto:a%2Bb@c.fr?subject=Re%3A%20x%26bcc%3Devil%40x.fr%3F',
    );
  });
});
