import { AccountRepository, PersonalDataOf, type PersonalDataSource } from '@halles/domain/accounts';
import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import type { Mandate } from './mandate';
import { MandateRepository } from './mandate.repository';

/** A drawn signature as a picture that any browser opens; the grid is the one it was drawn on. Pure. */
const pictureOf = (path: string): string =>
  `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 600 200"><path d="${path}" fill="none" stroke="black" stroke-width="3"/></svg>`;

/** A mandate as its giver takes it away. Pure. */
const given = ({ proposedBy: _agent, locale, listingId, signature, ...mandate }: Mandate): unknown => ({
  ...mandate,
  listingId,
  signature: signature === null ? null : { type: 'image/svg+xml', content: pictureOf(signature) },
  locale,
});

/** The mandates that somebody gave: to the address of their account, which they proved, or for a page while they keep it. */
@PersonalDataOf('mandates')
export class MandatePersonalData implements PersonalDataSource {
  constructor(
    private readonly accounts: AccountRepository,
    private readonly mandates: MandateRepository,
  ) {}

  async export(tx: TenantTx, accountId: string): Promise<unknown> {
    const mandates = await this.mandates.givenBy(tx, accountId, await this.emailOf(tx, accountId));
    return mandates.map(given);
  }

  /** What was signed proves what agents did, and stays for its year; what nobody signed proves nothing. */
  async erase(tx: TenantWriteTx, accountId: string): Promise<void> {
    const email = await this.emailOf(tx, accountId);
    if (email !== null) await this.mandates.deleteUnsigned(tx, email);
  }

  private async emailOf(tx: TenantTx, accountId: string): Promise<string | null> {
    const account = await this.accounts.find(tx, accountId);
    return account?.isVerified === true ? account.email : null;
  }
}
