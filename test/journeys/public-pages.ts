/**
 * Every page that anybody may read, and how one gets to it: the table behind `page-promises.ts`, which is run in
 * French and in English. Each row is held to the same promises: answers with its status in its language, whole
 * without scripts, skipped into, readable at 400 %, the other language one key away, no cookie, nobody else asked.
 * In one of the two, by turns, it is also walked through with the keyboard alone, and axe sees nothing by day or by night.
 *
 * **To add a page**, add a row. Its two addresses and a few words that its `main` must hold are enough where the
 * five territories that ship with the product have it; rows take turns on them (`slug` fixes one). Beyond that:
 * - `arrive` where an address alone does not lead there: a form to send, a filter to choose. It works with scripts
 *   and without, ends on the page and gives the answer that brought it;
 * - `switchesTo` where the other language is not at the row's other address, `null` where there is no switch;
 * - `addedByScripts` where an island adds something to a page that is whole without it, or does what a button does else;
 * - what a page needs in the database is put there by `openPortalStage`, for all rows and before the portal starts.
 * What opens and closes (`details`, `aria-expanded` with `aria-controls`) is found and tried by itself; a combobox,
 * a map and a dialog need a journey of their own beside the row.
 * Pages that need a shop that takes orders stand in `order-pages.ts`.
 * The components themselves are walked through in every theme by `styleguide.journey.ts`.
 */
import type { Bilingual } from '@halles/kernel';
import type { Page, Response } from 'playwright-core';
import { CLOSED } from './portal-stage';
import { FILLED, KNOWN } from './stage-directory';

export interface PublicPage {
  /** As it stands in the titles of the tests. */
  readonly name: string;
  readonly path: Bilingual;
  /** Words of the page's `main`, in any territory. */
  readonly says: Bilingual;
  /** 200 unless said. */
  readonly status?: number;
  /** The portal on which the page is; the territories take turns unless said. */
  readonly slug?: string;
  /** Goes to the page from nowhere; opening its address unless said. */
  readonly arrive?: (page: Page, address: string) => Promise<Response | null>;
  /** Where the language switch leads, path and query; the row's other address unless said, null for no switch. */
  readonly switchesTo?: Bilingual | null;
  /** Selector of what the page shows with scripts only, or without them only. */
  readonly addedByScripts?: string;
}

/** What the search box gains: a button for those who may be found, and what is proposed while one types. */
export const SEARCH_BOX = 'near-me, .suggestions, [role=status]';

/** And the map beside a list. */
const BESIDE_A_LIST = `${SEARCH_BOX}, map-companion`;

const RECEIPT = '?ref=KT4B-9XWM';

/** The page of the business that has one of everything, and what hangs on it. */
const ofBusiness = (fr: string, en: string): Bilingual => ({
  fr: `/commerce/${KNOWN.segment}${fr}`,
  en: `/en/business/${KNOWN.segment}${en}`,
});

/** Sends a form as it comes, empty. */
export async function sendEmptyForm(page: Page, address: string): Promise<Response | null> {
  await page.goto(address);
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.click('form[method=post] .button[type=submit]:visible');
  const response = await answer;
  await page.locator('#summary').waitFor();
  return response;
}

/** Says that a business has moved, and where to, and asks for the plan. */
async function askForThePlan(page: Page, address: string): Promise<Response | null> {
  await page.goto(address);
  await page.check('#kind-moved');
  await page.fill('#line', '9 rue Sainte-Catherine');
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.click('button[value=locate]');
  const response = await answer;
  await page.locator('#pin').waitFor();
  return response;
}

