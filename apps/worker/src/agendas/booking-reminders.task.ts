import { BookingReminders } from '@halles/domain/agendas';
import { MINUTE } from '@halles/kernel';
import { Every, type TaskCounts } from '@halles/platform/scheduling';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/** Reminds customers of their appointments, at the minute that their shop set. */
@Injectable()
export class BookingRemindersTask {
  constructor(private readonly reminders: BookingReminders) {}

  @Every(MINUTE, { name: 'booking-reminders', perTenant: 'live' })
  async run(ctx: TenantContext): Promise<TaskCounts> {
    return { promised: await this.reminders.promiseDue(ctx) };
  }
}
