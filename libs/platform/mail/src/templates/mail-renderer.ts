import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TenantSettings } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import type { LastGoodFolders } from '@halles/platform/tenancy';
import { LRUCache } from 'lru-cache';
import { MailTemplateError } from '../mail.errors';
import type { MailAudience, MailDefinition } from './mail-definition';
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

export interface MailRendererOptions {
  readonly lastGood?: Pick<LastGoodFolders, 'rootOf'>;
  readonly onError?: (slug: string, error: Error) => void;
}

/** Renders mail in a territory's colours and words. A mail is compiled once a territory, and never from data. */
export class MailRenderer {
  private readonly compiled = new LRUCache<string, CompiledMails>({ max: MAX_TERRITORIES });

  /**
   * @param root the application's folder
   * @param options.kept the last good copies of territories' folders, which serve while a folder is wrong
   * @param options.onError told of what is wrong in a folder
   */
  constructor(
    private readonly root: string,
    private readonly options: MailRendererOptions = {},
  ) {}

  /**
   * Compiles these mails in the neutral theme, to find what is missing before the first of them is sent.
   * @throws MailTemplateError of the first that has an error
   */
  async prepare(mails: Iterable<MailDefinition<unknown>>): Promise<void> {
    for (const mail of mails) await this.compile(NEUTRAL, mail);
  }

  /**
   * Subject, plain text and HTML of one message. What is wrong in a territory's folder holds no message up: the last good
   * copy serves, then the neutral theme.
   * @param audience to whoever has the address nothing is said that a stranger may have typed (`safeForAnyone`)
   * @throws MailTemplateError when a template is wrong and no copy is kept; Error when the model has a URL that is not http(s)
   */
  async render<Model>(
    settings: TenantSettings,
    mail: MailDefinition<Model>,
    model: Model,
    locale: Locale,
    audience: MailAudience = 'proven',
  ): Promise<RenderedMail> {
    const { slug } = settings;
    if (existsSync(join(this.root, tenantFolder(slug)))) {
      try {
        return (await this.compile(slug, mail))(model, settings, locale, audience);
      } catch (error) {
        if (!(error instanceof MailTemplateError) || this.copyOf(slug) === null) throw error;
        this.options.onError?.(slug, error);
      }
    }
    const copy = this.copyOf(slug);
    // Territories that never had a folder share the neutral theme.
    const render = await (copy === null
      ? this.compile(NEUTRAL, mail)
      : this.compile(`${slug} in ${copy}`, mail, { slug, root: copy }));
    return render(model, settings, locale, audience);
  }

  private copyOf(slug: string): string | null {
    return this.options.lastGood?.rootOf(slug) ?? null;
  }

  private async compile(
    key: string,
    mail: MailDefinition<unknown>,
    own = { slug: key === NEUTRAL ? null : key, root: this.root },
  ): Promise<RenderMail<unknown>> {
    let territory = this.compiled.get(key);
    if (!territory) {
      const folder = readMailFolder(this.root, own.slug, own.root);
      this.compiled.set(key, (territory = { folder, mails: new Map() }));
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
      this.compiled.delete(key);
      throw error;
    }
  }
}
