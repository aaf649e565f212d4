import { consoleInvitationLink } from '@halles/domain/console-accounts';
import { listAudit, SignedLinks } from '@halles/platform/tenancy';
import type { World } from '@halles/testing';
import { addAccount, ConsoleClient, openSession, PASSWORD } from '@halles/testing/console';
import { GENEROUS } from '@halles/testing';
import { ConsoleStage } from '../../testing/console-stage';

const TEAM = '/api/tenants/ici-bourg/team';

describe('the team of a territory, with one connection to the database', () => {
  let world: World;
  let stage: ConsoleStage;
  let browser: ConsoleClient;

  beforeAll(async () => {
    const config = { poolMax: 1, poolMaxPerTenant: 1 };
    stage = await ConsoleStage.open({ rateLimits: GENEROUS, config });
    ({ world } = stage);
    browser = new ConsoleClient(stage.port);
    const manager = await addAccount(world, { role: 'manager', tenantId: world.here.tenant.id });
    await openSession(world, browser, manager);
  });
  afterAll(async () => {
    await stage.close();
  });

  const call = (method: string, path: string, body: object = {}, from = browser) =>
    from.call({ method, path, body });
  const invite = async (email: string): Promise<string> => {
    const input = { email, name: 'Claire', role: 'agent', locale: 'fr' };
    const { status, json } = await call('POST', `${TEAM}/invitations`, input);
    expect(status).toBe(201);
    return String(json['id']);
  };

  it('is changed in every way, one change after the other and several at once: none holds two connections', async () => {
    const [one, other] = [await invite('one@mairie.example'), await invite('other@mairie.example')];
    expect((await call('POST', `${TEAM}/invitations/${one}/sending`)).status).toBe(204);
    expect((await call('DELETE', `${TEAM}/invitations/${one}`)).status).toBe(204);
    const token = new SignedLinks(world.config.masterKey).issue(world.here, consoleInvitationLink, {
      id: other,
      serial: 1,
    });
    const accepted = { tenant: 'ici-bourg', token, name: 'Claire', password: PASSWORD };
    const stranger = new ConsoleClient(stage.port, '203.0.113.7');
    expect((await call('POST', '/api/invitations/acceptance', accepted, stranger)).status).toBe(200);
    const { id } = await addAccount(world, { role: 'agent', tenantId: world.here.tenant.id });
    expect((await call('PUT', `${TEAM}/members/${id}`, { role: 'manager' })).status).toBe(204);
    expect((await call('DELETE', `${TEAM}/members/${id}`)).status).toBe(204);
    const answers = await Promise.all(['a', 'b', 'c', 'd'].map((name) => invite(`${name}@mairie.example`)));
    expect(new Set(answers).size).toBe(4);
  });

  it('notes that nothing was done where two take back the same invitation at once', async () => {
    const id = await invite('twice@mairie.example');
    const path = `${TEAM}/invitations/${id}`;
    const answers = await Promise.all([call('DELETE', path), call('DELETE', path)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 410]);
    const lines = await world.work.read(world.here, (tx) => listAudit(tx, 100));
    const of = (action: string): number =>
      lines.filter((line) => line.action === action && line.detail['subject'] === id).length;
    // Whoever came second was refused before its line was written, or has a line that takes it back.
    expect(of('team.invitation-revoked') - of('team.not-done')).toBe(1);
  });
});
