import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { aMail } from '../mail-transport.contract';
import { SmtpTransport } from '../smtp-transport';
import { type Mailbox, type MailboxOptions, startMailbox } from './mailbox';
import { MailboxClient } from './mailbox-client';

describe('development mailbox', () => {
  let folder: string;
  let mailbox: Mailbox;
  let client: MailboxClient;
  let transport: SmtpTransport;

  async function start(options: Partial<MailboxOptions> = {}): Promise<void> {
    mailbox = await startMailbox({ smtpPort: 0, httpPort: 0, folder, ...options });
    client = new MailboxClient(mailbox);
    transport = new SmtpTransport(`smtp://127.0.0.1:${mailbox.smtpPort}`);
  }
  async function stop(): Promise<void> {
    await transport.close();
    await mailbox.close();
  }

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'halles-mailbox-'));
    await start();
  });
  afterEach(async () => {
    await stop();
    await rm(folder, { recursive: true });
  });

  const write = (subject: string, from = 'bordeaux') =>
    transport.send(aMail({ subject, from: { name: `Halles ${from}`, address: `${from}@halles.example` } }));

  it('gives back text, html, headers, source and attachments of what came over SMTP', async () => {
    const content = Buffer.from([0, 13, 10, 46, 13, 10, 255, 254]);
    await transport.send(
      aMail({ attachments: [{ filename: 'été.bin', contentType: 'application/octet-stream', content }] }),
    );
    const [summary] = await client.list();
    const message = await client.read(summary?.id ?? '');
    expect(message.text?.trimEnd()).toBe(aMail().text.trimEnd());
    expect(message.html).toBe(aMail().html);
    expect(message.headers.find(({ name }) => name === 'Auto-Submitted')?.value).toBe('auto-generated');
    expect(message.attachments).toEqual([
      { index: 0, filename: 'été.bin', contentType: 'application/octet-stream', size: content.length },
    ]);
    expect((await client.attachment(message.id, 0)).equals(content)).toBe(true);
    expect(await client.source(message.id)).toBe(await readFile(join(folder, `${message.id}.eml`), 'utf8'));
    expect(message.size).toBe(Buffer.byteLength(await client.source(message.id)));
  });

  it('keeps every message over a restart, newest first', async () => {
    for (const subject of ['un', 'deux', 'trois']) await write(subject);
    const before = await client.list();
    expect(before.map(({ subject }) => subject)).toEqual(['trois', 'deux', 'un']);
    await stop();
    await start();
    expect(await client.list()).toEqual(before);
  });

  it('takes in a source that lies in the folder, and drops what a crash left half written', async () => {
    await stop();
    await writeFile(
      join(folder, '20261125T120000000Z-0000abcd.eml'),
      'From: a@b.fr\r\nSubject: seul\r\n\r\nTexte\r\n',
    );
    await writeFile(join(folder, '20261125T120000001Z-0000abcd.eml.12345678.part'), 'From: a');
    await writeFile(join(folder, 'notes.txt'), 'not ours');
    await start();
    expect((await client.list()).map(({ subject, receivedAt }) => [subject, receivedAt])).toEqual([
      ['seul', '2026-11-25T12:00:00.000Z'],
    ]);
    expect((await readdir(folder)).sort()).toEqual([
      '20261125T120000000Z-0000abcd.eml',
      '20261125T120000000Z-0000abcd.json',
      'notes.txt',
    ]);
  });

  it('keeps the last thousand and removes the oldest', async () => {
    await stop();
    for (let index = 0; index < 1_000; index += 1) {
      const id = `20250101T000000${String(index).padStart(3, '0')}Z-00000000`;
      await writeFile(join(folder, `${id}.eml`), `From: a@b.fr\r\nSubject: n${index}\r\n\r\n.\r\n`);
    }
    await start();
    await write('le dernier');
    const messages = await client.list();
    expect([messages.length, messages[0]?.subject, messages.at(-1)?.subject]).toEqual([
      1_000,
      'le dernier',
      'n1',
    ]);
    expect((await readdir(folder)).filter((name) => name.includes('000000000Z'))).toEqual([]);
  });

  it('finds by words without case or accents, and by sender', async () => {
    await write('Horaires d’ÉTÉ');
    await write('Question', 'valence');
    const subjects = async (query: string) => (await client.list(query)).map(({ subject }) => subject);
    expect(await subjects('?search=HORAIRES%20ete%20bordeaux')).toEqual(['Horaires d’ÉTÉ']);
    expect(await subjects('?search=hiver-introuvable')).toEqual([]);
    expect(await subjects('?sender=valence@halles.example')).toEqual(['Question']);
  });

  it('deletes one, then all, and says that what is gone is gone', async () => {
    for (const subject of ['un', 'deux']) await write(subject);
    const [newest] = await client.list();
    const remove = (path: string) => fetch(`${client.origin}${path}`, { method: 'DELETE' });
    expect((await remove(`/api/messages/${newest?.id}`)).status).toBe(204);
    expect((await remove(`/api/messages/${newest?.id}`)).status).toBe(404);
    expect((await client.get(`/messages/${newest?.id}`)).status).toBe(404);
    expect((await client.list()).map(({ subject }) => subject)).toEqual(['un']);
    expect((await remove('/api/messages')).status).toBe(204);
    expect(await readdir(folder)).toEqual([]);
  });

  it('answers what the script says to chosen recipients, and keeps nothing of those', async () => {
    await stop();
    await start({
      fail: ({ to }) => (to[0] === 'full@c.fr' ? { code: 452, message: 'mailbox full' } : null),
    });
    await expect(transport.send(aMail({ to: { name: '', address: 'full@c.fr' } }))).rejects.toThrow(/452/);
    await write('ok');
    expect((await client.list()).map(({ subject }) => subject)).toEqual(['ok']);
  });

  it('waits as long as it is told before it takes a message', async () => {
    await stop();
    await start({ delayMs: 300 });
    const begin = Date.now();
    const sending = write('lent');
    expect(await client.list()).toEqual([]);
    await sending;
    expect(Date.now() - begin).toBeGreaterThanOrEqual(290);
  });

  it('tells open pages of a new message', async () => {
    const stream = await client.get('/events');
    const reader = stream.body?.pipeThrough(new TextDecoderStream()).getReader();
    await reader?.read();
    await write('nouveau');
    expect((await reader?.read())?.value).toContain('event: change');
    await reader?.cancel();
  });

  it('refuses a foreign host name and writes of other sites', async () => {
    await write('un');
    const status = (method: string, path: string, headers: Record<string, string>) =>
      new Promise<number>((resolve, reject) => {
        const call = request(
          { port: mailbox.httpPort, host: '127.0.0.1', method, path, headers },
          (answer) => {
            answer.resume();
            resolve(answer.statusCode ?? 0);
          },
        );
        call.on('error', reject);
        call.end();
      });
    expect(await status('GET', '/api/messages', { host: 'evil.example' })).toBe(403);
    expect(await status('POST', '/messages/delete', { 'sec-fetch-site': 'cross-site' })).toBe(403);
    expect(await status('POST', '/messages/delete', { 'sec-fetch-site': 'same-site' })).toBe(403);
    expect(await client.list()).toHaveLength(1);
    expect(await status('POST', '/messages/delete', { 'sec-fetch-site': 'same-origin' })).toBe(303);
    expect(await client.list()).toEqual([]);
  });

  it('says which port is taken', async () => {
    const taken = { smtpPort: mailbox.smtpPort, httpPort: 0, folder };
    await expect(startMailbox(taken)).rejects.toMatchObject({ code: 'EADDRINUSE' });
    await expect(startMailbox({ ...taken, smtpPort: 0, httpPort: mailbox.httpPort })).rejects.toMatchObject({
      code: 'EADDRINUSE',
    });
  });
});