export const PUBLIC_PAGES: readonly PublicPage[] = [
  {
    name: 'home',
    path: { fr: '/', en: '/en' },
    says: { fr: 'Chercher', en: 'Search' },
    addedByScripts: SEARCH_BOX,
  },
  {
    name: 'posts of businesses',
    path: { fr: '/actualites', en: '/en/news' },
    says: { fr: 'Actualités des commerces', en: 'News from businesses' },
  },
  {
    name: 'finding one’s business before signing in',
    slug: FILLED,
    path: { fr: '/pro/trouver?q=Fournil', en: '/en/pro/find?q=Fournil' },
    says: { fr: 'Est-ce l’un d’eux', en: 'Is it one of these' },
  },
  {
    name: 'businesses of a directory that is still empty',
    slug: 'valence',
    path: { fr: '/commerces', en: '/en/businesses' },
    says: { fr: 'est en cours de constitution', en: 'is being put together' },
    addedByScripts: SEARCH_BOX,
  },
  {
    name: 'businesses',
    slug: FILLED,
    path: { fr: '/commerces', en: '/en/businesses' },
    says: { fr: '29 résultats', en: '29 results' },
    addedByScripts: BESIDE_A_LIST,
  },
  {
    name: 'results of a search with filters',
    slug: FILLED,
    path: {
      fr: '/commerces?q=boulangerie&rayon=5000&avec=accessible',
      en: '/en/businesses?q=boulangerie&rayon=5000&avec=accessible',
    },
    says: { fr: 'Plus de filtres', en: 'More filters' },
    addedByScripts: BESIDE_A_LIST,
  },
  {
    name: 'a search without an answer',
    slug: FILLED,
    path: { fr: '/commerces?q=licornes&ou=Atlantide', en: '/en/businesses?q=licornes&ou=Atlantide' },
    says: { fr: 'Rien ne correspond', en: 'Nothing matches' },
    addedByScripts: SEARCH_BOX,
  },
  {
    name: 'category',
    slug: FILLED,
    path: { fr: '/commerces/boulangeries', en: '/en/businesses/bakeries' },
    says: { fr: 'Dans le même rayon', en: 'In the same aisle' },
    addedByScripts: BESIDE_A_LIST,
  },
  {
    name: 'street',
    slug: FILLED,
    path: { fr: '/rues/bordeaux/rue-sainte-catherine', en: '/en/streets/bordeaux/rue-sainte-catherine' },
    says: { fr: 'Ce qu’on y trouve', en: 'What is there' },
    addedByScripts: BESIDE_A_LIST,
  },
  {
    name: 'commune',
    slug: FILLED,
    path: { fr: '/communes/bordeaux', en: '/en/towns/bordeaux' },
    says: { fr: 'Ce qu’on y trouve', en: 'What is there' },
    addedByScripts: BESIDE_A_LIST,
  },
  {
    name: 'business',
    slug: FILLED,
    path: ofBusiness('', ''),
    says: { fr: 'C’est votre commerce', en: 'Is this your business' },
    addedByScripts: 'share-link',
  },
  {
    name: 'report of an error',
    slug: FILLED,
    path: ofBusiness('/signaler', '/report'),
    says: { fr: 'Envoyer le signalement', en: 'Send the report' },
    addedByScripts: 'output',
  },
  {
    name: 'report of an error with errors',
    slug: FILLED,
    path: ofBusiness('/signaler', '/report'),
    arrive: sendEmptyForm,
    says: { fr: 'Envoyer le signalement', en: 'Send the report' },
    status: 422,
    addedByScripts: 'output',
  },
  {
    name: 'report of a business that moved, on the plan',
    slug: FILLED,
    path: ofBusiness('/signaler', '/report'),
    arrive: askForThePlan,
    says: { fr: 'Touchez le plan', en: 'Touch the plan' },
    addedByScripts: 'output',
  },
  {
    name: 'report sent',
    slug: FILLED,
    path: ofBusiness('/signaler/merci', '/report/thanks'),
    says: { fr: 'Merci', en: 'Thank you' },
  },
  {
    name: 'correction by link, before it is asked for',
    slug: FILLED,
    path: ofBusiness('/corriger', '/correct'),
    says: { fr: 'f•••@pain.example', en: 'f•••@pain.example' },
  },
  {
    name: 'correction by link, asked for',
    slug: FILLED,
    path: ofBusiness('/corriger/envoye', '/correct/sent'),
    says: { fr: 'f•••@pain.example', en: 'f•••@pain.example' },
  },
  {
    name: 'freshness of the directory',
    slug: FILLED,
    path: { fr: '/fraicheur', en: '/en/freshness' },
    says: { fr: 'Fraîcheur des informations', en: 'How fresh the information is' },
  },
  {
    name: 'open data',
    slug: FILLED,
    path: { fr: '/donnees', en: '/en/data' },
    says: { fr: 'Les données du portail', en: 'The data of this portal' },
  },
  {
    name: 'no such category',
    path: { fr: '/commerces/licornes', en: '/en/businesses/unicorns' },
    says: { fr: 'Cette page n’existe pas', en: 'This page does not exist' },
    status: 404,
    switchesTo: { fr: '/', en: '/en' },
    addedByScripts: SEARCH_BOX,
  },
  {
    name: 'about',
    path: { fr: '/a-propos', en: '/en/about' },
    says: { fr: 'À propos de ce portail', en: 'About this portal' },
  },
  {
    name: 'baskets of a reader who has none',
    path: { fr: '/paniers', en: '/en/baskets' },
    says: { fr: 'Vous n’avez aucun panier', en: 'You have no basket' },
  },
  {
    name: 'tour of a reader who has no baskets',
    path: { fr: '/paniers/tournee', en: '/en/baskets/tour' },
    says: { fr: 'Il faut des paniers dans deux commerces', en: 'It takes baskets at two shops' },
  },
  {
    name: 'basket by a link that is not whole',
    path: { fr: '/panier?p=x', en: '/en/basket?p=x' },
    says: { fr: 'Ce lien de panier n’est pas complet', en: 'This link to a basket is not whole' },
    status: 404,
    switchesTo: { fr: '/', en: '/en' },
  },
  {
    name: 'contact',
    path: { fr: '/contact', en: '/en/contact' },
    says: { fr: 'Nous écrire', en: 'Write to us' },
    addedByScripts: 'output',
  },
  {
    name: 'contact with errors',
    path: { fr: '/contact', en: '/en/contact' },
    arrive: sendEmptyForm,
    says: { fr: 'Votre message n’est pas parti', en: 'Your message was not sent' },
    status: 422,
    addedByScripts: 'output',
  },
  {
    name: 'contact sent',
    path: { fr: `/contact/envoye${RECEIPT}`, en: `/en/contact/sent${RECEIPT}` },
    says: { fr: 'Votre message est enregistré', en: 'Your message is stored' },
  },
  {
    name: 'legal notice',
    path: { fr: '/mentions-legales', en: '/en/legal-notice' },
    says: { fr: 'Mentions légales', en: 'Legal notice' },
  },
  {
    name: 'privacy',
    path: { fr: '/confidentialite', en: '/en/privacy' },
    says: { fr: 'Vos données personnelles', en: 'Your personal data' },
  },
  {
    name: 'accessibility statement',
    path: { fr: '/accessibilite', en: '/en/accessibility' },
    says: { fr: 'Déclaration d’accessibilité', en: 'Accessibility statement' },
  },
  {
    name: 'ranking',
    path: { fr: '/classement', en: '/en/ranking' },
    says: { fr: 'Comment les commerces sont classés', en: 'How businesses are ranked' },
  },
  {
    name: 'no such page',
    path: { fr: '/nulle-part', en: '/en/nowhere' },
    says: { fr: 'Cette page n’existe pas', en: 'This page does not exist' },
    status: 404,
    switchesTo: { fr: '/', en: '/en' },
  },
  {
    name: 'archived portal',
    slug: CLOSED.archived,
    path: { fr: '/a-propos', en: '/en/about' },
    says: { fr: 'Ce portail est fermé', en: 'This portal is closed' },
    status: 410,
    switchesTo: null,
  },
  {
    name: 'no such portal',
    slug: CLOSED.unknown,
    path: { fr: '/', en: '/en' },
    says: { fr: 'Aucun portail à cette adresse', en: 'No portal at this address' },
    status: 421,
    switchesTo: null,
  },
  {
    name: 'suspended portal',
    slug: CLOSED.suspended,
    path: { fr: '/contact', en: '/en/contact' },
    says: { fr: 'Ce portail est suspendu', en: 'This portal is suspended' },
    status: 503,
    switchesTo: null,
  },
];
