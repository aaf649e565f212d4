/** The console as an operator of the installation sees it, and as a manager of one territory. */
import { randomUUID } from 'node:crypto';
import { Secret, TOTP } from 'otpauth';
import { claimIt, openBusiness, press } from './merchant.mjs';
import { addresses, DESK, operator, PHONE } from './stage.mjs';

const OPERATOR = 'pictures@halles.localhost';
const MANAGER = 'mairie@halles.localhost';

const REPORTS = [
  { query: 'fromagerie', kind: 'wrong-hours', message: 'Ouvre à 9 h le samedi, et pas à 10 h.' },
  { query: 'opticien', kind: 'closed', message: 'Le rideau est baissé depuis un mois.' },
];

/** Sets the second factor up, which operators must have, as a person without a camera does: by the key that is shown. */
async function enrol(page) {
  await page.waitForURL('**/double-authentification**');
  await page.locator('.steps summary').click();
  const secret = (await page.locator('.steps details code').innerText()).replaceAll(/\s/g, '');
  await page.locator('form input').fill(new TOTP({ secret: Secret.fromBase32(secret) }).generate());
  await page.keyboard.press('Enter');
  await page.locator('.recovery-codes').waitFor();
  await page.locator('.form-actions button').click();
}

/** Signs in for the first time, which asks for a password of one's own. */
async function signIn(page, email, password) {
  await page.goto(`${addresses.console}/`);
  await page.fill('input[type=email]', email);
  await page.fill('input[type=password]', password);
  await page.keyboard.press('Enter');
  await page.waitForURL('**/mot-de-passe**');
  const fields = page.locator('input[type=password]');
  await fields.nth(2).waitFor();
  const own = randomUUID();
  for (const [index, value] of [password, own, own].entries()) await fields.nth(index).fill(value);
  await page.keyboard.press('Enter');
}

/** An account of the console for as long as its pictures take. */
async function as(root, browser, email, options, act) {
  const { password } = JSON.parse(operator(root, 'create', email, ...options));
  const context = await browser.newContext({ viewport: DESK, locale: 'fr-FR' });
  try {
    const page = await context.newPage();
    await signIn(page, email, password);
    await act(page);
  } finally {
    await context.close();
    operator(root, 'remove', email, '--yes');
  }
}

/** A document as people send them, drawn for the picture. */
async function aDocument(context) {
  const page = await context.newPage();
  await page.setViewportSize({ width: 640, height: 420 });
  await page.setContent(
    `<div style="font: 20px serif; padding: 32px"><h1>Extrait Kbis</h1><p>Spécimen, sans valeur.</p>
     <p>Immatriculation au registre du commerce et des sociétés</p><p>Gérante : Jeanne Paul</p></div>`,
  );
  const buffer = await page.screenshot();
  await page.close();
  return { name: 'kbis.png', mimeType: 'image/png', buffer };
}

/** What a town hall has to decide: a claim with its document, and reports of visitors. */
async function giveWork(browser, slug) {
  const context = await browser.newContext({ viewport: DESK, locale: 'fr-FR' });
  const page = await context.newPage();
  await openBusiness(page, slug, 'mercerie');
  await claimIt(page, 'Jeanne Paul', 'jeanne@mercerie.example');
  await press(page, 'button', 'Envoyer un document');
  await page.locator('input[type=file]').setInputFiles(await aDocument(context));
  await press(page, 'button', 'Envoyer le document');
  await context.close();
  for (const wrong of REPORTS) await report(browser, slug, wrong);
}

async function report(browser, slug, { query, kind, message }) {
  const context = await browser.newContext({ viewport: DESK, locale: 'fr-FR' });
  const page = await context.newPage();
  await openBusiness(page, slug, query);
  await page.goto(`${page.url()}/signaler`);
  await page.locator(`input[name=kind][value=${kind}]`).check();
  await page.locator('textarea').fill(message);
  await press(page, 'button', 'Envoyer le signalement');
  await context.close();
}

/** @param shoot takes the picture of a page as it stands */
export async function takeConsole(root, browser, slug, shoot) {
  await as(root, browser, OPERATOR, [], async (page) => {
    await enrol(page);
    await page.locator('table').waitFor();
    await shoot(page, 'console', { fullPage: true });
  });
  await giveWork(browser, slug);
  const manager = ['--role', 'manager', '--tenant', slug, '--name', 'Claire Dubois'];
  await as(root, browser, MANAGER, manager, async (page) => {
    await page.getByText('Jeanne Paul').first().waitFor();
    await page.locator('main a').first().click();
    await page.locator('.proof-picture').evaluate((picture) => picture.decode());
    await shoot(page, 'console-claim');
    await page.setViewportSize(PHONE);
    await page.goto(`${addresses.console}/territoires/${slug}/signalements`);
    await page.locator('main a').nth(1).waitFor();
    await shoot(page, 'console-reports');
  });
}
