import { createHmac, timingSafeEqual } from 'node:crypto';
import { derivedKey } from '@halles/platform/config';

/** No vowels, so no words; no letters or digits that are taken for one another on paper. */
const LETTERS = 'BCDFGHJKMNPQRTVWXZ2346789';
const LETTER_CODE_LENGTH = 8;
const DIGITS = 6;

/** What a code is for: the same proof never has the same code twice in two ways. */
export type CodeForm = 'digits' | 'letters';

/**
 * The codes of proofs. They follow from the proof's id and the installation's key: none is stored, so none can be read out
 * of the database, and a letter is printed again with the code that it had.
 */
export class ClaimCodes {
  private readonly key: Buffer;

  constructor(masterKey: string) {
    this.key = derivedKey(masterKey, 'claim-code');
  }

  /** The code of a proof: six digits, or eight characters in two groups (`KT4B-9XWM`). */
  codeOf(tenantId: string, proofId: string, form: CodeForm): string {
    const bytes = this.digest(`${form}/${tenantId}/${proofId}`);
    if (form === 'digits') return String(bytes.readUIntBE(0, 6) % 10 ** DIGITS).padStart(DIGITS, '0');
    const letters = Array.from(
      bytes.subarray(0, LETTER_CODE_LENGTH),
      (byte) => LETTERS[byte % LETTERS.length],
    ).join('');
    return `${letters.slice(0, 4)}-${letters.slice(4)}`;
  }

  /** Whether what was typed is the code, in whatever case and grouping. Takes the same time for every wrong one. */
  isCode(typed: string, tenantId: string, proofId: string, form: CodeForm): boolean {
    const [given, right] = [typed, this.codeOf(tenantId, proofId, form)].map((code) =>
      createHmac('sha256', this.key).update(plainCode(code)).digest(),
    ) as [Buffer, Buffer];
    return timingSafeEqual(given, right);
  }

  /** An opaque identifier of a phone or an address, which the form sends back. Stable for a listing. */
  nameOf(tenantId: string, listingId: number, contact: string): string {
    return this.digest(`contact/${tenantId}/${listingId}/${contact}`).toString('base64url').slice(0, 16);
  }

  private digest(what: string): Buffer {
    return createHmac('sha256', this.key).update(what).digest();
  }
}

/** A code as it is compared: capitals and digits alone. Pure. */
export const plainCode = (typed: string): string =>
  typed
    .slice(0, 64)
    .toUpperCase()
    .replaceAll(/[^A-Z0-9]/g, '');
