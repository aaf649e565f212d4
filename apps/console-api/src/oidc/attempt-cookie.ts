import { MINUTE } from '@halles/kernel';
import { HostCookie, newSessionToken } from '@halles/platform/auth';

/** What a browser is recognised by when it comes back from ProConnect. Lax: it comes from another site. */
export const attemptCookie = new HostCookie('__Host-halles-console-proconnect', 10 * MINUTE, 'Lax');

/**
 * The token by which this browser is recognised when it is back (the one that it has, so that two tabs can leave), and
 * the cookie that carries it.
 * @param cookies the `Cookie` header as it came
 */
export function recogniseBrowser(cookies: string | undefined): {
  readonly token: string;
  readonly cookie: string;
} {
  const token = attemptCookie.read(cookies) ?? newSessionToken();
  return { token, cookie: attemptCookie.give(token) };
}
