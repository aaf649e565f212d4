import { aPicture } from '@halles/testing';
import type { Page } from 'playwright-core';
import { type Hand, Keys } from './merchant-hand';
import type { MerchantStage } from './merchant-stage';

/** From the sign-in page to an account whose address is proved. */
export async function signUp(stage: MerchantStage, hand: Hand, page: Page, email: string): Promise<void> {
  await hand.go(page.getByRole('link', { name: 'Créer un compte' }), 'I have no account');
  await hand.fill(page.getByLabel('Votre nom'), 'Odile Fournier', 'my name');
  await hand.fill(page.getByLabel('Adresse électronique'), email, 'my address');
  await hand.fill(page.locator('#newPassword'), 'girafe lampe otarie', 'a password');
  await hand.go(page.getByRole('button', { name: 'Créer mon compte' }), 'make the account');
  const mail = await stage.mailTo(email);
  const [link = ''] = /https?:\/\/\S+\/lien\/[\w.-]+/.exec(mail.text ?? '') ?? [];
  await hand.open(link, 'the link of the mail');
  await hand.go(page.getByRole('button', { name: /Confirmer/ }), 'this is my address');
}

/** From the claim to the space, by a code to the phone that the register knows. */
export async function prove(stage: MerchantStage, hand: Hand, page: Page, phone: string): Promise<void> {
  await hand.go(page.getByRole('button', { name: 'Recevoir le code par téléphone' }), 'call me');
  const call = await stage.mailTo(`${phone.replace('+', '')}@phone.invalid`);
  const [code = ''] = /\b\d{3}\s\d{3}\b/.exec(call.text ?? '') ?? [];
  await hand.fill(page.locator('#code'), code, 'the code');
  await hand.go(page.locator('#saisie button'), 'that is the code');
}

/** From the space to hours that are published. */
export async function giveHours(hand: Hand, page: Page): Promise<void> {
  await hand.go(page.getByRole('link', { name: 'Indiquer mes horaires' }), 'hours first');
  await hand.fill(page.locator('#d1from1'), '07:00', 'Monday from');
  await hand.fill(page.locator('#d1until1'), '19:30', 'Monday until');
  await hand.choose(page.locator('#copyTo'), 'toute la semaine', 'the same on all days');
  await hand.go(page.getByRole('button', { name: 'Copier', exact: true }), 'copy');
  // Enter in a field publishes: the first button of the form copies from day to day.
  const publish = page.getByRole('button', { name: 'Publier' });
  await hand.go(hand instanceof Keys ? page.locator('#d1until1') : publish, 'publish');
  expect(await page.textContent('main')).toContain('C’est publié');
}

/** From the space to a photo that says what it shows. @param scripts whether the browser runs any */
export async function addPhoto(hand: Hand, page: Page, scripts: boolean): Promise<void> {
  // On a telephone it is the tab under the thumb, elsewhere the menu.
  await hand.go(page.getByRole('link', { name: 'Photos', exact: true }).last(), 'photos');
  const buffer = await aPicture(1_600, 1_200).jpeg().toBuffer();
  const file = { name: 'vitrine.jpg', mimeType: 'image/jpeg', buffer };
  await hand.attach(page.locator('#photo-files'), file, 'a photo');
  if (!scripts) await hand.go(page.getByRole('button', { name: 'Envoyer', exact: true }), 'send it');
  await page.locator('#altFr').waitFor();
  hand.pages += scripts ? 1 : 0;
  await hand.fill(page.locator('#altFr'), 'Vitrine bleue, pains ronds', 'what it shows');
  await hand.go(page.getByRole('button', { name: 'Enregistrer la description' }), 'keep that');
}
