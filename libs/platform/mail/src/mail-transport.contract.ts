import { type OutgoingMail, type MailTransport } from './mail-transport';
import { MailPermanentError, MailTemporaryError } from './mail.errors';

/** What a recipient's server got, read back from beyond the transport. */
export interface Arrived {
  readonly recipients: readonly string[];
  readonly messageId: string;
  readonly from: { readonly name: string; readonly address: string };
  readonly replyTo: { readonly name: string; readonly address: string };
  readonly subject: string;
  readonly text: string;
  readonly html: string;
  readonly attachments: readonly { readonly filename: string; readonly content: Buffer }[];
}

export interface TransportUnderTest {
  readonly transport: MailTransport;
  /** From now on the server answers so; null: it takes what comes. */
  answer(reply: { readonly code: number; readonly message: string } | null): void;
  arrived(): Promise<readonly Arrived[]>;
  end(): Promise<void>;
}

export const aMail = (changes: Partial<OutgoingMail> = {}): OutgoingMail => ({
  messageId: '0193a7e2-1111-7000-8000-000000000001@halles.example',
  from: { name: 'Les Halles de Bordeaux', address: 'bordeaux@halles.example' },
  to: { name: 'Mairie de Bordeaux', address: 'mairie@bordeaux.example' },
  replyTo: { name: 'Marie « la Fée » Dupré, épicière', address: 'marie@example.fr' },
  subject: 'Mes horaires d’été – à corriger',
  text: 'Bonjour,\n\n> Été & <hiver>\n.\n.point\n-- \nMarie\n',
  html: '<p>Bonjour, été &amp; &lt;hiver&gt;</p>\n',
  date: new Date('2026-11-25T13:30:00Z'),
  language: 'fr',
  attachments: [],
  ...changes,
});

function delivers(under: () => TransportUnderTest): void {
  it('delivers what was composed, unchanged, to exactly one recipient', async () => {
    const content = Buffer.from(Array.from({ length: 70_000 }, (_byte, index) => index % 256));
    const mail = aMail({
      attachments: [{ filename: 'plan du marché.pdf', contentType: 'application/pdf', content }],
    });
    const receipt = await under().transport.send(mail);
    expect(receipt).toEqual({
      response: expect.stringMatching(/^250 /) as string,
      messageId: mail.messageId,
    });
    const [only, ...others] = await under().arrived();
    expect(others).toEqual([]);
    expect(only).toMatchObject({
      recipients: [mail.to.address],
      messageId: mail.messageId,
      from: mail.from,
      replyTo: mail.replyTo,
      subject: mail.subject,
      html: mail.html,
    });
    // The text's last line end belongs to the medium.
    expect(only?.text.trimEnd()).toBe(mail.text.trimEnd());
    expect(only?.attachments.map(({ filename }) => filename)).toEqual(['plan du marché.pdf']);
    expect(only?.attachments[0]?.content.equals(content)).toBe(true);
  });

  it('keeps what may not leave, says why as it was said, and sends the next one', async () => {
    const reason = new Error('not true any more');
    await expect(under().transport.send(aMail(), () => Promise.reject(reason))).rejects.toBe(reason);
    expect(await under().arrived()).toEqual([]);
    let asked = 0;
    const mayLeave = async (): Promise<void> => {
      asked += 1;
      expect(await under().arrived()).toEqual([]);
    };
    await under().transport.send(aMail(), mayLeave);
    expect([asked, (await under().arrived()).length]).toEqual([1, 1]);
  });

  it('sends several at once, each once', async () => {
    const ids = Array.from({ length: 12 }, (_item, index) => `m-${index}@halles.example`);
    await Promise.all(ids.map((messageId) => under().transport.send(aMail({ messageId }))));
    expect((await under().arrived()).map(({ messageId }) => messageId).sort()).toEqual([...ids].sort());
  });
}

function sortsRefusals(under: () => TransportUnderTest): void {
  it.each([421, 450, 451, 452])('calls %i temporary, with the server’s words', async (code) => {
    under().answer({ code, message: 'try later, busy' });
    const sending = under().transport.send(aMail());
    await expect(sending).rejects.toBeInstanceOf(MailTemporaryError);
    await expect(sending).rejects.toMatchObject({
      code,
      response: expect.stringContaining('try later') as string,
    });
    expect(await under().arrived()).toEqual([]);
    under().answer(null);
    await under().transport.send(aMail());
    expect(await under().arrived()).toHaveLength(1);
  });

  it.each([550, 552, 554])('calls %i permanent, with the server’s words', async (code) => {
    under().answer({ code, message: 'no such user here' });
    const sending = under().transport.send(aMail());
    await expect(sending).rejects.toBeInstanceOf(MailPermanentError);
    await expect(sending).rejects.toMatchObject({
      code,
      response: expect.stringContaining('no such user') as string,
    });
    expect(await under().arrived()).toEqual([]);
  });
}

function refusesInjection(under: () => TransportUnderTest): void {
  it.each<[string, Partial<OutgoingMail>]>([
    ['two recipients in one address', { to: { name: 'M', address: 'm@c.fr, evil@x.fr' } }],
    ['a line break in an address', { to: { name: 'M', address: 'm@c.fr\r\nRCPT TO:<evil@x.fr>' } }],
    ['a line break in a name', { to: { name: 'M\r\nBcc: evil@x.fr', address: 'm@c.fr' } }],
    ['a line break in the sender’s name', { from: { name: 'M\nBcc: evil@x.fr', address: 'm@c.fr' } }],
    ['a line break in the reply address', { replyTo: { name: 'M', address: 'm@c.fr\nBcc: evil@x.fr' } }],
    ['a line break in the subject', { subject: 'a\r\nBcc: evil@x.fr' }],
    ['an empty subject', { subject: '' }],
    ['a line break in the message id', { messageId: 'a@b\r\nBcc: evil@x.fr' }],
    [
      'a path in a file name',
      { attachments: [{ filename: '../a', contentType: 'text/plain', content: Buffer.of() }] },
    ],
    [
      'a header in a media type',
      { attachments: [{ filename: 'a', contentType: 'a/b\r\nX: y', content: Buffer.of() }] },
    ],
  ])('refuses %s before anything leaves', async (_what, changes) => {
    await expect(under().transport.send(aMail(changes))).rejects.toBeInstanceOf(MailPermanentError);
    expect(await under().arrived()).toEqual([]);
  });
}

/** The contract of every `MailTransport`: declares its tests. */
export function describeMailTransport(name: string, open: () => Promise<TransportUnderTest>): void {
  describe(`${name} as a mail transport`, () => {
    let under: TransportUnderTest;
    beforeEach(async () => {
      under = await open();
    });
    afterEach(() => under.end());

    delivers(() => under);
    sortsRefusals(() => under);
    refusesInjection(() => under);

    it('closes twice without complaint, and sends nothing afterwards', async () => {
      await under.transport.close();
      await under.transport.close();
      await expect(under.transport.send(aMail())).rejects.toBeInstanceOf(MailTemporaryError);
    });
  });
}
