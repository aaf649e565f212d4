import { SESSION_COOKIE } from '../rendering/basket-cookies';
import { DAY, MINUTE } from '@halles/kernel';
import { HostCookie } from '@halles/platform/auth';

/** The session. Lax: links in mails and the way back from an identity provider must find it. */
export const sessionCookie = new HostCookie(SESSION_COOKIE, 30 * DAY, 'Lax');

/** What a browser is recognised by when it opens the link, or comes back from the provider, that it asked for. */
export const browserCookie = new HostCookie('__Host-halles-browser', DAY, 'Lax');

/** A sign-in that waits for its code. */
export const stepCookie = new HostCookie('__Host-halles-step', 10 * MINUTE, 'Lax');
