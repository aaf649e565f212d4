import type { Format } from '../../core/format';
import type { Texts } from '../../core/i18n/texts';
import type { Problem } from '../../core/problem';
import { problemNotice } from '../../core/problem-words';
import { SIGNED_OUT, proConnectRefusal } from '../../core/pro-connect';
import type { SignedOutReason } from '../../core/session.store';

export interface SignInNotice {
  readonly tone: 'info' | 'good' | 'warn' | 'bad';
  /** Interrupts a screen reader: for the answer to what was just sent. */
  readonly alert: boolean;
  readonly title: string;
  readonly detail: string;
}

/**
 * What the sign-in page says above its form: the last refusal, else why the operator is here again.
 * @param back what came of going to ProConnect, as the address says
 */
export function signInNotice(
  problem: Problem | undefined,
  reason: SignedOutReason,
  back: string | null,
  texts: Texts,
  format: Format,
): SignInNotice | undefined {
  const words = texts.signIn;
  if (problem) return refusal(problem, texts, format);
  const refused = proConnectRefusal(back, texts);
  if (refused) return { tone: 'bad', alert: true, ...refused };
  if (reason === 'expired')
    return { tone: 'warn', alert: false, title: words.expired, detail: words.expiredDetail };
  if (reason === 'signed-out' || back === SIGNED_OUT) {
    return { tone: 'good', alert: false, title: words.signedOut, detail: words.signedOutDetail };
  }
  if (reason === 'welcome')
    return { tone: 'good', alert: false, title: words.welcome, detail: words.welcomeDetail };
  return undefined;
}

function refusal(problem: Problem, texts: Texts, format: Format): SignInNotice {
  const words = texts.signIn;
  if (problem.status === 401)
    return { tone: 'bad', alert: true, title: words.wrong, detail: words.wrongDetail };
  return { alert: true, ...problemNotice(problem, texts, format) };
}
