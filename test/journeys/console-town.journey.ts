import { listingReportSchema } from '@halles/contracts';
import { AdditionService, ClaimantService, ClaimProofService } from '@halles/domain/claims';
import { MandateService } from '@halles/domain/mandates';
import { ReportService } from '@halles/domain/reports';
import { MINUTE, systemClock } from '@halles/kernel';
import { waitUntil } from '@halles/platform/engines';
import { anAccount, aSafeDocument, type World, writeListings } from '@halles/testing';
import type { INestApplicationContext } from '@nestjs/common';
import type { Page } from 'playwright-core';
import { v7 as uuid } from 'uuid';
import { addAccount, type TestAccount } from '@halles/testing/console';
import { anAddition, correctByLink } from '@halles/testing/corrections';
import { type ConsoleSession, openConsoleSession, signIn } from './console-session';
import { screenLooksRight } from './console-looks';
import { errorsOf, type Misdeeds } from './watched-page';

const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mP8z8BQDwAEhQGAhKmMIQAAAABJRU5ErkJggg==',
  'base64',
);

jest.setTimeout(5 * MINUTE);

describe('an agent at the console', () => {
  let session: ConsoleSession;
  let world: World;
  let page: Page;
  let misdeeds: Misdeeds;
  let agent: TestAccount;
  let listing: number;
  let addition: string;

  beforeAll(async () => {
    session = await openConsoleSession();
    world = session.world;
    const { app } = session;
    agent = await addAccount(world, { role: 'manager', tenantId: world.here.tenant.id });
    [listing = 0] = await writeListings(world, world.here, [
      {
        facts: {
          displayName: 'Boulangerie Sainte-Catherine',
          contact: { phone: '+33556000001' },
        },
      },
    ]);
    const claimants = app.get(ClaimantService, { strict: false });
    const claimProofs = app.get(ClaimProofService, { strict: false });
    for (const name of ['Jeanne Paul', 'Karim Benali']) {
      const who = { accountId: (await anAccount(world, world.here, { name })).id, siret: null };
      const { id } = await claimants.begin(world.here, listing, who, 'fr', systemClock.now());
      await claimProofs.addDocument(world.here, id, who, aSafeDocument(PNG, 'image/jpeg'), systemClock.now());
    }
    const report = listingReportSchema.parse({
      idempotencyKey: uuid(),
      kind: 'wrong-hours',
      message: 'Ouvre à 8 h',
    });
    await app.get(ReportService, { strict: false }).report(world.here, { ...report, listing }, 'fr');
    addition = await askToBeAdded(app.get(AdditionService, { strict: false }));
    await correctionThatWaits(app);
    ({ page, misdeeds } = await session.aPage());
  });

  afterAll(() => session.close());

  async function askToBeAdded(additions: AdditionService): Promise<string> {
    const { id } = await anAccount(world, world.here, { name: 'Ada Morel' });
    const asked = await additions.request(
      world.here,
      id,
      anAddition,
      { isOther: true, locale: 'fr' },
      systemClock.now(),
    );
    return asked.kind === 'asked' ? asked.id : '';
  }

  /** A correction that waits: somebody else keeps the page. */
  async function correctionThatWaits(app: INestApplicationContext): Promise<void> {
    const [kept = 0] = await writeListings(world, world.here, [
      {
        facts: {
          displayName: 'Fleurs du Quai',
          contact: { phone: '+33556000004', email: 'fleurs@quai.example' },
        },
      },
    ]);
    await anAccount(world, world.here, { grants: [{ listingId: kept }] });
    await correctByLink(world, app, kept, { phone: '+33556000005' });
  }

  /** Who claims, in the order in which the screen shows them. */
  const claimants = async (): Promise<string[]> =>
    (await page.locator('.side').allInnerTexts()).flatMap(
      (text) => /Jeanne Paul|Karim Benali/.exec(text)?.[0] ?? [],
    );

  const at = (path: string): string => session.at(path);
  const heading = (name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();

  const looksRight = (name: string): Promise<void> => screenLooksRight(page, name);

  it('signs in and arrives where a mail led, or at the work of the one territory, without a word of another', async () => {
    await page.goto(at(`demandes/ajouts/${addition}`));
    await signIn(page, agent.email);
    await heading('Atelier du Cuir');
    await page.goto(session.origin);
    await heading('Demandes');
    const menu = await page.getByRole('navigation', { name: 'Menu' }).innerText();
    expect(menu).not.toMatch(/Vue d’ensemble|Comptes|autre-ville/);
    for (const screen of ['Demandes', 'Signalements', 'Fiches', 'Mandats', 'Visites', 'Équipe'])
      expect(menu).toContain(screen);
    await page.goto(`${session.origin}/territoires/autre-ville/demandes`);
    await heading('Cette page n’existe pas');
  });

  it('looks at both sides of a dispute with their documents, and decides with a reason', async () => {
    await page.goto(at('demandes'));
    await page.getByText('deux demandes pour un commerce').first().waitFor();
    await looksRight('claims');
    await page.getByRole('link', { name: 'Boulangerie Sainte-Catherine' }).first().click();
    await heading('Boulangerie Sainte-Catherine');
    await page.getByRole('heading', { name: 'L’autre demande' }).waitFor();
    expect(await page.locator('.proof-picture').count()).toBe(2);
    await looksRight('claim');
    const [one = '', other = ''] = await claimants();
    await page.getByLabel('Ce qui manque').fill('Un bail à votre nom, s’il vous plaît.');
    await page.getByRole('button', { name: 'Demander la pièce' }).click();
    await page.getByText('La pièce est demandée.').waitFor();
    await page.goto(at('demandes'));
    await page.getByRole('link', { name: 'Boulangerie Sainte-Catherine' }).waitFor();
    expect(await page.getByRole('link', { name: 'Boulangerie Sainte-Catherine' }).count()).toBe(1);
    await page.getByRole('link', { name: 'En attente d’une pièce' }).click();
    await page.getByText(/pièce demandée, attendue jusqu’au/).waitFor();
    await page.getByRole('link', { name: 'Boulangerie Sainte-Catherine' }).click();
    await page.getByText(/pièce demandée, attendue jusqu’au/).waitFor();
    await page.getByRole('link', { name: 'Ouvrir cette demande' }).click();
    // What is decided from here on is about whom the screen shows first.
    await page.locator('.side').first().getByText(other).waitFor();
    expect(await claimants()).toEqual([other, one]);
    await page.getByRole('button', { name: 'Décider' }).click();
    await page.getByText('Choisissez ce que vous décidez.', { exact: true }).waitFor();
    await page.getByRole('radio', { name: 'Refuser' }).check();
    await page.getByRole('button', { name: 'Décider' }).click();
    await page.getByText('Écrivez le motif.', { exact: true }).waitFor();
    await page.getByLabel('Partir d’un modèle').first().selectOption({ label: 'Document illisible' });
    const isFilled = async () => (await page.getByLabel('Motif').inputValue()).includes('n’est pas lisible');
    expect(await waitUntil(isFilled, MINUTE)).toBe(true);
    await page.getByRole('radio', { name: /^Accepter/ }).check();
    // Why it would be refused is not what somebody reads who is accepted.
    const isEmpty = async () => (await page.getByLabel('Motif').inputValue()) === '';
    expect(await waitUntil(isEmpty, MINUTE)).toBe(true);
    await page.getByLabel('Motif').fill('Kbis vu au comptoir.');
    await page.getByRole('button', { name: 'Décider' }).click();
    await page.getByText('Demande acceptée.').waitFor();
    await page.getByText('Kbis vu au comptoir.').first().waitFor();
    await page.getByText(`La page est tenue par ${other}`).waitFor();
    expect(await page.locator('.proof-picture').count()).toBe(0);
  });

  it('takes a case so that colleagues see it, and goes through the queues by keyboard alone', async () => {
    await page.goto(at('demandes'));
    const menu = page.getByRole('navigation', { name: 'Menu' });
    await menu.getByRole('link', { name: /^Demandes\s+1 en attente$/ }).waitFor();
    await page.getByRole('link', { name: 'Atelier du Cuir' }).waitFor();
    await page.keyboard.press('?');
    await page.getByRole('dialog', { name: 'Raccourcis du clavier' }).waitFor();
    expect(await errorsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    await page.keyboard.press('j');
    expect(await page.evaluate('document.activeElement?.textContent?.trim()')).toBe('Atelier du Cuir');
    await page.keyboard.press('Enter');
    await page.getByText('Personne ne suit ce dossier.').waitFor();
    await page.getByRole('button', { name: 'Prendre' }).click();
    await page.getByText('Vous suivez ce dossier.').waitFor();
    await page.getByText(/Opératrice prend le dossier/).waitFor();
    await page.getByLabel(/^Motif/).focus();
    await page.keyboard.type('j?k');
    expect(await page.getByLabel(/^Motif/).inputValue()).toBe('j?k');
    expect(await page.getByRole('dialog').count()).toBe(0);
    await page.goto(at('demandes'));
    await page.getByText(/Opératrice suit ce dossier/).waitFor();
    await page.getByLabel('Suivi').selectOption({ label: 'par personne' });
    await page.getByText('Rien n’attend sous ces filtres.').waitFor();
  });

  it('chooses which proofs are enough, and sees who did', async () => {
    await page.goto(at('demandes'));
    await page.getByText('C’est la règle de départ du territoire').waitFor();
    expect(await page.getByRole('radio', { name: 'Une preuve sûre suffit' }).isChecked()).toBe(true);
    await page.getByRole('radio', { name: 'La collectivité décide de chaque demande' }).check();
    await page.getByRole('button', { name: 'Appliquer cette règle' }).click();
    await page.getByText('La règle vaut pour les demandes à venir.').waitFor();
    await page.getByText('Choisie par Opératrice le').waitFor();
    await page.reload();
    await page.getByText('Choisie par Opératrice le').waitFor();
    expect(
      await page.getByRole('radio', { name: 'La collectivité décide de chaque demande' }).isChecked(),
    ).toBe(true);
    await looksRight('policy');
  });

  it('sees the rule and does not change it without being a manager; another territory is another page', async () => {
    const account = await session.agentOfBoth();
    const { page: other } = await session.aPage();
    await other.goto(at('demandes'));
    await signIn(other, account.email);
    await other.getByText('La collectivité décide de chaque demande').waitFor();
    await other.getByText('Les responsables du territoire peuvent la changer.').waitFor();
    expect(await other.getByRole('radio').count()).toBe(0);
    await other.getByText('Atelier du Cuir').waitFor();
    await other.getByLabel('Territoire').selectOption('autre-ville');
    await other.getByText('C’est la règle de départ du territoire').waitFor();
    await other.getByText('Rien n’attend.').waitFor();
    expect(await other.getByText('0 dossier').count()).toBe(0);
    expect(await other.getByText('Atelier du Cuir').count()).toBe(0);
    await other.context().close();
  });

  it('adds a business that asks for it, and says so', async () => {
    await page.goto(at('demandes'));
    await page.getByRole('link', { name: 'Atelier du Cuir' }).click();
    await page.getByText('Ouvert depuis mai').waitFor();
    const asked = page.getByRole('region', { name: 'Ce qui est demandé' });
    await asked.getByRole('definition').first().waitFor();
    expect(await asked.getByRole('definition').allInnerTexts()).toEqual([
      'Boulangerie',
      '732\u00a0829\u00a0320\u00a000074',
      'non renseigné',
    ]);
    // No door of its street is known: the agent puts its pin, from the middle of the commune.
    const onMap = page.getByRole('region', { name: 'Sur la carte' });
    await onMap.getByText('sans point, la page ne sera pas sur la carte').waitFor();
    // What leaves with a touch hands the focus on, and the middle alone is no place of a business.
    const focusIsOn = (words: RegExp) => page.locator(':focus', { hasText: words }).waitFor();
    await onMap.getByRole('button', { name: /^Placer le point, depuis/ }).click();
    await onMap.getByText('ne compte pas encore').waitFor();
    await focusIsOn(/vers le nord/);
    expect(await onMap.getByRole('img').evaluate((drawing) => drawing.closest('button'))).toBeNull();
    await onMap.getByRole('button', { name: 'Ôter le point' }).click();
    await focusIsOn(/Placer le point, depuis/);
    await onMap.getByRole('button', { name: /^Placer le point, depuis/ }).click();
    await onMap.getByRole('button', { name: 'Voir de plus près' }).click();
    await onMap.getByRole('button', { name: /vers le nord/ }).click();
    await onMap.getByText('La page aura le point que vous avez placé.').waitFor();
    await looksRight('addition');
    await page.getByRole('radio', { name: /^Ajouter\s*: la personne prouvera/ }).check();
    await page.getByRole('button', { name: 'Décider' }).click();
    await page.getByText('Le commerce est ajouté.').waitFor();
    const [added] = await world.work.read(world.here, ({ manager }) =>
      manager.query<{ precision: string }[]>(
        `SELECT position_precision AS precision FROM listing WHERE name = 'Atelier du Cuir'`,
      ),
    );
    expect(added).toEqual({ precision: 'address' });
  });

  it('reads a correction beside what the page shows, and accepts it', async () => {
    await page.goto(at('signalements'));
    await page.getByRole('link', { name: 'Fleurs du Quai' }).click();
    await page.getByText('05 56 00 00 04').waitFor();
    await page.getByText('05 56 00 00 05').waitFor();
    await looksRight('correction');
    await page.getByRole('radio', { name: /^Accepter/ }).check();
    await page.getByLabel('Motif').fill('Confirmé au téléphone.');
    await page.getByRole('button', { name: 'Décider' }).click();
    await page.getByText('Correction acceptée.').waitFor();
  });

  it('refuses a report with a reason, beside the listing, and takes that back', async () => {
    await page.goto(at('signalements'));
    await heading('Signalements');
    await page.getByRole('link', { name: 'Boulangerie Sainte-Catherine' }).waitFor();
    await looksRight('reports');
    await page.getByRole('link', { name: 'Boulangerie Sainte-Catherine' }).click();
    await page.getByText('Ouvre à 8 h').waitFor();
    await page.getByText('05 56 00 00 01').first().waitFor();
    await looksRight('report');
    await page.getByRole('button', { name: 'Refuser' }).click();
    await page.getByText('Écrivez le motif.', { exact: true }).waitFor();
    await page.getByLabel('Motif').fill('Vérifié sur place.');
    await page.getByRole('button', { name: 'Refuser' }).click();
    await page.getByText('Signalement refusé.').waitFor();
    await page.getByRole('button', { name: 'Annuler la décision', exact: true }).click();
    // Somebody keeps the page by now, and is asked first.
    await page.getByText('Quelqu’un tient cette page et peut répondre jusqu’au').waitFor();
    await page.getByRole('button', { name: 'Refuser' }).waitFor();
  });

  it('has a mandate signed on the screen, and then may mend the page for the merchant', async () => {
    await page.goto(at('fiches'));
    await page.getByLabel('Nom, SIRET ou numéro').fill('sainte-catherine');
    await page.keyboard.press('Enter');
    await page.getByRole('link', { name: 'Boulangerie Sainte-Catherine' }).click();
    await page.getByText('Aucun mandat en cours').waitFor();
    await page.goto(at('mandats'));
    await page.getByRole('searchbox', { name: 'Commerce' }).fill('sainte-catherine');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Choisir Boulangerie Sainte-Catherine' }).waitFor();
    await page.goBack();
    await page.getByRole('link', { name: 'Nouveau mandat' }).click();
    await page.getByRole('button', { name: 'Choisir un autre commerce' }).waitFor();
    expect(await page.getByRole('checkbox', { checked: true }).count()).toBe(0);
    await page.getByRole('button', { name: 'Enregistrer l’accord signé' }).click();
    await page.getByText('Cochez ce que la personne confie à la collectivité.', { exact: true }).waitFor();
    await page.getByText('La personne signe dans le cadre.', { exact: true }).waitFor();
    for (const group of ['horaires', 'téléphone et liens', 'fermeture']) await page.getByLabel(group).check();
    await page.getByLabel('Nom de la personne').fill('Jeanne Paul');
    await page.getByLabel('En qualité de').fill('gérante');
    const pad = page.locator('.signature');
    await pad.scrollIntoViewIfNeeded();
    const box = await pad.boundingBox();
    if (!box) throw new Error('the pad is not shown');
    await page.mouse.move(box.x + 20, box.y + 40);
    await page.mouse.down();
    for (let step = 1; step < 24; step += 1)
      await page.mouse.move(box.x + 20 + step * 12, box.y + 40 + (step % 4) * 9);
    await page.mouse.up();
    await looksRight('mandates');
    await page.getByRole('button', { name: 'Enregistrer l’accord signé' }).click();
    await page.getByText('il attend qui tient la page').waitFor();
    const [waiting] = await world.work.read(world.here, ({ manager }) =>
      manager.query<{ id: string; listing: number }[]>(
        `SELECT id, listing_id::int AS listing FROM mandate WHERE giver_name = 'Jeanne Paul' ORDER BY id DESC LIMIT 1`,
      ),
    );
    if (!waiting) throw new Error('the mandate was not stored');
    await session.app
      .get(MandateService, { strict: false })
      .agree(world.here, waiting.listing, waiting.id, new Date());
    await page.reload();
    await page.getByRole('link', { name: 'Boulangerie Sainte-Catherine' }).click();
    await page.getByRole('button', { name: 'Corriger pour le commerçant' }).waitFor();
    await looksRight('listing');
  });

  it('gets a walk through a street to print', async () => {
    await writeListings(world, world.here, [{ facts: { displayName: 'Mercerie du Loup' } }]);
    await page.goto(at('visites'));
    await page
      .locator('.chips')
      .getByRole('link', { name: /Sainte-Catherine/i })
      .first()
      .click();
    await page.getByRole('link', { name: 'Mercerie du Loup' }).waitFor();
    await page.getByRole('img', { name: /^Plan de la tournée/ }).waitFor();
    await page.getByRole('checkbox', { name: 'Visité aujourd’hui Mercerie du Loup' }).check();
    await page.getByText('Faites aujourd’hui\u00a0: 1.').waitFor();
    const row = page.getByRole('listitem').filter({ hasText: 'Mercerie du Loup' });
    await row.getByText('Noter la visite').click();
    await row.getByLabel('À retenir (Mercerie du Loup)').fill('Fermé le lundi, revenir un mardi.');
    await row.getByRole('button', { name: 'Enregistrer la note' }).click();
    await row.getByText(/^Visité le .* \(Opératrice\)\s: Fermé le lundi/).waitFor();
    // The street is in the address: a telephone that was put away comes back to the same tour.
    await page.reload();
    await row.getByText(/Fermé le lundi, revenir un mardi/).waitFor();
    expect(await page.getByRole('checkbox', { name: /Mercerie du Loup/ }).isChecked()).toBe(true);
    await page.locator('.tour-stop', { hasText: '1' }).first().click();
    expect(await page.evaluate('document.activeElement?.className')).toContain('queue-link');
    await looksRight('visits');
    const downloading = page.waitForEvent('download');
    await page.getByRole('button', { name: 'Imprimer les lettres de cette tournée' }).click();
    expect((await downloading).suggestedFilename()).toBe('lettres.pdf');
    await page.getByText('Les lettres sont prêtes.').waitFor();
    await page.getByRole('button', { name: 'Imprimer les lettres de cette tournée' }).click();
    await page.getByText('Aucune lettre à imprimer').waitFor();
    await looksRight('visits-letters');
    await page.emulateMedia({ media: 'print' });
    expect(await page.locator('.masthead').isVisible()).toBe(false);
    expect(await page.getByRole('link', { name: 'Mercerie du Loup' }).isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
  });

  it('notes that a business wants no more letters, and takes it back', async () => {
    // Of the page that somebody keeps by now nobody is invited.
    await page.goto(at(`fiches/${listing}`));
    await page.getByText('aucune lettre d’invitation ne lui est écrite').waitFor();
    expect(await page.getByRole('button', { name: 'Ne plus lui écrire' }).count()).toBe(0);
    const [free = 0] = await writeListings(world, world.here, [
      { facts: { displayName: 'Lingerie du Parc' } },
    ]);
    await page.goto(at(`fiches/${free}`));
    await page.getByRole('button', { name: 'Ne plus lui écrire' }).click();
    await page.getByText('C’est noté.').waitFor();
    await page.getByText(/ne veut plus de lettre \(noté le/).waitFor();
    await looksRight('listing-letters');
    await page.getByRole('button', { name: 'Lui écrire de nouveau' }).click();
    await page.getByRole('button', { name: 'Ne plus lui écrire' }).waitFor();
  });

  it('invites a colleague, and sees the invitation wait', async () => {
    await page.goto(at('equipe'));
    await page.getByLabel('Nom', { exact: true }).fill('Claire Dubois');
    await page.getByLabel('Adresse électronique').fill('claire@mairie.example');
    await page.keyboard.press('Enter');
    await page.getByText('Invitation envoyée à claire@mairie.example.').waitFor();
    await page.getByRole('button', { name: /Annuler l’invitation envoyée à claire/ }).waitFor();
    await looksRight('team');
  });

  it('has all of it in English', async () => {
    await page.getByRole('button', { name: 'English' }).click();
    for (const [path, name] of [
      ['demandes', 'Claims'],
      ['signalements', 'Reports'],
      ['fiches', 'Listings'],
      ['mandats', 'Mandates'],
      ['visites', 'Visits'],
      ['equipe', 'Team'],
    ] as const) {
      await page.goto(at(path));
      await heading(name);
    }
  });

  it('has asked nothing of anybody else, and broken no rule of its own policy', () => {
    expect(misdeeds).toEqual({ errors: [], elsewhere: [] });
  });
});
