import { listingMailTexts } from '@halles/domain/listings';
import { defineMail, joinMailTexts, type MailTexts, oneLine, webUrl } from '@halles/platform/mail';
import type { GaugeChange } from '../../gauge-announcements.service';

const texts: MailTexts = {
  fr: {
    'gauge-notice.new.subject': 'Nombre de personnes dans votre commerce\u00a0: {title}',
    'gauge-notice.new.heading': 'Une règle limite le nombre de personnes',
    'gauge-notice.new.what':
      'Une règle du territoire concerne {listing}. Rien de ce qui est pris n’est annulé.',
    'gauge-notice.changed.subject': 'Règle modifiée\u00a0: {title}',
    'gauge-notice.changed.heading': 'Une règle sur le nombre de personnes a changé',
    'gauge-notice.changed.what':
      'Une règle du territoire qui concerne {listing} a changé. Rien de ce qui est pris n’est annulé.',
    'gauge-notice.ended.subject': 'Règle terminée\u00a0: {title}',
    'gauge-notice.ended.heading': 'Une règle sur le nombre de personnes est terminée',
    'gauge-notice.ended.what': 'Cette règle du territoire ne limite plus {listing}.',
    'gauge-notice.rule': 'Règle',
    'gauge-notice.rule-line': 'Règle\u00a0: {rule}',
    'gauge-notice.source': 'Texte',
    'gauge-notice.source-line': 'Texte\u00a0: {source}',
    'gauge-notice.most':
      '{count, plural, =0 {Personne ne peut entrer} one {Une personne au plus à la fois} other {# personnes au plus à la fois}} chez vous, d’après ce que vous avez dit de votre commerce.',
    'gauge-notice.unknown':
      'Dites la surface et la capacité de votre commerce pour savoir ce que la règle permet.',
    'gauge-notice.action': 'Voir la jauge de mon commerce',
    'gauge-notice.action-line': 'Voir la jauge de mon commerce\u00a0: {gaugeUrl}',
    'gauge-notice.why':
      'Vous recevez ce message parce que vous tenez un commerce sur «\u00a0{portal}\u00a0».',
  },
  en: {
    'gauge-notice.new.subject': 'How many people may be in your shop: {title}',
    'gauge-notice.new.heading': 'A rule limits how many people may be inside',
    'gauge-notice.new.what':
      'A rule of the territory concerns {listing}. Nothing that is booked is cancelled.',
    'gauge-notice.changed.subject': 'Rule changed: {title}',
    'gauge-notice.changed.heading': 'A rule on how many people may be inside has changed',
    'gauge-notice.changed.what':
      'A rule of the territory that concerns {listing} has changed. Nothing that is booked is cancelled.',
    'gauge-notice.ended.subject': 'Rule over: {title}',
    'gauge-notice.ended.heading': 'A rule on how many people may be inside is over',
    'gauge-notice.ended.what': 'This rule of the territory does not limit {listing} any more.',
    'gauge-notice.rule': 'Rule',
    'gauge-notice.rule-line': 'Rule: {rule}',
    'gauge-notice.source': 'Text',
    'gauge-notice.source-line': 'Text: {source}',
    'gauge-notice.most':
      '{count, plural, =0 {Nobody may come in} one {One person at most at a time} other {# people at most at a time}} in your shop, by what you said of it.',
    'gauge-notice.unknown':
      'Say the surface of your shop, and how many you let in, to know what the rule allows.',
    'gauge-notice.action': 'See the gauge of my shop',
    'gauge-notice.action-line': 'See the gauge of my shop: {gaugeUrl}',
    'gauge-notice.why': 'You receive this message because you keep a business on “{portal}”.',
  },
};

export interface GaugeNoticeModel {
  readonly change: GaugeChange;
  readonly listing: string;
  readonly title: string;
  /** In the language of who reads. */
  readonly rule: string;
  readonly source: string;
  /** How many it lets in there; null: nobody can tell, or it is not a number. */
  readonly most: number | null;
  /** Whether the place would have to say more of itself for a number. */
  readonly isUnknown: boolean;
  readonly gaugeUrl: string;
}

const fixture: GaugeNoticeModel = {
  change: 'new',
  listing: 'Boulangerie <b>Dupont</b> & Fils',
  title: 'Une personne pour 8 m²',
  rule: 'une personne pour 8\u00a0m², du 28 novembre 2020 au 8 juin 2021',
  source: 'Décret n° 2020-1310 <i>article 37</i>',
  most: 12,
  isUnknown: false,
  gaugeUrl: 'https://commerces.example/pro/commerces/12/jauge',
};

/** Tells who keeps a place of a rule that limits how many people may be inside, of its change and of its end. */
export const gaugeNotice = defineMail<GaugeNoticeModel>({
  name: 'gauge-notice',
  folder: 'libs/domain/gauges/src/mails',
  texts: joinMailTexts(listingMailTexts, texts),
  subject: ({ change }) => `gauge-notice.${change}.subject`,
  values: (model) => ({
    listing: oneLine(model.listing, 200),
    title: oneLine(model.title, 120),
    rule: oneLine(model.rule, 300),
    source: oneLine(model.source, 200),
    most: model.most ?? 0,
    hasMost: model.most !== null && model.change !== 'ended',
    isUnknown: model.isUnknown && model.change !== 'ended',
    headingText: `gauge-notice.${model.change}.heading`,
    whatText: `gauge-notice.${model.change}.what`,
    gaugeUrl: webUrl(model.gaugeUrl),
  }),
  fixtures: [
    fixture,
    { ...fixture, change: 'changed', most: null, isUnknown: true },
    { ...fixture, change: 'ended', most: null },
  ],
});
