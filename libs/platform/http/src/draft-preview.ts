import { MINUTE, SECOND, type Clock, HOUR } from '@halles/kernel';
import { defineSignedLink, linkNumber, type SignedLinks, type Tenant } from '@halles/platform/tenancy';
import { v7 as uuid } from 'uuid';
import { z } from 'zod';

/** Below it, on a draft's own host, the way in: on a portal that everybody sees there is no such page. */
const ENTRANCE = '/apercu-du-portail/';

/** `__Host-`: browsers take it from this very host alone, over a secure connection (or localhost). */
const COOKIE = '__Host-halles-preview';

/** Minutes since the epoch at which it ends: nothing is stored that could say so. */
const ending = { nonce: z.uuid(), until: linkNumber } as const;

/** From the console to the portal, at once: it is in the address of one redirection. */
const entranceLink = defineSignedLink('draft-preview', ending, 2 * MINUTE);
/** What the browser keeps: a morning's or an afternoon's work. */
const passLink = defineSignedLink('draft-preview-pass', ending, 4 * HOUR);

/** What becomes of a request to a draft by somebody who may look at it. */
export type Preview = { readonly kind: 'show' } | { readonly kind: 'enter'; readonly cookie: string };

const minutes = (at: Date): number => Math.floor(at.getTime() / MINUTE);

/**
 * Lets those who work on a territory look at its portal before everybody does: the console gives a link that counts for two
 * minutes, the portal a cookie for its own host. Both are signed for this tenant and stored nowhere; for everybody else the
 * host is one that does not exist. Once the portal is live nobody asks for either.
 */
export class DraftPreviews {
  constructor(
    private readonly links: SignedLinks,
    private readonly clock: Clock,
  ) {}

  /** The path on the portal's own host that opens its preview. */
  entranceOf(tenant: Tenant): string {
    return ENTRANCE + this.sign(tenant, entranceLink);
  }

  /** Whether, and how, a request may look at a draft; null: for it there is no such host. */
  read(tenant: Tenant, target: string, cookies: string | undefined): Preview | null {
    if (target.startsWith(ENTRANCE))
      return this.counts(tenant, entranceLink, target.slice(ENTRANCE.length))
        ? { kind: 'enter', cookie: this.cookieOf(tenant) }
        : null;
    const pass = readCookie(cookies);
    return pass !== null && this.counts(tenant, passLink, pass) ? { kind: 'show' } : null;
  }

  private cookieOf(tenant: Tenant): string {
    const age = passLink.lifetime / SECOND;
    return `${COOKIE}=${this.sign(tenant, passLink)}; Path=/; Max-Age=${age}; Secure; HttpOnly; SameSite=Lax`;
  }

  private sign(tenant: Tenant, link: typeof passLink): string {
    const until = minutes(link.expiresAt(this.clock.now()));
    return this.links.issue({ tenant }, link, { nonce: uuid(), until });
  }

  private counts(tenant: Tenant, link: typeof passLink, token: string): boolean {
    const read = this.links.read({ tenant }, link, token);
    return read !== null && minutes(this.clock.now()) <= read.until;
  }
}

/** The cookie's value; null where there is none, or where the name comes twice: somebody planted a second one. Pure. */
function readCookie(header: string | undefined): string | null {
  const values = (header ?? '').split(';').flatMap((pair) => {
    const separator = pair.indexOf('=');
    const name = pair.slice(0, separator).replaceAll(/^[ \t]+|[ \t]+$/g, '');
    return separator > 0 && name === COOKIE ? [pair.slice(separator + 1).trim()] : [];
  });
  return values.length === 1 ? (values[0] ?? null) : null;
}
