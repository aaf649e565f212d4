import { type MailTexts, defineMail, oneLine, webUrl } from '@halles/platform/mail';
import type { AgentTask, PageFact } from '../../notification';

/** Tells the owner of a page that somebody else changed it. */
export interface PageChangedModel {
  readonly name: string;
  readonly listing: string;
  /** What was changed: what the page says of itself, the posts of the shop, its products, or its orders. */
  readonly change: 'page' | 'posts' | AgentTask;
  /** What that did beside changing words; absent where it did no such thing. */
  readonly fact?: PageFact;
  /** The agent of the town who changed the page, as its history names them; absent where somebody else did. */
  readonly agent?: string;
  /** What they came to, field by field in words; none of anything but the page. */
  readonly changes: readonly { readonly label: string; readonly before: string; readonly after: string }[];
  /** Whether all of it was undone meanwhile. */
  readonly isAsBefore: boolean;
  /** Absolute http(s) URL of what says who changed what and takes it back: the history, or the list of posts. */
  readonly seeUrl: string;
}

/** So many changes are told of, each with at most so much of its text: the history has the rest. */
const SHOWN = 10;
const LONGEST = 160;

const texts: MailTexts = {
  fr: {
    'page-changed.subject': 'Votre page a été modifiée\u00a0: {listing}',
    'page-changed.heading': 'Votre page a été modifiée',
    'page-changed.closed-subject': 'Votre page indique désormais une fermeture définitive\u00a0: {listing}',
    'page-changed.closed-heading': 'Votre page indique désormais une fermeture définitive',
    'page-changed.opened-subject': 'Votre page n’indique plus de fermeture définitive\u00a0: {listing}',
    'page-changed.opened-heading': 'Votre page n’indique plus de fermeture définitive',
    'page-changed.moved-subject': 'L’adresse de votre page a changé\u00a0: {listing}',
    'page-changed.moved-heading': 'L’adresse de votre page a changé',
    'page-changed.lead':
      'Quelqu’un d’autre que vous a modifié la page de {listing}\u00a0: un agent avec votre mandat, une personne de votre équipe, ou une correction acceptée.',
    'page-changed.agent-lead':
      '{agent}, pour la collectivité de «\u00a0{portal}\u00a0», a modifié la page de {listing}, avec votre mandat ou en donnant suite à un signalement.',
    'page-changed.change': 'avant\u00a0: {before} — maintenant\u00a0: {after}',
    'page-changed.change-line': '{label}\u00a0: {value}',
    'page-changed.others':
      '{count, plural, one {et un autre changement, dans l’historique} other {et {count} autres changements, dans l’historique}}',
    'page-changed.as-before':
      'Ces modifications ont été annulées entre-temps\u00a0: la page dit la même chose qu’avant.',
    'page-changed.then': 'L’historique dit qui a changé quoi. Vous pouvez y annuler une modification.',
    'page-changed.action': 'Voir l’historique',
    'page-changed.action-line': 'Voir l’historique\u00a0: {seeUrl}',
    'page-changed.posts-lead':
      'Un agent de la collectivité a publié, modifié ou retiré une actualité sur la page de {listing}, avec votre mandat.',
    'page-changed.posts-then': 'Vous la lisez parmi vos actualités, où vous pouvez la changer ou la retirer.',
    'page-changed.posts-action': 'Voir vos actualités',
    'page-changed.posts-action-line': 'Voir vos actualités\u00a0: {seeUrl}',
    'page-changed.products-subject': 'Vos produits ont été modifiés\u00a0: {listing}',
    'page-changed.products-heading': 'Vos produits ont été modifiés',
    'page-changed.orders-subject': 'La collectivité a traité une commande pour vous\u00a0: {listing}',
    'page-changed.orders-heading': 'La collectivité a traité une commande pour vous',
    'page-changed.products-lead':
      'Un agent de la collectivité a ajouté, modifié ou retiré des produits de {listing}, avec votre mandat.',
    'page-changed.products-then':
      'Vous les lisez parmi vos produits, où vous pouvez les changer ou les remettre en vente.',
    'page-changed.products-action': 'Voir vos produits',
    'page-changed.products-action-line': 'Voir vos produits\u00a0: {seeUrl}',
    'page-changed.orders-lead':
      'Un agent de la collectivité a saisi une commande de {listing}, ou a répondu à une commande, avec votre mandat.',
    'page-changed.orders-then':
      'Chaque commande dit ce que la collectivité a fait, et quand. Vous continuez à partir de là.',
    'page-changed.orders-action': 'Voir vos commandes',
    'page-changed.orders-action-line': 'Voir vos commandes\u00a0: {seeUrl}',
    'page-changed.why':
      'Vous recevez ce message parce que vous tenez la page d’un commerce sur «\u00a0{portal}\u00a0». Vos préférences se règlent dans l’espace commerçants.',
    'page-changed.hello': 'Bonjour {person},',
  },
  en: {
    'page-changed.subject': 'Your page was changed: {listing}',
    'page-changed.heading': 'Your page was changed',
    'page-changed.closed-subject': 'Your page now says that you are closed for good: {listing}',
    'page-changed.closed-heading': 'Your page now says that you are closed for good',
    'page-changed.opened-subject': 'Your page no longer says that you are closed for good: {listing}',
    'page-changed.opened-heading': 'Your page no longer says that you are closed for good',
    'page-changed.moved-subject': 'The address on your page has changed: {listing}',
    'page-changed.moved-heading': 'The address on your page has changed',
    'page-changed.lead':
      'Somebody other than you changed the page of {listing}: an agent with your mandate, a member of your team, or a correction that was accepted.',
    'page-changed.agent-lead':
      '{agent}, for the local authority of “{portal}”, changed the page of {listing}, with your mandate or following a report.',
    'page-changed.change': 'before: {before} — now: {after}',
    'page-changed.change-line': '{label}: {value}',
    'page-changed.others':
      '{count, plural, one {and one other change, in the history} other {and {count} other changes, in the history}}',
    'page-changed.as-before': 'These changes were undone meanwhile: the page says the same as before.',
    'page-changed.then': 'The history says who changed what. You can undo a change there.',
    'page-changed.action': 'See the history',
    'page-changed.action-line': 'See the history: {seeUrl}',
    'page-changed.posts-lead':
      'An agent of the local authority published, changed or withdrew a post on the page of {listing}, with your mandate.',
    'page-changed.posts-then': 'You read it among your posts, where you can change or withdraw it.',
    'page-changed.posts-action': 'See your posts',
    'page-changed.posts-action-line': 'See your posts: {seeUrl}',
    'page-changed.products-subject': 'Your products were changed: {listing}',
    'page-changed.products-heading': 'Your products were changed',
    'page-changed.orders-subject': 'The local authority handled an order for you: {listing}',
    'page-changed.orders-heading': 'The local authority handled an order for you',
    'page-changed.products-lead':
      'An agent of the local authority added, changed or took off sale products of {listing}, with your mandate.',
    'page-changed.products-then':
      'You read them among your products, where you can change them or put them on sale again.',
    'page-changed.products-action': 'See your products',
    'page-changed.products-action-line': 'See your products: {seeUrl}',
    'page-changed.orders-lead':
      'An agent of the local authority entered an order at {listing}, or answered one, with your mandate.',
    'page-changed.orders-then':
      'Each order says what the local authority did, and when. You go on from there.',
    'page-changed.orders-action': 'See your orders',
    'page-changed.orders-action-line': 'See your orders: {seeUrl}',
    'page-changed.why':
      'You get this message because you keep the page of a business on “{portal}”. Your preferences are in the space for businesses.',
    'page-changed.hello': 'Hello {person},',
  },
};

