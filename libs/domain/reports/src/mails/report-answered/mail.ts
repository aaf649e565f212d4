import type { CorrectedPart } from '@halles/contracts';
import { type MailTexts, defineMail, joinMailTexts, oneLine, webUrl } from '@halles/platform/mail';
import { type ReportSubjectModel, reportFixture, reportSubjectValues } from '../report-mail-model';
import { reportTexts } from '../report-texts';

/** What became of a report, for its writer, who proved to read the address. */
export interface ReportAnsweredModel extends ReportSubjectModel {
  /** `accepted`: it is right, and nothing on the page had to change, or its business has changed it. */
  readonly outcome: 'corrected' | 'accepted' | 'refused';
  readonly by: 'merchant' | 'agent';
  /** What is otherwise on the page now. */
  readonly changed: readonly CorrectedPart[];
  /** The page that the reported one was merged into, on one line; null of others. */
  readonly mergedInto: string | null;
  /** Of the page; null where the public does not see it any more. */
  readonly listingUrl: string | null;
}

const texts: MailTexts = {
  fr: {
    'report-answered.corrected.heading': 'C’est corrigé\u00a0: {listing}',
    'report-answered.accepted.heading': 'Vous aviez raison\u00a0: {listing}',
    'report-answered.refused.heading': 'Votre signalement est vérifié\u00a0: {listing}',
    'report-answered.corrected.agent':
      'La collectivité a vérifié ce que vous aviez signalé, et corrigé la page. Merci\u00a0!',
    'report-answered.corrected.merged':
      'La collectivité a vérifié ce que vous aviez signalé\u00a0: ce commerce avait bien deux pages, qui sont réunies en une seule. Merci\u00a0!',
    'report-answered.merged-into': 'Réunie à la page',
    'report-answered.merged-into-line': 'Réunie à la page\u00a0: {mergedInto}',
    'report-answered.accepted.agent':
      'La collectivité a vérifié ce que vous aviez signalé\u00a0: c’est exact. Merci\u00a0!',
    'report-answered.corrected.post':
      'La collectivité a lu l’actualité que vous aviez signalée, et ne l’affiche plus. Merci\u00a0!',
    'report-answered.refused.post':
      'La collectivité a lu l’actualité que vous aviez signalée, et la laisse telle qu’elle est. Merci de votre attention.',
    'report-answered.refused.agent':
      'La collectivité a vérifié ce que vous aviez signalé, et laisse la page telle qu’elle est. Merci de votre attention.',
    'report-answered.accepted.merchant': 'Le commerce a lu votre signalement et le dit exact. Merci\u00a0!',
    'report-answered.accepted.merchant-corrected':
      'Le commerce a lu votre signalement, le dit exact, et sa page est corrigée. Merci\u00a0!',
    'report-answered.refused.merchant':
      'Le commerce a lu votre signalement et maintient ce que dit sa page. Merci de votre attention.',
    'report-answered.changed': 'Ce qui a changé',
    'report-answered.changed-line': 'Ce qui a changé\u00a0: {things}',
    'report-answered.thing.state': 'ouverture ou fermeture',
    'report-answered.thing.hidden': 'la page n’est plus dans l’annuaire',
    'report-answered.thing.name': 'nom',
    'report-answered.thing.phone': 'téléphone',
    'report-answered.thing.hours': 'horaires',
    'report-answered.thing.address': 'adresse',
    'report-answered.thing.merged': 'les deux pages n’en font plus qu’une',
    'report-answered.thing.post': 'l’actualité n’est plus affichée',
    'report-answered.action': 'Voir la page',
    'report-answered.action-line': 'Voir la page\u00a0: {listingUrl}',
    'report-answered.why':
      'Vous recevez ce message parce que vous avez signalé une erreur sur «\u00a0{portal}\u00a0» et confirmé votre adresse. Elle s’efface avec le signalement, au bout de douze mois.',
  },
  en: {
    'report-answered.corrected.heading': 'It is corrected: {listing}',
    'report-answered.accepted.heading': 'You were right: {listing}',
    'report-answered.refused.heading': 'Your report was checked: {listing}',
    'report-answered.corrected.agent':
      'The local authority has checked what you reported, and corrected the page. Thank you!',
    'report-answered.corrected.merged':
      'The local authority has checked what you reported: this business did have two pages, which are one now. Thank you!',
    'report-answered.merged-into': 'Merged into the page',
    'report-answered.merged-into-line': 'Merged into the page: {mergedInto}',
    'report-answered.accepted.agent':
      'The local authority has checked what you reported: it is so. Thank you!',
    'report-answered.corrected.post':
      'The local authority has read the post that you reported, and no longer shows it. Thank you!',
    'report-answered.refused.post':
      'The local authority has read the post that you reported, and leaves it as it is. Thank you for your attention.',
    'report-answered.refused.agent':
      'The local authority has checked what you reported, and leaves the page as it is. Thank you for your attention.',
    'report-answered.accepted.merchant':
      'The business has read your report and says that it is right. Thank you!',
    'report-answered.accepted.merchant-corrected':
      'The business has read your report, says that it is right, and its page is corrected. Thank you!',
    'report-answered.refused.merchant':
      'The business has read your report and stands by what its page says. Thank you for your attention.',
    'report-answered.changed': 'What has changed',
    'report-answered.changed-line': 'What has changed: {things}',
    'report-answered.thing.state': 'open or closed',
    'report-answered.thing.hidden': 'the page is no longer in the directory',
    'report-answered.thing.name': 'name',
    'report-answered.thing.phone': 'phone',
    'report-answered.thing.hours': 'opening hours',
    'report-answered.thing.address': 'address',
    'report-answered.thing.merged': 'the two pages are one now',
    'report-answered.thing.post': 'the post is no longer shown',
    'report-answered.action': 'See the page',
    'report-answered.action-line': 'See the page: {listingUrl}',
    'report-answered.why':
      'You receive this message because you reported an error on “{portal}” and confirmed your address. It is erased with the report, after twelve months.',
  },
};

