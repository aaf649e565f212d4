import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { TenantSettings } from '@halles/contracts';
import type { Locale } from '@halles/kernel';
import { LRUCache } from 'lru-cache';
import { readMailFolder, tenantFolder } from './mail-folder';
import { type MailModels, type MailTemplate, mailTemplates } from './mail-models';
import { type RenderMail, type RenderedMail, compileMail } from './mail-templates';
import { presentMail } from './mail-views';

type CompiledMails = ReadonlyMap<MailTemplate, RenderMail>;

/** Territories whose compiled mail is kept in memory at a time: about 100 kB each. */
const KEPT = 200;

/** Key of the neutral theme: no slug is empty. */
const NEUTRAL = '';

/** Renders mail in a territory's colours and words. Templates are compiled once a territory, and never from data. */
export class MailRenderer {
  private readonly compiled = new LRUCache<string, Promise<CompiledMails>>({ max: KEPT });

  /** @param root the application's folder */
  constructor(private readonly root: string) {}

  /**
   * Compiles the base, and the mail of these territories, ahead of need.
   * @throws MailTemplateError of the first that has an error
   */
  async prepare(slugs: Iterable<string> = []): Promise<void> {
    await this.compiledAs(NEUTRAL);
    for (const slug of slugs) await this.mailsOf(slug);
  }

  /**
   * Subject, plain text and HTML of one message.
   * @throws MailTemplateError when a template is wrong; Error when the model has a URL that is not http(s)
   */
  async render<T extends MailTemplate>(
    settings: TenantSettings,
    template: T,
    model: MailModels[T],
    locale: Locale,
  ): Promise<RenderedMail> {
    const mails = await this.mailsOf(settings.slug);
    const render = mails.get(template);
    if (!render) throw new Error(`no mail template "${template}"`);
    return render(presentMail(template, model, settings, locale), locale);
  }

  private mailsOf(slug: string): Promise<CompiledMails> {
    // Territories without a folder share the neutral theme.
    return this.compiledAs(existsSync(join(this.root, tenantFolder(slug))) ? slug : NEUTRAL);
  }

  private compiledAs(key: string): Promise<CompiledMails> {
    const known = this.compiled.get(key);
    if (known) return known;
    const compiling = this.compile(key === NEUTRAL ? null : key);
    this.compiled.set(key, compiling);
    // A failure is not kept: once the file is repaired, the next message passes.
    compiling.catch(() => this.compiled.delete(key));
    return compiling;
  }

  private async compile(slug: string | null): Promise<CompiledMails> {
    const folder = await readMailFolder(this.root, slug);
    const mails = new Map<MailTemplate, RenderMail>();
    for (const template of mailTemplates) mails.set(template, await compileMail(folder, template));
    return mails;
  }
}
