import type { Texts } from '../../core/i18n/texts';

/** The bounds of a password, as `changePasswordSchema` has them (a test keeps the two equal). */
export const PASSWORD_MIN = 12;
export const PASSWORD_MAX = 128;

export interface PasswordEntry {
  readonly current: string;
  readonly next: string;
  readonly repeat: string;
}

/** What is asked of a new password, and whether it is met so far. */
export interface PasswordRules {
  readonly length: boolean;
  readonly different: boolean;
  readonly match: boolean;
}

/** Which of the rules a new password meets. Pure. */
export function checkPassword({ current, next, repeat }: PasswordEntry): PasswordRules {
  return {
    length: next.length >= PASSWORD_MIN && next.length <= PASSWORD_MAX,
    different: next !== '' && next !== current,
    match: next !== '' && next === repeat,
  };
}

/** What the field of a new password says. Pure. */
export const newPasswordMessages = ({ common, password }: Texts): Readonly<Record<string, string>> => ({
  required: common.required,
  minLength: password.tooShort(String(PASSWORD_MIN)),
  maxLength: common.tooLong(String(PASSWORD_MAX)),
});
