import { type MailTexts, defineMail, oneLine, webUrl } from '@halles/platform/mail';

/** What a correction may be about. */
export type CorrectedField = 'phone' | 'hours' | 'state' | 'address';

/** Addresses that the town is asked for, and corrections by link that wait for it, since the last such mail. */
export interface CorrectionsWaitingModel {
  readonly count: number;
  /** All that wait, older ones included. */
  readonly waiting: number;
  /** Some of them. */
  readonly named: readonly {
    /** Null where the business has no public name. */
    readonly listing: string | null;
    /** Where the page shows it, on one line; null where it shows nothing. */
    readonly shown: string | null;
    /** The address that who keeps the page asks for, on one line; null for a correction by link. */
    readonly asked: string | null;
    /** What a correction by link would change. */
    readonly fields: readonly CorrectedField[];
    /** Where the town decides on it. */
    readonly decisionUrl: string;
  }[];
  readonly consoleUrl: string;
}

const texts: MailTexts = {
  fr: {
    'corrections-waiting.subject.place':
      '{count, plural, one {Une adresse à vérifier} other {{count} adresses à vérifier}}',
    'corrections-waiting.subject.any':
      '{count, plural, one {Une correction à vérifier} other {{count} corrections à vérifier}}',
    'corrections-waiting.lead.place':
      '{count, plural, one {Un commerce demande une autre adresse que celle de sa page, et ne peut la publier seul.} other {{count} commerces demandent une autre adresse que celle de leur page, et ne peuvent la publier seuls.}} La page garde son adresse jusqu’à votre réponse, que le commerce reçoit par message.',
    'corrections-waiting.lead.any':
      '{count, plural, one {Une correction attend} other {{count} corrections attendent}} votre réponse\u00a0: adresses que des commerces demandent, ou corrections envoyées par un lien. Les pages ne changent pas d’ici là.',
    'corrections-waiting.shown': 'En ligne',
    'corrections-waiting.asked': 'Demandée',
    'corrections-waiting.fields': 'À corriger',
    'corrections-waiting.fact': '{label}\u00a0: {value}',
    'corrections-waiting.no-place': 'aucune adresse',
    'corrections-waiting.phone': 'téléphone',
    'corrections-waiting.hours': 'horaires',
    'corrections-waiting.state': 'ouverture ou fermeture',
    'corrections-waiting.address': 'adresse',
    'corrections-waiting.nameless': 'Un commerce sans nom public',
    'corrections-waiting.decide': 'Comparer et décider',
    'corrections-waiting.more': '{more, plural, one {Et une autre.} other {Et {more} autres.}}',
    'corrections-waiting.waiting':
      '{waiting, plural, one {Une attend en tout.} other {{waiting} attendent en tout.}}',
    'corrections-waiting.action': 'Ouvrir la file',
    'corrections-waiting.why':
      'Vous recevez ce message parce que votre adresse est celle du contact de «\u00a0{portal}\u00a0»\u00a0: un par heure au plus.',
  },
  en: {
    'corrections-waiting.subject.place':
      '{count, plural, one {An address to check} other {{count} addresses to check}}',
    'corrections-waiting.subject.any':
      '{count, plural, one {A correction to check} other {{count} corrections to check}}',
    'corrections-waiting.lead.place':
      '{count, plural, one {A business asks for another address than that of its page, and cannot publish it alone.} other {{count} businesses ask for other addresses than those of their pages, and cannot publish them alone.}} The page keeps its address until you answer; the business gets your answer by mail.',
    'corrections-waiting.lead.any':
      '{count, plural, one {A correction waits} other {{count} corrections wait}} for your answer: addresses that businesses ask for, or corrections sent by a link. The pages do not change until then.',
    'corrections-waiting.shown': 'Online',
    'corrections-waiting.asked': 'Asked for',
    'corrections-waiting.fields': 'To correct',
    'corrections-waiting.fact': '{label}: {value}',
    'corrections-waiting.no-place': 'no address',
    'corrections-waiting.phone': 'telephone',
    'corrections-waiting.hours': 'opening hours',
    'corrections-waiting.state': 'open or closed',
    'corrections-waiting.address': 'address',
    'corrections-waiting.nameless': 'A business without a public name',
    'corrections-waiting.decide': 'Compare and decide',
    'corrections-waiting.more': '{more, plural, one {And one more.} other {And {more} more.}}',
    'corrections-waiting.waiting':
      '{waiting, plural, one {One waits in all.} other {{waiting} wait in all.}}',
    'corrections-waiting.action': 'Open the queue',
    'corrections-waiting.why':
      'You get this message because your address is that of the contact of “{portal}”: one an hour at most.',
  },
};

const place: CorrectionsWaitingModel['named'][number] = {
  listing: 'Épicerie <fine> d’Hautefort & fils',
  shown: '12 bis rue du Faubourg-Saint-Honoré, 33000 Bordeaux',
  asked: 'Galerie <b>des</b> Arcades & Voûtes, 99 rue Neuve, 33000 Bordeaux',
  fields: ['address'],
  decisionUrl: 'https://console.example/territoires/bordeaux/signalements/corrections/1',
};

const fixture: CorrectionsWaitingModel = {
  count: 14,
  waiting: 21,
  named: [
    place,
    { ...place, listing: null, shown: null },
    {
      ...place,
      listing: 'Poissonnerie de la Belle-Étoile-du-Faubourg-Saint-Honoré',
      asked: null,
      fields: ['phone', 'hours'],
    },
  ],
  consoleUrl: 'https://console.example/territoires/bordeaux/signalements',
};

/** Whether a mail tells of addresses and nothing else: what it leaves unnamed may be another thing. */
const tellsOf = ({ named, count }: CorrectionsWaitingModel): 'place' | 'any' =>
  named.length === count && named.every(({ asked }) => asked !== null) ? 'place' : 'any';

export const correctionsWaiting = defineMail<CorrectionsWaitingModel>({
  name: 'corrections-waiting',
  folder: 'libs/domain/corrections/src/mails',
  texts,
  subject: (model) => `corrections-waiting.subject.${tellsOf(model)}`,
  values: (model, { locale }) => {
    const words = (key: string): string => texts[locale][`corrections-waiting.${key}`] ?? '';
    const { count, waiting, named, consoleUrl } = model;
    return {
      count,
      waiting,
      more: count - named.length,
      headingText: `corrections-waiting.subject.${tellsOf(model)}`,
      leadText: `corrections-waiting.lead.${tellsOf(model)}`,
      lines: named.map(({ listing, shown, asked, fields, decisionUrl }) => ({
        listing: oneLine(listing ?? words('nameless'), 120),
        shown: asked === null ? null : oneLine(shown ?? words('no-place'), 200),
        asked: asked === null ? null : oneLine(asked, 200),
        fields: asked === null ? fields.map(words).join(', ') : null,
        decisionUrl: webUrl(decisionUrl),
      })),
      consoleUrl: webUrl(consoleUrl),
    };
  },
  fixtures: [fixture, { ...fixture, count: 1, waiting: 1, named: [place] }],
});
