import { teamViewSchema, type TeamView } from '@halles/contracts';
import { DAY, MINUTE } from '@halles/kernel';
import { consoleInvitationLink } from '@halles/domain/console-accounts';
import { listAudit, SignedLinks } from '@halles/platform/tenancy';
import type { World } from '@halles/testing';
import { addAccount, ConsoleClient, PASSWORD, signInWhole, type TestAccount } from '@halles/testing/console';
import { GENEROUS } from '@halles/testing';
import { ConsoleStage } from '../../testing/console-stage';

const TEAM = '/api/tenants/ici-bourg/team';

describe('the team of a territory', () => {
  let world: World;
  let stage: ConsoleStage;
  let manager: TestAccount;
  let browser: ConsoleClient;
  let visitors = 0;
  let invited = 0;

  const aBrowser = () => new ConsoleClient(stage.port, `203.0.113.${(visitors += 1)}`);
  const db = () => world.installation.platform();
  const post = (path: string, body: object = {}, from = browser) => from.call({ method: 'POST', path, body });

  beforeAll(async () => {
    stage = await ConsoleStage.open({ rateLimits: GENEROUS });
    ({ world } = stage);
    manager = await addAccount(world, { role: 'manager', tenantId: world.here.tenant.id });
    browser = await signInWhole(world, aBrowser(), manager);
  });

  afterAll(async () => {
    await stage.close();
  });

  async function invite(role: 'agent' | 'manager' = 'agent') {
    const email = `invited-${(invited += 1)}@mairie.example`;
    const answer = await post(`${TEAM}/invitations`, { email, name: 'Claire Dubois', role, locale: 'fr' });
    expect(answer.status).toBe(201);
    return { email, id: String(answer.json['id']) };
  }

  const linkOf = (id: string, serial = 1, ctx = world.here) => ({
    tenant: ctx.tenant.slug,
    token: new SignedLinks(world.config.masterKey).issue(ctx, consoleInvitationLink, { id, serial }),
  });
  const accept = (link: object, password = PASSWORD, from = aBrowser()) =>
    post('/api/invitations/acceptance', { ...link, name: 'Claire Dubois', password }, from);
  const offer = (link: object) => post('/api/invitations/offer', link, aBrowser());
  const team = async (): Promise<TeamView> => teamViewSchema.parse((await browser.get(TEAM)).json);

  it('invites by mail: a promise in the outbox of the tenant, a line in its audit log', async () => {
    const { id, email } = await invite();
    const rows = await db().query(
      `SELECT tenant_role AS role FROM outbox WHERE kind = 'console.invite' AND ref = $1`,
      [id],
    );
    expect(rows).toEqual([{ role: world.here.tenant.role }]);
    const [line] = await world.work.read(world.here, (tx) => listAudit(tx, 1));
    expect(line).toMatchObject({
      actor: `agent:${manager.id}`,
      action: 'team.invited',
      detail: { role: 'agent', subject: id },
    });
    expect((await team()).invitations.map((invitation) => invitation.email)).toContain(email);
  });

  it('makes one account of two invitations that a new address accepts at the same instant', async () => {
    const there = await addAccount(world, { role: 'manager', tenantId: world.there.tenant.id });
    const neighbour = await signInWhole(world, aBrowser(), there);
    for (let round = 0; round < 3; round += 1) {
      const { email, id } = await invite();
      const body = { email, name: 'Claire Dubois', role: 'agent', locale: 'fr' };
      const path = '/api/tenants/autre-ville/team/invitations';
      const other = String((await neighbour.call({ method: 'POST', path, body })).json['id']);
      const answers = await Promise.all([accept(linkOf(id)), accept(linkOf(other, 1, world.there))]);
      expect(answers.filter(({ status }) => status >= 400)).toEqual([]);
      // Who came second had no account when the page was read, and has one by now: the link alone does not open it.
      expect(answers.filter(({ json }) => json['session'])).toHaveLength(1);
      const grants = await db().query(
        `SELECT g.tenant_id FROM console_grant g JOIN console_account a ON a.id = g.account_id WHERE a.email = $1`,
        [email],
      );
      expect(grants).toHaveLength(2);
    }
  });

  it('makes the account that the link offers and signs it in, with its role and no other', async () => {
    const { id, email } = await invite();
    expect((await offer(linkOf(id))).json).toMatchObject({ email, role: 'agent', isKnown: false });
    const other = aBrowser();
    const accepted = await accept(linkOf(id), PASSWORD, other);
    expect(accepted.json).toMatchObject({ session: { email, step: 'ready', menu: { platform: [] } } });
    expect((await aBrowser().signIn(email, PASSWORD)).status).toBe(200);
    expect((await other.get('/api/tenants/ici-bourg/claims')).status).toBe(200);
    expect((await other.get('/api/tenants/autre-ville/team')).status).toBe(404);
    expect((await other.get(TEAM)).status).toBe(403);
    expect((await offer(linkOf(id))).json['code']).toBe('console-invitation-ended');
  });

  it('opens once, however many accept at the same instant', async () => {
    const { id, email } = await invite();
    const answers = await Promise.all(Array.from({ length: 8 }, () => accept(linkOf(id))));
    expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array<number>(7).fill(410)]);
    expect(await db().query('SELECT 1 FROM console_account WHERE email = $1', [email])).toHaveLength(1);
  });

  it('gives an address that has an account the role, and leaves its password alone', async () => {
    const known = await addAccount(world, { role: 'agent', tenantId: world.there.tenant.id });
    const input = { email: known.email.toUpperCase(), name: 'X', role: 'manager', locale: 'en' };
    const id = String((await post(`${TEAM}/invitations`, input)).json['id']);
    expect((await offer(linkOf(id))).json['isKnown']).toBe(true);
    const thief = aBrowser();
    expect((await accept(linkOf(id), 'a password of the thief', thief)).json).toEqual({ session: null });
    expect((await thief.get('/api/session')).status).toBe(401);
    expect((await aBrowser().signIn(known.email, 'a password of the thief')).status).toBe(401);
    const { menu } = (await aBrowser().signIn(known.email, PASSWORD)).json as {
      menu: { tenants: { slug: string; role: string }[] };
    };
    expect(menu.tenants.map(({ slug, role }) => [slug, role])).toEqual([
      ['autre-ville', 'agent'],
      ['ici-bourg', 'manager'],
    ]);
  });

  it('sends again under a link of its own: the one before ends', async () => {
    const { id } = await invite();
    expect((await post(`${TEAM}/invitations/${id}/sending`)).status).toBe(204);
    expect((await offer(linkOf(id, 1))).status).toBe(410);
    expect((await offer(linkOf(id, 2))).status).toBe(200);
  });

  it('can be taken back, and expires after seven days', async () => {
    const revoked = await invite();
    const call = { method: 'DELETE', path: `${TEAM}/invitations/${revoked.id}` };
    expect((await browser.call(call)).status).toBe(204);
    expect((await browser.call(call)).status).toBe(410);
    expect((await accept(linkOf(revoked.id))).status).toBe(410);

    const late = await invite();
    const age = (ms: number) =>
      db().query(
        `UPDATE console_invitation SET expires_at = sent_at + interval '7 days' - make_interval(secs => $2) WHERE id = $1`,
        [late.id, ms / 1_000],
      );
    await age(7 * DAY - MINUTE);
    expect((await offer(linkOf(late.id))).status).toBe(200);
    await age(7 * DAY + MINUTE);
    expect((await offer(linkOf(late.id))).status).toBe(410);
    expect((await team()).invitations.find(({ id }) => id === late.id)?.hasExpired).toBe(true);
  });

  it.each([
    ['another tenant’s name on it', (id: string) => ({ ...linkOf(id), tenant: 'autre-ville' })],
    [
      'a signature of another tenant',
      (id: string) => ({ ...linkOf(id, 1, world.there), tenant: 'ici-bourg' }),
    ],
    ['another sending', (id: string) => linkOf(id, 7)],
    ['nothing in it', () => ({ tenant: '-', token: '-' })],
  ])('opens nothing with %s', async (_what, forge) => {
    const { id } = await invite();
    expect((await offer(forge(id))).status).toBe(410);
    expect((await accept(forge(id))).status).toBe(410);
  });

  it('refuses who has a role or an open invitation already, passwords that everybody tries, and what is no address', async () => {
    const { email } = await invite();
    const input = { email, name: 'X', role: 'agent', locale: 'fr' };
    expect((await post(`${TEAM}/invitations`, input)).json['code']).toBe('already-on-team');
    expect((await post(`${TEAM}/invitations`, { ...input, email: manager.email })).status).toBe(409);
    for (const bad of ['a@b.fr, c@d.fr', 'a@b.fr\r\nBcc: c@d.fr', 'nobody', ''])
      expect((await post(`${TEAM}/invitations`, { ...input, email: bad })).status).toBe(422);
    expect((await post(`${TEAM}/invitations`, { ...input, role: 'operator', email: 'a@b.fr' })).status).toBe(
      422,
    );
    const { id } = await invite();
    expect((await accept(linkOf(id), 'motdepasse2026')).json['code']).toBe('password-too-guessable');
    expect((await offer(linkOf(id))).status).toBe(200);
  });

  it('changes roles and takes people off, which ends what they have open at once; never one’s own', async () => {
    const agent = await addAccount(world, { role: 'agent', tenantId: world.here.tenant.id });
    const other = await signInWhole(world, aBrowser(), agent);
    const member = `${TEAM}/members/${agent.id}`;
    expect((await browser.call({ method: 'PUT', path: member, body: { role: 'manager' } })).status).toBe(204);
    expect((await other.get('/api/session')).status).toBe(401);
    await signInWhole(world, other, agent);
    expect((await other.get(TEAM)).status).toBe(200);
    expect((await browser.call({ method: 'DELETE', path: member })).status).toBe(204);
    expect((await other.get(TEAM)).status).toBe(401);
    expect((await browser.call({ method: 'DELETE', path: member })).status).toBe(404);
    const own = await browser.call({ method: 'DELETE', path: `${TEAM}/members/${manager.id}` });
    expect(own.json['code']).toBe('own-console-grant');
  });

  it('does not reach the people of another territory', async () => {
    const stranger = await addAccount(world, { role: 'agent', tenantId: world.there.tenant.id });
    const member = `${TEAM}/members/${stranger.id}`;
    expect((await browser.call({ method: 'DELETE', path: member })).status).toBe(404);
    expect((await browser.call({ method: 'PUT', path: member, body: { role: 'agent' } })).status).toBe(404);
    expect((await team()).members.map(({ id }) => id)).not.toContain(stranger.id);
  });
});
