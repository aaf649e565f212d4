import { plainReturnPath, returnQueryOf } from '@halles/contracts';
import { type Config, InjectConfig } from '@halles/platform/config';
import { ACCOUNT_LINK_SEND, AccountSettings, LinkService, accountMails } from '@halles/domain/accounts';
import { DeliveryService } from '@halles/domain/deliveries';
import { Clock } from '@halles/kernel';
import { HandlesJob, type Job, type JobHandler } from '@halles/platform/outbox';
import { PortalLinks } from '@halles/platform/tenancy';

/** Mails a link that somebody asked for; where the address has no account, that it has none. */
@HandlesJob(ACCOUNT_LINK_SEND)
export class AccountLinkProcessor implements JobHandler {
  constructor(
    @InjectConfig() private readonly config: Config,
    private readonly links: LinkService,
    private readonly accounts: AccountSettings,
    private readonly deliveries: DeliveryService,
    private readonly clock: Clock,
  ) {}

  async run(job: Job): Promise<void> {
    const { ctx } = job;
    const link = await this.links.find(ctx, job.ref);
    // A link that is not valid any more is not mailed: another one was requested, or it has expired.
    if (!link || link.kind === 'second-factor' || link.usedAt !== null || link.expiresAt <= this.clock.now())
      return;
    const { kind, accountId, locale, email } = link;
    const account = accountId === null ? null : await this.accounts.find(ctx, accountId);
    const hasNone = account === null && kind !== 'sign-up';
    const links = new PortalLinks(this.config, ctx.tenant);
    const name = account?.name ?? link.carries.name ?? '';
    await this.deliveries.deliver(job, {
      mail: accountMails.notice,
      locale,
      to: {
        name,
        address: email,
        isProven: account !== null && account.isVerified && account.email === email,
      },
      model: {
        purpose: hasNone ? 'no-account' : kind,
        name,
        actionUrl: hasNone
          ? links.to('account.signUp', locale) + wayBack(link.carries.returnTo)
          : links.to('account.link', locale, { token: this.links.tokenOf(ctx, link.id) }),
        until: hasNone ? null : link.expiresAt,
      },
    });
  }
}

/** Where somebody wanted to go before they had an account: who makes one comes back there, on whatever device. Pure. */
const wayBack = (returnTo: string | undefined): string =>
  returnTo === undefined ? '' : returnQueryOf(plainReturnPath(returnTo));
