import type { TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable } from '@nestjs/common';
import { type InterpretContext, interpretRow } from '../readers/interpret';
import { ReadingTally } from '../readers/reading';
import type { SourceKind } from '../readers/source-record';
import type { MergeCounts } from '../runs/directory-import';
import type { ImportProgressReporter } from '../runs/import-progress';
import { type Match, matchByPlace } from './match';
import { PlanRepository } from './plan.repository';
import { factsLine } from '../staging/staging-line';

/** A new edition in which so much of the source is missing that it is rather damaged than new. */
export class TooManyGone extends Error {
  constructor(
    readonly gone: number,
    readonly known: number,
  ) {
    super(`${gone} of ${known} rows are gone`);
    this.name = 'TooManyGone';
  }
}

const FEW = 20;
const MUCH = 0.2;
const SAMPLES = 10;

export interface PlanRequest {
  readonly source: SourceKind;
  readonly partial: boolean;
  readonly acceptLosses: boolean;
  readonly context: Required<InterpretContext>;
  readonly stagedRows: number;
}

export interface MadePlan {
  readonly counts: MergeCounts;
  /** Of what was interpreted here: what it holds, and its errors. */
  readonly tally: ReadingTally;
}

/** Rows that are interpreted between two round trips. */
const BATCH = 2_000;

/** Decides what a merge will do with the staged rows; writes nothing but `import_plan`. */
@Injectable()
export class MergePlanner {
  constructor(private readonly plan: PlanRepository) {}

  /** @throws TooManyGone, ImportStopped */
  async make(tx: TenantWriteTx, request: PlanRequest, reporter: ImportProgressReporter): Promise<MadePlan> {
    const { source } = request;
    const tally = new ReadingTally();
    await this.plan.clear(tx);
    await this.plan.addKnown(tx, source);
    if (!request.partial) await this.plan.addGone(tx, source);
    reporter.check();
    await this.plan.addNew(tx, source);
    reporter.check();
    await this.interpret(tx, request, tally, reporter);
    if (source !== 'demonstration' && (await this.plan.hasMatchable(tx, source)))
      await this.match(tx, request, reporter);
    const counts = await this.count(tx, request);
    if (counts.gone > FEW && !request.acceptLosses) {
      const known = await this.plan.countSource(tx, source);
      if (counts.gone > known * MUCH) throw new TooManyGone(counts.gone, known);
    }
    return { counts, tally };
  }

  samples(tx: TenantWriteTx) {
    return this.plan.samples(tx, SAMPLES);
  }

  private async interpret(
    tx: TenantWriteTx,
    { source, context }: PlanRequest,
    tally: ReadingTally,
    reporter: ImportProgressReporter,
  ): Promise<void> {
    if (source === 'sirene') tally.log.file = 'etablissements';
    for await (const rows of this.plan.plannedRows(tx, BATCH)) {
      reporter.check();
      const lines: string[] = [];
      const unusable: string[] = [];
      for (const row of rows) {
        const facts = interpretRow(source, row, context, tally);
        if (facts === null) unusable.push(row.sourceId);
        else lines.push(factsLine(row, facts));
      }
      await this.plan.addFacts(tx, lines);
      await this.plan.drop(tx, unusable);
    }
  }

  private async match(
    tx: TenantWriteTx,
    { source, context }: PlanRequest,
    reporter: ImportProgressReporter,
  ): Promise<void> {
    for await (const rows of this.plan.nearRows(tx, source)) {
      reporter.check();
      const matches = new Map<string, Match>();
      for (const row of rows) {
        const match = matchByPlace(row, row.candidates, context.tree);
        if (match !== null) matches.set(row.sourceId, match);
      }
      await this.plan.addMatches(tx, matches);
    }
    await this.plan.settleMatches(tx);
  }

  private async count(tx: TenantWriteTx, { source, stagedRows }: PlanRequest): Promise<MergeCounts> {
    const { changes, ...found } = await this.plan.count(tx, source);
    const { added = 0, changed = 0, closed = 0, reopened = 0, masked = 0, gone = 0 } = changes;
    const inFile = added + changed + closed + reopened + masked;
    return {
      added,
      changed,
      closed,
      reopened,
      masked,
      gone,
      unchanged: stagedRows - inFile - found.closedUnknown,
      ...found,
      repeated: 0,
      listings: 0,
    };
  }
}
