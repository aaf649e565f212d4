import {
  IdentityOfAnother,
  IdentityOfOtherCompany,
  IdentityProviderAway,
  IdentityRefused,
  UnknownIdentity,
} from '@halles/platform/auth';
import { createFormat } from '../../apps/console/src/app/core/format';
import { en } from '../../apps/console/src/app/core/i18n/en';
import { fr } from '../../apps/console/src/app/core/i18n/fr';
import { toProblem, unreachable } from '../../apps/console/src/app/core/problem';
import { signInNotice } from '../../apps/console/src/app/features/sign-in/sign-in-notice';

const format = createFormat('fr');
/** The problems that end at this page instead of an answer. */
const proConnectCodes = [
  IdentityOfAnother,
  IdentityOfOtherCompany,
  IdentityProviderAway,
  IdentityRefused,
  UnknownIdentity,
].map((problem) => new problem({}).code);
const notice = (
  problem: Parameters<typeof signInNotice>[0],
  absence: Parameters<typeof signInNotice>[1],
  back: string | null = null,
) => signInNotice(problem, absence, back, fr, format);

describe('what the sign-in page says', () => {
  it('says nothing to who just arrives', () => {
    expect(notice(undefined, 'none')).toBeUndefined();
  });

  it('says why the operator is here again', () => {
    expect(notice(undefined, 'expired')?.title).toBe(fr.signIn.expired);
    expect(notice(undefined, 'signed-out')?.title).toBe(fr.signIn.signedOut);
  });

  it('tells no stranger how the first operator is made', () => {
    for (const texts of [fr, en])
      expect(`${texts.signIn.wrong} ${texts.signIn.wrongDetail}`).not.toMatch(/premi|first/i);
  });

  it('answers what was just sent before anything else, and interrupts', () => {
    const said = notice(toProblem(401, { title: 'Unauthorized' }, null), 'expired');
    expect(said).toMatchObject({ title: fr.signIn.wrong, alert: true });
  });

  it('says why ProConnect let nobody in, in its own words for each reason and in none for what is no reason', () => {
    const { refusals } = fr.proConnect;
    for (const code of proConnectCodes)
      expect(notice(undefined, 'none', code)).toEqual({
        tone: 'bad',
        alert: true,
        ...refusals[code as keyof typeof refusals],
      });
    expect(notice(undefined, 'none', 'signed-out')?.title).toBe(fr.signIn.signedOut);
    for (const made of ['', 'toString', '__proto__', '<b>identity-refused</b>'])
      expect(notice(undefined, 'none', made)).toBeUndefined();
  });

  it('never says which of the two was wrong', () => {
    expect(fr.signIn.wrong).toMatch(/adresse ou mot de passe/i);
  });

  it('says how long to wait after too many attempts, when the server knows', () => {
    expect(notice(toProblem(429, {}, '95'), 'none')?.detail).toContain('1\u00a0min');
    expect(notice(toProblem(429, {}, null), 'none')?.detail).toBe(fr.signIn.tooManyDetailUnknown);
  });

  it('does not accuse the password when the server is away, behind a proxy or not', () => {
    expect(notice(unreachable, 'none')?.title).toBe(fr.problems.unreachable);
    expect(notice(toProblem(502, undefined, null), 'none')?.title).toBe(fr.problems.unreachable);
  });
});
