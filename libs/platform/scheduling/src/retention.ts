import type { TenantSettings } from '@halles/contracts';
import { DAY } from '@halles/kernel';
import { InjectLog, type Log } from '@halles/platform/observability';
import type { TenantContext } from '@halles/platform/tenancy';
import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { Every, type TaskCounts, type TaskRun } from './every.decorator';
import { type DecoratedMethod, findMethods } from './find-methods';

/** How long something is kept: months by the calendar (UTC), or days. */
export type RetentionPeriod = { readonly months: number } | { readonly days: number };

/** The same for every tenant, or as its settings have it. */
export type RetentionTerm = RetentionPeriod | ((settings: TenantSettings) => RetentionPeriod);

/** What is kept for a limited time. */
export interface RetentionRule {
  /** Its name in the log. */
  readonly what: string;
  readonly after: RetentionTerm;
}

const Retention = DiscoveryService.createDecorator<RetentionRule>();

/** @param limit what was made, or ended, before this instant goes. @returns how many went */
export type Erasure = (ctx: TenantContext, limit: Date) => Promise<number>;

/** The method erases of one tenant what the privacy page says is kept no longer. It runs several times a day. */
export const EraseAfter = (
  what: string,
  after: RetentionTerm,
): (<T extends Erasure>(target: object, key: string, descriptor: TypedPropertyDescriptor<T>) => void) =>
  Retention({ what, after });

/** What was made before this instant is kept no longer. Pure. */
export function retentionLimit(period: RetentionPeriod, now: Date): Date {
  if ('days' in period) return new Date(now.getTime() - period.days * DAY);
  const limit = new Date(now);
  limit.setUTCMonth(limit.getUTCMonth() - period.months);
  return limit;
}

/**
 * The methods with `@EraseAfter` of an application's providers.
 * @throws Error where two are of one thing
 */
export function findRetentionRules(
  discovery: DiscoveryService,
  scanner: MetadataScanner,
): DecoratedMethod<RetentionRule>[] {
  const rules = findMethods(discovery, scanner, Retention);
  for (const [index, { value, at }] of rules.entries()) {
    const duplicate = rules.slice(index + 1).find((other) => other.value.what === value.what);
    if (duplicate)
      throw new Error(`the retention of "${value.what}" is declared by ${at} and by ${duplicate.at}`);
  }
  return rules;
}

const EVERY = DAY / 4;

/** Erases what a portal promises to keep for a limited time: every method with `@EraseAfter`. */
@Injectable()
export class RetentionSweep implements OnModuleInit {
  private rules: readonly DecoratedMethod<RetentionRule>[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly scanner: MetadataScanner,
    @InjectLog() private readonly log: Pick<Log, 'error'>,
  ) {}

  /** @throws Error where two rules have one name: the process does not start */
  onModuleInit(): void {
    this.rules = findRetentionRules(this.discovery, this.scanner);
  }

  /**
   * One tenant, whatever its state: a suspended portal keeps nothing longer. What cannot be erased now keeps nothing else
   * from being.
   */
  @Every(EVERY, { name: 'retention', perTenant: 'any-state' })
  async sweep(ctx: TenantContext, { now, signal }: TaskRun): Promise<TaskCounts> {
    const erased: Record<string, number> = {};
    const errors: unknown[] = [];
    for (const { value, call } of this.rules) {
      if (signal.aborted) break;
      try {
        const { after } = value;
        const period = typeof after === 'function' ? after(ctx.tenant.settings) : after;
        erased[value.what] = Number(await call(ctx, retentionLimit(period, now)));
      } catch (error) {
        this.log.error(
          { tenant: ctx.tenant.slug, what: value.what, err: error },
          'what is too old could not be erased: it is tried again',
        );
        errors.push(error);
      }
    }
    if (errors.length > 0) throw new AggregateError(errors, `${errors.length} kinds of data were not erased`);
    return erased;
  }
}
