import { SignedTokens, type TenantContext } from '@halles/platform/tenancy';

/** The links of corrections: signed with 256 bits, they open the page of one business, for the reader of its mail. */
export class CorrectionLinks {
  private readonly tokens: SignedTokens;

  constructor(masterKey: string) {
    this.tokens = new SignedTokens(masterKey, 'correction');
  }

  tokenOf(ctx: TenantContext, linkId: string): string {
    return this.tokens.issue(ctx, { id: linkId, serial: 0 });
  }

  /** The link that a token names, or null. */
  read(ctx: TenantContext, token: string): string | null {
    return this.tokens.read(ctx, token)?.id ?? null;
  }
}
