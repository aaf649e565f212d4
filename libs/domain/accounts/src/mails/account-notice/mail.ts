import {
  type MailTexts,
  type MailValues,
  defineMail,
  formatInstant,
  oneLine,
  webUrl,
} from '@halles/platform/mail';

/** Why somebody is written to about their account; the texts of each are `account-notice.<purpose>.…`. */
export type AccountNoticePurpose =
  | 'sign-up'
  | 'sign-in'
  | 'password'
  | 'email'
  | 'confirm'
  | 'no-account'
  | 'email-changed'
  | 'security-changed'
  | 'invitation';

/** Everything that is written to people about their account: a few words and one thing to do. */
export interface AccountNoticeModel {
  readonly purpose: AccountNoticePurpose;
  /** Empty where it is not known. */
  readonly name: string;
  /** Absolute http(s) URL of the page where it is done. */
  readonly actionUrl: string;
  /** Until when; null where it has no end. */
  readonly until: Date | null;
  /** Of an invitation: the business. Who invites is said behind the link: a name can be anything. */
  readonly listing?: string;
}

const texts: MailTexts = {
  fr: {
    'account-notice.hello': 'Bonjour,',
    'account-notice.hello-name': 'Bonjour {person},',
    'account-notice.no-end': 'Ce message a été envoyé automatiquement.',
    'account-notice.until': 'Ce lien sert une seule fois, jusqu’au {until}.',
    'account-notice.sign-up.subject': 'Confirmez votre adresse pour «\u00a0{portal}\u00a0»',
    'account-notice.sign-up.heading': 'Confirmez votre adresse',
    'account-notice.sign-up.what':
      'Vous créez un compte sur «\u00a0{portal}\u00a0». Ouvrez ce lien\u00a0: votre compte sera prêt.',
    'account-notice.sign-up.action': 'Confirmer mon adresse',
    'account-notice.sign-up.why':
      'Vous recevez ce message parce que cette adresse a été saisie pour créer un compte sur «\u00a0{portal}\u00a0». Si ce n’était pas vous, vous n’avez rien à faire\u00a0: aucun compte n’existe.',
    'account-notice.sign-in.subject': 'Votre lien de connexion à «\u00a0{portal}\u00a0»',
    'account-notice.sign-in.heading': 'Votre lien de connexion',
    'account-notice.sign-in.what':
      'Voici le lien qui ouvre votre compte sur «\u00a0{portal}\u00a0», sans mot de passe.',
    'account-notice.sign-in.action': 'Me connecter',
    'account-notice.sign-in.why':
      'Vous recevez ce message parce qu’un lien de connexion a été demandé pour cette adresse sur «\u00a0{portal}\u00a0». Si ce n’était pas vous, vous n’avez rien à faire\u00a0: personne n’entre sans ce message.',
    'account-notice.password.subject': 'Choisir un nouveau mot de passe pour «\u00a0{portal}\u00a0»',
    'account-notice.password.heading': 'Choisir un nouveau mot de passe',
    'account-notice.password.what':
      'Voici le lien pour choisir un nouveau mot de passe sur «\u00a0{portal}\u00a0».',
    'account-notice.password.action': 'Choisir mon mot de passe',
    'account-notice.password.why':
      'Vous recevez ce message parce qu’un nouveau mot de passe a été demandé pour cette adresse sur «\u00a0{portal}\u00a0». Si ce n’était pas vous, vous n’avez rien à faire\u00a0: le mot de passe actuel reste bon.',
    'account-notice.email.subject': 'Confirmez votre nouvelle adresse pour «\u00a0{portal}\u00a0»',
    'account-notice.email.heading': 'Confirmez votre nouvelle adresse',
    'account-notice.email.what':
      'Vous avez demandé que votre compte sur «\u00a0{portal}\u00a0» utilise cette adresse. Ouvrez ce lien, connecté à votre compte.',
    'account-notice.email.action': 'Utiliser cette adresse',
    'account-notice.email.why':
      'Vous recevez ce message parce que cette adresse a été saisie dans un compte de «\u00a0{portal}\u00a0». Si ce n’était pas vous, vous n’avez rien à faire.',
    'account-notice.confirm.subject': 'Confirmez votre adresse pour «\u00a0{portal}\u00a0»',
    'account-notice.confirm.heading': 'Confirmez votre adresse',
    'account-notice.confirm.what':
      'ProConnect nous a donné cette adresse pour votre compte sur «\u00a0{portal}\u00a0». Confirmez que vous la lisez\u00a0: elle servira à vous écrire et à vous connecter.',
    'account-notice.confirm.action': 'Confirmer mon adresse',
    'account-notice.confirm.why':
      'Vous recevez ce message parce qu’un compte de «\u00a0{portal}\u00a0» a été ouvert avec ProConnect sous cette adresse.',
    'account-notice.no-account.subject': 'Aucun compte à cette adresse sur «\u00a0{portal}\u00a0»',
    'account-notice.no-account.heading': 'Aucun compte à cette adresse',
    'account-notice.no-account.what':
      'Un lien a été demandé pour cette adresse, mais aucun compte de «\u00a0{portal}\u00a0» ne l’utilise. Essayez une autre adresse, ou créez un compte.',
    'account-notice.no-account.action': 'Créer un compte',
    'account-notice.no-account.why':
      'Vous recevez ce message parce que cette adresse a été saisie sur la page de connexion de «\u00a0{portal}\u00a0». Si ce n’était pas vous, vous n’avez rien à faire.',
    'account-notice.email-changed.subject': 'L’adresse de votre compte «\u00a0{portal}\u00a0» a changé',
    'account-notice.email-changed.heading': 'L’adresse de votre compte a changé',
    'account-notice.email-changed.what':
      'Votre compte sur «\u00a0{portal}\u00a0» utilise maintenant une autre adresse. Tous les appareils ont été déconnectés. Si ce n’était pas vous, écrivez-nous tout de suite.',
    'account-notice.email-changed.action': 'Nous écrire',
    'account-notice.email-changed.why':
      'Vous recevez ce dernier message parce que cette adresse était celle d’un compte de «\u00a0{portal}\u00a0».',
    'account-notice.security-changed.subject': 'Un changement dans votre compte «\u00a0{portal}\u00a0»',
    'account-notice.security-changed.heading': 'Votre façon de vous connecter a changé',
    'account-notice.security-changed.what':
      'Le mot de passe, la double vérification ou la connexion par ProConnect de votre compte sur «\u00a0{portal}\u00a0» vient de changer. Si ce n’était pas vous, choisissez tout de suite un nouveau mot de passe.',
    'account-notice.security-changed.action': 'Ce n’était pas moi',
    'account-notice.security-changed.why':
      'Vous recevez ce message parce que cette adresse est celle d’un compte de «\u00a0{portal}\u00a0».',
    'account-notice.invitation.subject': 'Invitation à tenir une page sur «\u00a0{portal}\u00a0»',
    'account-notice.invitation.heading': 'Invitation à tenir la page de {listing}',
    'account-notice.invitation.what':
      'L’équipe qui tient la page de {listing} sur «\u00a0{portal}\u00a0» vous invite à la rejoindre.',
    'account-notice.invitation.action': 'Voir l’invitation',
    'account-notice.invitation.why':
      'Vous recevez ce message parce que votre adresse a été saisie dans l’espace de ce commerce sur «\u00a0{portal}\u00a0». Si vous ne connaissez pas cette personne, vous n’avez rien à faire.',
  },
  en: {
    'account-notice.hello': 'Hello,',
    'account-notice.hello-name': 'Hello {person},',
    'account-notice.no-end': 'This message was sent automatically.',
    'account-notice.until': 'This link serves once, until {until}.',
    'account-notice.sign-up.subject': 'Confirm your address for “{portal}”',
    'account-notice.sign-up.heading': 'Confirm your address',
    'account-notice.sign-up.what':
      'You are creating an account on “{portal}”. Open this link: your account will be ready.',
    'account-notice.sign-up.action': 'Confirm my address',
    'account-notice.sign-up.why':
      'You receive this message because this address was entered to create an account on “{portal}”. If that was not you, there is nothing to do: no account exists.',
    'account-notice.sign-in.subject': 'Your sign-in link for “{portal}”',
    'account-notice.sign-in.heading': 'Your sign-in link',
    'account-notice.sign-in.what':
      'Here is the link that opens your account on “{portal}”, without a password.',
    'account-notice.sign-in.action': 'Sign in',
    'account-notice.sign-in.why':
      'You receive this message because a sign-in link was asked for with this address on “{portal}”. If that was not you, there is nothing to do: nobody gets in without this message.',
    'account-notice.password.subject': 'Choose a new password for “{portal}”',
    'account-notice.password.heading': 'Choose a new password',
    'account-notice.password.what': 'Here is the link to choose a new password on “{portal}”.',
    'account-notice.password.action': 'Choose my password',
    'account-notice.password.why':
      'You receive this message because a new password was asked for with this address on “{portal}”. If that was not you, there is nothing to do: the present password stays right.',
    'account-notice.email.subject': 'Confirm your new address for “{portal}”',
    'account-notice.email.heading': 'Confirm your new address',
    'account-notice.email.what':
      'You asked that your account on “{portal}” use this address. Open this link while you are signed in to your account.',
    'account-notice.email.action': 'Use this address',
    'account-notice.email.why':
      'You receive this message because this address was entered in an account of “{portal}”. If that was not you, there is nothing to do.',
    'account-notice.confirm.subject': 'Confirm your address for “{portal}”',
    'account-notice.confirm.heading': 'Confirm your address',
    'account-notice.confirm.what':
      'ProConnect gave us this address for your account on “{portal}”. Confirm that you read it: it will serve to write to you and to sign you in.',
    'account-notice.confirm.action': 'Confirm my address',
    'account-notice.confirm.why':
      'You receive this message because an account of “{portal}” was opened with ProConnect under this address.',
    'account-notice.no-account.subject': 'No account with this address on “{portal}”',
    'account-notice.no-account.heading': 'No account with this address',
    'account-notice.no-account.what':
      'A link was asked for with this address, but no account of “{portal}” uses it. Try another address, or create an account.',
    'account-notice.no-account.action': 'Create an account',
    'account-notice.no-account.why':
      'You receive this message because this address was entered on the sign-in page of “{portal}”. If that was not you, there is nothing to do.',
    'account-notice.email-changed.subject': 'The address of your “{portal}” account has changed',
    'account-notice.email-changed.heading': 'The address of your account has changed',
    'account-notice.email-changed.what':
      'Your account on “{portal}” now uses another address. Every device was signed out. If that was not you, write to us at once.',
    'account-notice.email-changed.action': 'Write to us',
    'account-notice.email-changed.why':
      'You receive this last message because this address was that of an account of “{portal}”.',
    'account-notice.security-changed.subject': 'A change in your “{portal}” account',
    'account-notice.security-changed.heading': 'The way you sign in has changed',
    'account-notice.security-changed.what':
      'The password, the second factor or the ProConnect sign-in of your account on “{portal}” has just changed. If that was not you, choose a new password at once.',
    'account-notice.security-changed.action': 'That was not me',
    'account-notice.security-changed.why':
      'You receive this message because this address is that of an account of “{portal}”.',
    'account-notice.invitation.subject': 'Invitation to keep a page on “{portal}”',
    'account-notice.invitation.heading': 'Invitation to keep the page of {listing}',
    'account-notice.invitation.what':
      'The team that keeps the page of {listing} on “{portal}” invites you to join it.',
    'account-notice.invitation.action': 'See the invitation',
    'account-notice.invitation.why':
      'You receive this message because your address was entered in the space of this business on “{portal}”. If you do not know this person, there is nothing to do.',
  },
};

