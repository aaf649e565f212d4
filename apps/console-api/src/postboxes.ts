import {
  type ConsoleAccount,
  type ConsoleGrant,
  isOperator,
  notifyPasswordChanged,
  notifySecurityChanged,
  type Postbox,
  sendPasswordLink,
} from '@halles/domain/console-accounts';
import { Clock } from '@halles/kernel';
import type { Queryable } from '@halles/platform/database';
import { Outbox, type OutboxMessage } from '@halles/platform/outbox';
import {
  appendAudit,
  createContext,
  type Tenant,
  TenantRegistry,
  UnitOfWork,
} from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';

/**
 * The territory that an account is written to by: one that it has a role on, a live one first. Operators have a role on
 * none and are written to by the first live territory, and so is what an unknown address asks for. Null where there is
 * none. Pure.
 */
function postboxTenant(grants: readonly ConsoleGrant[], tenants: readonly Tenant[]): Tenant | null {
  const byState = ['live', 'draft', 'suspended'].flatMap((state) =>
    tenants.filter((tenant) => tenant.state === state),
  );
  const own = isOperator(grants)
    ? undefined
    : byState.find(({ id }) => grants.some(({ tenantId }) => tenantId === id));
  return own ?? byState[0] ?? null;
}

/** As the audit log of the territory names it, behind `team.`. */
export type SecurityChange =
  'second-factor-set' | 'second-factor-removed' | 'identity-linked' | 'identity-unlinked';

/**
 * Promises the mails about accounts of the console in the name of one of their territories: in the platform's outbox, with
 * what they follow from. What changed is a line in the audit log of the territory, committed before.
 */
@Injectable()
export class Postboxes {
  constructor(
    private readonly registry: TenantRegistry,
    private readonly work: UnitOfWork,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  /** How the link of a forgotten password is promised; null while there is no territory. */
  forLink(grants: readonly ConsoleGrant[], requestId: string): Postbox | null {
    return this.box(grants, requestId, sendPasswordLink, null);
  }

  /** How it is promised that the owner is told of a new password. */
  forChange(grants: readonly ConsoleGrant[], requestId: string): Postbox | null {
    return this.box(grants, requestId, notifyPasswordChanged, 'team.password-changed');
  }

  /** Promises that the owner of an account is told of a new password. */
  async passwordChanged(
    tx: Queryable,
    { id, grants }: Pick<ConsoleAccount, 'id' | 'grants'>,
    requestId: string,
  ): Promise<void> {
    await this.forChange(grants, requestId)?.promise(tx, id);
  }

  /** Promises that the owner of an account is told that its second factor or ProConnect changed. */
  async securityChanged(
    tx: Queryable,
    { id, grants }: Pick<ConsoleAccount, 'id' | 'grants'>,
    requestId: string,
    action: SecurityChange,
  ): Promise<void> {
    await this.box(grants, requestId, notifySecurityChanged, `team.${action}`)?.promise(tx, id);
  }

  private box(
    grants: readonly ConsoleGrant[],
    requestId: string,
    message: (ref: string) => OutboxMessage,
    action: string | null,
  ): Postbox | null {
    const tenant = postboxTenant(grants, this.registry.all());
    if (!tenant) return null;
    const ctx = createContext(tenant, { kind: 'visitor' }, requestId);
    const promise = async (tx: Queryable, ref: string): Promise<void> => {
      await this.outbox.appendForPlatform(tx, tenant, message(ref));
      if (action !== null)
        await this.work.write(ctx, (own) => appendAudit(own, action, { subject: ref }, this.clock.now()));
    };
    return { tenantId: tenant.id, promise };
  }
}
