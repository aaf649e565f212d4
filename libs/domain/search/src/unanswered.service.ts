import { Injectable } from '@nestjs/common';
import { EraseAfter } from '@halles/platform/scheduling';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { UnansweredRepository } from './unanswered.repository';

/** What was searched and not found, by day. */
@Injectable()
export class UnansweredService {
  constructor(
    private readonly work: UnitOfWork,
    private readonly unanswered: UnansweredRepository,
  ) {}

  /** Erases what was searched before the day of the instant (UTC). Returns how many words. */
  @EraseAfter('unanswered-searches', { months: 12 })
  async eraseBefore(ctx: TenantContext, instant: Date): Promise<number> {
    return this.work.write(ctx, (tx) => this.unanswered.deleteBefore(tx, instant));
  }
}
