import { definedJobs, type JobHandler, type JobKind, Handles } from '@halles/platform/outbox';
import { Injectable } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';

/** The providers of the application that declare with `@HandlesJob` which kind they do. */
@Injectable()
export class DiscoveredHandlers {
  private found: ReadonlyMap<string, JobHandler> | undefined;

  constructor(private readonly discovery: DiscoveryService) {}

  /** @throws Error where a kind has no handler, or two */
  check(): void {
    const handlers = this.handlers();
    const missing = definedJobs().filter((kind) => !handlers.has(kind));
    if (missing.length > 0)
      throw new Error(
        `no provider of the worker has @HandlesJob for: ${missing.join(', ')}. Is its module imported by WorkerModule?`,
      );
  }

  /** The handler of a kind. Bull gives what waits in Redis while the application is still starting: all are made by then. */
  get(kind: string): JobHandler | undefined {
    return this.handlers().get(kind);
  }

  /** The kinds that have a handler. */
  get kinds(): readonly string[] {
    return [...this.handlers().keys()];
  }

  private handlers(): ReadonlyMap<string, JobHandler> {
    this.found ??= this.find();
    return this.found;
  }

  private find(): ReadonlyMap<string, JobHandler> {
    const found = new Map<JobKind, JobHandler>();
    for (const wrapper of this.discovery.getProviders({ metadataKey: Handles.KEY })) {
      const kind = this.discovery.getMetadataByDecorator(Handles, wrapper);
      if (kind === undefined) continue;
      const handler = wrapper.instance as JobHandler;
      const other = found.get(kind);
      if (other)
        throw new Error(
          `the job "${kind}" has two handlers: ${other.constructor.name} and ${handler.constructor.name}`,
        );
      found.set(kind, handler);
    }
    return found;
  }
}
