import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TenantSettings } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import { LRUCache } from 'lru-cache';
import type { MailDefinition } from './mail-definition';
import { type MailFolder, readMailFolder, tenantFolder } from './mail-folder';
import { type RenderMail, type RenderedMail, compileMail } from './mail-templates';

/** What is compiled of one territory: the folder that its mails share, and the mails that it has sent. */
interface CompiledMails {
  readonly folder: Promise<MailFolder>;
  readonly mails: Map<string, Promise<RenderMail<unknown>>>;
}

/** Territories whose compiled mails are kept in memory at a time: at most about 100 kB each. */
const MAX_TERRITORIES = 200;

/** Key of the neutral theme: no slug is empty. */
const NEUTRAL = '';

/** Renders mail in a territory's colours and words. A mail is compiled once a territory, and never from data. */
export class MailRenderer {
  readonly #compiled = new LRUCache<string, CompiledMails>({ max: MAX_TERRITORIES });

  /** @param root the application's folder */
  constructor(private readonly root: string) {}

  /**
   * Compiles these mails in the neutral theme, to find what is missing before the first of them is sent.
   * @throws MailTemplateError of the first that has an error
   */
  async prepare(mails: Iterable<MailDefinition<unknown>>): Promise<void> {
    for (const mail of mails) await this.#compile(NEUTRAL, mail);
  }

  /**
   * Subject, plain text and HTML of one message.
   * @throws MailTemplateError when a template is wrong; Error when the model has a URL that is not http(s)
   */
  async render<Model>(
    settings: TenantSettings,
    mail: MailDefinition<Model>,
    model: Model,
    locale: Locale,
  ): Promise<RenderedMail> {
    // Territories without a folder share the neutral theme.
    const key = existsSync(join(this.root, tenantFolder(settings.slug))) ? settings.slug : NEUTRAL;
    const render = await this.#compile(key, mail);
    return render(model, settings, locale);
  }

  async #compile(key: string, mail: MailDefinition<unknown>): Promise<RenderMail<unknown>> {
    let territory = this.#compiled.get(key);
    if (!territory) {
      const folder = readMailFolder(this.root, key === NEUTRAL ? null : key);
      this.#compiled.set(key, (territory = { folder, mails: new Map() }));
    }
    const { folder, mails } = territory;
    let compiling = mails.get(mail.name);
    if (!compiling) {
      compiling = folder.then((read) => compileMail(read, mail));
      mails.set(mail.name, compiling);
    }
    try {
      return await compiling;
    } catch (error) {
      // A failure is not kept: once the file is repaired, the next message passes.
      this.#compiled.delete(key);
      throw error;
    }
  }
}
