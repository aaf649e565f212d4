import { randomBytes } from 'node:crypto';
import { isWeakKey } from './key-strength';

describe('the strength of a key', () => {
  it.each([
    'k'.repeat(64),
    'ab'.repeat(32),
    'change-me-before-production-please-1',
    'CHANGEME'.repeat(5),
    'test-master-key-0123456789abcdef0123456789',
    'this-is-the-MASTER_KEY-of-our-town-hall',
    'abcdefghijklmnopqrstuvwxyzabcdefgh',
    '1111111111111111111111111111111111111112',
  ])('is too little: %s', (key) => expect(isWeakKey(key)).toBe(true));

  it('is enough where it was drawn', () => {
    for (const encoding of ['base64', 'base64url', 'hex'] as const)
      for (let n = 0; n < 200; n += 1) expect(isWeakKey(randomBytes(32).toString(encoding))).toBe(false);
  });
});
