import { createHmac } from 'node:crypto';
import { derivedKey } from '@halles/platform/config';
import { readableText } from './readable-text';

const CODES = 10;
const GROUP = 5;

/** Ten codes for the day on which the telephone is lost: two groups of five readable characters, 49 bits each. */
export function newRecoveryCodes(): string[] {
  return Array.from({ length: CODES }, () => `${readableText(GROUP)}-${readableText(GROUP)}`);
}

/**
 * As a recovery code is stored: keyed, since 49 bits could be guessed from a bare hash. Blanks, case and the hyphen do
 * not count. Pure.
 */
export function hashRecoveryCode(masterKey: string, owner: string, code: string): Buffer {
  const letters = code.toLowerCase().replaceAll(/[^a-z0-9]/g, '');
  return createHmac('sha256', derivedKey(masterKey, 'recovery-code')).update(`${owner}/${letters}`).digest();
}
