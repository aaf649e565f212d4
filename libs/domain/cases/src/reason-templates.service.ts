import type { ReasonTemplateInput } from '@halles/contracts';
import { appendAudit, type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import { NoSuchReasonTemplate, ReasonTemplatesTooMany } from './case.errors';
import { COMMON_TEMPLATES, type ReasonTemplate } from './reason-template';
import { ReasonTemplateRepository } from './reason-template.repository';

const MOST = 100;

/** Sentences that agents send often: the installation's, and those of a territory. */
@Injectable()
export class ReasonTemplates {
  constructor(
    private readonly work: UnitOfWork,
    private readonly templates: ReasonTemplateRepository,
  ) {}

  /** The territory's own first. */
  async list(ctx: TenantContext): Promise<ReasonTemplate[]> {
    const own = await this.work.read(ctx, (tx) => this.templates.list(tx));
    return [
      ...own.map(({ id, purpose, title, fr, en }) => ({
        id,
        purpose,
        title: { fr: title, en: title },
        text: { fr, en },
        isOwn: true,
      })),
      ...COMMON_TEMPLATES,
    ];
  }

  /** @returns its id @throws ReasonTemplatesTooMany */
  async add(ctx: TenantContext, input: ReasonTemplateInput, now: Date): Promise<string> {
    const id = uuid();
    await this.work.write(ctx, async (tx) => {
      if ((await this.templates.count(tx)) >= MOST) throw new ReasonTemplatesTooMany({ most: MOST });
      await this.templates.insert(tx, { ...input, id, createdAt: now });
      await appendAudit(tx, 'reason-template.added', { id, purpose: input.purpose }, now);
    });
    return id;
  }

  /** @throws NoSuchReasonTemplate */
  async remove(ctx: TenantContext, id: string, now: Date): Promise<void> {
    await this.work.write(ctx, async (tx) => {
      if (!(await this.templates.delete(tx, id))) throw new NoSuchReasonTemplate({});
      await appendAudit(tx, 'reason-template.removed', { id }, now);
    });
  }
}
