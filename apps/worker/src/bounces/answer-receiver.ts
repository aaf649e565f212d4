import type { MailedAnswers, MailOutcome } from '@halles/domain/conversations';
import { type Bilingual, DomainError, HOUR } from '@halles/kernel';
import { MailRefused, type SignedAddress } from '@halles/platform/mail';
import type { Log } from '@halles/platform/observability';
import { createContext, type Tenant } from '@halles/platform/tenancy';
import type { UntrustedFiles } from '@halles/platform/untrusted-files';
import { LRUCache } from 'lru-cache';

/** What is wrong with an answer for good: whoever sent it is told, and their server does not try again. */
const FINAL: ReadonlySet<string> = new Set(['invalid', 'conflict', 'not-found', 'forbidden', 'gone']);

/** Mails to one address within an hour that are opened at all. */
const MOST_OPENED = 30;
const MOST_COUNTED = 50_000;

/** Takes what somebody answered to a mail. */
export class AnswerReceiver {
  /** How many came within the hour, by notice. */
  private readonly opened = new LRUCache<string, number>({ max: MOST_COUNTED, ttl: HOUR, noUpdateTTL: true });

  constructor(
    private readonly answers: MailedAnswers,
    private readonly files: UntrustedFiles,
    private readonly log: Log,
  ) {}

  /** Asked before a mail is sent, as opening it costs something. @throws MailRefused no more is taken at an address for now */
  checkRoom({ id }: SignedAddress<Tenant>): void {
    if ((this.opened.get(id) ?? 0) >= MOST_OPENED) throw new MailRefused('too many answers', 452);
  }

  /**
   * @param sender of the envelope; empty where nobody is to be answered
   * @throws MailRefused with a sentence in both languages: its sender finds it in what their server sends them
   * @throws FilesBusy, FileNotOpened and what the database throws: the other server tries again
   */
  async take({ tenant, id }: SignedAddress<Tenant>, source: Buffer, sender: string): Promise<MailOutcome> {
    if (tenant.state !== 'live') throw new Error('its portal is shut for now');
    this.checkRoom({ tenant, id });
    this.opened.set(id, (this.opened.get(id) ?? 0) + 1);
    const ctx = createContext(tenant, { kind: 'system', job: 'mail-answer' }, id);
    const about = { tenant: tenant.slug, notice: id, bytes: source.length };
    try {
      const mail = await this.files.readMail(ctx, source);
      const outcome = await this.answers.take(ctx, id, mail, sender);
      this.log.info({ ...about, outcome }, 'a mail was answered');
      return outcome;
    } catch (error) {
      if (!(error instanceof DomainError) || !FINAL.has(error.kind)) throw error;
      this.log.info({ ...about, code: error.code }, 'an answer by mail was refused');
      throw new MailRefused(sentenceOf({ en: error.detail('en'), fr: error.detail('fr') }));
    }
  }
}

/** One line of ASCII: servers of others take no more. Pure. */
const sentenceOf = ({ en, fr }: Bilingual): string =>
  `${en} / ${fr}`
    .normalize('NFD')
    .replace(/[\u2019]/g, "'")
    .replace(/[^\x20-\x7e]/g, (sign) => (sign === '\u00a0' ? ' ' : ''));
