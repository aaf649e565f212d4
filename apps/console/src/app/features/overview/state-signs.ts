import type { EngineHealth, TenantRow } from '@halles/contracts';
import type { Tone } from '../../ui/badge.component';
import type { IconName } from '../../ui/icon.component';

/** The shape and the colour that go with a state's words. */
export interface Sign {
  readonly shape: IconName;
  readonly tone: Tone;
}

export const engineSigns: Record<EngineHealth['state'], Sign> = {
  up: { shape: 'disc', tone: 'good' },
  degraded: { shape: 'triangle', tone: 'warn' },
  down: { shape: 'cross', tone: 'bad' },
};

export const tenantSigns: Record<TenantRow['state'], Sign> = {
  live: { shape: 'disc', tone: 'good' },
  draft: { shape: 'dashes', tone: 'quiet' },
  suspended: { shape: 'bars', tone: 'warn' },
  archived: { shape: 'box', tone: 'quiet' },
};

export const migrationSigns: Record<TenantRow['migrationState'], Sign> = {
  done: { shape: 'check', tone: 'quiet' },
  pending: { shape: 'ring', tone: 'warn' },
  running: { shape: 'half', tone: 'warn' },
  failed: { shape: 'cross', tone: 'bad' },
};
