import { SignedTokens, type TenantContext } from '@halles/platform/tenancy';

/** The links of questions: they open the page of one question, for the reader of the mail. */
export class FreshnessLinks {
  private readonly tokens: SignedTokens;

  constructor(masterKey: string) {
    this.tokens = new SignedTokens(masterKey, 'freshness');
  }

  tokenOf(ctx: TenantContext, questionId: string): string {
    return this.tokens.issue(ctx, { id: questionId, serial: 0 });
  }

  /** The question that a token names, or null. */
  read(ctx: TenantContext, token: string): string | null {
    return this.tokens.read(ctx, token)?.id ?? null;
  }
}
