import { systemClock } from '@halles/kernel';
import { openPortal, type Portal } from '../../testing/portal-harness';

describe('security.txt of a portal', () => {
  let portal: Portal | undefined;
  afterEach(() => portal?.close());

  it('names the contact that the operator configured, on each portal with its own address', async () => {
    portal = await openPortal({}, { SECURITY_CONTACT: 'mailto:securite@halles.example' });
    for (const slug of ['ici-bourg', 'autre-ville']) {
      const { status, headers, body } = await portal.ask(slug, '/.well-known/security.txt');
      expect([status, headers['content-type']]).toEqual([200, 'text/plain; charset=utf-8']);
      expect(body).toContain('Contact: mailto:securite@halles.example\n');
      expect(body).toContain(`Canonical: http://${slug}.localhost/.well-known/security.txt\n`);
      expect(new Date(/^Expires: (.+)$/m.exec(body)?.[1] ?? '').getTime()).toBeGreaterThan(
        systemClock.now().getTime(),
      );
    }
  });

  it('is not there where none is configured', async () => {
    portal = await openPortal();
    expect((await portal.ask('ici-bourg', '/.well-known/security.txt')).status).toBe(404);
  });
});
