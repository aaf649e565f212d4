import { createHmac } from 'node:crypto';

/**
 * A key of 256 bits for one purpose, derived from MASTER_KEY: what one purpose gives away opens no other. Pure.
 * @param purpose stable for ever; what it protects cannot be read under another
 */
export function derivedKey(masterKey: string, purpose: string): Buffer {
  return createHmac('sha256', masterKey).update(`halles/key/${purpose}`).digest();
}
