import { systemClock } from '@halles/kernel';
import type { PlatformDatabase } from '@halles/platform/database';
import { ConsoleInvitationEnded } from './console-account.errors';
import { ConsoleTeam, type OnTenant } from './console-team.service';

describe('the line that says that an act of a team was not done', () => {
  const open = { id: 'invitation', tenantId: 'tenant', state: 'open' };

  /** Takes an invitation back, in a transaction that ends so. @returns the lines that are written, and the error */
  async function revoked(end: Error): Promise<readonly unknown[]> {
    const lines: string[] = [];
    const onTenant: OnTenant = {
      note: () => Promise.resolve(void lines.push('revoked')),
      undone: () => Promise.resolve(void lines.push('not done')),
    };
    const db = { query: () => Promise.resolve([open]), transaction: () => Promise.reject(end) };
    const team = new ConsoleTeam(db as unknown as PlatformDatabase, systemClock);
    const error: unknown = await team
      .revoke({ tenantId: 'tenant', id: 'invitation' }, onTenant)
      .catch((thrown: unknown) => thrown);
    return [lines, error];
  }

  it('is written where it was rolled back, with its own error told', async () => {
    const ended = new ConsoleInvitationEnded({});
    expect(await revoked(ended)).toEqual([['revoked', 'not done'], ended]);
  });

  it.each([
    new Error('Connection terminated unexpectedly'),
    Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }),
  ])('is not where nobody knows whether it was committed: %s', async (lost) => {
    expect(await revoked(lost)).toEqual([['revoked'], lost]);
  });
});
