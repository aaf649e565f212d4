import { type MailTexts, defineMail, joinMailTexts, oneLine, webUrl } from '@halles/platform/mail';
import { type ReportMailModel, reportFixture, reportValues } from '../report-mail-model';
import { reportTexts } from '../report-texts';

/** A reader's report, for the owner of the page. */
export interface ReportReceivedModel extends ReportMailModel {
  readonly name: string;
  readonly reportsUrl: string;
}

const texts: MailTexts = {
  fr: {
    'report-received.subject': 'Une erreur est signalée\u00a0: {listing}',
    'report-received.heading': 'Une personne signale une erreur',
    'report-received.lead': 'Une personne qui consultait la page de {listing} signale ceci.',
    'report-received.then':
      'Dites si c’est exact, et corrigez la page s’il y a lieu. Sans réponse de votre part sous sept jours, les agents de la collectivité s’en occuperont.',
    'report-received.then-post':
      'La collectivité décide de ce signalement. Si l’actualité n’est pas exacte, vous pouvez la corriger ou la retirer sans attendre.',
    'report-received.open-post': 'Voir le signalement',
    'report-received.open-post-line': 'Voir le signalement\u00a0: {reportsUrl}',
    'report-received.action': 'Répondre au signalement',
    'report-received.action-line': 'Répondre au signalement\u00a0: {reportsUrl}',
    'report-received.why':
      'Vous recevez ce message parce que vous tenez la page d’un commerce sur «\u00a0{portal}\u00a0». Vos préférences se règlent dans l’espace commerçants.',
    'report-received.hello': 'Bonjour {person},',
  },
  en: {
    'report-received.subject': 'An error is reported: {listing}',
    'report-received.heading': 'Somebody reports an error',
    'report-received.lead': 'Somebody who read the page of {listing} reports this.',
    'report-received.then':
      'Say whether it is so, and correct the page if need be. Without an answer within seven days, the local authority’s agents will look at it.',
    'report-received.then-post':
      'The local authority decides on this report. If the post is not right, you can correct it or withdraw it now.',
    'report-received.open-post': 'See the report',
    'report-received.open-post-line': 'See the report: {reportsUrl}',
    'report-received.action': 'Answer the report',
    'report-received.action-line': 'Answer the report: {reportsUrl}',
    'report-received.why':
      'You get this message because you keep the page of a business on “{portal}”. Your preferences are in the space for businesses.',
    'report-received.hello': 'Hello {person},',
  },
};

const ASKED_WORDS = {
  thenText: 'report-received.then',
  actionText: 'report-received.action',
  actionLineText: 'report-received.action-line',
};

const POST_WORDS = {
  thenText: 'report-received.then-post',
  actionText: 'report-received.open-post',
  actionLineText: 'report-received.open-post-line',
};

export const reportReceived = defineMail<ReportReceivedModel>({
  name: 'report-received',
  folder: 'libs/domain/reports/src/mails',
  texts: joinMailTexts(reportTexts, texts),
  values: (model) => ({
    ...reportValues(model),
    // Of a post the town decides: its shop is told, and not asked.
    ...(model.kind === 'post' ? POST_WORDS : ASKED_WORDS),
    name: oneLine(model.name, 80),
    reportsUrl: webUrl(model.reportsUrl),
  }),
  fixtures: [
    {
      ...reportFixture,
      name: 'Marie-Élisabeth d’Hautefort & fils',
      reportsUrl: 'https://commerces.example/pro/commerces/1234/signalements',
    },
    {
      ...reportFixture,
      kind: 'moved',
      message: null,
      movedTo: '4 place <du> Parlement & fils, 33000 Saint-Étienne-du-Bois-l’Évêque',
      name: 'Marie-Élisabeth d’Hautefort & fils',
      reportsUrl: 'https://commerces.example/pro/commerces/1234/signalements',
    },
    {
      ...reportFixture,
      kind: 'post',
      message: null,
      post: 'Une offre <b>sans</b> fin & sans condition',
      name: 'Marie-Élisabeth d’Hautefort & fils',
      reportsUrl: 'https://commerces.example/pro/commerces/1234/signalements',
    },
  ],
});
