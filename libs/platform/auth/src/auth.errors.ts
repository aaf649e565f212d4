import { defineError, type FieldError } from '@halles/kernel';

/** The same words for a wrong password and for an account that does not exist. */
export const SignInRefused = defineError('sign-in-refused', {
  kind: 'unauthenticated',
  title: { fr: 'Connexion refusée', en: 'Sign-in refused' },
  detail: () => ({
    fr: 'L’adresse électronique ou le mot de passe n’est pas le bon.',
    en: 'The email address or the password is not right.',
  }),
});

export const TooManySignIns = defineError<{ retryAfterSeconds: number }>('too-many-sign-ins', {
  kind: 'rate-limited',
  title: { fr: 'Trop d’essais de connexion', en: 'Too many sign-in attempts' },
  detail: ({ retryAfterSeconds }) => ({
    fr: `Trop d’essais. Réessayez dans ${Math.max(1, Math.ceil(retryAfterSeconds / 60))} min.`,
    en: `Too many attempts. Try again in ${Math.max(1, Math.ceil(retryAfterSeconds / 60))} min.`,
  }),
});

export const TooManyLinks = defineError<{ retryAfterSeconds: number }>('too-many-account-links', {
  kind: 'rate-limited',
  title: { fr: 'Trop de liens demandés', en: 'Too many links asked for' },
  detail: ({ retryAfterSeconds }) => ({
    fr: `Plusieurs liens viennent d’être demandés. Regardez vos messages, ou réessayez dans ${Math.max(1, Math.ceil(retryAfterSeconds / 60))} min.`,
    en: `Several links were just asked for. Look at your mail, or try again in ${Math.max(1, Math.ceil(retryAfterSeconds / 60))} min.`,
  }),
});

export const WrongCurrentPassword = defineError('wrong-current-password', {
  kind: 'invalid',
  title: { fr: 'Mot de passe actuel incorrect', en: 'Current password is wrong' },
  detail: () => ({
    fr: 'Le mot de passe actuel n’est pas le bon.',
    en: 'The current password is not right.',
  }),
});

export const PasswordTooGuessable = defineError('password-too-guessable', {
  kind: 'invalid',
  title: { fr: 'Mot de passe trop facile à deviner', en: 'Password too easy to guess' },
  detail: () => ({
    fr: 'Ce mot de passe est parmi les premiers que l’on essaie. Quelques mots sans lien entre eux conviennent mieux.',
    en: 'This password is among the first that one tries. A few unrelated words do better.',
  }),
});

export const PasswordUnchanged = defineError('password-unchanged', {
  kind: 'invalid',
  title: { fr: 'Mot de passe inchangé', en: 'Password unchanged' },
  detail: () => ({
    fr: 'Le nouveau mot de passe doit différer de l’actuel.',
    en: 'The new password must differ from the current one.',
  }),
});

export const SecondFactorRequired = defineError('second-factor-required', {
  kind: 'forbidden',
  title: { fr: 'Code à usage unique attendu', en: 'One-time code expected' },
  detail: () => ({
    fr: 'Il manque le code de votre application d’authentification.',
    en: 'The code of your authenticator application is missing.',
  }),
});

export const SecondFactorRefused = defineError('second-factor-refused', {
  kind: 'invalid',
  title: { fr: 'Code refusé', en: 'Code refused' },
  detail: () => ({
    fr: 'Ce code n’est pas le bon, ou il a déjà servi. Attendez le suivant et réessayez.',
    en: 'This code is not right, or was used already. Wait for the next one and try again.',
  }),
});

export const SecondFactorInPlace = defineError('second-factor-in-place', {
  kind: 'conflict',
  title: { fr: 'Double authentification déjà en place', en: 'Second factor in place already' },
  detail: () => ({
    fr: 'Retirez d’abord l’application actuelle, avec un code d’elle.',
    en: 'Take the present application away first, with a code of it.',
  }),
});

/** The words of an error at one field of the form. */
export function errorAt(pointer: string, error: { detail(locale: 'fr' | 'en'): string }): FieldError[] {
  return [{ pointer, message: { fr: error.detail('fr'), en: error.detail('en') } }];
}
