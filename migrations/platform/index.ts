import { Foundation1764028800000 } from './1764028800000-foundation';
import { ConsoleGrants1764076000000 } from './1764076000000-console-grants';
import { ConsoleProConnect1764083000000 } from './1764083000000-console-pro-connect';
import { ScheduledTasks1764090000000 } from './1764090000000-scheduled-tasks';
import { MailRecipients1764092000000 } from './1764092000000-mail-recipients';
import { RoleSettings1764094000000 } from './1764094000000-role-settings';
import { StorageQuota1764095000000 } from './1764095000000-storage-quota';
import { JobKinds1764096000000 } from './1764096000000-job-kinds';
import { ConsolePasswords1764098000000 } from './1764098000000-console-passwords';
import { TerritoryMemory1764099000000 } from './1764099000000-territory-memory';
import { StandingSessions1764100000000 } from './1764100000000-standing-sessions';
import { EndedKinds1764110000000 } from './1764110000000-ended-kinds';
import { TerritoryLocks1764230000000 } from './1764230000000-territory-locks';
import { DraftPreviews1764240000000 } from './1764240000000-draft-previews';
import { ConsoleDeliveries1764241000000 } from './1764241000000-console-deliveries';
import { ConsoleDigests1764242000000 } from './1764242000000-console-digests';
import { StateSince1764421000000 } from './1764421000000-state-since';
import { TenantCopies1764570000000 } from './1764570000000-tenant-copies';

/** Migrations of the `platform` schema, oldest first. */
export const platformMigrations = [
  Foundation1764028800000,
  ConsoleGrants1764076000000,
  ConsoleProConnect1764083000000,
  ScheduledTasks1764090000000,
  MailRecipients1764092000000,
  RoleSettings1764094000000,
  StorageQuota1764095000000,
  JobKinds1764096000000,
  ConsolePasswords1764098000000,
  TerritoryMemory1764099000000,
  StandingSessions1764100000000,
  EndedKinds1764110000000,
  TerritoryLocks1764230000000,
  DraftPreviews1764240000000,
  ConsoleDeliveries1764241000000,
  ConsoleDigests1764242000000,
  StateSince1764421000000,
  TenantCopies1764570000000,
];
