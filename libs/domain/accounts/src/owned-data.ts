import type { TenantWriteTx } from '@halles/platform/tenancy';
import { Injectable, type OnModuleInit, type Type } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';

/** A feature that keeps something of whoever owns a page, and of nobody after them. */
export interface OwnedDataSource {
  /** Forgets it: the page has another owner, or none, when the transaction ends. */
  forget(tx: TenantWriteTx, listingId: number): Promise<void>;
}

const Declaration = DiscoveryService.createDecorator<string>();

/**
 * The class, a provider of its feature's module, forgets what the feature has of the owner of a page when they leave it.
 * @param name what is forgotten, in a word or two
 */
export const OwnedDataOf =
  (name: string) =>
  (target: Type<OwnedDataSource>): void => {
    Injectable()(target);
    Declaration(name)(target);
  };

/** What the application has of the owners of pages: who leaves one leaves nothing there, whichever feature kept it. */
@Injectable()
export class OwnedData implements OnModuleInit {
  private found: ReadonlyMap<string, OwnedDataSource> | undefined;

  constructor(private readonly discovery: DiscoveryService) {}

  /** @throws Error where two sources have one name: the process does not start */
  onModuleInit(): void {
    this.sources();
  }

  /** The names of what is forgotten, in that order. */
  get names(): readonly string[] {
    return [...this.sources().keys()];
  }

  async forget(tx: TenantWriteTx, listingId: number): Promise<void> {
    for (const source of this.sources().values()) await source.forget(tx, listingId);
  }

  private sources(): ReadonlyMap<string, OwnedDataSource> {
    this.found ??= this.find();
    return this.found;
  }

  private find(): ReadonlyMap<string, OwnedDataSource> {
    const found = new Map<string, OwnedDataSource>();
    for (const wrapper of this.discovery.getProviders({ metadataKey: Declaration.KEY })) {
      const name = this.discovery.getMetadataByDecorator(Declaration, wrapper);
      if (name === undefined) continue;
      const source = wrapper.instance as OwnedDataSource;
      const other = found.get(name);
      if (other)
        throw new Error(
          `what owners leave of "${name}" has two sources: ${other.constructor.name} and ${source.constructor.name}`,
        );
      found.set(name, source);
    }
    return new Map([...found].sort(([one], [other]) => (one < other ? -1 : 1)));
  }
}
