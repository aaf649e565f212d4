import { HOUR, MINUTE, readCookie, SECOND } from '@halles/kernel';
import { defineSignedLink, type SignedLink, type SignedLinks, type Tenant } from '@halles/platform/tenancy';
import { z } from 'zod';
import { readReturnPath } from './return-path';

/** Below it, on a draft's own host, the way in: on a portal that everybody sees there is no such page. */
const ENTRANCE = '/apercu-du-portail/';

/** The page that the way in leads to. */
const DESTINATION = 'vers';

/** `__Host-`: browsers take it from this very host alone, over a secure connection (or localhost). */
const COOKIE = '__Host-halles-preview';

const preview = { id: z.uuid() } as const;

/** From the console to the portal, at once: it is in the address of one redirection, and serves once. */
const entranceLink = defineSignedLink('draft-preview', preview, 2 * MINUTE);
/** What the browser keeps: at the longest as long as the preview stands. */
const passLink = defineSignedLink('draft-preview-pass', preview, 4 * HOUR);

/** Somebody who asks to look at a draft, by a link or by a cookie of ours: whether they may is for `PreviewAccess`. */
export type Preview =
  | { readonly kind: 'show'; readonly id: string }
  | { readonly kind: 'enter'; readonly id: string; readonly cookie: string; readonly path: string };

/**
 * Whether a preview stands: an application that shows drafts provides it. Asked with each request, so that a preview ends at
 * once with what it stands on. Where nothing provides it, nobody looks at a draft.
 */
export abstract class PreviewAccess {
  /** Opens a preview for the browser that brings its link first. */
  abstract open(tenant: Tenant, id: string): Promise<boolean>;
  /** Whether a preview that was opened still stands. */
  abstract stands(tenant: Tenant, id: string): Promise<boolean>;
}

/**
 * Lets those who work on a territory look at its portal before everybody does: the console gives a link that serves once, the
 * portal a cookie for its own host. Both name a preview and are signed for this tenant, so that nothing is looked up for who
 * merely tries; for everybody else the host is one that does not exist. Once the portal is live nobody asks for either.
 */
export class DraftPreviews {
  constructor(private readonly links: SignedLinks) {}

  /**
   * The path on the portal's own host that opens a preview.
   * @param path the page that it leads to
   */
  entranceOf(tenant: Tenant, id: string, path = '/'): string {
    const entrance = ENTRANCE + this.links.issue({ tenant }, entranceLink, { id });
    return path === '/' ? entrance : `${entrance}?${DESTINATION}=${encodeURIComponent(path)}`;
  }

  /** Which preview a request asks for, if one of ours; null: for it there is no such host. Asks nobody. */
  read(tenant: Tenant, target: string, cookies: string | undefined): Preview | null {
    if (target.startsWith(ENTRANCE)) {
      const [token = '', query] = target.slice(ENTRANCE.length).split('?', 2);
      const id = this.idOf(tenant, entranceLink, token);
      const path = readReturnPath(new URLSearchParams(query).get(DESTINATION)) ?? '/';
      return id === null ? null : { kind: 'enter', id, cookie: this.cookieOf(tenant, id), path };
    }
    const id = this.idOf(tenant, passLink, readCookie(cookies, COOKIE) ?? '');
    return id === null ? null : { kind: 'show', id };
  }

  private cookieOf(tenant: Tenant, id: string): string {
    const age = passLink.lifetime / SECOND;
    return `${COOKIE}=${this.links.issue({ tenant }, passLink, { id })}; Path=/; Max-Age=${age}; Secure; HttpOnly; SameSite=Lax`;
  }

  private idOf(tenant: Tenant, link: SignedLink<{ id: string }>, token: string): string | null {
    return this.links.read({ tenant }, link, token)?.id ?? null;
  }
}
