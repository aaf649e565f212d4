import { listingReportSchema } from '@halles/contracts';
import { MerchantPlaces } from '@halles/domain/corrections';
import { CaseAssignments } from '@halles/domain/cases';
import { ListingService } from '@halles/domain/listings';
import { ReportQueue, ReportService } from '@halles/domain/reports';
import { MINUTE } from '@halles/kernel';
import { setTenantState } from '@halles/platform/provisioning';
import { anAccount, type World, writeListings } from '@halles/testing';
import { addAccount } from '@halles/testing/console';
import { correctByLink, openCorrectionsOf } from '@halles/testing/corrections';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { Page } from 'playwright-core';
import { v7 as uuid } from 'uuid';
import { type ConsoleSession, openConsoleSession, signIn } from './console-session';
import { screenLooksRight } from './console-looks';
import type { Misdeeds } from './watched-page';

jest.setTimeout(5 * MINUTE);

const FOCUSED = 'document.activeElement?.textContent?.trim()';

describe('an agent who works through a queue', () => {
  let session: ConsoleSession;
  let world: World;
  let app: NestFastifyApplication;
  let page: Page;
  let misdeeds: Misdeeds;

  beforeAll(async () => {
    session = await openConsoleSession();
    ({ world, app } = session);
    ({ page, misdeeds } = await session.aPage());
    await reported(await aShop('Mercerie du Loup'), 'closed', 'Rideau baissé');
    await reported(await aShop('Boulangerie des Remparts'), 'wrong-hours', 'Ouvre à 7 h');
    await reported(await aShop('Galerie du Port'), 'closed', 'Vide depuis mai');
    const kept = await aShop('Fleurs du Quai');
    await anAccount(world, world.here, { grants: [{ listingId: kept }] });
    await correctByLink(world, app, kept, { phone: '+33556000005' });
    const agent = await addAccount(world, { role: 'agent', tenantId: world.here.tenant.id });
    await page.goto(at('signalements'));
    await signIn(page, agent.email);
    await page.getByText('4 dossiers attendent.').waitFor();
  });
  afterAll(() => session.close());

  const at = (path: string): string => session.at(path);
  const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
  const rows = (): Promise<string[]> => page.locator('.queue-link').allInnerTexts();
  async function aShop(displayName: string): Promise<number> {
    const contact = { phone: '+33556000004', email: 'shop@quai.example' };
    const [listing = 0] = await writeListings(world, world.here, [{ facts: { displayName, contact } }]);
    return listing;
  }
  async function told(listing: number, kind: string, message: string): Promise<void> {
    const form = listingReportSchema.parse({ idempotencyKey: uuid(), kind, message });
    await app.get(ReportService, { strict: false }).report(world.here, { ...form, listing }, 'fr');
  }
  async function reported(listing: number, kind: string, message: string): Promise<void> {
    await told(listing, kind, message);
    const queue = app.get(ReportQueue, { strict: false });
    const [report] = await queue.list(world.here, { listingId: listing, limit: 1 });
    await queue.notifyOwner(world.here, report?.id ?? '', new Date());
  }

  it('narrows it, counts what is left, and finds the same under the address and by going back', async () => {
    expect(await rows()).toEqual([
      'Mercerie du Loup',
      'Boulangerie des Remparts',
      'Galerie du Port',
      'Fleurs du Quai',
    ]);
    await screenLooksRight(page, 'queue');
    await page.getByRole('button', { name: 'fermé définitivement 2' }).click();
    await page.getByText('2 dossiers attendent.').waitFor();
    expect(new URL(page.url()).search).toBe('?type=closed');
    expect(await page.getByRole('button', { name: 'horaires inexacts 1' }).count()).toBe(1);
    await page.reload();
    await page.getByText('2 dossiers attendent.').waitFor();
    expect(await rows()).toEqual(['Mercerie du Loup', 'Galerie du Port']);
    await page.getByLabel('Suivi').selectOption({ label: 'par moi' });
    await page.getByText('Rien n’attend sous ces filtres.').waitFor();
    await screenLooksRight(page, 'queue-narrowed');
    await page.goBack();
    await page.getByText('2 dossiers attendent.').waitFor();
    await page.getByLabel('Attend depuis').selectOption({ label: 'plus de 7 jours' });
    await page.getByText('Rien n’attend sous ces filtres.').waitFor();
    await page.getByRole('button', { name: 'Enlever les filtres' }).click();
    await page.getByText('4 dossiers attendent.').waitFor();
    expect(new URL(page.url()).search).toBe('');
  });

  it('goes from report to report by keyboard alone, under the filters, and decides with a sentence', async () => {
    await page.getByRole('button', { name: 'fermé définitivement 2' }).click();
    await page.getByText('2 dossiers attendent.').waitFor();
    await page.evaluate('document.activeElement?.blur()');
    await page.keyboard.press('j');
    expect(await page.evaluate(FOCUSED)).toBe('Mercerie du Loup');
    await page.keyboard.press('Enter');
    await heading('Mercerie du Loup');
    await page.getByText('1 sur 2').waitFor();
    await screenLooksRight(page, 'queue-report');
    await page
      .getByLabel('Partir d’un modèle')
      .selectOption({ label: 'Refuser un signalement\u00a0: Trop imprécis' });
    expect(await page.getByLabel('Motif').inputValue()).toContain('ne dit pas ce qui serait inexact');
    await page.getByRole('button', { name: 'Refuser' }).focus();
    await page.keyboard.press('Enter');
    await page.getByText('Signalement refusé.').waitFor();
    await page.evaluate('document.activeElement?.blur()');
    await page.keyboard.press('j');
    await heading('Galerie du Port');
    await page.getByText('Fin de la file').waitFor();
    await page.getByRole('link', { name: 'Signalements', exact: true }).last().click();
    await page.getByText('1 dossier attend.').waitFor();
    expect(await rows()).toEqual(['Galerie du Port']);
  });

  it('reads again who follows a case, and what waits, when a colleague was faster', async () => {
    await page.goto(at('signalements'));
    await page.getByRole('link', { name: 'Galerie du Port' }).click();
    await heading('Galerie du Port');
    await page.getByText('Personne ne suit ce dossier.').waitFor();
    const count = page.locator('nav a[href$="/signalements"]');
    const before = await count.innerText();
    const id = page.url().split('?')[0]?.split('/').at(-1) ?? '';
    const { id: colleague } = await addAccount(world, { role: 'agent', tenantId: world.here.tenant.id });
    const by = { id: colleague, name: 'Karim Benali' };
    const session = app.get(CaseAssignments, { strict: false });
    await session.assign(world.here, { kind: 'report', id }, { to: by, was: null, by }, new Date());
    await reported(await aShop('Arrivée entre-temps'), 'moved', 'Au 12');
    await page.getByRole('button', { name: 'Prendre', exact: true }).click();
    await page.getByText('Dossier changé de mains').waitFor();
    await page.getByText(/ suit ce dossier\.$/).waitFor();
    await count.filter({ hasNotText: before }).waitFor();
    await world.work.write(world.here, ({ manager }) =>
      manager.query(`DELETE FROM listing_report WHERE kind = 'moved'`),
    );
  });

  it('gives a case to a colleague by the button alone, not by going through the list', async () => {
    await page.goto(at('signalements'));
    await page.getByRole('link', { name: 'Galerie du Port' }).click();
    const followed = page.getByText(/^(?!Personne).* suit ce dossier\.$/);
    await followed.waitFor();
    const colleagues = page.getByLabel('Confier à');
    await colleagues.selectOption({ label: 'personne' });
    await page.reload();
    await followed.waitFor();
    await colleagues.selectOption({ label: 'personne' });
    await page.getByRole('button', { name: 'Confier', exact: true }).click();
    await page.getByText('Personne ne suit ce dossier.').waitFor();
  });

  it('reaches corrections in the same queue, and what was decided by its own address', async () => {
    await page.goto(at('signalements'));
    await page.getByRole('button', { name: 'corrections par lien 1' }).click();
    await page.getByText('1 dossier attend.').waitFor();
    await page.getByRole('link', { name: 'Fleurs du Quai' }).click();
    await page.getByText('05 56 00 00 05').waitFor();
    await page.getByText('1 sur 1').waitFor();
    await page.goto(at('signalements?etat=refuses'));
    await page.getByRole('link', { name: 'Mercerie du Loup' }).waitFor();
    await screenLooksRight(page, 'queue-decided');
  });

  /** Who keeps a page asks for another place of it, which waits for the town. */
  async function askToMove(
    listing: number,
    position: { readonly longitude: number; readonly latitude: number },
  ): Promise<void> {
    const owner = await anAccount(world, world.here, { grants: [{ listingId: listing }] });
    const address = {
      ...{ number: '40', repetition: null, street: 'rue Neuve', complement: null, postalCode: '33000' },
      communeCode: '33063',
      position,
    };
    const author = { kind: 'merchant', accountId: owner.id, name: 'Odile Roy' } as const;
    const save = { version: null, changes: { address }, author };
    const { isAsked } = await app
      .get(MerchantPlaces, { strict: false })
      .save(world.here, listing, save, 'fr', new Date());
    expect(isAsked).toBe(true);
  }

  it('sees on a drawing how far and which way a pin would move, among the doors around it', async () => {
    const door = { longitude: -0.5739, latitude: 44.8404 };
    const shops = [
      { name: 'Le Four', number: '12', position: door },
      { name: 'La Voisine', number: '16', position: { ...door, latitude: door.latitude + 0.0005 } },
      { name: 'La Cave', number: '9', position: { ...door, longitude: door.longitude + 0.0012 } },
    ];
    const [moved = 0] = await writeListings(
      world,
      world.here,
      shops.map(({ name, number, position }) => ({
        facts: {
          displayName: name,
          address: { number, street: 'Rue Neuve', postalCode: '33000', communeCode: '33063' },
          position: { ...position, precision: 'address' as const },
        },
      })),
    );
    await askToMove(moved, { ...door, latitude: 44.8424 });
    await page.goto(at('signalements'));
    const menu = page.getByRole('navigation', { name: 'Menu' });
    await menu.getByRole('link', { name: /^Adresses à vérifier\s+1 en attente$/ }).click();
    await page.getByRole('link', { name: 'Le Four' }).click();
    await page.getByText('À 222\u00a0m de l’emplacement actuel, vers le nord.').waitFor();
    const drawing = page.getByRole('img', { name: /^Plan du déplacement. À 222/ });
    await drawing.waitFor();
    const top = async (mark: string): Promise<number> =>
      (await drawing.locator(mark).boundingBox())?.y ?? Number.NaN;
    expect(await top('.move-after')).toBeLessThan(await top('.move-before'));
    // The name of the street stands where its number 16 would.
    expect(await drawing.locator('.plan-name').allTextContents()).toContainEqual(
      expect.stringMatching(/rue neuve/i),
    );
    expect(await drawing.locator('.move-door').allTextContents()).toContainEqual(
      expect.stringContaining('9'),
    );
    await screenLooksRight(page, 'queue-move');
  });

  it('says who withdrew a request that was open on the screen, and counts it no more', async () => {
    const count = page.locator('nav a[href$="/signalements"]');
    const before = await count.innerText();
    const [owner] = await world.work.read(world.here, ({ manager }) =>
      manager.query<{ id: string; listing: number }[]>(
        `SELECT account_id AS id, listing_id AS listing FROM correction WHERE state = 'open' AND doubt = 'moved'`,
      ),
    );
    const places = app.get(MerchantPlaces, { strict: false });
    await places.withdraw(world.here, owner?.listing ?? 0, owner?.id ?? '', new Date());
    // The agent looked at something else meanwhile, and comes back to the tab.
    await page.evaluate("document.dispatchEvent(new Event('visibilitychange'))");
    await count.filter({ hasNotText: before }).waitFor();
    await page.getByRole('radio', { name: /^Accepter/ }).check();
    await page.getByRole('button', { name: 'Décider' }).click();
    await page.getByText(/^Retirée par .+ le \d/).waitFor();
    expect(await page.getByRole('button', { name: 'Décider' }).count()).toBe(0);
    await screenLooksRight(page, 'queue-withdrawn');
  });

  it('corrects a place that is asked for before accepting it, on a phone and by keyboard alone', async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    const [listing = 0] = await writeListings(world, world.here, [
      {
        facts: {
          displayName: 'La Verrière',
          address: { number: '12', street: 'Rue Neuve', postalCode: '33000', communeCode: '33063' },
          position: { longitude: -0.5739, latitude: 44.8404, precision: 'address' },
        },
      },
    ]);
    await askToMove(listing, { longitude: -0.5739, latitude: 44.8434 });
    const [asked = ''] = await openCorrectionsOf(world, listing);
    await page.goto(at(`signalements/corrections/${asked}`));
    const press = async (name: string | RegExp): Promise<void> => {
      await page.getByRole('button', { name }).press('Enter');
    };
    await press('Corriger l’adresse avant d’accepter');
    const fields = page.getByRole('group', { name: 'L’adresse que la page montrera' });
    await fields.getByText('Le point est là où il est demandé.').waitFor();
    expect(await fields.innerText()).not.toMatch(/44[.,]8|-0[.,]5/);
    expect(await fields.getByLabel('Numéro et rue').inputValue()).toBe('40 rue Neuve');
    await fields.getByLabel('Numéro et rue').fill('42 rue Neuve');
    await fields.getByLabel(/^Complément/).fill('Cour B');
    await fields.getByLabel('Code postal').fill('330');
    await press(/vers le nord$/);
    await fields.getByText('La page aura le point que vous avez placé.').waitFor();
    await page.getByRole('radio', { name: /^Accepter/ }).press('Space');
    await press('Décider');
    await fields.getByText('Cinq chiffres, comme 33000.').waitFor();
    expect(await fields.getByLabel('Code postal').evaluate((one) => one.matches(':focus'))).toBe(true);
    // What the server alone knows is said at the field as well.
    await fields.getByLabel('Code postal').fill('75001');
    await press('Décider');
    await fields
      .getByText(/^Ce n’est pas un code postal de cette commune|^Ce code postal n’est pas/)
      .waitFor();
    await screenLooksRight(page, 'queue-place-edited');
    await fields.getByLabel('Code postal').fill('33000');
    await fields.getByLabel('Code postal').press('Enter');
    await page.getByText('Correction acceptée, à l’adresse que vous avez corrigée.').waitFor();
    const decision = page.getByRole('region', { name: 'Décision' });
    await decision.getByText('L’adresse acceptée').waitFor();
    expect(await decision.innerText()).toMatch(
      /L’adresse acceptée\s+Cour B\s+42 rue Neuve\s+33000 Bordeaux\s+L’adresse qui était demandée\s+40 rue Neuve/,
    );
    await screenLooksRight(page, 'queue-place-decided');
    const shown = await app.get(ListingService, { strict: false }).find(world.here, listing);
    expect(shown?.address).toMatchObject({ line: '42 rue Neuve', complement: 'Cour B' });
    expect(shown?.position?.latitude).toBeGreaterThan(44.8434);
    await page.setViewportSize({ width: 1280, height: 900 });
  });

  it('goes on by keyboard behind the fiftieth case', async () => {
    const crowd = await aShop('Galerie du Loup');
    for (let one = 0; one < 52; one += 1) await told(crowd, 'other', `Vu ${one}`);
    await page.goto(at('signalements?type=other'));
    await page.getByText('52 dossiers attendent.').waitFor();
    await page.locator('.queue-link').nth(49).click();
    await page.getByText('50 sur 52').waitFor();
    await page.evaluate('document.activeElement?.blur()');
    await page.keyboard.press('j');
    await page.getByText('51 sur 52').waitFor();
    await page.keyboard.press('j');
    await page.getByText('52 sur 52').waitFor();
    await page.getByText('Fin de la file').waitFor();
    await page.keyboard.press('k');
    await page.getByText('51 sur 52').waitFor();
  });

  it('says to who works elsewhere too, and follows a link into it, that a territory is archived', async () => {
    const account = await session.agentOfBoth();
    await setTenantState(world.installation, 'autre-ville', 'archived', 'test');
    const { page: other } = await session.aPage();
    await other.goto(`${session.origin}/territoires/autre-ville/signalements/${uuid()}`);
    await signIn(other, account.email);
    await other.getByRole('heading', { level: 1, name: 'Territoire archivé' }).waitFor();
    await other.getByText(/ce portail est archivé depuis le \d/).waitFor();
    await screenLooksRight(other, 'archived');
    await other.getByRole('link', { name: 'Aller à votre travail' }).click();
    await other.getByRole('heading', { level: 1, name: 'Demandes' }).waitFor();
    await other.context().close();
  });

  it('has asked nothing of anybody else, and broken no rule of its own policy', () => {
    expect(misdeeds).toEqual({ errors: [], elsewhere: [] });
  });
});
