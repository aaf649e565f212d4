import { type MailTexts, defineMail, formatInstant, oneLine, webUrl } from '@halles/platform/mail';

/** What an account of the console is written about how it signs in: a link that chooses a new password, or what changed. */
export interface ConsolePasswordModel {
  readonly purpose: 'link' | 'changed' | 'security';
  readonly name: string;
  /** Absolute http(s) URL: the page that chooses the password, or the one that asks for a link. */
  readonly actionUrl: string;
  /** Until when the link counts; null where there is none. */
  readonly until: Date | null;
}

const texts: MailTexts = {
  fr: {
    'console-password.hello': 'Bonjour {person},',
    'console-password.link.subject': 'Choisir un nouveau mot de passe pour la console',
    'console-password.link.heading': 'Choisir un nouveau mot de passe',
    'console-password.link.what':
      'Voici le lien pour choisir le mot de passe de votre compte de la console. Vos autres sessions prendront fin.',
    'console-password.link.until': 'Ce lien sert une seule fois, jusqu’au {until}.',
    'console-password.link.action': 'Choisir mon mot de passe',
    'console-password.link.action-line': 'Choisir mon mot de passe\u00a0: {actionUrl}',
    'console-password.link.why':
      'Vous recevez ce message parce qu’un nouveau mot de passe a été demandé pour cette adresse sur la console de «\u00a0{portal}\u00a0». Si ce n’était pas vous, vous n’avez rien à faire\u00a0: le mot de passe actuel reste bon.',
    'console-password.changed.subject': 'Votre mot de passe de la console a changé',
    'console-password.changed.heading': 'Votre mot de passe a changé',
    'console-password.changed.what':
      'Le mot de passe de votre compte de la console vient de changer, et vos autres sessions ont pris fin.',
    'console-password.changed.until':
      'Si ce n’était pas vous, choisissez tout de suite un nouveau mot de passe et prévenez la personne qui tient l’équipe.',
    'console-password.changed.action': 'Ce n’était pas moi',
    'console-password.changed.action-line': 'Ce n’était pas moi\u00a0: {actionUrl}',
    'console-password.changed.why':
      'Vous recevez ce message parce que cette adresse est celle d’un compte de la console de «\u00a0{portal}\u00a0».',
    'console-password.security.subject': 'Un changement dans votre compte de la console',
    'console-password.security.heading': 'Votre façon de vous connecter a changé',
    'console-password.security.what':
      'La double vérification ou la connexion par ProConnect de votre compte de la console vient de changer.',
    'console-password.security.until':
      'Si ce n’était pas vous, choisissez tout de suite un nouveau mot de passe et prévenez la personne qui tient l’équipe.',
    'console-password.security.action': 'Ce n’était pas moi',
    'console-password.security.action-line': 'Ce n’était pas moi\u00a0: {actionUrl}',
    'console-password.security.why':
      'Vous recevez ce message parce que cette adresse est celle d’un compte de la console de «\u00a0{portal}\u00a0».',
  },
  en: {
    'console-password.hello': 'Hello {person},',
    'console-password.link.subject': 'Choose a new password for the console',
    'console-password.link.heading': 'Choose a new password',
    'console-password.link.what':
      'Here is the link to choose the password of your console account. Your other sessions will end.',
    'console-password.link.until': 'This link serves once, until {until}.',
    'console-password.link.action': 'Choose my password',
    'console-password.link.action-line': 'Choose my password: {actionUrl}',
    'console-password.link.why':
      'You receive this message because a new password was asked for with this address on the console of “{portal}”. If that was not you, there is nothing to do: the present password stays right.',
    'console-password.changed.subject': 'Your console password has changed',
    'console-password.changed.heading': 'Your password has changed',
    'console-password.changed.what':
      'The password of your console account has just changed, and your other sessions have ended.',
    'console-password.changed.until':
      'If that was not you, choose a new password at once and tell whoever keeps the team.',
    'console-password.changed.action': 'That was not me',
    'console-password.changed.action-line': 'That was not me: {actionUrl}',
    'console-password.changed.why':
      'You receive this message because this address is that of an account of the console of “{portal}”.',
    'console-password.security.subject': 'A change in your console account',
    'console-password.security.heading': 'The way you sign in has changed',
    'console-password.security.what':
      'The second factor or the ProConnect sign-in of your console account has just changed.',
    'console-password.security.until':
      'If that was not you, choose a new password at once and tell whoever keeps the team.',
    'console-password.security.action': 'That was not me',
    'console-password.security.action-line': 'That was not me: {actionUrl}',
    'console-password.security.why':
      'You receive this message because this address is that of an account of the console of “{portal}”.',
  },
};

export const consolePassword = defineMail<ConsolePasswordModel>({
  name: 'console-password',
  folder: 'libs/domain/console-accounts/src/mails',
  texts,
  subject: ({ purpose }) => `console-password.${purpose}.subject`,
  values(model, reader) {
    const text = (part: string): string => `console-password.${model.purpose}.${part}`;
    return {
      headingText: text('heading'),
      whatText: text('what'),
      untilText: text('until'),
      actionText: text('action'),
      lineText: text('action-line'),
      whyText: text('why'),
      name: oneLine(model.name, 80),
      actionUrl: webUrl(model.actionUrl),
      until: model.until === null ? '' : formatInstant(model.until, reader),
    };
  },
  safeForAnyone: ['purpose', 'name', 'actionUrl'],
  fixtures: [
    {
      purpose: 'link',
      name: 'Claire <b>Dubois</b>',
      actionUrl: 'https://console.example/nouveau-mot-de-passe#bordeaux/un-jeton',
      until: new Date('2026-12-02T13:30:00Z'),
    },
    {
      purpose: 'changed',
      name: 'Marie-Élisabeth d’Hautefort & fils',
      actionUrl: 'https://console.example/mot-de-passe-oublie',
      until: null,
    },
    {
      purpose: 'security',
      name: 'Claire Dubois',
      actionUrl: 'https://console.example/mot-de-passe-oublie',
      until: null,
    },
  ],
});
