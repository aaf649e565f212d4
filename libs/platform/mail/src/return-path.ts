import { createHmac, timingSafeEqual } from 'node:crypto';
import { type Config, derivedKey } from '@halles/platform/config';

/** RFC 4648, in the case that every server leaves as it is. */
const ALPHABET = 'abcdefghijklmnopqrstuvwxyz234567';
const ID_BYTES = 16;
const ID_LETTERS = 26;
/** Eighty bits: whoever guesses is answered one guess at a time. */
const MAC_BYTES = 10;
const MAC_LETTERS = 16;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const LOCAL = new RegExp(`^bounces\\+([a-z2-7]{${String(ID_LETTERS)}})([a-z2-7]{${String(MAC_LETTERS)}})$`);

function encode(bytes: Buffer): string {
  let text = '';
  let [held, bits] = [0, 0];
  for (const byte of bytes) {
    held = (held << 8) | byte;
    for (bits += 8; bits >= 5; bits -= 5) text += ALPHABET[(held >> (bits - 5)) & 31] ?? '';
    held &= (1 << bits) - 1;
  }
  return bits > 0 ? text + (ALPHABET[(held << (5 - bits)) & 31] ?? '') : text;
}

function decode(text: string, size: number): Buffer {
  const bytes: number[] = [];
  let [held, bits] = [0, 0];
  for (const letter of text) {
    held = (held << 5) | ALPHABET.indexOf(letter);
    bits += 5;
    if (bits >= 8) bytes.push((held >> (bits -= 8)) & 255);
    held &= (1 << bits) - 1;
  }
  return Buffer.from(bytes.slice(0, size));
}

/** A mail that came back, by the address that it came back to. */
export interface ReturnedMail<T> {
  readonly tenant: T;
  /** Of the delivery. */
  readonly delivery: string;
}

/**
 * Addresses that mails come back to, one for each: `bounces+<delivery><signature>@BOUNCE_DOMAIN`. Which territory a mail is of is
 * not said in it, but what it is signed with.
 */
export class ReturnPaths {
  private readonly key: Buffer;
  private readonly domain: string | undefined;

  constructor({ masterKey, bounceDomain }: Pick<Config, 'masterKey' | 'bounceDomain'>) {
    this.key = derivedKey(masterKey, 'mail-return-path');
    this.domain = bounceDomain;
  }

  /** Undefined where no domain is configured, or the delivery has no id of its own. */
  of({ id }: { readonly id: string }, delivery: string): string | undefined {
    if (this.domain === undefined || !UUID.test(delivery)) return undefined;
    const mac = encode(this.mac(id, delivery));
    return `bounces+${encode(Buffer.from(delivery.replaceAll('-', ''), 'hex'))}${mac}@${this.domain}`;
  }

  /** Whose mail came back to an address; null where it is none of ours, for whichever reason. */
  read<T extends { readonly id: string }>(address: string, tenants: readonly T[]): ReturnedMail<T> | null {
    const at = address.lastIndexOf('@');
    if (address.slice(at + 1).toLowerCase() !== this.domain) return null;
    const [, id, signature] = LOCAL.exec(address.slice(0, at).toLowerCase()) ?? [];
    if (id === undefined || signature === undefined) return null;
    const hex = decode(id, ID_BYTES).toString('hex');
    const delivery = [
      hex.slice(0, 8),
      hex.slice(8, 12),
      hex.slice(12, 16),
      hex.slice(16, 20),
      hex.slice(20),
    ].join('-');
    const given = decode(signature, MAC_BYTES);
    const tenant = tenants.find((one) => timingSafeEqual(this.mac(one.id, delivery), given));
    return tenant === undefined ? null : { tenant, delivery };
  }

  private mac(tenantId: string, delivery: string): Buffer {
    return createHmac('sha256', this.key).update(`${tenantId} ${delivery}`).digest().subarray(0, MAC_BYTES);
  }
}
