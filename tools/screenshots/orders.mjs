/** A customer orders from a baker, who accepts it: the pictures of ordering, from both sides of the counter. */
import { press } from './merchant.mjs';
import { addresses, mailTo, PHONE } from './stage.mjs';

/** A shop that the seeds open for orders, and who keeps it. */
const BAKERY = 'brioche';
const OWNER = 'commerce@demonstration.example';
const CUSTOMER = 'odile@table.example';
/** Of the slots that are free, one that leaves the baker some time. */
const SLOT = 4;

async function order(page, slug, shoot) {
  await page.goto(`${addresses.portal(slug)}/commerces?q=${BAKERY}`);
  await Promise.all([page.waitForURL('**/commerce/**'), page.locator('.result__name a').first().click()]);
  await press(page, 'link', 'Commander');
  await page.getByLabel('Quantité : Baguette de tradition').fill('2');
  await page.getByLabel('Quantité : Croissant').fill('4');
  await page.evaluate(() => globalThis.scrollTo(0, 0));
  await shoot(page, 'order-form');
  const slot = page.getByLabel('Créneau de retrait');
  await slot.selectOption({ index: SLOT });
  await page.getByLabel('Votre nom').fill('Odile Martin');
  await page.getByLabel('Votre adresse électronique').fill(CUSTOMER);
  await press(page, 'button', 'Relire ma commande');
  await shoot(page, 'order-summary');
  await press(page, 'button', 'Commande avec obligation de paiement');
}

/** Signs the invented owner of the shops in. */
export async function signInAsOwner(page, slug) {
  await page.goto(`${addresses.portal(slug)}/connexion`);
  await page.getByLabel('adresse électronique').last().fill(OWNER);
  await press(page, 'button', /lien/i);
  const [link] = /https?:\/\/\S+\/lien\/[\w.-]+/.exec(await mailTo(OWNER, 'lien'));
  await page.goto(link);
  await press(page, 'button', 'Me connecter');
}

/** @param shoot takes the picture of a page as it stands */
export async function takeOrders(browser, slug, shoot) {
  const merchant = await browser.newContext({ viewport: PHONE, locale: 'fr-FR' });
  const counter = await merchant.newPage();
  await signInAsOwner(counter, slug);
  const customer = await browser.newContext({ viewport: PHONE, locale: 'fr-FR' });
  const page = await customer.newPage();
  await order(page, slug, shoot);
  await counter.reload();
  await press(counter, 'link', 'Répondre');
  await shoot(counter, 'merchant-orders');
  const accept = counter.getByRole('button', { name: 'Accepter' });
  await accept.click();
  await accept.waitFor({ state: 'hidden' });
  await page.reload();
  await shoot(page, 'order-page');
  await customer.close();
  await merchant.close();
}
