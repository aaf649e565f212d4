import { globSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { ACCOUNT_SECURITY_CHANGED, PersonalData } from '@halles/domain/accounts';
import { Outbox } from '@halles/platform/outbox';
import type { TenantWriteTx } from '@halles/platform/tenancy';
import { anAccount, GENEROUS, signInAs, writeListings } from '@halles/testing';
import { v7 as uuid } from 'uuid';
import { PortalBrowser } from '../../testing/portal-browser';
import { type Portal, openPortal } from '../../testing/portal-harness';

const CANARY = 'canari-7q2';
const EMAIL = `${CANARY}@four.example`;
const PASSWORD = 'girafe lampe otarie';

/** An enquiry and a report from the person's address, typed in another way, while nobody was signed in. */
async function writeWithout({ manager }: TenantWriteTx, listingId: number, mark: string): Promise<void> {
  const typed = EMAIL.toUpperCase();
  await manager.query(
    `INSERT INTO enquiry (id, idempotency_key, reference, name, email, subject, message, locale, created_at)
     VALUES ($1, $1, $2, $3, $4, 'question', $5, 'fr', now())`,
    [uuid(), `C-${mark.slice(0, 4)}`, `Qui ${mark}`, typed, `Lettre ${mark}`],
  );
  await manager.query(
    `INSERT INTO listing_report (id, idempotency_key, listing_id, kind, message, email, locale, state, created_at)
     VALUES ($1, $1, $2, 'moved', $3, $4, 'fr', 'new', now())`,
    [uuid(), listingId, `Signalement ${mark}`, typed],
  );
}

describe('what a portal keeps of somebody', () => {
  let portal: Portal;
  let browser: PortalBrowser;
  beforeAll(async () => {
    portal = await openPortal({ rateLimits: GENEROUS }, { TRUSTED_PROXIES: '127.0.0.1' });
    const { world } = portal;
    const [listingId = 0] = await writeListings(world, world.here, [{}]);
    const account = await anAccount(world, world.here, {
      email: EMAIL,
      name: `Nom ${CANARY}`,
      password: PASSWORD,
      grants: [{ listingId }],
    });
    await anAccount(world, world.there, { email: EMAIL, name: `Ailleurs ${CANARY}` });
    browser = new PortalBrowser(portal);
    await browser.signIn(EMAIL, PASSWORD);
    // Something in every table that names the person.
    await browser.post('/connexion/lien', { linkEmail: EMAIL });
    await browser.post('/compte/adresse', { newEmail: `nouveau-${CANARY}@four.example` });
    await browser.post(`/pro/commerces/${listingId}/equipe`, {
      do: 'invite',
      inviteEmail: `marc-${CANARY}@four.example`,
    });
    const owner = await signInAs(world, world.here, {});
    await world.work.write(world.here, async (tx) => {
      await tx.manager.query(
        `INSERT INTO account_identity (issuer, subject, account_id) VALUES ('https://issuer.example', $1, $2)`,
        [`subject-${CANARY}`, account.id],
      );
      await tx.manager.query(
        `INSERT INTO account_invitation (id, listing_id, email, locale, invited_by, expires_at)
         VALUES ($1, $2, $3, 'fr', $4, now() + interval '7 days')`,
        [uuid(), listingId, EMAIL, owner.account.id],
      );
      await tx.manager.query(
        `INSERT INTO mail_delivery (id, template, ref, recipient, message_id) VALUES ($1::uuid, 'account-notice', $1::uuid, $2, $1::text)`,
        [uuid(), EMAIL],
      );
      await new Outbox().append(tx, { kind: ACCOUNT_SECURITY_CHANGED, ref: account.id });
      await writeWithout(tx, listingId, CANARY);
    });
    const [elsewhere = 0] = await writeListings(world, world.there, [{}]);
    await world.work.write(world.there, (tx) => writeWithout(tx, elsewhere, 'Ailleurs'));
  });
  afterAll(() => portal.close());

  it('is what every class with @PersonalDataOf has of them: no feature is left out of the portal', () => {
    const { root } = portal.world.config;
    const written = globSync('{apps,libs}/**/src/**/*.ts', { cwd: root })
      .filter((path) => !path.endsWith('spec.ts'))
      .flatMap((path) => [
        ...readFileSync(join(root, path), 'utf8').matchAll(/^@PersonalDataOf\('([^']+)'/gm),
      ])
      .map(([, name]) => name);
    const { names } = portal.app.get(PersonalData, { strict: false });
    expect([...names].sort()).toEqual(written.sort());
    expect(names[0]).toBe('claims');
    expect(names.slice(-2)).toEqual(['account', 'mails']);
  });

  /** Every row of every table of a tenant that holds the canary, as `table: row`. */
  async function found(ctx = portal.world.here): Promise<string[]> {
    return portal.world.work.read(ctx, async (tx) => {
      const tables = await tx.manager.query<{ name: string }[]>(
        `SELECT relname AS name FROM pg_class WHERE relnamespace = current_schema()::regnamespace AND relkind = 'r'`,
      );
      const rows: string[] = [];
      for (const { name } of tables) {
        const sql = `SELECT to_jsonb(t)::text AS row FROM "${name}" t WHERE to_jsonb(t)::text ILIKE '%${CANARY}%'`;
        for (const { row } of await tx.manager.query<{ row: string }[]>(sql)) rows.push(`${name}: ${row}`);
      }
      return rows;
    });
  }

  it('is taken away whole, as a file and as a page', async () => {
    const file = await browser.post('/compte/donnees/fichier');
    expect([file.status, file.headers['content-disposition'], file.headers['cache-control']]).toEqual([
      200,
      'attachment; filename="ici-bourg-compte.json"',
      'private, no-store',
    ]);
    const text = JSON.stringify(JSON.parse(file.body));
    for (const canary of [
      EMAIL,
      `Nom ${CANARY}`,
      `nouveau-${CANARY}`,
      `marc-${CANARY}`,
      `subject-${CANARY}`,
      'account-notice',
      'merchant-owner',
      `Lettre ${CANARY}`,
      `Signalement ${CANARY}`,
    ])
      expect([canary, text.includes(canary)]).toEqual([canary, true]);
    expect(text).not.toContain('$argon2id$');
    const page = await browser.get('/compte/donnees/page');
    expect([page.status, page.body.includes(`subject-${CANARY}`)]).toEqual([200, true]);
    expect(text).not.toContain('Ailleurs');
  });

  it('goes only for its owner, who writes the address', async () => {
    expect(
      (await browser.post('/compte/donnees/supprimer', { eraseEmail: 'autre@four.example' })).status,
    ).toBe(422);
    expect((await browser.get('/compte')).status).toBe(200);
  });

  it('is erased whole on this territory, and nowhere else', async () => {
    expect((await found()).length).toBeGreaterThan(5);
    const erased = await browser.post('/compte/donnees/supprimer', {
      eraseEmail: ` ${EMAIL.toUpperCase()} `,
    });
    expect([erased.status, erased.body.includes('supprimé')]).toEqual([200, true]);
    // Whom the person invited was written to on the person's behalf: that address is somebody else's.
    expect((await found()).filter((row) => !row.startsWith('account_invitation: '))).toEqual([]);
    expect((await browser.get('/compte')).status).toBe(303);
    expect((await new PortalBrowser(portal).signIn(EMAIL, PASSWORD)).status).toBe(401);
    expect((await found(portal.world.there)).map((row) => row.split(':')[0]).sort()).toEqual([
      'account',
      'enquiry',
      'listing_report',
    ]);
    const log = await portal.world.work.read(portal.world.here, (tx) =>
      tx.manager.query<object[]>(`SELECT 1 FROM audit_log WHERE action = 'account.erased'`),
    );
    expect(log).toHaveLength(1);
  });
});
