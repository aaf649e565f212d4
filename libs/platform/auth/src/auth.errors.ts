import { defineError, type FieldError } from '@halles/kernel';

/** The same words for a wrong password and for an account that does not exist. */
export const SignInRefused = defineError('sign-in-refused', {
  kind: 'unauthenticated',
  title: { fr: 'Connexion refusée', en: 'Sign-in refused' },
  detail: () => ({
    fr: 'L’adresse e-mail ou le mot de passe n’est pas le bon.',
    en: 'The e-mail address or the password is not right.',
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

export const PasswordChangeRequired = defineError('password-change-required', {
  kind: 'forbidden',
  title: { fr: 'Mot de passe à changer', en: 'Password to be changed' },
  detail: () => ({
    fr: 'Ce mot de passe ne sert qu’une fois : choisissez le vôtre pour continuer.',
    en: 'This password serves only once: choose your own to continue.',
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

export const SecondFactorEnrolmentRequired = defineError('second-factor-enrolment-required', {
  kind: 'forbidden',
  title: { fr: 'Double authentification à mettre en place', en: 'Second factor to be set up' },
  detail: () => ({
    fr: 'Un opérateur se connecte avec un code en plus de son mot de passe : mettez-le en place pour continuer.',
    en: 'An operator signs in with a code beside the password: set it up to continue.',
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

export const NoSuchConsoleAccount = defineError('no-such-console-account', {
  kind: 'not-found',
  title: { fr: 'Compte inconnu', en: 'Unknown account' },
  detail: () => ({
    fr: 'Aucun compte de ce territoire ne porte ce numéro.',
    en: 'No account of this territory has this number.',
  }),
});

export const OwnConsoleGrant = defineError('own-console-grant', {
  kind: 'conflict',
  title: { fr: 'Votre propre rôle', en: 'Your own role' },
  detail: () => ({
    fr: 'On ne change pas son propre rôle : demandez à un autre responsable ou à un opérateur.',
    en: 'Nobody changes their own role: ask another manager or an operator.',
  }),
});

export const AlreadyOnTeam = defineError<{ email: string }>('already-on-team', {
  kind: 'conflict',
  title: { fr: 'Déjà dans l’équipe', en: 'On the team already' },
  detail: ({ email }) => ({
    fr: `${email} a déjà un rôle ici, ou une invitation en cours.`,
    en: `${email} has a role here already, or an open invitation.`,
  }),
});

export const ConsoleInvitationEnded = defineError('console-invitation-ended', {
  kind: 'gone',
  title: { fr: 'Invitation close', en: 'Invitation over' },
  detail: () => ({
    fr: 'Cette invitation a servi, a expiré ou a été retirée. Demandez-en une nouvelle à la personne qui vous a invité.',
    en: 'This invitation was used, has expired or was taken back. Ask whoever invited you for a new one.',
  }),
});
