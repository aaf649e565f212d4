import { SECOND } from '@halles/kernel';
import { hashRecoveryCode, newRecoveryCodes } from './recovery-codes';
import { SecretBox } from './secret-box';
import { acceptTotp, newTotpSecret, totpAddress, totpCode } from './totp';

const MASTER_KEY = 'a-master-key-of-more-than-thirty-two-characters';
/** The secret of RFC 6238, appendix B: "12345678901234567890" in Base32. */
const RFC_SECRET = 'GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ';

describe('a code of an authenticator', () => {
  it.each([
    [59, '287082'],
    [1_111_111_109, '081804'],
    [1_111_111_111, '050471'],
    [1_234_567_890, '005924'],
    [2_000_000_000, '279037'],
  ])('is that of RFC 6238 at %i s', (seconds, code) => {
    const at = new Date(seconds * SECOND);
    expect(totpCode(RFC_SECRET, at)).toBe(code);
    expect(acceptTotp(RFC_SECRET, code, at, null)).toBe(Math.floor(seconds / 30));
  });

  it('is accepted one step early or late, with the blank that applications show, and no further', () => {
    const now = new Date('2026-11-25T09:00:10Z');
    const at = (steps: number) => totpCode(RFC_SECRET, new Date(now.getTime() + steps * 30 * SECOND));
    for (const steps of [-1, 0, 1]) expect(acceptTotp(RFC_SECRET, at(steps), now, null)).not.toBeNull();
    for (const steps of [-3, -2, 2, 3]) expect(acceptTotp(RFC_SECRET, at(steps), now, null)).toBeNull();
    expect(acceptTotp(RFC_SECRET, `${at(0).slice(0, 3)} ${at(0).slice(3)}`, now, null)).not.toBeNull();
    for (const wrong of ['', '00000', '0000000', 'abcdef'])
      expect(acceptTotp(RFC_SECRET, wrong, now, null)).toBeNull();
  });

  it('serves once: neither it nor an older one opens anything after', () => {
    const now = new Date('2026-11-25T09:00:10Z');
    const code = totpCode(RFC_SECRET, now);
    const step = acceptTotp(RFC_SECRET, code, now, null);
    expect(acceptTotp(RFC_SECRET, code, now, step)).toBeNull();
    const older = totpCode(RFC_SECRET, new Date(now.getTime() - 30 * SECOND));
    expect(acceptTotp(RFC_SECRET, older, now, step)).toBeNull();
    const later = new Date(now.getTime() + 30 * SECOND);
    expect(acceptTotp(RFC_SECRET, totpCode(RFC_SECRET, later), later, step)).toBe((step ?? 0) + 1);
  });

  it('comes from 160 bits, told as an otpauth address', () => {
    const secret = newTotpSecret();
    expect(secret).toMatch(/^[A-Z2-7]{32}$/);
    expect(newTotpSecret()).not.toBe(secret);
    expect(totpAddress(secret, { issuer: 'Halles', label: 'a@b.fr' })).toBe(
      `otpauth://totp/Halles:a%40b.fr?issuer=Halles&secret=${secret}&algorithm=SHA1&digits=6&period=30`,
    );
  });
});

describe('a sealed secret', () => {
  const box = new SecretBox(MASTER_KEY, 'test');

  it('is read back by its owner’s name, and never looks the same', () => {
    const sealed = box.seal(RFC_SECRET, 'one');
    expect(box.open(sealed, 'one')).toBe(RFC_SECRET);
    expect(sealed.includes(RFC_SECRET)).toBe(false);
    expect(box.seal(RFC_SECRET, 'one').equals(sealed)).toBe(false);
  });

  it('opens for nobody else, under no other key or purpose, and not once it was touched', () => {
    const sealed = box.seal(RFC_SECRET, 'one');
    expect(box.open(sealed, 'other')).toBeNull();
    expect(new SecretBox(`${MASTER_KEY}x`, 'test').open(sealed, 'one')).toBeNull();
    expect(new SecretBox(MASTER_KEY, 'else').open(sealed, 'one')).toBeNull();
    for (const at of [0, 12, 28, sealed.length - 1]) {
      const touched = Buffer.from(sealed);
      touched[at] = (touched[at] ?? 0) ^ 1;
      expect(box.open(touched, 'one')).toBeNull();
    }
    expect(box.open(Buffer.alloc(3), 'one')).toBeNull();
  });
});

it('gives ten recovery codes that differ, and knows them however they are typed', () => {
  const codes = newRecoveryCodes();
  expect(new Set(codes).size).toBe(10);
  for (const code of codes) expect(code).toMatch(/^[a-z2-9]{5}-[a-z2-9]{5}$/);
  const [code = ''] = codes;
  const stored = hashRecoveryCode(MASTER_KEY, 'one', code);
  expect(hashRecoveryCode(MASTER_KEY, 'one', ` ${code.toUpperCase().replace('-', ' ')}`)).toEqual(stored);
  expect(hashRecoveryCode(MASTER_KEY, 'other', code)).not.toEqual(stored);
  expect(hashRecoveryCode(`${MASTER_KEY}x`, 'one', code)).not.toEqual(stored);
});
