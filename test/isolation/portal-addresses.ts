import type { DeclaredRoute } from '@halles/platform/http';
import type { Planted } from './portal-planted';

/** Somebody comes in. */
const ONE_CLICK = '0193a7e2-0000-7000-8000-000000000001 1 0';

/** A message that is added. */
const NEW_MESSAGE = '0193a7e2-0000-7000-8000-000000000002';

/** One address of a route: the French one, by which the tables know it, and the same in English where there is one. */
export interface Address {
  readonly route: string;
  readonly method: string;
  readonly fr: string;
  readonly en: string | null;
  readonly isPublic: boolean;
}

/** Every address that the application declares. A route has an English one for each French one, in the same order, or none. */
export function addressesOf(routes: readonly DeclaredRoute[]): Address[] {
  return routes.flatMap(({ method, path, access }) => {
    const paths = path.trim().replace(/^\/ /, '').split(',');
    const english = paths.filter((one) => /^\/en(\/|$)/.test(one));
    return paths
      .filter((one) => !english.includes(one))
      .map((fr, at) => ({
        route: `${method} ${fr}`,
        method,
        fr,
        en: english[at] ?? null,
        isPublic: access?.kind === 'public',
      }));
  });
}

/** What stands at the places of an address, of a territory's things. @param listing of another one where it is said */
function valuesFor(pattern: string, things: Planted): Readonly<Record<string, string>> {
  const { tokens } = things;
  const isOfPublicPage = /^\/(commerce|pro\/revendiquer)\//.test(pattern);
  const token = Object.entries({
    '/lien/': tokens.link,
    '/invitation/': tokens.invitation,
    '/pro/confirmer/': tokens.freshness,
    '/mandat/': tokens.mandate,
    '/signalement/': tokens.report,
    '/corriger/': tokens.correction,
    '/commande/': tokens.order,
    '/conversation/': tokens.conversation,
    '/rendez-vous/': tokens.booking,
    '/repondre-rendez-vous/': tokens.bookingAnswer,
    '/attente/': tokens.wait,
    '/agenda/': tokens.feed,
    '/porte/': tokens.door,
    '/ecran/': tokens.screen,
    '/api/v1/order/': tokens.order,
    '/confirmer-commande/': tokens.orderConfirm,
    '/repondre/': tokens.orderAnswer,
    '/sans-reponse/': tokens.orderSilence,
    '/commandes-adresse/': tokens.orderContact,
  }).find(([prefix]) => pattern.startsWith(prefix));
  return {
    listing: isOfPublicPage ? things.listingSlug : String(things.listing),
    file: pattern.includes('/fichier/') ? things.bookingFile : things.photoFile,
    photo: pattern.includes('/produits/') ? things.productPhoto : things.photo,
    claim: things.claim,
    transfer: things.transfer,
    addition: things.addition,
    order: things.order,
    post: things.post,
    booking: things.booking,
    conversation: things.conversation,
    picture: things.messagePhoto,
    service: things.agendaService,
    resource: things.agendaResource,
    session: things.agendaSession,
    product: things.product,
    import: things.productImport,
    // Where a territory has none, one that nobody was given: an empty place is another address.
    token: token?.[1] ?? 'none',
    street: things.street,
    category: 'boulangeries',
    commune: 'bordeaux',
    district: 'nulle-part',
    number: '1',
    note: 'A-2026-0001',
    size: '192',
    hash: '0',
    name: 'x.css',
  };
}

/** Places of patterns that name what a territory has alone; the others are the same everywhere. */
export const OWN_PLACES =
  /:(listing|file|photo|claim|transfer|addition|order|product|import|post|booking|conversation|picture|service|resource|token|street)\b/;

/**
 * The path of an address, about the things of a territory.
 * @param own where given, the business is that of another territory, and only what hangs on it is theirs
 */
export function pathOf({ fr, en }: Address, locale: 'fr' | 'en', things: Planted, own?: Planted): string {
  const values: Readonly<Record<string, string>> = {
    ...valuesFor(fr, things),
    ...(own && { listing: valuesFor(fr, own)['listing'] ?? '' }),
  };
  return (locale === 'en' && en !== null ? en : fr).replaceAll(
    /:([a-z]+)/g,
    (_, name: string) => values[name] ?? '',
  );
}

