import { SECOND } from '@halles/kernel';
import { Secret, TOTP } from 'otpauth';

// What every authenticator application understands (RFC 6238 with the defaults of RFC 4226).
const FORM = { algorithm: 'SHA1', digits: 6, period: 30 } as const;
const SECRET_BYTES = 20;
/** Steps of 30 seconds before and after now that are accepted: clocks of phones differ. */
const WINDOW = 1;

/** A new secret of 160 bits, in Base32. */
export function newTotpSecret(): string {
  return new Secret({ size: SECRET_BYTES }).base32;
}

/** The `otpauth://` address that an authenticator application reads from a QR code. Pure. */
export function totpAddress(secret: string, { issuer, label }: { issuer: string; label: string }): string {
  return new TOTP({ ...FORM, issuer, label, secret: Secret.fromBase32(secret) }).toString();
}

/**
 * The step of a code that is right at that instant; null where it is wrong, or of a step that was used already: a code
 * that somebody read over a shoulder opens nothing any more. Pure.
 * @param usedStep the last step that was accepted, to be stored with the one that this gives
 */
export function acceptTotp(secret: string, code: string, now: Date, usedStep: number | null): number | null {
  const timestamp = now.getTime();
  const totp = new TOTP({ ...FORM, secret: Secret.fromBase32(secret) });
  const delta = totp.validate({ token: code.replaceAll(/\s/g, ''), window: WINDOW, timestamp });
  if (delta === null) return null;
  const step = Math.floor(timestamp / (FORM.period * SECOND)) + delta;
  return usedStep !== null && step <= usedStep ? null : step;
}

/** The code at an instant, as an authenticator application shows it. Pure. */
export function totpCode(secret: string, at: Date): string {
  return new TOTP({ ...FORM, secret: Secret.fromBase32(secret) }).generate({ timestamp: at.getTime() });
}
