import { ClaimCodes, plainCode } from './claim-code';

describe('codes of proofs', () => {
  const codes = new ClaimCodes('a-master-key-of-thirty-two-characters');

  it('are six digits, or eight readable characters, the same each time for one proof', () => {
    expect(codes.codeOf('t', 'p', 'digits')).toMatch(/^\d{6}$/);
    expect(codes.codeOf('t', 'p', 'letters')).toMatch(
      /^[BCDFGHJKMNPQRTVWXZ2346789]{4}-[BCDFGHJKMNPQRTVWXZ2346789]{4}$/,
    );
    expect(codes.codeOf('t', 'p', 'digits')).toBe(codes.codeOf('t', 'p', 'digits'));
  });

  it('are another proof’s, another tenant’s and another installation’s never', () => {
    const all = [
      codes.codeOf('t', 'p', 'letters'),
      codes.codeOf('t', 'q', 'letters'),
      codes.codeOf('u', 'p', 'letters'),
      new ClaimCodes('another-master-key-of-32-characters').codeOf('t', 'p', 'letters'),
    ];
    expect(new Set(all).size).toBe(4);
  });

  it('are spread over all that a code can be', () => {
    const digits = new Set<string>();
    for (let at = 0; at < 500; at += 1) digits.add(codes.codeOf('t', `proof-${at}`, 'digits').slice(0, 2));
    expect(digits.size).toBeGreaterThan(90);
  });

  it('are known in any case, with or without the hyphen, and by nothing near', () => {
    const code = codes.codeOf('t', 'p', 'letters');
    const is = (typed: string): boolean => codes.isCode(typed, 't', 'p', 'letters');
    expect([code, code.toLowerCase(), code.replace('-', ' '), ` ${code.replace('-', '')}\n`].map(is)).toEqual(
      Array.from({ length: 4 }, () => true),
    );
    expect(['', code.slice(0, -1), `${code}X`, 'x'.repeat(100_000)].map(is)).toEqual(
      Array.from({ length: 4 }, () => false),
    );
  });

  it('are read without what is no letter or digit', () => {
    expect(plainCode(' kt4b–9xwm ')).toBe('KT4B9XWM');
  });

  it('name a contact without telling it', () => {
    const name = codes.nameOf('t', 1, '+33556000030');
    expect(name).toMatch(/^[\w-]{16}$/);
    expect(codes.nameOf('t', 2, '+33556000030')).not.toBe(name);
  });
});
