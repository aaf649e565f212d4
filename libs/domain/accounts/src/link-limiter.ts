import { createHash } from 'node:crypto';
import { StrictCounter } from '@halles/platform/auth';
import { HOUR, SECOND } from '@halles/kernel';
import type { TenantContext } from '@halles/platform/tenancy';
import { TooManyLinks } from './account.errors';
import { plainEmail } from './account.repository';

/** Links that may be asked for with one address in an hour, whoever asks. */
const PER_ADDRESS = 3;
/** And by one visitor, whatever the addresses: people mistype, programs try lists. */
const PER_VISITOR = 20;

/** Keeps mailboxes from being filled with links. Counts known and unknown addresses alike; without Redis each process alone. */
export class LinkLimiter {
  private readonly addresses: StrictCounter;
  private readonly visitors: StrictCounter;

  constructor(redis: ConstructorParameters<typeof StrictCounter>[0]) {
    const hour = HOUR / SECOND;
    this.addresses = new StrictCounter(redis, 'link-address', PER_ADDRESS, hour, refuse);
    this.visitors = new StrictCounter(redis, 'link-visitor', PER_VISITOR, hour, refuse);
  }

  /**
   * Counts a link before it is made.
   * @param visitor who asks, as limits count visitors
   * @throws TooManyLinks
   */
  async take(ctx: TenantContext, email: string, visitor: string): Promise<void> {
    const address = createHash('sha256').update(plainEmail(email)).digest('base64url');
    await this.visitors.take(`${ctx.tenant.role}:${visitor}`);
    await this.addresses.take(`${ctx.tenant.role}:${address}`);
  }
}

const refuse = (ms: number) => new TooManyLinks({ retryAfterSeconds: Math.max(1, Math.ceil(ms / SECOND)) });