export type Body =
  | { readonly kind: 'form'; readonly fields: Readonly<Record<string, string>> }
  | { readonly kind: 'json'; readonly value: object }
  | { readonly kind: 'files' };

const form = (fields: Readonly<Record<string, string>> = {}): Body => ({ kind: 'form', fields });

/**
 * What is sent to a route about the things of a territory: well formed, and nothing that could not be done twice. A form
 * without fields unless said.
 */
export function bodyOf(route: string, things: Planted): Body {
  const requests: Readonly<Record<string, Body>> = {
    'POST /compte/appareils': form({ session: things.session }),
    'POST /api/v1/pro/push': {
      kind: 'json',
      value: {
        endpoint: `${things.pushEndpoint}/new`,
        keys: { p256dh: 'B'.repeat(87), auth: 'A'.repeat(22) },
      },
    },
    'DELETE /api/v1/pro/push': { kind: 'json', value: { endpoint: things.pushEndpoint } },
    'POST /api/v1/order/:token/push': {
      kind: 'json',
      value: { endpoint: `${things.pushEndpoint}/new`, p256dh: 'B'.repeat(87), auth: 'A'.repeat(22) },
    },
    'DELETE /api/v1/order/:token/push': { kind: 'json', value: { endpoint: things.pushEndpoint } },
    'POST /api/v1/taps': { kind: 'json', value: { listing: things.listing, use: 'call' } },
    'POST /pro/confirmer/:token': form({ answer: 'confirmed' }),
    'POST /pro/revendiquer/:listing': form({ way: 'none' }),
    'POST /pro/demandes/:claim/code': form({ code: '000000' }),
    'POST /pro/demandes/:claim/document': { kind: 'files' },
    'POST /pro/commerces/:listing/photos': { kind: 'files' },
    'POST /pro/commerces/:listing/produits/:product/photo': { kind: 'files' },
    'POST /pro/commerces/:listing/produits/:product/photos/:photo': form({ do: 'later' }),
    'POST /pro/commerces/:listing/produits-importer': { kind: 'files' },
    'POST /pro/commerces/:listing/actualites/:post/photo': { kind: 'files' },
    'POST /pro/commerces/:listing/agenda': form({
      booking: things.booking,
      seen: '1',
      do: 'revoke',
      reason: 'other',
    }),
    'POST /pro/commerces/:listing/messages': form({ messages: 'open' }),
    'POST /pro/commerces/:listing/messages/:conversation': form({ do: 'send', id: NEW_MESSAGE, text: 'Oui' }),
    'POST /pro/commerces/:listing/messages/:conversation/suivi': form({ do: 'note', note: 'À rappeler' }),
    'POST /pro/commerces/:listing/messages-reponses': form({ do: 'save', shortcut: 'merci', text: 'Merci' }),
    'POST /conversation/:token': form({ id: NEW_MESSAGE, text: 'Oui' }),
    'POST /conversation/:token/lu': form({ upTo: '1' }),
    'POST /conversation/:token/effacer': form({ sure: 'yes' }),
    'POST /pro/commerces/:listing/compteur': form({ clicks: ONE_CLICK, device: '' }),
    'POST /porte/:token': form({ clicks: ONE_CLICK, device: '' }),
    'POST /pro/commerces/:listing/compteur-portes': form({ do: 'revoke', id: things.door }),
    'POST /pro/commerces/:listing/photos/ordre': form({ order: things.photo }),
    'POST /pro/commerces/:listing/photos/:photo/place': form({ way: 'later' }),
    'POST /pro/commerces/:listing/equipe': form({ do: 'resend', id: things.invitation }),
    'POST /pro/commerces/:listing/signalements': form({ report: things.report, decision: 'accepted' }),
    'POST /pro/commerces/:listing/historique/annuler': form({ version: '1' }),
  };
  return requests[route] ?? form();
}