export const accountNotice = defineMail<AccountNoticeModel>({
  name: 'account-notice',
  folder: 'libs/domain/accounts/src/mails',
  leavesCopies: true,
  texts,
  subject: ({ purpose }) => `account-notice.${purpose}.subject`,
  values(model, reader): MailValues {
    const name = oneLine(model.name, 80);
    const text = (part: string): string => `account-notice.${model.purpose}.${part}`;
    return {
      headingText: text('heading'),
      whatText: text('what'),
      actionText: text('action'),
      whyText: text('why'),
      helloText: `account-notice.${name === '' ? 'hello' : 'hello-name'}`,
      untilText: `account-notice.${model.until === null ? 'no-end' : 'until'}`,
      name,
      actionUrl: webUrl(model.actionUrl),
      until: model.until === null ? '' : formatInstant(model.until, reader),
      listing: oneLine(model.listing ?? '', 120),
    };
  },
  safeForAnyone: ['purpose', 'actionUrl', 'listing'],
  fixtures: [
    {
      purpose: 'invitation',
      name: 'Marie-Élisabeth d’Hautefort & fils',
      actionUrl:
        'https://commerces.example/invitation/une-adresse-qui-ne-se-coupe-pas-et-qui-est-plus-longue-qu-une-ligne',
      until: new Date('2026-12-02T13:30:00Z'),
      listing: 'Épicerie <fine> d’Hautefort & fils',
    },
  ],
});
