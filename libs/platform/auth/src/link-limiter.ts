import { createHash } from 'node:crypto';
import { HOUR, mailboxOf, SECOND, normalizeEmail } from '@halles/kernel';
import { TooManyLinks } from './auth.errors';
import { type SignInLimiter, StrictCounter } from './sign-in-limiter';

/** Links that may be asked for to one mailbox in an hour by all strangers; and as many by those who signed in with it. */
const PER_ADDRESS = 3;
/** And by one visitor, whatever the addresses: people mistype, programs try lists. */
const PER_VISITOR = 20;

/**
 * Keeps mailboxes from being filled with links, without letting strangers keep anybody from theirs: what is asked for
 * where an account was signed in to within three weeks is counted apart, so that a mailbox gets twice `PER_ADDRESS` in
 * an hour at most. Counts known and unknown addresses alike; without Redis each process alone.
 */
export class LinkLimiter {
  private readonly strangers: StrictCounter;
  private readonly owners: StrictCounter;
  private readonly visitors: StrictCounter;

  constructor(
    redis: ConstructorParameters<typeof StrictCounter>[0],
    private readonly signIns: SignInLimiter,
  ) {
    const hour = HOUR / SECOND;
    this.strangers = new StrictCounter(redis, 'link-address', PER_ADDRESS, hour, refuse);
    this.owners = new StrictCounter(redis, 'link-owner', PER_ADDRESS, hour, refuse);
    this.visitors = new StrictCounter(redis, 'link-visitor', PER_VISITOR, hour, refuse);
  }

  /**
   * Counts a link before it is made.
   * @param realm whose accounts they are: those of the console, or of one territory; each counts alone
   * @param visitor who asks, as limits count visitors
   * @throws TooManyLinks
   */
  async take(realm: string, email: string, visitor: string): Promise<void> {
    const mailbox = createHash('sha256').update(mailboxOf(email)).digest('base64url');
    await this.visitors.take(`${realm}:${visitor}`);
    const isKnown = await this.signIns.knows(normalizeEmail(email), visitor, realm);
    await (isKnown ? this.owners : this.strangers).take(`${realm}:${mailbox}`);
  }

  /** Keeps that a link of this address was used there: its owner is no stranger any more. Parameters as for `take`. */
  async used(realm: string, email: string, visitor: string): Promise<void> {
    await this.signIns.remember(normalizeEmail(email), visitor, realm);
  }
}

const refuse = (ms: number) => new TooManyLinks({ retryAfterSeconds: Math.max(1, Math.ceil(ms / SECOND)) });
