import { departmentOf } from '@halles/domain/listings';
import { NotificationService } from '@halles/domain/notifications';
import { DAY } from '@halles/kernel';
import { type TenantContext, UnitOfWork } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { v7 as uuid } from 'uuid';
import type { QuestionSlot } from './question-calendar';
import { type QuestionCandidate, dueQuestion } from './question-decision';
import { mailQuestion } from './freshness.events';
import { type CandidateRow, FreshnessRepository } from './freshness.repository';
import { schoolBreaksOf } from './school-breaks';

const BATCH = 200;
/** No question is put again after so long: its period is over. */
const REMEMBERED = 120 * DAY;

/** Puts the questions that are due. */
@Injectable()
export class QuestionPlanner {
  constructor(
    private readonly work: UnitOfWork,
    private readonly freshness: FreshnessRepository,
    private readonly notifications: NotificationService,
  ) {}

  /**
   * Puts every question that is due at an instant, in short transactions: its row, a line in the merchant's list, and the
   * promise of a mail. However often, and by however many at once, each is put once.
   * @returns how many were put by this call
   */
  async plan(ctx: TenantContext, now: Date): Promise<number> {
    const since = new Date(now.getTime() - REMEMBERED);
    let put = 0;
    for (let after = 0; ;) {
      const behind = after;
      const rows = await this.work.read(ctx, (tx) => this.freshness.candidates(tx, behind, BATCH, since));
      for (const row of rows) {
        const slot = dueQuestion(candidateOf(ctx, row), now);
        if (slot && (await this.put(ctx, row, slot, now))) put += 1;
      }
      const last = rows.at(-1);
      if (rows.length < BATCH || !last) return put;
      after = last.listing;
    }
  }

  private async put(
    ctx: TenantContext,
    { listing, accountId }: CandidateRow,
    { occasion, period }: QuestionSlot,
    now: Date,
  ): Promise<boolean> {
    const id = uuid();
    return this.work.write(ctx, async (tx) => {
      const question = { id, listingId: listing, accountId, occasion, period, askedAt: now };
      if (!(await this.freshness.insertQuestion(tx, question))) return false;
      const event = occasion === 'monthly' ? 'freshness' : 'holidays';
      const notice = { accountId, event, listingId: listing, ref: id, mail: mailQuestion(id) } as const;
      return this.notifications.notify(tx, notice, now);
    });
  }
}

function candidateOf(ctx: TenantContext, row: CandidateRow): QuestionCandidate {
  const times = [row.confirmedAt, row.hoursStatedAt === null ? null : new Date(row.hoursStatedAt)];
  const confirmed = times.flatMap((at) => at?.getTime() ?? []);
  const { timeZone, schoolCalendar } = ctx.tenant.settings;
  const department = departmentOf(row.commune);
  return {
    listing: row.listing,
    place: { timeZone, department },
    breaks: schoolBreaksOf(department, schoolCalendar),
    grantedAt: row.grantedAt,
    confirmedAt: confirmed.length === 0 ? null : new Date(Math.max(...confirmed)),
    lastAskedAt: row.lastAskedAt,
    askedQuestions: new Set(row.askedQuestions),
    schedule: row.schedule,
    wants: { monthly: row.wantsMonthly, holidays: row.wantsHolidays },
  };
}
