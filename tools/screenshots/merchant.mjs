/** A florist who takes the page of her business over, as she would: the pictures of the merchant space. */
import { randomUUID } from 'node:crypto';
import { addresses, DESK, mailTo, PHONE } from './stage.mjs';

/** Presses what leads to another page. */
export const press = async (page, role, name) => {
  await Promise.all([page.waitForEvent('load'), page.getByRole(role, { name }).first().click()]);
};

/** Opens the page of the first business of a list of results that was invented, and can be called. */
export async function openBusiness(page, slug, query) {
  await page.goto(`${addresses.portal(slug)}/commerces?q=${query}`);
  const called = page.locator('.result', { has: page.locator('a[href^="tel:"]') });
  const link = called.filter({ hasText: 'Commerce fictif' }).first().locator('.result__name a');
  await Promise.all([page.waitForURL('**/commerce/**'), link.click()]);
}

/** From the page of a business to the claim of it, with an account of one's own. */
export async function claimIt(page, name, email) {
  await press(page, 'link', 'Reprendre cette page');
  await press(page, 'link', 'Créer un compte');
  await page.getByLabel('Votre nom').fill(name);
  await page.getByLabel('Adresse électronique').fill(email);
  await page.locator('#newPassword').fill(randomUUID());
  await press(page, 'button', 'Créer mon compte');
  const [link] = /https?:\/\/\S+\/lien\/[\w.-]+/.exec(await mailTo(email));
  await page.goto(link);
  await press(page, 'button', /Confirmer/);
}

async function proveByPhone(page, phone) {
  await press(page, 'button', 'Recevoir le code par téléphone');
  const [code] = /\b\d{3}\s\d{3}\b/.exec(await mailTo(`${phone.replace('+', '')}@phone.invalid`));
  await page.locator('#code').fill(code);
  await Promise.all([page.waitForEvent('load'), page.locator('#saisie button').click()]);
}

/** @param shoot takes the picture of a page as it stands */
export async function takeMerchant(browser, slug, shoot) {
  const context = await browser.newContext({ viewport: PHONE, locale: 'fr-FR' });
  const page = await context.newPage();
  await openBusiness(page, slug, 'fleuriste');
  const phone = (await page.locator('a[href^="tel:"]').first().getAttribute('href')).slice('tel:'.length);
  await claimIt(page, 'Odile Fournier', 'odile@fleuriste.example');
  await proveByPhone(page, phone);
  await shoot(page, 'merchant-space');
  await page.setViewportSize(DESK);
  await press(page, 'link', 'Voir mes horaires');
  await shoot(page, 'merchant-hours');
  await context.close();
}
