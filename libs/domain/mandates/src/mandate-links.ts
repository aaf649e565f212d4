import { SignedTokens, type TenantContext } from '@halles/platform/tenancy';

/** The links of mandates: they open the page of one mandate, to sign it and to take it back, for the reader of the mail. */
export class MandateLinks {
  private readonly tokens: SignedTokens;

  constructor(masterKey: string) {
    this.tokens = new SignedTokens(masterKey, 'mandate');
  }

  tokenOf(ctx: TenantContext, mandateId: string): string {
    return this.tokens.issue(ctx, { id: mandateId, serial: 0 });
  }

  /** The mandate that a token names, or null. */
  read(ctx: TenantContext, token: string): string | null {
    return this.tokens.read(ctx, token)?.id ?? null;
  }
}
