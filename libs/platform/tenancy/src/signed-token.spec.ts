import { SignedTokens } from './signed-token';
import type { TenantContext } from './tenant';

const KEY = 'a-master-key-of-more-than-thirty-two-characters';
const town = (id: string) => ({ tenant: { id } }) as Pick<TenantContext, 'tenant'>;
const subject = { id: '0199f3a2-0000-7000-8000-000000000001', serial: 2 };

describe('a signed token', () => {
  const tokens = new SignedTokens(KEY, 'test');
  const token = tokens.issue(town('one'), subject);

  it('names its row and its sending, and is the same whenever it is written', () => {
    expect(tokens.read(town('one'), token)).toEqual(subject);
    expect(tokens.issue(town('one'), subject)).toBe(token);
    expect(encodeURIComponent(token)).toBe(token);
  });

  it('is worth nothing on another tenant, for another purpose, or under another key', () => {
    expect(tokens.read(town('other'), token)).toBeNull();
    expect(new SignedTokens(KEY, 'else').read(town('one'), token)).toBeNull();
    expect(new SignedTokens(`${KEY}x`, 'test').read(town('one'), token)).toBeNull();
  });

  it.each([
    ['another serial', token.replace('.2.', '.3.')],
    ['another row', token.replace('0001.', '0002.')],
    ['a serial written in another way', token.replace('.2.', '.02.')],
    ['a character less', token.slice(0, -1)],
    ['a character more', `${token}A`],
    ['nothing', ''],
    ['something else', '../../etc/passwd'],
  ])('is not believed with %s', (_what, text) => expect(tokens.read(town('one'), text)).toBeNull());
});
