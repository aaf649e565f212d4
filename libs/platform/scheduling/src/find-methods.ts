import type { DiscoverableDecorator, DiscoveryService, MetadataScanner } from '@nestjs/core';

/** A method of a provider, with what its decorator says. */
export interface DecoratedMethod<T> {
  readonly value: T;
  /** `Class.method`, for messages. */
  readonly at: string;
  call(...args: readonly unknown[]): unknown;
}

type Methods = Record<string, (...args: readonly unknown[]) => unknown>;

/** The methods of an application's providers that carry the decorator. */
export function findMethods<T>(
  discovery: DiscoveryService,
  scanner: MetadataScanner,
  decorator: DiscoverableDecorator<T>,
): DecoratedMethod<T>[] {
  return discovery.getProviders().flatMap((wrapper) => {
    // What is made by a factory or given as a value may be anything; an alias is found where it points to.
    const instance: unknown = wrapper.isAlias ? null : wrapper.instance;
    if (typeof instance !== 'object' || instance === null || !wrapper.metatype) return [];
    return scanner.getAllMethodNames(Object.getPrototypeOf(instance) as object).flatMap((key) => {
      const value = discovery.getMetadataByDecorator(decorator, wrapper, key);
      const at = `${instance.constructor.name}.${key}`;
      const methods = instance as Methods;
      return value === undefined
        ? []
        : [{ value, at, call: (...args: readonly unknown[]) => methods[key]?.(...args) }];
    });
  });
}
