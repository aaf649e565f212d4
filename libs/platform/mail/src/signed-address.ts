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

/** What a signed address says. */
export interface SignedAddress<T> {
  readonly tenant: T;
  readonly id: string;
}

/**
 * Addresses that mails come to, one for each thing: `<word>+<id><signature>@BOUNCE_DOMAIN`. Which territory a thing is of is not said
 * in it, but what it is signed with. No table is kept of them.
 */
export class SignedAddresses {
  private readonly key: Buffer;
  private readonly domain: string | undefined;
  private readonly local: RegExp;

  /** @param word before the plus; of each its addresses are signed with a key of their own */
  constructor(
    { masterKey, bounceDomain }: Pick<Config, 'masterKey' | 'bounceDomain'>,
    private readonly word: string,
    purpose: 'mail-return-path' | 'mail-reply-address',
  ) {
    this.key = derivedKey(masterKey, purpose);
    this.domain = bounceDomain;
    this.local = new RegExp(
      `^${word}\\+([a-z2-7]{${String(ID_LETTERS)}})([a-z2-7]{${String(MAC_LETTERS)}})$`,
    );
  }

  /** Undefined where no domain is configured, or the thing has no id of its own. */
  of({ id: tenantId }: { readonly id: string }, id: string): string | undefined {
    if (this.domain === undefined || !UUID.test(id)) return undefined;
    const mac = encode(this.mac(tenantId, id));
    return `${this.word}+${encode(Buffer.from(id.replaceAll('-', ''), 'hex'))}${mac}@${this.domain}`;
  }

  /** What an address says; null where it is none of ours, for whichever reason. */
  read<T extends { readonly id: string }>(address: string, tenants: readonly T[]): SignedAddress<T> | null {
    const at = address.lastIndexOf('@');
    if (address.slice(at + 1).toLowerCase() !== this.domain) return null;
    const [, letters, signature] = this.local.exec(address.slice(0, at).toLowerCase()) ?? [];
    if (letters === undefined || signature === undefined) return null;
    const hex = decode(letters, ID_BYTES).toString('hex');
    const id = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join(
      '-',
    );
    const given = decode(signature, MAC_BYTES);
    const tenant = tenants.find((one) => timingSafeEqual(this.mac(one.id, id), given));
    return tenant === undefined ? null : { tenant, id };
  }

  private mac(tenantId: string, id: string): Buffer {
    return createHmac('sha256', this.key).update(`${tenantId} ${id}`).digest().subarray(0, MAC_BYTES);
  }
}
