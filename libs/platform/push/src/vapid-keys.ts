import { createECDH } from 'node:crypto';
import { derivedKey } from '@halles/platform/config';

/** The pair that an installation signs its notifications with (RFC 8292), base64url as browsers want it. */
export interface VapidKeys {
  /** An uncompressed point of P-256, 65 bytes. */
  readonly publicKey: string;
  readonly privateKey: string;
}

/** Order of the group of P-256 (FIPS 186-5): a private key is a number from one to one less. */
const ORDER = BigInt('0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551');

/**
 * The pair of the installation, derived from MASTER_KEY: the same in each process, and stored nowhere. A new MASTER_KEY
 * ends what browsers subscribed to: they are asked again. Pure.
 */
export function vapidKeys(masterKey: string): VapidKeys {
  for (let attempt = 0; ; attempt += 1) {
    const secret = derivedKey(masterKey, `push/vapid/${attempt}`);
    const number = BigInt(`0x${secret.toString('hex')}`);
    // One derivation in four thousand million is no key of the curve.
    if (number === 0n || number >= ORDER) continue;
    const pair = createECDH('prime256v1');
    pair.setPrivateKey(secret);
    return { publicKey: pair.getPublicKey('base64url'), privateKey: secret.toString('base64url') };
  }
}