/** What the mail is called by: what was undone meanwhile did nothing. */
const titled = ({ change, fact, isAsBefore }: PageChangedModel, what: 'subject' | 'heading'): string =>
  change === 'products' || change === 'orders'
    ? `page-changed.${change}-${what}`
    : fact === undefined || isAsBefore
      ? `page-changed.${what}`
      : `page-changed.${fact}-${what}`;

export const pageChanged = defineMail<PageChangedModel>({
  name: 'page-changed',
  folder: 'libs/domain/notifications/src/mails',
  texts,
  subject: (model) => titled(model, 'subject'),
  values: (model) => {
    const key = (word: string): string =>
      model.change === 'page' ? `page-changed.${word}` : `page-changed.${model.change}-${word}`;
    return {
      name: oneLine(model.name, 80),
      listing: oneLine(model.listing, 120),
      seeUrl: webUrl(model.seeUrl),
      agent: oneLine(model.agent ?? '', 100),
      changes: model.changes.slice(0, SHOWN).map(({ label, before, after }) => ({
        label: oneLine(label, 80),
        before: oneLine(before, LONGEST),
        after: oneLine(after, LONGEST),
      })),
      isAsBefore: model.isAsBefore,
      headingText: titled(model, 'heading'),
      others: Math.max(0, model.changes.length - SHOWN),
      leadText: model.agent === undefined ? key('lead') : 'page-changed.agent-lead',
      thenText: key('then'),
      actionText: key('action'),
      actionLine: key('action-line'),
    };
  },
  fixtures: [
    {
      name: 'Marie-Élisabeth d’Hautefort & fils',
      listing: 'Épicerie <fine> d’Hautefort & fils',
      change: 'page',
      agent: 'Nadia Belkacem',
      changes: [
        { label: 'Téléphone', before: '05\u00a056\u00a001\u00a002\u00a003', after: 'non renseigné' },
        ...Array.from({ length: 11 }, (_, index) => ({
          label: `Champ <b>${index}</b>`,
          before: 'Du mardi au samedi, & le dimanche matin. '.repeat(20),
          after: 'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft',
        })),
      ],
      isAsBefore: false,
      seeUrl: 'https://commerces.example/pro/commerces/1234/historique',
    },
    {
      name: 'Odile',
      listing: 'Le Fournil',
      change: 'posts',
      changes: [],
      isAsBefore: false,
      seeUrl: 'https://commerces.example/pro/commerces/1234/actualites',
    },
    ...(['closed', 'opened', 'moved'] as const).map((fact) => ({
      name: 'Odile',
      listing: 'Le Fournil',
      change: 'page' as const,
      fact,
      agent: 'Nadia Belkacem',
      changes: [{ label: 'Adresse', before: '12 rue Neuve, 33000', after: '14 rue Neuve, 33000' }],
      isAsBefore: false,
      seeUrl: 'https://commerces.example/pro/commerces/1234/historique',
    })),
    {
      name: 'Odile',
      listing: 'Le Fournil',
      change: 'products',
      changes: [],
      isAsBefore: false,
      seeUrl: 'https://commerces.example/pro/commerces/1234/produits',
    },
    {
      name: 'Odile',
      listing: 'Le Fournil',
      change: 'orders',
      changes: [],
      isAsBefore: false,
      seeUrl: 'https://commerces.example/pro/commerces/1234/commandes',
    },
    {
      name: 'Odile',
      listing: 'Le Fournil',
      change: 'page',
      changes: [],
      isAsBefore: true,
      seeUrl: 'https://commerces.example/pro/commerces/1234/historique',
    },
  ],
});