const fixture: ReportAnsweredModel = {
  listing: reportFixture.listing,
  place: reportFixture.place,
  kind: reportFixture.kind,
  post: null,
  outcome: 'corrected',
  by: 'agent',
  changed: ['hours', 'phone'],
  mergedInto: null,
  listingUrl: 'https://commerces.example/commerce/epicerie-fine-1234',
};

/** Which sentence says what became of it. */
function sentenceOf({ outcome, by, kind, changed, mergedInto }: ReportAnsweredModel): string {
  if (mergedInto !== null) return 'report-answered.corrected.merged';
  if (outcome === 'accepted' && by === 'merchant' && changed.length > 0)
    return 'report-answered.accepted.merchant-corrected';
  if (kind === 'post' && outcome !== 'accepted') return `report-answered.${outcome}.post`;
  return `report-answered.${outcome}.${outcome === 'corrected' ? 'agent' : by}`;
}

export const reportAnswered = defineMail<ReportAnsweredModel>({
  name: 'report-answered',
  folder: 'libs/domain/reports/src/mails',
  texts: joinMailTexts(reportTexts, texts),
  subject: ({ outcome }) => `report-answered.${outcome}.heading`,
  values: (model, { locale }) => ({
    ...reportSubjectValues(model),
    headingText: `report-answered.${model.outcome}.heading`,
    sentenceText: sentenceOf(model),
    isTowns: model.by === 'agent',
    things: model.changed.map((thing) => texts[locale][`report-answered.thing.${thing}`]).join(', '),
    mergedInto: model.mergedInto === null ? '' : oneLine(model.mergedInto, 320),
    listingUrl: model.listingUrl === null ? null : webUrl(model.listingUrl),
  }),
  fixtures: [
    fixture,
    { ...fixture, changed: ['hidden'], listingUrl: null },
    {
      ...fixture,
      kind: 'duplicate',
      place: '',
      changed: ['merged'],
      mergedInto: 'Maison <du> Centre & fils, 2 rue Neuve, Bordeaux',
    },
    { ...fixture, kind: 'post', post: 'Une offre <b>sans</b> fin & sans condition', changed: ['post'] },
    { ...fixture, kind: 'post', outcome: 'refused', changed: [] },
    { ...fixture, outcome: 'accepted', changed: [] },
    { ...fixture, outcome: 'accepted', by: 'merchant', changed: [] },
    { ...fixture, outcome: 'accepted', by: 'merchant', changed: ['hours'] },
    { ...fixture, outcome: 'refused', changed: [] },
    { ...fixture, outcome: 'refused', by: 'merchant', changed: [] },
  ],
});
