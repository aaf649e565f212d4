import type { Planted } from './portal-planted';
import { publicRows } from './portal-routes';

/** What is sent to a route: the fields of a form. A new key stands for `KEY` each time. */
export type FormFields = Readonly<Record<string, string | readonly string[]>>;

/** Stands for the key of a form, which is another one for each submission. */
export const KEY = '0190a1b2-0000-7000-8000-000000000000';

const PASSWORD = 'girafe lampe otarie';
// Another mailbox each time too: what one is sent is limited.
const EMAIL = `visiteur-${KEY}@town.example`;

/** Every route that anybody may change something by: what its table says is compared with what the application declares. */
export const publicChanges: readonly string[] = publicRows.filter((route) => !route.startsWith('GET '));

/** Of a form that anybody may send. */
const GUARDS = { idempotencyKey: KEY, website: '', proof: '' } as const;

/** Of a booking. */
const A_TIME = { debut: '1795766400000', personnes: '1' } as const;
/** Of a request to wait. */
const A_DAY = { firstDay: '2026-12-24' } as const;

/** Of the pages of an order and of a booking. */
const ORDER_FORMS: Readonly<Record<string, FormFields>> = {
  'POST /commande/:token': { seen: '1' },
  'POST /commande/:token/retractation': { name: 'Odile Martin', email: EMAIL, lines: ['1'] },
  'POST /commande/:token/proposition': { do: 'agree', seen: '1' },
  'POST /commande/:token/qui-retire': { collector: 'Paul Martin' },
  'POST /commande/:token/encore': {},
  'POST /commerce/:listing/ecrire': { ...GUARDS, name: 'Odile', email: EMAIL, text: 'Avez-vous du miel ?' },
  'POST /conversation/:token': { id: KEY, text: 'Encore une question.' },
  'POST /conversation/:token/lu': { upTo: '1' },
  'POST /conversation/:token/effacer': {},
  'POST /rendez-vous/:token': { seen: '1' },
  'POST /repondre-rendez-vous/:token': { do: 'confirm', seen: '1' },
  'POST /rendez-vous/:token/venir': {},
  'POST /rendez-vous/:token/plus-tot': { wants: 'no' },
  'POST /rendez-vous/:token/deplacer': { seen: '1', debut: '1795766400000' },
  'POST /rendez-vous/:token/partager': { seen: '1', personnes: '1', debut: '1795766400000' },
  'POST /attente/:token': { do: 'leave' },
  'POST /porte/:token': { clicks: '0193a7e2-0000-7000-8000-000000000001 1 0', device: '' },
  'POST /commande/:token/payer': {},
};

/**
 * What makes the form of every such route whole, beside what its page holds already. A route that is missing here fails a
 * test: what it may cost was measured by nobody.
 */
export function publicForms({ people, listing, product }: Planted): Readonly<Record<string, FormFields>> {
  const guards = GUARDS;
  const customer = { name: 'Odile Martin', email: EMAIL, phone: '', note: 'Merci.' };
  return {
    'POST /contact': { ...guards, name: 'Odile', email: EMAIL, subject: 'Bonjour', message: 'Bonjour.' },
    'POST /commerce/:listing/signaler': {
      ...guards,
      ...{ kind: 'moved', line: '1 rue de la Gare', postalCode: '33000', commune: 'Bordeaux' },
      ...{ message: 'Ils ont changé de rue.', email: EMAIL },
    },
    'POST /commerce/:listing/corriger': { ...guards },
    'POST /commerce/:listing/commander': { ...customer, slot: '1795766400000' },
    'POST /commerce/:listing/commander/total': { [`q-${product}`]: '2', slot: '1795766400000' },
    'POST /commerce/:listing/commander/confirmer': {
      ...guards,
      ...customer,
      ...{ kind: 'order', slot: '1795766400000', line: `${KEY}:1:420:`, tolerance: '' },
      ...{ terms: '0'.repeat(64), seen: `${KEY}:${'0'.repeat(16)}:${'0'.repeat(16)}` },
    },
    'POST /commerce/:listing/rendez-vous/:service': { ...A_TIME },
    'POST /commerce/:listing/rendez-vous/:service/reserver': { ...guards, ...customer, ...A_TIME },
    'POST /commerce/:listing/rendez-vous/:service/attente': { ...guards, ...customer, ...A_DAY },
    'POST /paniers': { do: 'remove-1' },
    'POST /paniers/tournee': { 'slot-1': '1795766400000' },
    'POST /panier': { do: 'take' },
    'POST /api/v1/order/:token/push': {
      ...{ endpoint: 'https://push.example/1', p256dh: 'B'.repeat(87), auth: 'A'.repeat(22) },
    },
    'DELETE /api/v1/order/:token/push': { endpoint: 'https://push.example/1' },
    'POST /commerce/:listing/liste': {
      ...guards,
      ...customer,
      ...{ kind: 'order', slot: '1795766400000', text: '1 kg de pommes' },
    },
    'POST /api/v1/taps': { listing: String(listing), use: 'call' },
    'POST /connexion': { email: people.owner, password: PASSWORD, suite: '/pro' },
    'POST /connexion/code': { code: '123456' },
    'POST /connexion/lien': { linkEmail: EMAIL, suite: '/pro' },
    'POST /connexion/lien-envoye': { email: EMAIL, act: 'correct' },
    'POST /deconnexion': {},
    'POST /inscription': { name: 'Odile Martin', email: EMAIL, newPassword: PASSWORD, suite: '/pro' },
    'POST /mot-de-passe': { email: EMAIL, suite: '/pro' },
    'POST /lien/:token': { newPassword: PASSWORD },
    'POST /lien/:token/nouveau': {},
    'POST /invitation/:token': {},
    'POST /corriger/:token': {},
    ...ORDER_FORMS,
    'POST /confirmer-commande/:token': {},
    'POST /repondre/:token': { do: 'accept', seen: '1' },
    'POST /sans-reponse/:token': { answer: 'here' },
    'POST /commandes-adresse/:token': { answer: 'yes' },
    'POST /commandes-adresse/:token/arreter': {},
    'POST /mandat/:token': { name: 'Odile Martin', agreed: 'yes' },
    'POST /mandat/:token/retirer': {},
    'POST /pro/agent': {},
    'POST /signalement/:token': {},
    'POST /pro/confirmer/:token': { answer: 'confirmed' },
    'POST /pro/confirmer/:token/arreter': {},
  };
}
