/** A customer makes an appointment and writes to a shop: the pictures of both, from both sides of the counter. */
import { press } from './merchant.mjs';
import { signInAsOwner } from './orders.mjs';
import { addresses, DESK, PHONE } from './stage.mjs';

/** A shop that the seeds give an agenda, and one that takes messages. */
const HAIRDRESSER = 'Au Premier Coup de Peigne';
const BAKERY = 'brioche';
const CUSTOMER = { name: 'Odile Martin', email: 'odile@table.example' };

/** The number in the address of a shop. */
const numberIn = (address) => /-(\d+)(?:\/|$)/.exec(address)?.[1];

/** The first result of a search that leads on. @returns its address */
async function find(page, slug, words) {
  await page.goto(`${addresses.portal(slug)}/commerces?q=${words}`);
  await Promise.all([page.waitForURL('**/commerce/**'), page.locator('.result__name a').first().click()]);
  return page.url();
}

async function book(page, slug, shoot) {
  await page.goto(`${await find(page, slug, HAIRDRESSER)}/rendez-vous`);
  await press(page, 'link', /Coupe/);
  await shoot(page, 'booking-times');
  const id = numberIn(page.url());
  const time = page.locator('main button[name="debut"]').nth(2);
  const day = new Date(Number(await time.getAttribute('value'))).toISOString().slice(0, 10);
  await time.click();
  await page.getByLabel('Votre nom').fill(CUSTOMER.name);
  await page.getByLabel('Votre adresse électronique').fill(CUSTOMER.email);
  const made = page.waitForURL(/\/rendez-vous\/[^/]+$/);
  await page.locator('main form button[type="submit"]').last().click();
  await made;
  await shoot(page, 'booking-page');
  return { shop: id, day };
}

async function write(page, slug) {
  const shop = await find(page, slug, BAKERY);
  await page.goto(`${shop}/ecrire`);
  await page.getByLabel('Votre message').fill('Bonjour, vous reste-t-il deux brioches pour ce soir ?');
  await page.getByLabel('Votre prénom').fill('Odile');
  await page.getByLabel('Votre adresse électronique').fill(CUSTOMER.email);
  const begun = page.waitForURL('**/conversation/**');
  await press(page, 'button', 'Envoyer');
  await begun;
  return numberIn(shop);
}

/** The owner answers, and the pictures of both sides are taken. */
async function answer(counter, page, messages, shoot) {
  await counter.goto(messages);
  await Promise.all([counter.waitForEvent('load'), counter.locator('.record-card__head a').first().click()]);
  await counter
    .getByLabel('Votre message')
    .fill('Oui, deux vous attendent jusqu’à 19 h 30. À tout à l’heure !');
  await counter.getByRole('button', { name: 'Répondre' }).click();
  await counter.locator('.thread__message--own').waitFor();
  await counter.evaluate(() => globalThis.scrollTo(0, 0));
  await shoot(counter, 'merchant-conversation');
  await page.locator('.thread__message:not(.thread__message--own)').waitFor();
  await page.locator('.thread').first().scrollIntoViewIfNeeded();
  await shoot(page, 'conversation');
}

/** @param shoot takes the picture of a page as it stands */
export async function takeAppointments(browser, slug, shoot) {
  const customer = await browser.newContext({ viewport: PHONE, locale: 'fr-FR' });
  const page = await customer.newPage();
  const booked = await book(page, slug, shoot);
  const bakery = await write(page, slug);
  const merchant = await browser.newContext({ viewport: DESK, locale: 'fr-FR' });
  const counter = await merchant.newPage();
  await signInAsOwner(counter, slug);
  await counter.goto(`${addresses.portal(slug)}/pro/commerces/${booked.shop}/agenda?jour=${booked.day}`);
  await counter.waitForLoadState('networkidle');
  await shoot(counter, 'merchant-agenda');
  await counter.setViewportSize(PHONE);
  await answer(counter, page, `${addresses.portal(slug)}/pro/commerces/${bakery}/messages`, shoot);
  await merchant.close();
  await customer.close();
}
