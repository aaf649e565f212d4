import { createHmac, timingSafeEqual } from 'node:crypto';
import { derivedKey } from '@halles/platform/config';
import type { TenantContext } from './tenant';

/** What a link that is signed leads to: the row, and which sending of the link it is (a new one ends the older). */
export interface SignedSubject {
  readonly id: string;
  readonly serial: number;
}

const FORM =
  /^([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.(0|[1-9]\d{0,8})\.([A-Za-z0-9_-]{43})$/;

/**
 * Links that carry their own proof: nothing is stored that would open them, and a job that runs twice writes the same
 * one. Signed under a key of MASTER_KEY for one purpose and one tenant; whether it still counts (expiry, revocation,
 * serial) is for the row that it names to say.
 */
export class SignedTokens {
  private readonly key: Buffer;

  /** @param purpose stable for ever; a token of one purpose is worth nothing for another */
  constructor(masterKey: string, purpose: string) {
    this.key = derivedKey(masterKey, `token/${purpose}`);
  }

  /** The token of a row, for an address: letters, digits, `-`, `_` and dots. @param id a UUID */
  issue(ctx: Pick<TenantContext, 'tenant'>, { id, serial }: SignedSubject): string {
    return `${id}.${serial}.${this.sign(ctx, id, serial)}`;
  }

  /** What a token names; null unless it was issued here, for this purpose, on this tenant. */
  read(ctx: Pick<TenantContext, 'tenant'>, token: string): SignedSubject | null {
    const [, id = '', digits = '', signature = ''] = FORM.exec(token) ?? [];
    const serial = Number(digits);
    const expected = this.sign(ctx, id, serial);
    if (signature.length !== expected.length) return null;
    return timingSafeEqual(Buffer.from(signature), Buffer.from(expected)) ? { id, serial } : null;
  }

  private sign(ctx: Pick<TenantContext, 'tenant'>, id: string, serial: number): string {
    return createHmac('sha256', this.key).update(`${ctx.tenant.id}/${id}/${serial}`).digest('base64url');
  }
}
