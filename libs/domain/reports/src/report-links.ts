import { SignedTokens, type TenantContext } from '@halles/platform/tenancy';

/** The links by which the writer of a report confirms it: whoever reads the mail of the address that was left. */
export class ReportLinks {
  private readonly tokens: SignedTokens;

  constructor(masterKey: string) {
    this.tokens = new SignedTokens(masterKey, 'report-confirm');
  }

  tokenOf(ctx: TenantContext, reportId: string): string {
    return this.tokens.issue(ctx, { id: reportId, serial: 0 });
  }

  /** The report that a token names, or null. */
  read(ctx: TenantContext, token: string): string | null {
    return this.tokens.read(ctx, token)?.id ?? null;
  }
}
