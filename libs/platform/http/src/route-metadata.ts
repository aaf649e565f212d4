import type { ExecutionContext } from '@nestjs/common';
import type { Reflector } from '@nestjs/core';

type Key = ReturnType<ExecutionContext['getHandler']> | ReturnType<ExecutionContext['getClass']>;

/**
 * What decorators say of a route, of its handler before its controller. Read once for each: it cannot change, and
 * looking it up through prototypes on each request costs more than the rest of a guard.
 */
export class RouteMetadata<T> {
  private readonly known = new WeakMap<Key, WeakMap<Key, { readonly value: T | undefined }>>();

  constructor(
    private readonly reflector: Reflector,
    private readonly key: string,
  ) {}

  of(context: Pick<ExecutionContext, 'getHandler' | 'getClass'>): T | undefined {
    const handler = context.getHandler();
    const controller = context.getClass();
    let ofController = this.known.get(controller);
    if (!ofController) this.known.set(controller, (ofController = new WeakMap()));
    let found = ofController.get(handler);
    if (!found) {
      found = { value: this.reflector.getAllAndOverride<T | undefined>(this.key, [handler, controller]) };
      ofController.set(handler, found);
    }
    return found.value;
  }
}
