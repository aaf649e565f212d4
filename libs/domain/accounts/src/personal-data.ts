import type { TenantTx, TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable, type OnModuleInit, type Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';

/** A feature that keeps something about a person. */
export interface PersonalDataSource {
  /** Everything that the feature has of the account, as plain data. */
  export(tx: TenantTx, accountId: string): Promise<unknown>;
  /** Erases it, or takes the person out of what must stay. Runs before the account's own row goes. */
  erase(tx: TenantWriteTx, accountId: string, now: Date): Promise<void>;
}

/**
 * The order of erasure. `rights` gives back what the person held, which writes into the data of other features; `feature`
 * erases what a feature has; `account` erases what the others still read the address from. Within a stage sources do not
 * depend on each other: they go by name.
 */
const erasureStages = ['rights', 'feature', 'account'] as const;
type ErasureStage = (typeof erasureStages)[number];

interface PersonalDataDeclaration {
  /** A word for the file that the person gets: `claims`. */
  readonly name: string;
  readonly stage: ErasureStage;
}

const Declaration = DiscoveryService.createDecorator<PersonalDataDeclaration>();

/**
 * The class, a provider of its feature's module, exports and erases what the feature has of a person.
 * @param name what it is called in the file that the person gets
 * @param stage when it is erased, where that is not in the midst of the features
 */
export const PersonalDataOf =
  (name: string, { stage = 'feature' }: { readonly stage?: ErasureStage } = {}) =>
  (target: Type<PersonalDataSource>): void => {
    Injectable()(target);
    Declaration({ name, stage })(target);
  };

interface DeclaredSource extends PersonalDataDeclaration {
  readonly source: PersonalDataSource;
}

/** What the application has of a person: export and erasure go through every provider with `@PersonalDataOf`. */
@Injectable()
export class PersonalData implements OnModuleInit {
  private found: readonly DeclaredSource[] | undefined;

  constructor(private readonly discovery: DiscoveryService) {}

  /** @throws Error where two sources have one name: the process does not start */
  onModuleInit(): void {
    this.sources();
  }

  /** The names of the sources, in the order of their erasure. */
  get names(): readonly string[] {
    return this.sources().map(({ name }) => name);
  }

  /** What every feature has of the account, by the feature's name. */
  async export(tx: TenantTx, accountId: string): Promise<Record<string, unknown>> {
    const found: Record<string, unknown> = {};
    for (const { name, source } of this.sources()) found[name] = await source.export(tx, accountId);
    return found;
  }

  /** Every feature erases what it has of the account, in the order of the stages. */
  async erase(tx: TenantWriteTx, accountId: string, now: Date): Promise<void> {
    for (const { source } of this.sources()) await source.erase(tx, accountId, now);
  }

  private sources(): readonly DeclaredSource[] {
    this.found ??= this.find();
    return this.found;
  }

  private find(): readonly DeclaredSource[] {
    const found = new Map<string, DeclaredSource>();
    for (const wrapper of this.discovery.getProviders({ metadataKey: Declaration.KEY })) {
      const declared = this.discovery.getMetadataByDecorator(Declaration, wrapper);
      if (declared === undefined) continue;
      const source = wrapper.instance as PersonalDataSource;
      const other = found.get(declared.name);
      if (other)
        throw new Error(
          `the personal data of "${declared.name}" have two sources: ${other.source.constructor.name} and ${source.constructor.name}`,
        );
      found.set(declared.name, { ...declared, source });
    }
    return [...found.values()].sort(
      (one, other) =>
        erasureStages.indexOf(one.stage) - erasureStages.indexOf(other.stage) ||
        (one.name < other.name ? -1 : 1),
    );
  }
}
