import { createHash } from 'node:crypto';
import { HOUR, mailboxOf, SECOND, normalizeEmail } from '@halles/kernel';
import { isOutage } from '@halles/platform/database';
import { TooManyLinks } from './auth.errors';
import { type SignInLimiter, StrictCounter } from './sign-in-limiter';

/** Links that may be asked for to one mailbox in an hour by all strangers; and as many by those who signed in with it. */
const PER_ADDRESS = 3;
/** And by one visitor, whatever the addresses: people mistype, programs try lists. */
const PER_VISITOR = 20;

/** A link that somebody asks for. */
export interface LinkRequest {
  /** Whose accounts they are: those of the console, or of one territory; each counts alone. */
  readonly realm: string;
  readonly email: string;
  /** Who asks, as limits count visitors. */
  readonly visitor: string;
}

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
   * Makes a link under these limits. It is counted before; one that an outage kept from being made counts for nobody.
   * @throws TooManyLinks, and whatever `make` throws
   */
  async limit<T>({ realm, email, visitor }: LinkRequest, make: () => Promise<T>): Promise<T> {
    const mailbox = createHash('sha256').update(mailboxOf(email)).digest('base64url');
    const [ofVisitor, ofMailbox] = [`${realm}:${visitor}`, `${realm}:${mailbox}`];
    await this.visitors.take(ofVisitor);
    const isKnown = await this.signIns.knows(normalizeEmail(email), visitor, realm);
    const mailboxes = isKnown ? this.owners : this.strangers;
    await mailboxes.take(ofMailbox);
    return make().catch(async (error: unknown) => {
      if (isOutage(error))
        await Promise.all([this.visitors.giveBack(ofVisitor), mailboxes.giveBack(ofMailbox)]);
      throw error;
    });
  }

  /** Keeps that a link of this address was used there: its owner is no stranger any more. */
  async used({ realm, email, visitor }: LinkRequest): Promise<void> {
    await this.signIns.remember(normalizeEmail(email), visitor, realm);
  }
}

const refuse = (ms: number) => new TooManyLinks({ retryAfterSeconds: Math.max(1, Math.ceil(ms / SECOND)) });
