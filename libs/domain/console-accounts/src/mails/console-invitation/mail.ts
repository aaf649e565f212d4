import { type MailTexts, defineMail, formatInstant, oneLine, webUrl } from '@halles/platform/mail';

/** The link of an invitation to work for a territory in the console. */
export interface ConsoleInvitationModel {
  readonly name: string;
  readonly role: 'manager' | 'agent';
  /** Null once that account is gone. */
  readonly invitedBy: string | null;
  /** Absolute http(s) URL of the page that makes the account. */
  readonly invitationUrl: string;
  readonly expiresAt: Date;
}

const texts: MailTexts = {
  fr: {
    'console-invitation.subject': 'Vous êtes invité dans l’équipe de «\u00a0{portal}\u00a0»',
    'console-invitation.heading': 'Vous êtes invité dans l’équipe',
    'console-invitation.hello': 'Bonjour {person},',
    'console-invitation.agent':
      '{invitedBy} vous invite à tenir l’annuaire comme agent\u00a0: demandes des commerçants, signalements, mandats et visites.',
    'console-invitation.manager':
      '{invitedBy} vous invite à tenir l’annuaire comme responsable\u00a0: le travail des agents, l’équipe et ses règles.',
    'console-invitation.agent-by-nobody':
      'Vous êtes invité à tenir l’annuaire comme agent\u00a0: demandes des commerçants, signalements, mandats et visites.',
    'console-invitation.manager-by-nobody':
      'Vous êtes invité à tenir l’annuaire comme responsable\u00a0: le travail des agents, l’équipe et ses règles.',
    'console-invitation.until': 'Le lien sert une fois, jusqu’au {expiresAt}.',
    'console-invitation.action': 'Voir l’invitation',
    'console-invitation.action-line': 'Voir l’invitation\u00a0: {invitationUrl}',
    'console-invitation.why':
      'Vous recevez ce message parce qu’une personne de l’équipe de «\u00a0{portal}\u00a0» a saisi votre adresse. Si vous n’attendiez rien, vous n’avez rien à faire\u00a0: sans vous, le lien n’ouvre rien.',
  },
  en: {
    'console-invitation.subject': 'You are invited to the team of “{portal}”',
    'console-invitation.heading': 'You are invited to the team',
    'console-invitation.hello': 'Hello {person},',
    'console-invitation.agent':
      '{invitedBy} invites you to keep the directory as an agent: merchants’ requests, reports, mandates and visits.',
    'console-invitation.manager':
      '{invitedBy} invites you to keep the directory as a manager: the agents’ work, the team and its rules.',
    'console-invitation.agent-by-nobody':
      'You are invited to keep the directory as an agent: merchants’ requests, reports, mandates and visits.',
    'console-invitation.manager-by-nobody':
      'You are invited to keep the directory as a manager: the agents’ work, the team and its rules.',
    'console-invitation.until': 'The link serves once, until {expiresAt}.',
    'console-invitation.action': 'See the invitation',
    'console-invitation.action-line': 'See the invitation: {invitationUrl}',
    'console-invitation.why':
      'You receive this because somebody of the team of “{portal}” typed your address. If you expected nothing there is nothing to do: without you the link opens nothing.',
  },
};

export const consoleInvitation = defineMail<ConsoleInvitationModel>({
  name: 'console-invitation',
  folder: 'libs/domain/console-accounts/src/mails',
  texts,
  values: (model, reader) => ({
    name: oneLine(model.name, 80),
    whatText: `console-invitation.${model.role}${model.invitedBy === null ? '-by-nobody' : ''}`,
    invitedBy: oneLine(model.invitedBy ?? '', 80),
    invitationUrl: webUrl(model.invitationUrl),
    expiresAt: formatInstant(model.expiresAt, reader),
  }),
  safeForAnyone: ['name', 'role', 'invitedBy', 'invitationUrl'],
  fixtures: [
    {
      name: 'Claire <b>Dubois</b>',
      role: 'agent',
      invitedBy: 'Karim Benali',
      invitationUrl: 'https://console.example/invitation#bordeaux/un-jeton',
      expiresAt: new Date('2026-12-02T13:30:00Z'),
    },
  ],
});
