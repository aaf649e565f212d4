import { Readable } from 'node:stream';
import { MINUTE, SECOND } from '@halles/kernel';
import { type NodemailerError, type SendMailOptions, type Transporter, createTransport } from 'nodemailer';
import type { SMTPPoolOptions, SMTPPoolSentMessageInfo } from 'nodemailer';
import type { MailAddress } from './mail-address';
import {
  type MailReceipt,
  MailTransport,
  type MayLeave,
  type OutgoingMail,
  assertSendable,
} from './mail-transport';
import { MailPermanentError, MailTemporaryError } from './mail.errors';

const TIMEOUT = 10 * SECOND;

/** What a whole delivery may take, a server that trickles its replies included. Milliseconds. */
const DELIVERY_LIMIT = MINUTE;

/** Commands that speak of the connection or of our account, and say nothing about the message. */
const CONNECTION_COMMANDS = /^(?:CONN|EHLO|HELO|STARTTLS|AUTH.*)$/;

function poolOptions(smtpUrl: string): SMTPPoolOptions & { pool: true } {
  const url = new URL(smtpUrl);
  const secure = url.protocol === 'smtps:';
  const user = decodeURIComponent(url.username);
  return {
    pool: true,
    host: url.hostname.replaceAll(/^\[|\]$/g, ''),
    port: Number(url.port) || (secure ? 465 : 587),
    secure,
    ...(user ? { auth: { user, pass: decodeURIComponent(url.password) }, requireTLS: !secure } : {}),
    maxConnections: 4,
    maxMessages: 100,
    // A message whose connection died may have been accepted: whether to send it again is decided by the caller,
    // which keeps the account, and not behind its back.
    maxRequeues: 0,
    idleTimeout: 30 * SECOND,
    connectionTimeout: TIMEOUT,
    greetingTimeout: TIMEOUT,
    socketTimeout: TIMEOUT,
    dnsTimeout: TIMEOUT,
    // The server may be on the same machine, and that machine without any other network.
    allowInternalNetworkInterfaces: true,
    disableFileAccess: true,
    disableUrlAccess: true,
    maxRecipients: 1,
  };
}

const toAddress = ({ name, address }: MailAddress): { name: string; address: string } => ({ name, address });

/** The message in the terms of the MIME library: objects for addresses, buffers for files, no path and no URL. */
function toMessage(mail: OutgoingMail): SendMailOptions {
  return {
    // One recipient, stated apart from the headers: nothing that a header says can add another.
    envelope: { from: mail.returnPath ?? mail.from.address, to: [mail.to.address] },
    messageId: `<${mail.messageId}>`,
    date: mail.date,
    from: toAddress(mail.from),
    to: toAddress(mail.to),
    replyTo: toAddress(mail.replyTo),
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
    headers: {
      // RFC 3834, and Exchange's own word for it: no automatic answer to an automatic message.
      'Auto-Submitted': 'auto-generated',
      'X-Auto-Response-Suppress': 'All',
      'Content-Language': mail.language,
      ...(mail.unsubscribeUrl === undefined
        ? {}
        : {
            'List-Unsubscribe': `<${mail.unsubscribeUrl}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          }),
    },
    attachments: mail.attachments.map(({ filename, contentType, content }) => ({
      filename,
      contentType,
      content,
    })),
  };
}

/** Sorts what the library threw into "later" and "never", with the server's words. */
function classifySmtpError(thrown: unknown): MailTemporaryError | MailPermanentError {
  const error = thrown as NodemailerError;
  const code = error.responseCode ?? null;
  const failure = { code, response: (error.response ?? error.message ?? String(thrown)).slice(0, 1_000) };
  const aboutTheConnection = error.code === 'EAUTH' || CONNECTION_COMMANDS.test(error.command ?? '');
  const permanent =
    code === null ? error.code === 'EENVELOPE' : error.permanent === true && !aboutTheConnection;
  return permanent
    ? new MailPermanentError(failure, { cause: thrown })
    : new MailTemporaryError(failure, { cause: thrown });
}

/** What is sent, with what is asked before its end. */
interface HeldMessage extends SendMailOptions {
  readonly mayLeave?: MayLeave | undefined;
}

/**
 * A message in one piece, whose parts would be a system call each, and its end once it may leave. It is read from the moment on at
 * which the server asks for the message.
 */
function heldBack(message: Readable, mayLeave: MayLeave | undefined): Readable {
  async function* read(): AsyncGenerator<Buffer> {
    const parts: Buffer[] = [];
    for await (const part of message) parts.push(part as Buffer);
    yield Buffer.concat(parts);
    await mayLeave?.();
  }
  return Readable.from(read(), { objectMode: false });
}

/** Sends over SMTP (RFC 5321), with a pool of connections. STARTTLS when offered, and required to log in. */
export class SmtpTransport extends MailTransport {
  private readonly transporter: Transporter<SMTPPoolSentMessageInfo, SMTPPoolOptions>;
  private readonly sending = new Set<Promise<unknown>>();
  private closing = false;

  /** @param smtpUrl `smtp://user:password@host:587` or `smtps://host:465` */
  constructor(smtpUrl: string) {
    super();
    this.transporter = createTransport(poolOptions(smtpUrl));
    // The pool repeats here what it also answers to the message concerned.
    this.transporter.on('error', () => undefined);
    this.transporter.use('stream', ({ data, message }, done) => {
      const { mayLeave } = data as HeldMessage;
      message?.processFunc((input) => heldBack(input, mayLeave));
      done();
    });
  }

  override async send(mail: OutgoingMail, mayLeave?: MayLeave): Promise<MailReceipt> {
    assertSendable(mail);
    if (this.closing) throw new MailTemporaryError({ code: null, response: 'the transport is closed' });
    let refusal: Error | undefined;
    const message: HeldMessage = {
      ...toMessage(mail),
      signal: AbortSignal.timeout(DELIVERY_LIMIT),
      mayLeave:
        mayLeave &&
        (() =>
          mayLeave().catch((error: unknown) => {
            refusal = error instanceof Error ? error : new Error(String(error));
            throw refusal;
          })),
    };
    const delivery = this.transporter.sendMail(message);
    this.sending.add(delivery);
    try {
      const { response } = await delivery;
      return { response: response ?? '', messageId: mail.messageId };
    } catch (error) {
      // As it was thrown: the library words it anew.
      if (refusal !== undefined) throw refusal;
      throw classifySmtpError(error);
    } finally {
      this.sending.delete(delivery);
    }
  }

  override async close(): Promise<void> {
    this.closing = true;
    await Promise.allSettled(this.sending);
    this.transporter.close();
  }
}
