import { pathTo } from '@halles/contracts';
import type { AccountSession, SignedIn, SignInOutcome } from '@halles/domain/accounts';
import { MINUTE, systemClock } from '@halles/kernel';
import { newSessionToken } from '@halles/platform/auth';
import { localeOfPath } from '@halles/platform/http';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { browserCookie, sessionCookie, stepCookie } from './account-cookies';
import { accountRoutes, signInPath } from './account-routes';

/** With what somebody signs in. */
export const agentOf = (request: FastifyRequest): Required<Pick<SignedIn, 'browser' | 'previousToken'>> => ({
  browser: request.headers['user-agent'] ?? '',
  previousToken: sessionCookie.read(request.headers.cookie),
});

/** The token by which this browser is recognised later; it gets one where it has none. */
export function recogniseBrowser(request: FastifyRequest, reply: FastifyReply): string {
  const known = browserCookie.read(request.headers.cookie);
  if (known !== null) return known;
  const token = newSessionToken();
  void reply.header('set-cookie', browserCookie.give(token));
  return token;
}

/** Another page comes next, which nobody keeps. */
export function goTo(reply: FastifyReply, path: string): void {
  void reply.header('cache-control', 'no-store').redirect(path, 303);
}

/** What follows a proof of who somebody is: their session and the page that they wanted, or the code that is asked for first. */
export function proceed(
  request: FastifyRequest,
  reply: FastifyReply,
  outcome: SignInOutcome,
  returnTo: string | null,
): void {
  const locale = localeOfPath(returnTo ?? request.url);
  if ('step' in outcome) {
    void reply.header('set-cookie', stepCookie.give(outcome.step));
    goTo(reply, accountRoutes.code[localeOfPath(request.url)]);
    return;
  }
  void reply.header('set-cookie', sessionCookie.give(outcome.session));
  goTo(reply, returnTo ?? pathTo('merchant', locale));
}

/** How long after proving who they are people may change how they sign in, ms. */
const RECENT = 15 * MINUTE;

/** Whether the session's owner proved who they are a short while ago. */
export const isRecent = (
  { signedInAt }: Pick<AccountSession, 'signedInAt'>,
  now = systemClock.now(),
): boolean => now.getTime() - signedInAt.getTime() < RECENT;

/** Before a change that asks for it, people prove once more who they are, under a new session. */
export function signInAgain(request: FastifyRequest, reply: FastifyReply): void {
  const locale = localeOfPath(request.url);
  goTo(reply, signInPath(locale, accountRoutes.account[locale]));
}
