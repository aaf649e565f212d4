import { defineError } from '@halles/kernel';

export const ConsoleSessionEnded = defineError('console-session-ended', {
  kind: 'unauthenticated',
  title: { fr: 'Connexion nécessaire', en: 'Sign-in needed' },
  detail: () => ({
    fr: 'Votre session vient de se terminer : connectez-vous pour continuer.',
    en: 'Your session has just ended: sign in to continue.',
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

export const SecondFactorEnrolmentRequired = defineError('second-factor-enrolment-required', {
  kind: 'forbidden',
  title: { fr: 'Double authentification à mettre en place', en: 'Second factor to be set up' },
  detail: () => ({
    fr: 'Un opérateur se connecte avec un code en plus de son mot de passe : mettez-le en place pour continuer.',
    en: 'An operator signs in with a code beside the password: set it up to continue.',
  }),
});

export const ConsolePasswordLinkEnded = defineError('console-password-link-ended', {
  kind: 'gone',
  title: { fr: 'Lien déjà utilisé ou trop ancien', en: 'Link used already, or too old' },
  detail: () => ({
    fr: 'Ce lien a servi, a été remplacé, ou date de plus d’une demi-heure. Demandez-en un autre depuis la page de connexion.',
    en: 'This link was used, was replaced, or is more than half an hour old. Ask for another one on the sign-in page.',
  }),
});

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
