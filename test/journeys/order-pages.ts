/**
 * The pages of orders that anybody with their address may read, whose addresses hold what the stage placed: rows as those of
 * `public-pages.ts`, which keep the same promises.
 */
import type { Bilingual } from '@halles/kernel';
import type { Page, Response } from 'playwright-core';
import { type OrderPlaces, orderPlaces } from './order-pages-stage';
import { type PublicPage, sendEmptyForm } from './public-pages';
import { FILLED } from './stage-directory';

/** Addresses that are known once the stage has shops and orders. */
const at = (of: (places: OrderPlaces) => readonly [fr: string, en: string]): Bilingual => ({
  get fr() {
    return of(orderPlaces())[0];
  },
  get en() {
    return of(orderPlaces())[1];
  },
});

/** How the shops of the stage are called in addresses. */
const SHOP = 'boulangerie-des-halles';

/** What the page of an order gains with scripts, by which it follows the order, and what says else to load it again. */
const FOLLOWING = 'push-switch, .order-page__live, noscript';

const ofShop = (of: (places: OrderPlaces) => number, fr: string, en: string): Bilingual =>
  at((places) => [
    `/commerce/${SHOP}-${String(of(places))}/${fr}`,
    `/en/business/${SHOP}-${String(of(places))}/${en}`,
  ]);
const ofOrder = (of: (places: OrderPlaces) => string): Bilingual =>
  at((places) => [`/commande/${of(places)}`, `/en/order/${of(places)}`]);
const ofConfirming = (of: (places: OrderPlaces) => string): Bilingual =>
  at((places) => [`/confirmer-commande/${of(places)}`, `/en/confirm-order/${of(places)}`]);

const FORM = ofShop(({ bakery }) => bakery, 'commander', 'order');
const LIST = ofShop(({ grocer }) => grocer, 'liste', 'list');

/** The button that asks for the times of another way: with scripts they come as the way is chosen, and words for screen readers say so. */
const WAY_BUTTON = '.order__switch';
/**
 * Buttons beside an amount, and the box that keeps who orders on their device: a field can be filled in without either. What is said
 * of limits is said to who orders without scripts, and what a basket comes to, before it is sent, by scripts.
 */
const BY_WAY = `${WAY_BUTTON}, order-mode + [role=status], quantity-stepper > :not(input), remember-contact, noscript, .order__total`;

/** Chooses the stall: its slots come by themselves, or are asked for. */
async function chooseTheStall(page: Page, address: string): Promise<Response | null> {
  await page.goto(address);
  const answer = page.waitForResponse((response) => response.request().method() === 'POST');
  await page.getByRole('radio', { name: 'Stand du marché' }).check();
  const button = page.locator(WAY_BUTTON).getByRole('button');
  if (await button.isVisible()) await button.click();
  await page.getByText('Place des Halles').first().waitFor();
  return answer;
}

export const ORDER_PAGES: readonly PublicPage[] = [
  {
    name: 'order form with a collection point',
    slug: FILLED,
    path: FORM,
    says: { fr: 'Stand du marché', en: 'Stand du marché' },
    addedByScripts: BY_WAY,
  },
  {
    name: 'order form, the collection point chosen',
    slug: FILLED,
    path: FORM,
    arrive: chooseTheStall,
    says: { fr: 'Place des Halles', en: 'Place des Halles' },
    addedByScripts: BY_WAY,
  },
  {
    name: 'list of a shop without products',
    slug: FILLED,
    path: LIST,
    says: { fr: 'liste', en: 'list' },
  },
  {
    name: 'list with errors',
    slug: FILLED,
    path: LIST,
    arrive: sendEmptyForm,
    status: 422,
    says: { fr: 'liste', en: 'list' },
  },
  {
    name: 'order that waits to be confirmed by link',
    slug: FILLED,
    path: ofOrder(({ toConfirm }) => toConfirm),
    says: { fr: 'confirm', en: 'confirm' },
    addedByScripts: FOLLOWING,
  },
  {
    name: 'confirming an order by link',
    slug: FILLED,
    path: ofConfirming(({ confirm }) => confirm),
    says: { fr: 'Confirmer votre commande', en: 'Confirm your order' },
  },
  {
    name: 'order that was confirmed by link',
    slug: FILLED,
    path: ofConfirming(({ confirmedAlready }) => confirmedAlready),
    says: { fr: 'le commerce a reçu la commande', en: 'the shop has' },
  },
  {
    name: 'order to pay, as its customer comes back without having paid',
    slug: FILLED,
    path: ofOrder(({ toPay }) => toPay),
    says: { fr: 'Payer 4,20', en: 'Pay' },
    addedByScripts: FOLLOWING,
  },
  {
    name: 'order that is held on a card',
    slug: FILLED,
    path: ofOrder(({ held }) => held),
    says: { fr: 'réservés sur la carte', en: 'held on the card' },
    addedByScripts: FOLLOWING,
  },
  {
    name: 'order that is paid online',
    slug: FILLED,
    path: ofOrder(({ charged }) => charged),
    says: { fr: 'par carte', en: 'by card' },
    addedByScripts: FOLLOWING,
  },
  {
    name: 'order of which something is given back',
    slug: FILLED,
    path: ofOrder(({ credited }) => credited),
    says: { fr: 'Avoir A-', en: 'Credit note A-' },
    addedByScripts: FOLLOWING,
  },
  {
    name: 'credit note of an order',
    slug: FILLED,
    path: at(({ credited, creditNote }) => [
      `/commande/${credited}/avoir/${creditNote}`,
      `/en/order/${credited}/credit-note/${creditNote}`,
    ]),
    says: { fr: 'Article manquant ou défectueux', en: 'Missing or faulty item' },
  },
  {
    name: 'order that was refused, and nothing charged',
    slug: FILLED,
    path: ofOrder(({ released }) => released),
    says: { fr: 'n’est débité', en: 'othing is charged' },
    addedByScripts: FOLLOWING,
  },
];
