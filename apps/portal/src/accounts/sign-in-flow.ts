import type { AccountSession, SignedIn, SignInOutcome } from '@halles/domain/accounts';
import { pathTo } from '@halles/contracts';
import { type Locale, MINUTE } from '@halles/kernel';
import { type LinkRequest, type Guess, newSessionToken } from '@halles/platform/auth';
import { type Client, type HttpAnswer, redirectTo, visitorKey } from '@halles/platform/http';
import type { TenantContext } from '@halles/platform/tenancy';
import { browserCookie, sessionCookie, stepCookie } from './account-cookies';
import { signInPath } from './sign-in-path';

/** With what somebody signs in. */
export const agentOf = ({
  userAgent,
  cookies,
}: Client): Required<Pick<SignedIn, 'browser' | 'previousToken'>> => ({
  browser: userAgent,
  previousToken: sessionCookie.read(cookies),
});

/** The token by which a browser is recognised later, and the cookie that gives it one where it has none. */
export function recogniseBrowser({ cookies }: Client): {
  readonly token: string;
  readonly cookies: readonly string[];
} {
  const known = browserCookie.read(cookies);
  if (known !== null) return { token: known, cookies: [] };
  const token = newSessionToken();
  return { token, cookies: [browserCookie.give(token)] };
}

/**
 * What follows a proof of who somebody is: their session and the page that they wanted, or the code that is required
 * first.
 * @param locale of the page that the proof was given on
 */
export function proceed(outcome: SignInOutcome, returnTo: string | null, locale: Locale): HttpAnswer {
  if ('step' in outcome)
    return redirectTo(pathTo('account.signInCode', locale)).withCookies(stepCookie.give(outcome.step));
  const to = returnTo ?? pathTo('merchant', locale);
  return redirectTo(to).withCookies(sessionCookie.give(outcome.session));
}

/** How long after proving who they are people may change how they sign in, ms. */
const RECENT = 15 * MINUTE;

/** Whether the session's owner proved who they are a short while ago. */
export const isRecent = ({ signedInAt }: Pick<AccountSession, 'signedInAt'>, now: Date): boolean =>
  now.getTime() - signedInAt.getTime() < RECENT;

/**
 * Before what asks for it, people prove once more who they are, under a new session.
 * @param page where they go on from then
 */
export const signInAgain = (
  locale: Locale,
  page:
    | 'account'
    | 'account.data'
    | 'account.dataPage'
    | 'account.secondFactor'
    | 'account.removeSecondFactor' = 'account',
): HttpAnswer => redirectTo(signInPath(locale, pathTo(page, locale)));

/** A guess at an account's code: limited as guesses at its password are, and apart from them. */
export const codeGuess = (ctx: TenantContext, { address }: Client, accountId: string): Guess => ({
  account: `code:${accountId}`,
  from: visitorKey(address),
  realm: ctx.tenant.role,
});

/** A link to an address that somebody asks for. */
export const linkRequest = (ctx: TenantContext, { address }: Client, email: string): LinkRequest => ({
  realm: ctx.tenant.role,
  email,
  visitor: visitorKey(address),
});
